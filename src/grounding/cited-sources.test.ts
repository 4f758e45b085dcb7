import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { CitationCheck, SentenceCheck } from '#domain/verification.ts';
import { citationQuality } from './citation-quality.ts';
import { judgeCited, weighCitations } from './cited-sources.ts';
import { createGazetteer } from './gazetteer.ts';
import { createSearch } from './search-sources.ts';
import { indexSource } from './source-index.ts';
import type { SourceText } from './source-text.ts';
import { buildSupportIndex } from './support-index.ts';

const gazetteer = createGazetteer([]);
const FEE = 'The fee for a custody licence is 4,000 dollars.';
const RENEWAL = 'A custody licence is renewed every three years.';

const TEXTS: readonly (readonly [string, SourceText['tier']])[] = [
  [`The office opens at nine. ${FEE}`, 'blog'],
  [`Nobody was surprised. ${FEE} The office is closed in August.`, 'news'],
  [`Section 4. ${FEE}`, 'law'],
  ['The harbour was busy. Boats came in at dawn and sold their fish.', 'news'],
  [`It was said before. ${RENEWAL}`, 'news'],
  ['The fee for a custody licence is paid on the day of the application.', 'news'],
];

const sources = TEXTS.map(([text, tier], index): SourceText => {
  const hash = sha256Hex(text);
  return {
    ...{ sha256: hash, textSha256: hash, extractor: 'plain-text', text, tier },
    ...{ title: `Source ${index}`, publisher: null, url: null, publishedOn: null, fileName: null },
    ...{ pageStarts: [] },
  } as SourceText;
});
const indexes = sources.map(({ text }) => indexSource(text));
const prepared = indexes.map((each) => each.prepared);
const index = buildSupportIndex(indexes);

/** Marker `n` cites source `n`; `x` cites what is not stored. */
const citations = ['0', '1', '2', '3', '4', '5', 'x'].map((ref): CitationCheck => {
  const source = ref === 'x' ? null : Number(ref);
  return { ref, source, resolvedBy: source === null ? 'none' : 'title', quotation: null, matches: [] };
});

function weigh(text: string, refs: readonly string[]) {
  const search = createSearch({ sources, prepared, index, gazetteer, jurisdiction: null });
  const evidence = { sources, citations, quotations: [] };
  const judged = judgeCited(text, refs, evidence, search);
  const use = weighCitations({ text, refs: [...refs], quotations: [] }, judged, evidence, search);
  return { ...use, verdict: judged.verdict, uses: use.citations.map((each) => `${each.ref} ${each.use}`) };
}

describe('weighCitations', () => {
  it.each<[string, string, string[], string[]]>([
    ['the one source that bears it', FEE, ['0'], ['0 needed']],
    ['two that bear it each alone', FEE, ['0', '1'], ['0 redundant', '1 redundant']],
    ['one that bears it and one that is about fish', FEE, ['0', '3'], ['0 needed', '3 irrelevant']],
    ['one that says a part', FEE, ['5'], ['5 part']],
    ['one that says nothing of it', FEE, ['3'], ['3 irrelevant']],
    ['one that is not stored', FEE, ['x', '0'], ['0 needed', 'x not-stored']],
    [
      'two of which each bears one claim',
      'The fee for a custody licence is 4,000 dollars; a custody licence is renewed every three years.',
      ['0', '4'],
      ['0 needed', '4 needed'],
    ],
    [
      'one that bears one of two claims, of which nobody bears the other',
      'The branches of the Office are closed on public holidays; a custody licence is renewed every three years.',
      ['3', '4'],
      ['3 irrelevant', '4 part'],
    ],
  ])('knows %s', (_, text, refs, uses) => {
    expect(weigh(text, refs).uses).toEqual(uses);
  });

  it('names the source that bears a sentence which cites another', () => {
    expect(weigh(RENEWAL, ['3'])).toMatchObject({ verdict: 'supported', uncitedSource: 4 });
    expect(weigh(RENEWAL, ['4'])).toMatchObject({ verdict: 'supported', uncitedSource: null });
    expect(weigh(RENEWAL, [])).toMatchObject({ verdict: 'supported', uncitedSource: null });
  });

  it('names a primary source that says the same, where the one shown is none', () => {
    expect(weigh(FEE, ['0']).primarySource).toBe(2);
    expect(weigh(FEE, ['2']).primarySource).toBeNull();
    expect(weigh(RENEWAL, ['4']).primarySource).toBeNull();
  });
});

describe('citationQuality', () => {
  type Use = SentenceCheck['citations'][number]['use'];
  const sentence = (...uses: Use[]) => ({
    verdict: 'supported' as const,
    citations: uses.map((use, at) => ({ ref: String(at), source: use === 'not-stored' ? null : at, use })),
  });

  it('counts borne sentences and citations that are of use', () => {
    const sentences = [
      sentence('needed', 'irrelevant'),
      sentence('redundant', 'redundant'),
      sentence('part'),
      sentence('not-stored'),
      sentence(),
      { ...sentence('needed'), verdict: null },
    ];
    expect(citationQuality(sentences)).toEqual({
      ...{ sentences: 3, uncited: 1, borne: 2, citations: 5, precise: 3 },
      ...{ recall: 0.6667, precision: 0.6 },
    });
  });

  it('has no shares of nothing', () => {
    expect(citationQuality([])).toMatchObject({ sentences: 0, recall: null, precision: null });
  });
});
