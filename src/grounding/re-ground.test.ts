import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import { type VerificationReport, verificationReportSchema } from '#domain/verification.ts';
import { createGazetteer } from './gazetteer.ts';
import type { SourceText } from './source-text.ts';
import { type CheckableContent, verifyContent } from './verify-content.ts';

const gazetteer = createGazetteer([
  {
    ...{ code: 'BM', alpha3: 'BMU', kind: 'territory', officialName: 'Bermuda', everydayName: 'Bermuda' },
    ...{ aliases: [], demonyms: ['Bermudian'], capitals: ['Hamilton'] },
  },
]);

const STATEMENT = 'Mining was banned in Bermuda in 2024.';
const decree = stored(
  'Decree 7. Mining was banned in Bermuda in 2024. A fine of 40,000 dollars is due. Anglers need a permit.',
);

function stored(text: string): SourceText {
  const none = { title: 'Decree 7', publisher: null, url: null, publishedOn: null, fileName: null };
  const hash = sha256Hex(text);
  return {
    ...{
      sha256: hash,
      textSha256: hash,
      extractor: 'plain-text',
      text,
      pageStarts: [],
      tier: 'law' as const,
    },
    ...none,
  };
}

function page(statements: readonly [text: string, indices: number[]][], chunks: object[]): CheckableContent {
  const raw = JSON.stringify({
    grounding_chunks: chunks,
    grounding_supports: statements.map(([text, grounding_chunk_indices]) => ({
      segment: { startIndex: 0, endIndex: Buffer.byteLength(text), text },
      grounding_chunk_indices,
    })),
  });
  return {
    ...{ schema: 'regatlas.analysis/1', jurisdiction: 'BM', topic: 'Mining_Status', language: 'en' },
    ...{ textFormat: 'plain', status: 'Banned', unknownReason: null, ground: null, statusSince: null },
    sections: [{ key: 'executive-summary', text: statements.map(([text]) => text).join(' ') }],
    ...{ laws: [], outline: null, report: null, sources: [], reviews: [] },
    grounding: [{ provider: 'gemini', raw }],
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
}

function verify(content: CheckableContent, sources: readonly SourceText[]): VerificationReport {
  const report = verifyContent({ content, sources, gazetteer, topic: null, asOf: null, openChallenges: 0 });
  expect(verificationReportSchema.parse(report)).toEqual(report);
  return report;
}

const CHUNK = { web: { uri: 'https://example.org/decree', title: 'The decree of 2024' } };

describe('a statement whose references lead nowhere', () => {
  it('is offered the passages of stored sources that say it, with verdict and place', () => {
    const [support] = verify(page([[STATEMENT, [0, 2]]], []), [decree]).grounding[0]!.supports;
    expect(support).toMatchObject({ state: 'unresolvable', dangling: [0, 2], chunks: [] });
    const [best] = support!.regrounded;
    expect(best).toMatchObject({ source: 0, verdict: 'supported', quote: { exact: STATEMENT } });
    expect(best!.score).toBeGreaterThan(0.9);
    expect([...decree.text].slice(best!.position.start, best!.position.end).join('')).toBe(STATEMENT);
  });

  it('is offered them also where only some lead nowhere', () => {
    const [support] = verify(page([[STATEMENT, [0, 5]]], [CHUNK]), [decree]).grounding[0]!.supports;
    expect(support!.state).toBe('partially-resolved');
    expect(support!.regrounded[0]!.quote.exact).toBe(STATEMENT);
  });

  it('is offered nothing where nothing stored has its words, or nothing is stored', () => {
    const other = stored('The sea is deep. Anglers like it.');
    for (const sources of [[other], []]) {
      const [support] = verify(page([[STATEMENT, [0]]], []), sources).grounding[0]!.supports;
      expect(support!.regrounded).toEqual([]);
    }
  });

  it('is not said to be supported by a passage that says something else with its words', () => {
    const other = stored('Mining was not banned in Bermuda in 2024.');
    const [support] = verify(page([[STATEMENT, [0]]], []), [other]).grounding[0]!.supports;
    expect(support!.regrounded.map(({ verdict }) => verdict)).not.toContain('supported');
    expect(support!.regrounded.length).toBeGreaterThan(0);
  });

  it('stays dangling: neither references nor confidence reckon with what was found', () => {
    const cited = page([[STATEMENT, [0, 2]]], []);
    const { grounding, confidence, findings } = verify(cited, [decree]);
    expect(grounding[0]).toMatchObject({ references: 2, dangling: 2, distinctUrls: 0 });
    expect(confidence.factors.find(({ key }) => key === 'references')).toMatchObject({ value: 0 });
    expect(findings.map(({ code }) => code)).toContain('CHUNKS_EMPTY_BUT_REFERENCED');
  });
});

describe('references into an empty list of sources', () => {
  const decreeEntry = {
    ...{ ref: '1', title: 'Decree 7', publisher: null, url: null, publishedOn: null },
    ...{ snapshot: decree.sha256, quote: null, note: null },
  };
  const severity = (text: string, sources: readonly SourceText[]) => {
    const content = { ...page([[STATEMENT, [0]]], []), sources: [decreeEntry] };
    const sections = [{ key: 'executive-summary' as const, text }];
    const { findings } = verify({ ...content, sections }, sources);
    return findings.find(({ code }) => code === 'CHUNKS_EMPTY_BUT_REFERENCED')?.severity;
  };
  const CITED = STATEMENT.replace(/\.$/, '. [1]');

  it.each([
    ['are critical while the page rests a statement on them', STATEMENT, [decree], 'critical'],
    [
      'stay so when a source bears it that the page does not cite',
      `${STATEMENT} Anglers need a permit. [1]`,
      [decree],
      'critical',
    ],
    ['stay so when what the page cites is not stored', CITED, [], 'critical'],
    [
      'stay so when what the page cites says something else',
      CITED,
      [stored('Anglers need a permit.')],
      'critical',
    ],
    [
      'stay so when the statement is made once with and once without',
      `${CITED}\n\n${STATEMENT}`,
      [decree],
      'critical',
    ],
    ['are minor once the page cites a stored source that bears it', CITED, [decree], 'minor'],
    ['are minor once the statement is gone', 'Anglers need a permit. [1]', [decree], 'minor'],
  ] as const)('%s', (_, text, sources, expected) => {
    expect(severity(text, sources)).toBe(expected);
  });
});

it('a statement whose references all lead to a source is left as the provider grounded it', () => {
  const [support] = verify(page([[STATEMENT, [0]]], [CHUNK]), [decree]).grounding[0]!.supports;
  expect(support).toMatchObject({ state: 'resolved', regrounded: [] });
});

const SEEDS = resolve(import.meta.dirname, '../../../shared/seeds');
const seed = (start: string) =>
  readFileSync(join(SEEDS, readdirSync(SEEDS).find((name) => name.startsWith(start)) ?? ''), 'utf8');

describe.skipIf(!existsSync(SEEDS))('the seeds (skipped where ../shared is not there)', () => {
  it('offer passages of the article for the statements of the page, and call none of them supported', () => {
    const raw = seed('000').match(/\{[^{}]*"?grounding_chunks[\s\S]*\}/)?.[0] ?? '';
    const segments = [...raw.matchAll(/"text": ("(?:[^"\\]|\\.)*")/g)].map(
      ([, text]) => JSON.parse(text ?? '""') as string,
    );
    expect(segments).toHaveLength(6);
    const content = page(
      segments.map((text) => [text, [0]]),
      [],
    );
    const { supports } = verify(content, [stored(seed('001'))]).grounding[0]!;
    const offered = supports.flatMap(({ regrounded }) => regrounded);
    expect(supports.filter(({ regrounded }) => regrounded.length > 0).length).toBeGreaterThanOrEqual(4);
    expect(offered.map(({ verdict }) => verdict)).not.toContain('supported');
  });
});
