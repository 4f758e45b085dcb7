/**
 * Which stored sources bear the page, and which of them its status. Every source that says what a supported sentence
 * or a verified quotation says counts, not only the one whose passage is shown beside it: otherwise a better source
 * would take the place of a good one, and confidence would fall with more evidence.
 */
import type { PassageMatch, SentenceCheck } from '#domain/verification.ts';
import type { CheckableContent } from './checkable-content.ts';
import type { Gazetteer } from './gazetteer.ts';
import { judgeCandidates } from './judge-candidates.ts';
import { isVerifiedQuotation } from './judge-sentences.ts';
import type { PreparedSource } from './prepared-source.ts';
import { withoutMarkers } from './sentence-refs.ts';
import { splitSentences } from './sentences.ts';
import type { CheckedParts } from './status-evidence.ts';
import type { StatusReader } from './status-terms.ts';
import type { SupportIndex } from './support-index.ts';
import { supportProfile } from './support-profile.ts';

/** Indices of the sources that bear anything on the page, and of those that bear the status. */
export type Bearing = { readonly page: ReadonlySet<number>; readonly status: ReadonlySet<number> };

/** What is looked through. `reader` null leaves the status resting on nothing: a source speaks against it. */
export type BearingInput = {
  readonly content: CheckableContent;
  readonly parts: CheckedParts;
  readonly reader: StatusReader | null;
  readonly prepared: readonly PreparedSource[];
  readonly index: SupportIndex;
  readonly gazetteer: Gazetteer;
  readonly jurisdiction: string | null;
};

/** Words of the page with a stretch of a source (UTF-16) that bears them. */
type Borne = { readonly text: string; readonly source: number; readonly start: number; readonly end: number };

/** Supported sentences for which further sources are looked for; a page that has more rests on enough. */
const MOST_LOOKUPS = 2_000;

/** See {@link Bearing}. */
export function findBearing(input: BearingInput): Bearing {
  const page = new Set<number>();
  const status = new Set<number>();
  const add = ({ text, source, start, end }: Borne) => {
    page.add(source);
    if (input.reader === null || status.has(source) || !input.reader.states(text)) return;
    const around = sentencesAround(input.prepared[source], start, end);
    if (around.some(input.reader.states)) status.add(source);
  };
  for (const borne of shownBearings(input)) add(borne);
  for (const borne of otherQuoted(input)) add(borne);
  lookFurther(input, { page, status }, add);
  return { page, status };
}

/** What the report shows: the best passage of each supported sentence, and every verified quotation. */
function shownBearings({ content, parts, prepared }: BearingInput): Borne[] {
  const borne = (text: string, matches: readonly PassageMatch[]): Borne[] =>
    matches.flatMap(({ source, position }) => {
      const offsets = prepared[source]?.offsets();
      if (offsets === undefined) return [];
      return [{ text, source, start: offsets.toUtf16(position.start), end: offsets.toUtf16(position.end) }];
    });
  const verified = parts.quotations.filter(isVerifiedQuotation);
  return [
    ...supported(parts).flatMap(({ text, passages, quotations }) => [
      ...borne(text, passages.slice(0, 1)),
      ...quotations
        .flatMap((index) => parts.quotations[index] ?? [])
        .filter(isVerifiedQuotation)
        .flatMap(({ matches }) => borne(text, matches)),
    ]),
    ...verified.flatMap(({ text, matches }) => borne(text, matches)),
    ...parts.citations.flatMap(({ quotation, matches }, index) =>
      quotation !== null && isVerifiedQuotation({ verdict: quotation })
        ? borne(content.sources[index]?.quote?.exact ?? '', matches)
        : [],
    ),
  ];
}

/** Verified quotations that stand to the letter in further sources. */
function otherQuoted({ parts, prepared }: BearingInput): Borne[] {
  const texts = new Set(parts.quotations.filter(isVerifiedQuotation).map(({ text }) => text));
  return [...texts].flatMap((text) =>
    prepared.flatMap(({ raw }, source) => {
      const start = raw.indexOf(text);
      return start < 0 ? [] : [{ text, source, start, end: start + text.length }];
    }),
  );
}

/** Asks for each supported sentence who else says it, among the sources that do not bear the page yet. */
function lookFurther(
  { parts, prepared, index, gazetteer, jurisdiction, reader }: BearingInput,
  known: { readonly page: Set<number>; readonly status: Set<number> },
  add: (borne: Borne) => void,
): void {
  const texts = new Map(
    supported(parts).map(({ text, refs }) => [text, withoutMarkers(text, new Set(refs))]),
  );
  for (const [text, words] of [...texts].slice(0, MOST_LOOKUPS)) {
    const counts = reader?.states(text) === true ? known.status : known.page;
    const tried = new Set<number>();
    const profile = supportProfile(words, gazetteer);
    // Each turn finds at least one more source or is the last.
    for (let found = true; found; ) {
      const open = prepared.flatMap((_, source) => (counts.has(source) || tried.has(source) ? [] : [source]));
      const candidates = open.length === 0 ? [] : index.candidates(profile, open);
      const bearing = judgeCandidates(words, profile, candidates, jurisdiction)
        .filter(({ judged }) => judged.verdict === 'supported')
        .map(({ candidate }) => candidate);
      for (const { source, start, end } of bearing) {
        tried.add(source);
        add({ text, source, start, end });
      }
      found = bearing.length > 0;
    }
  }
}

function supported({ sentences }: CheckedParts): SentenceCheck[] {
  return sentences.filter(({ verdict }) => verdict === 'supported');
}

const LONGEST_PARAGRAPH = 2_000;

/** The sentences of the source that a stretch lies in, whole: a few quoted words may stand in a denial or a claim. */
function sentencesAround(source: PreparedSource | undefined, start: number, end: number): string[] {
  if (source === undefined) return [];
  const { raw } = source;
  const from = Math.max(raw.lastIndexOf('\n\n', start), start - LONGEST_PARAGRAPH, 0);
  const stop = raw.indexOf('\n\n', end);
  const text = raw.slice(from, Math.min(stop === -1 ? raw.length : stop, end + LONGEST_PARAGRAPH));
  return splitSentences(text)
    .filter((span) => from + span.start < end && start < from + span.end)
    .map((span) => text.slice(span.start, span.end));
}
