/** Every sentence of a page with what hangs on it: its kind, markers, quotations and statements of providers. */
import type { Place } from '#domain/finding.ts';
import type { GroundingCheck, QuotationCheck, SentenceCheck } from '#domain/verification.ts';
import type { UnitBlocks } from './check-links.ts';
import { offsetMap } from './offsets.ts';
import { sentenceKind } from './sentence-kinds.ts';
import { findRefMarkers, refsBySentence } from './sentence-refs.ts';
import { splitSentences } from './sentences.ts';

/** A sentence before it is judged. */
export type SentenceDraft = Pick<
  SentenceCheck,
  'place' | 'text' | 'kind' | 'refs' | 'quotations' | 'supports'
>;

const TRAILING_MARKERS = /(?<=\S)(?:\s*\[\^?\d{1,3}[a-z]?\])+$/;

/** A sentence without the markers behind it, which say who bears it and are none of its words. */
export function withoutTrailingMarkers(sentence: string): string {
  return sentence.replace(TRAILING_MARKERS, '');
}

type Hanging<T> = { readonly place: Place; readonly value: T };

/** Sentences in reading order; `knownRefs` are the markers of the reference list. */
export function listSentences(
  units: readonly UnitBlocks[],
  knownRefs: ReadonlySet<string>,
  quotations: readonly QuotationCheck[],
  grounding: readonly GroundingCheck[],
): SentenceDraft[] {
  const quotes = byBlock(quotations.map(({ place }, value) => ({ place, value })));
  const supports = byBlock(
    grounding.flatMap((check, answer) =>
      check.supports.flatMap(({ places }, support) =>
        places.map((place) => ({ place, value: [answer, support] as [number, number] })),
      ),
    ),
  );
  return units.flatMap(({ unit, blocks }) =>
    blocks.flatMap((block, index): SentenceDraft[] => {
      const spans = splitSentences(block.text);
      const refs = refsBySentence(block.text, spans, findRefMarkers(block.text, knownRefs));
      const offsets = offsetMap(block.text);
      const key = `${unit.key} ${index}`;
      return spans.map((span, at) => {
        const text = withoutTrailingMarkers(block.text.slice(span.start, span.end));
        const start = offsets.toCodePoint(span.start);
        const end = offsets.toCodePoint(span.start + text.length);
        const place = { unit: unit.key, block: index, start, end };
        const covering = (supports.get(key) ?? []).filter((each) => covers(each.place, place));
        return {
          place,
          text,
          kind: kindOf(text, refs[at] ?? [], unit.role, block.kind),
          refs: (refs[at] ?? []).filter((ref) => knownRefs.has(ref)),
          quotations: (quotes.get(key) ?? [])
            .filter((each) => overlap(each.place, place) > 0)
            .map((each) => each.value),
          supports: [...new Map(covering.map(({ value }) => [value.join(), value])).values()],
        };
      });
    }),
  );
}

/** A conclusion that cites a source is held against it. */
function kindOf(
  text: string,
  refs: readonly string[],
  role: UnitBlocks['unit']['role'],
  block: UnitBlocks['blocks'][number]['kind'],
): SentenceDraft['kind'] {
  const kind = sentenceKind(text, role, block);
  return kind === 'inference' && refs.length > 0 ? 'claim' : kind;
}

function byBlock<T>(hanging: readonly Hanging<T>[]): Map<string, Hanging<T>[]> {
  return Map.groupBy(hanging, ({ place }) => `${place.unit} ${place.block}`);
}

function overlap(a: Place, b: Place): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

/** At least half of the shorter of the two: a statement may be a part of a sentence, or several sentences. */
function covers(support: Place, sentence: Place): boolean {
  const shorter = Math.min(support.end - support.start, sentence.end - sentence.start);
  return overlap(support, sentence) * 2 >= shorter && overlap(support, sentence) > 0;
}
