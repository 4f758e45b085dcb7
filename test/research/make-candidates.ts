/** Sources on their way into a brief, as tests need them; what is not given is not known. */
import { sha256Hex } from '#domain/canonical-json.ts';
import { splitPassages } from '#ingest/extract/split-passages.ts';
import type { ReadPassage } from '#research/candidate.ts';
import type { UncopiedSource } from '#research/drop-copies.ts';
import type { ResearchSource } from '#store/research-sources.ts';

/** A stored source with this text. */
export function researchSource(
  id: number,
  given: Partial<ResearchSource> & { readonly text: string },
): ResearchSource {
  return {
    ...{ sourceId: id, sourceTextId: id, sha256: sha256Hex(`${id}`), textSha256: sha256Hex(given.text) },
    ...{ extractor: 'plain-text', pageStarts: [], title: `Source ${id}`, publisher: null, url: null },
    ...{ publishedOn: null, tier: 'news', fileName: null, language: 'en', isExample: false },
    ...{ capturedAt: '2026-02-01T00:00:00Z', jurisdictions: [], passages: splitPassages(given.text, []) },
    ...given,
  };
}

/** A kept source whose passages have these scores. */
export function keptSource(
  id: number,
  scores: readonly number[],
  given: Partial<UncopiedSource> & { readonly facts?: Partial<ResearchSource> } = {},
): UncopiedSource {
  const texts = scores.map((_, index) => `Passage ${index} of source ${id} says something of its own.`);
  const source = researchSource(id, { ...given.facts, text: texts.join('\n\n') });
  const passages = source.passages.map((passage, index): ReadPassage => {
    const score = scores[index] ?? 0;
    const reading = { score, statements: 0, namesSubject: score > 0, words: [] };
    return { ...passage, text: texts[index] ?? '', reading, codes: [] };
  });
  return {
    ...{ source, foundBy: 'corpus', passages, isMixed: false, isTitled: false, reasons: [], copies: [] },
    ...{ strength: Math.max(0, ...scores), onTopic: scores.filter((score) => score > 0).length },
    ...given,
  };
}
