import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { FIRST, makeLaw, SECOND } from '../../test/fixtures/versions.ts';
import { sampleReport, sampleSentence } from '../../test/web/sample-views.ts';
import { compareVersions } from './compare-versions.ts';
import { listPageSentences } from './page-sentences.ts';
import { summariseDiff } from './summarise-diff.ts';
import { type DiffRow, isEmptyDiff, type VersionDiff } from './version-diff.ts';

const bare = (content: AnalysisContent) => ({ content, report: null });
const compare = (before: AnalysisContent, after: AnalysisContent) =>
  compareVersions(bare(before), bare(after));

/** A page with these sections. */
function page(
  sections: Partial<Record<AnalysisContent['sections'][number]['key'], string>>,
): AnalysisContent {
  const keys = Object.entries(sections) as [AnalysisContent['sections'][number]['key'], string][];
  return { ...FIRST, outline: null, report: null, sections: keys.map(([key, text]) => ({ key, text })) };
}

/** Rows as short lines: kind and the words of either side. */
function lines(diff: VersionDiff): string[] {
  return diff.parts.flatMap(({ key, rows }) =>
    rows.map((row) => `${key}: ${row.kind}: ${row.before?.text ?? ''} | ${row.after?.text ?? ''}`),
  );
}

const rowsOf = (diff: VersionDiff, kind: DiffRow['kind']) =>
  diff.parts.flatMap(({ rows }) => rows.filter((row) => row.kind === kind));

describe('sentences', () => {
  it('finds nothing between a version and itself', () => {
    for (const content of [FIRST, SECOND]) {
      expect(isEmptyDiff(compare(content, content))).toBe(true);
      expect(summariseDiff(compare(content, content))).toEqual(['Nothing changed.']);
    }
  });

  it('marks the words of a reworded sentence and leaves the rest of it alone', () => {
    const diff = compare(
      page({ notes: 'The office licenses two exchanges. It does not publish them.' }),
      page({ notes: 'The office licenses five exchanges. It does not publish them.' }),
    );
    const [row] = rowsOf(diff, 'reworded');
    expect(row?.words.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', before: 'two ', after: '' },
      { kind: 'added', before: '', after: 'five ' },
    ]);
    expect(rowsOf(diff, 'same')).toHaveLength(1);
  });

  it('knows a sentence again in another section, also when its words changed', () => {
    const diff = compare(
      page({
        'executive-summary': 'The registry opened in March. Nobody has been fined so far.',
        notes: 'The list of exchanges is kept by hand.',
      }),
      page({
        'executive-summary': 'Nobody has been fined so far.',
        notes: 'The list of exchanges is kept by hand. The registry opened in April.',
      }),
    );
    expect(lines(diff)).toEqual([
      'executive-summary: moved-away: The registry opened in March. | ',
      'executive-summary: same: Nobody has been fined so far. | Nobody has been fined so far.',
      'notes: same: The list of exchanges is kept by hand. | The list of exchanges is kept by hand.',
      'notes: moved-here:  | The registry opened in April.',
    ]);
    expect(rowsOf(diff, 'moved-here')[0]?.words.some(({ kind }) => kind === 'added')).toBe(true);
  });

  it('moves the one sentence that changed its place and not those it passed', () => {
    const [a, b, c] = ['Alpha comes first.', 'Beta comes second.', 'Gamma comes third.'];
    const diff = compare(page({ notes: `${a} ${b} ${c}` }), page({ notes: `${c} ${a} ${b}` }));
    expect(rowsOf(diff, 'moved-here').map(({ after }) => after?.text)).toEqual([c]);
    expect(rowsOf(diff, 'same')).toHaveLength(2);
  });

  it('does not call points moved because one was put in before them', () => {
    const point = (text: string) => ({ number: null, label: null, text, children: [] });
    const outline = (texts: string[]) => ({
      title: null,
      overallStatus: null,
      headings: texts.map(point),
    });
    const before = { ...FIRST, outline: outline(['The bank decides.', 'The court reviews.']) };
    const after = {
      ...FIRST,
      outline: outline(['The minister appoints.', 'The bank decides.', 'The court reviews.']),
    };
    const diff = compare(before, after);
    expect(rowsOf(diff, 'added').map(({ after: row }) => row?.text)).toEqual(['The minister appoints.']);
    expect(rowsOf(diff, 'moved-here')).toEqual([]);
  });

  it('tells other typography, other citations and other layout from other words', () => {
    const cited = (text: string, format: 'plain' | 'markdown' = 'plain'): AnalysisContent => ({
      ...page({ notes: text }),
      textFormat: format,
    });
    const kinds = (before: AnalysisContent, after: AnalysisContent) =>
      compare(before, after).parts.flatMap(({ rows }) => rows.map(({ kind }) => kind));
    expect(kinds(cited('It said "no" - twice.'), cited('It said “no” – twice.'))).toEqual(['typography']);
    expect(kinds(cited('It was said [1].'), cited('It was said [2].'))).toEqual(['recited']);
    expect(kinds(cited('It was said [7].'), cited('It was said [8].'))).toEqual(['recited']);
    const bold = compare(cited('It was **said** once.', 'markdown'), cited('It was said once.', 'markdown'));
    expect(bold.parts.map(({ isLaidOutAnew }) => isLaidOutAnew)).toEqual([true]);
    expect(isEmptyDiff(bold)).toBe(false);
  });

  it('leaves a sentence the same when only the list of sources was renumbered', () => {
    const diff = compare(FIRST, SECOND);
    const same = rowsOf(diff, 'same').map(({ after }) => after?.text);
    expect(same).toContain('Exchanges operate from abroad [2].');
    expect(diff.sources.map(({ kind, after }) => `${kind} ${after?.ref}`)).toEqual([
      'added 1',
      'renumbered 2',
      'replaced 3',
    ]);
  });
});

describe('laws', () => {
  const laws = (...list: AnalysisContent['laws']) => ({ ...FIRST, laws: list });

  it('are compared field by field', () => {
    const before = makeLaw('Exchange Act', {
      number: '12',
      enactedOn: '2022-03-01',
      note: 'Not yet in force.',
    });
    const after = { ...before, inForceOn: '2022-06-01', note: 'In force.' };
    expect(compare(laws(before), laws(after)).laws).toEqual([
      {
        kind: 'changed',
        before,
        after,
        fields: [
          { field: 'inForceOn', before: null, after: '2022-06-01' },
          { field: 'note', before: 'Not yet in force.', after: 'In force.' },
        ],
      },
    ]);
  });

  it.each([
    ['its number', makeLaw('Act on Exchanges', { number: '12' }), makeLaw('Market Code', { number: '12' })],
    [
      'its address',
      makeLaw('A', { url: 'https://g.example/1' }),
      makeLaw('B', { url: 'https://g.example/1/' }),
    ],
    ['most of its name', makeLaw('Virtual Asset Exchange Act'), makeLaw('Digital Asset Exchange Act')],
  ])('is renamed when %s is the same', (_, before, after) => {
    const changes = compare(laws(makeLaw('Other'), before), laws(after, makeLaw('Other'))).laws;
    expect(changes.map(({ kind, before: old }) => [kind, old?.name])).toEqual([['renamed', before.name]]);
  });

  it('are added and removed when nothing ties them', () => {
    const diff = compare(laws(makeLaw('Exchange Act')), laws(makeLaw('Stamp Duty Ordinance')));
    expect(diff.laws.map(({ kind }) => kind)).toEqual(['added', 'removed']);
    expect(summariseDiff(diff).slice(1, 3)).toEqual([
      'One law added: Stamp Duty Ordinance.',
      'One law removed: Exchange Act.',
    ]);
  });
});

describe('evidence', () => {
  const text = 'Tokens are banned. The decree says “no one may trade”.';
  const content = page({ 'executive-summary': text });
  const at = (
    verdict: 'supported' | 'contradicted',
    quotation: 'verbatim' | 'altered',
    level: 'Low' | 'High',
  ) => {
    const report = sampleReport();
    return {
      content,
      report: sampleReport({
        sentences: [sampleSentence(0, 18, { verdict, reasons: [`It is ${verdict}.`] })],
        quotations: report.quotations.map((one) => ({ ...one, verdict: quotation })),
        confidence: { ...report.confidence, level, figure: level === 'Low' ? 0.2 : 0.9, caps: [] },
      }),
    };
  };

  it('tells verdicts that changed under the same words, and confidence with what differs', () => {
    const { evidence } = compareVersions(
      at('supported', 'verbatim', 'High'),
      at('contradicted', 'altered', 'Low'),
    );
    expect(evidence.sentences).toMatchObject([
      { before: 'supported', after: 'contradicted', reasons: ['It is contradicted.'] },
    ]);
    expect(evidence.quotations).toMatchObject([{ before: 'verbatim', after: 'altered' }]);
    expect(evidence.confidence).toMatchObject({
      before: { level: 'High' },
      after: { level: 'Low' },
      reasons: [],
    });
  });

  it('says so in sentences', () => {
    const diff = compareVersions(at('supported', 'verbatim', 'High'), at('contradicted', 'altered', 'Low'));
    expect(summariseDiff(diff)).toEqual([
      'Status unchanged.',
      'The quotation “no one may trade” no longer matches its source.',
      'One unchanged sentence is now contradicted (before: supported).',
      'Confidence fell from High (0.90) to Low (0.20).',
    ]);
  });

  it('does not compare what was not checked', () => {
    const { evidence } = compareVersions(at('supported', 'verbatim', 'High'), { content, report: null });
    expect(evidence).toMatchObject({ unchecked: 'after', sentences: [], quotations: [], confidence: null });
  });
});

describe('the summary', () => {
  it('names the cause with what was done to the text', () => {
    const diff = compare(
      page({ notes: 'The office licenses two exchanges. It is open on Mondays.' }),
      page({ notes: 'The office licenses five exchanges. It is shut on Mondays. Nobody complained.' }),
    );
    const causes = ['challenge #1f3a9c2e', 'source 4', 'an edit'];
    expect(summariseDiff(diff, { status: (value) => value, causes })).toContain(
      '2 sentences reworded after challenge #1f3a9c2e, source 4 and an edit.',
    );
  });

  it('tells status, ground and date, by the words it is given', () => {
    const after = { ...FIRST, status: 'Licence-Required', ground: 'practice' as const, statusSince: '2024' };
    expect(summariseDiff(compare(FIRST, after), { status: (value) => `“${value}”`, causes: [] })).toEqual([
      'Status changed from “No-Regime” to “Licence-Required”.',
      'Ground changed from none found to practice.',
      'Date since when it holds changed from not stated to 2024.',
      'Neither version has been checked yet.',
    ]);
  });
});

// --- properties -------------------------------------------------------------

const WORDS = [
  'tokens',
  'are',
  'banned',
  'exchanges',
  'must',
  'register',
  'bank',
  'no',
  'court',
  '12',
  'tax',
];
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 7 })
  .map((words) => `The ${words.join(' ')}.`);
const text = fc.array(sentence, { maxLength: 9 }).map((sentences) => sentences.join(' '));
const content = fc
  .record({
    a: text,
    b: text,
    c: text,
    laws: fc.array(fc.constantFrom('Act A', 'Act B', 'Code C'), { maxLength: 3 }),
  })
  .map(
    ({ a, b, c, laws }): AnalysisContent => ({
      ...page({ 'executive-summary': a, notes: b }),
      report: { ...(FIRST.report as NonNullable<AnalysisContent['report']>), narrative: c },
      laws: laws.map((name, at) => makeLaw(name, { note: at === 0 ? b : null })),
    }),
  );

describe('properties', () => {
  it('accounts for every sentence of both sides exactly once, in order', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const { parts } = compare(before, after);
        for (const [side, own] of [
          ['before', before],
          ['after', after],
        ] as const) {
          const listed = listPageSentences(own);
          const found = parts.flatMap(({ rows }) => rows.flatMap((row) => row[side] ?? []));
          const expected = parts.flatMap(({ key }) => listed.filter(({ part }) => part === key));
          expect(expected).toHaveLength(listed.length);
          expect(found.map(({ place }) => place)).toEqual(expected.map(({ place }) => place));
        }
      }),
    );
  });

  it('gives each side’s text back from the words of a row', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        for (const row of compare(before, after).parts.flatMap(({ rows }) => rows)) {
          if (row.words.length === 0) continue;
          const [own, theirs] =
            row.other === null ? [row.before, row.after] : [row.before ?? row.other, row.after ?? row.other];
          expect(row.words.map((run) => run.before).join('')).toBe(own?.text);
          expect(row.words.map((run) => run.after).join('')).toBe(theirs?.text);
        }
      }),
    );
  });

  it('is empty exactly when the contents are equal', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        expect(isEmptyDiff(compare(before, before))).toBe(true);
        const isEqual = canonicalJson(before) === canonicalJson(after);
        expect(isEmptyDiff(compare(before, after))).toBe(isEqual);
      }),
    );
  });

  it('gives the same diff each time, and ties both ends of a move to each other', () => {
    fc.assert(
      fc.property(content, content, (before, after) => {
        const diff = compare(before, after);
        expect(compare(structuredClone(before), structuredClone(after))).toEqual(diff);
        const away = rowsOf(diff, 'moved-away').map((row) => [row.before?.place, row.other?.place]);
        const here = rowsOf(diff, 'moved-here').map((row) => [row.other?.place, row.after?.place]);
        const key = (pair: unknown) => JSON.stringify(pair);
        expect(away.map(key).sort()).toEqual(here.map(key).sort());
      }),
    );
  });

  it.each([
    ['status', { status: 'Prohibited' }],
    ['language', { language: 'fr' }],
    ['no outline', { outline: null }],
    ['no report', { report: null }],
    ['a declared stage', { declared: { ...FIRST.declared, stage: 'Live' } }],
    ['a provider answer', { grounding: [{ provider: 'gemini' as const, raw: '{}' }] }],
    ['a declared review', { reviews: [{ kind: 'Approval', text: 'Fine.' }] }],
    ['the order of sections', { sections: FIRST.sections.toReversed() }],
    ['the order of sources', { sources: FIRST.sources.toReversed() }],
  ])('sees a change of %s', (_, change) => {
    const diff = compare(FIRST, { ...FIRST, ...change });
    expect(isEmptyDiff(diff)).toBe(false);
    expect(summariseDiff(diff)).not.toContain('Nothing changed.');
  });
});
