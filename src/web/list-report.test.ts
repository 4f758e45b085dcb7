import { describe, expect, it } from 'vitest';
import type { Finding } from '#domain/finding.ts';
import { GROUNDING_DIAGNOSTICS, type SentenceCitation } from '#domain/verification.ts';
import { sampleContent, sampleReport, sampleSentence, sampleVote } from '../../test/web/sample-views.ts';
import { kindOfFinding } from './finding-kind.ts';
import { type ListedBody, listFindingEntries, listSentenceEntries, pickEntries } from './list-report.ts';
import { WHOLE_REPORT } from './report-query.ts';

function finding(code: string, severity: Finding['severity'], over: Partial<Finding> = {}): Finding {
  return { code, severity, message: 'Something is wrong.', place: null, line: null, excerpt: null, ...over };
}

const QUOTED = { unit: 'section/executive-summary', block: 0, start: 36, end: 52 };

function body(findings: readonly Finding[], importFindings: readonly Finding[] = []): ListedBody {
  return {
    content: sampleContent(),
    report: sampleReport({ findings: [...findings] }),
    importFindings,
    votes: [],
  };
}

describe('the findings of a report', () => {
  it('are listed from the gravest, those of the import among them', () => {
    const listed = listFindingEntries(
      body(
        [finding('LINK_LOCAL', 'minor'), finding('STATUS_CONTRADICTED', 'critical')],
        [finding('UNPLACED_TEXT', 'major')],
      ),
    );
    expect(listed.map(({ severity, kind }) => [severity, kind])).toEqual([
      ['critical', 'status'],
      ['major', 'import'],
      ['minor', 'link'],
    ]);
  });

  it('lead to their quotation, with its verdict, passage and differences', () => {
    const [entry] = listFindingEntries(body([finding('QUOTATION_ALTERED', 'critical', { place: QUOTED })]));
    expect(entry).toMatchObject({ verdict: 'altered', part: 'executive-summary', place: QUOTED });
    expect(entry?.passage?.quote.exact).toBe('no one must trade');
    expect(entry?.diff.length).toBeGreaterThan(1);
  });

  it.each<[string, Partial<Finding>, string]>([
    ['CITATION_UNRESOLVED', { excerpt: 'Decree 5' }, 'ref-1'],
    ['CITATION_UNRESOLVED', { excerpt: 'Unheard of' }, 'sources'],
    ['CHUNKS_EMPTY_BUT_REFERENCED', {}, 'raw-data'],
    ['STATUS_WITHOUT_SOURCE', { excerpt: 'Banned' }, 'status-label'],
    ['SOURCE_ABOUT_OTHER_JURISDICTION', {}, 'sources'],
    ['SOMETHING_NEW', {}, 'findings'],
  ])('without a place, %s leads to %j at %s', (code, over, anchor) => {
    const [entry] = listFindingEntries(body([finding(code, 'major', over)]));
    expect(entry).toMatchObject({ anchor, part: 'whole-page', place: null });
  });

  it('have a kind by their code, whatever the code is', () => {
    for (const code of GROUNDING_DIAGNOSTICS) expect(kindOfFinding({ code })).toBe('provider');
    const kinds = [
      'SENTENCE_ABOUT_OTHER_JURISDICTION',
      'SENTENCE_CONTRADICTED',
      'VOTER_DISAGREES',
      'NOT_KNOWN',
    ].map((code) => kindOfFinding({ code }));
    expect(kinds).toEqual(['scope', 'sentence', 'vote', 'other']);
  });
});

describe('votes of models among the findings', () => {
  const place = { unit: 'section/executive-summary', block: 0, start: 0, end: 18 };
  const report = sampleReport({
    findings: [finding('LINK_LOCAL', 'minor')],
    sentences: [sampleSentence(0, 18, { verdict: 'supported' })],
  });
  const listed = listFindingEntries({
    content: sampleContent(),
    report,
    importFindings: [],
    votes: [sampleVote()],
  });

  it('stand behind those of the check, as a kind of their own', () => {
    expect(listed.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['link', 'minor'],
      ['vote', null],
    ]);
    expect(listed[1]).toMatchObject({ place, part: 'executive-summary', verdict: null });
  });

  it('are in no count and no choice of severities or verdicts', () => {
    const { counts } = pickEntries(listed, WHOLE_REPORT);
    expect([...counts.severity]).toEqual([['minor', 1]]);
    expect([...counts.verdict]).toEqual([]);
    expect(counts.kind.get('vote')).toBe(1);
    expect(pickEntries(listed, { ...WHOLE_REPORT, severity: 'major' }).picked).toEqual([]);
    expect(pickEntries(listed, { ...WHOLE_REPORT, kind: 'vote' }).picked).toHaveLength(1);
  });

  it('are listed anew when more have come in', () => {
    const again = listFindingEntries({ content: sampleContent(), report, importFindings: [], votes: [] });
    expect(again.map(({ kind }) => kind)).toEqual(['link']);
  });
});

describe('picking entries', () => {
  const listed = listFindingEntries(
    body([
      finding('QUOTATION_ALTERED', 'critical', { place: QUOTED }),
      finding('LINK_LOCAL', 'minor'),
      finding('LINK_SITE_ROOT', 'minor'),
      finding('STATUS_CONTRADICTED', 'critical'),
    ]),
  );

  it('keeps what passes every filter', () => {
    const { picked } = pickEntries(listed, { ...WHOLE_REPORT, severity: 'critical', kind: 'status' });
    expect(picked.map(({ finding: { code } }) => code)).toEqual(['STATUS_CONTRADICTED']);
    expect(pickEntries(listed, { ...WHOLE_REPORT, passage: 'yes' }).picked).toHaveLength(1);
    expect(pickEntries(listed, { ...WHOLE_REPORT, severity: 'made-up' }).picked).toEqual([]);
  });

  it('counts for each choice what it would leave, the other filters given', () => {
    const { counts } = pickEntries(listed, { ...WHOLE_REPORT, severity: 'critical' });
    expect([...counts.severity]).toEqual([
      ['critical', 2],
      ['minor', 2],
    ]);
    expect([...counts.kind]).toEqual([
      ['quotation', 1],
      ['status', 1],
    ]);
  });

  it('lists sentences that need evidence, and picks them by verdict', () => {
    const report = sampleReport({
      sentences: [
        sampleSentence(0, 18),
        sampleSentence(19, 30, { verdict: 'supported' }),
        sampleSentence(31, 40, { verdict: null, kind: 'question' }),
      ],
    });
    const sentences = listSentenceEntries({ report });
    expect(sentences).toHaveLength(2);
    const { picked, counts } = pickEntries(sentences, {
      ...WHOLE_REPORT,
      view: 'sentences',
      verdict: 'supported',
    });
    expect(picked.map(({ check }) => check.place.start)).toEqual([19]);
    expect(counts.verdict.get('not-checkable')).toBe(1);
  });

  it('picks sentences by what they cite', () => {
    const cites = (...uses: SentenceCitation['use'][]) => ({
      refs: ['1'],
      citations: uses.map((use) => ({ ref: '1', source: use === 'not-stored' ? null : 0, use })),
    });
    const report = sampleReport({
      sentences: [
        sampleSentence(0, 18, cites('needed', 'irrelevant')),
        sampleSentence(19, 30, cites('redundant', 'not-stored')),
        sampleSentence(31, 40),
      ],
    });
    const { picked, counts } = pickEntries(listSentenceEntries({ report }), {
      ...WHOLE_REPORT,
      view: 'sentences',
      cites: 'not-bearing',
    });
    expect(picked.map(({ check }) => check.place.start)).toEqual([0]);
    expect([...counts.cites]).toEqual([
      ['not-bearing', 1],
      ['bearing', 1],
      ['nothing', 1],
    ]);
  });
});
