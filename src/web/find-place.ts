/** From a place in a report to the words and the anchor by which a reader finds it on the page. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Place } from '#domain/finding.ts';
import type { QuotationCheck, SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { quotationAnchor, sentenceAnchor, unitAnchor } from './places.ts';
import { SECTION_TITLES } from './wording.ts';

/** Anchor of the narrowest thing on the page that holds the place: quotation, judged sentence, else the whole unit. */
export function anchorOfPlace(place: Place, report: VerificationReport | null): string {
  const { quotation, sentence } = checksAt(place, report);
  if (quotation !== null) return quotationAnchor(quotation.place);
  return sentence === null ? unitAnchor(place.unit) : sentenceAnchor(sentence.place);
}

/** The quotation that begins at a place, and the judged sentence that holds its beginning; null for none. */
export type ChecksAt = { readonly quotation: QuotationCheck | null; readonly sentence: SentenceCheck | null };

/** See {@link ChecksAt}. */
export function checksAt(place: Place, report: VerificationReport | null): ChecksAt {
  if (report === null) return { quotation: null, sentence: null };
  const { quotations, sentences } = indexOf(report);
  const key = blockKey(place);
  const holds = ({ place: { start, end } }: SentenceCheck) => start <= place.start && place.start < end;
  return {
    quotation: quotations.get(key)?.find((check) => check.place.start === place.start) ?? null,
    sentence: findOrdered(sentences.get(key) ?? [], place.start, holds),
  };
}

type PlaceIndex = {
  readonly quotations: ReadonlyMap<string, readonly QuotationCheck[]>;
  readonly sentences: ReadonlyMap<string, readonly SentenceCheck[]>;
};

// A long report has thousands of findings and sentences; looking each up among all would take seconds.
const indexes = new WeakMap<VerificationReport, PlaceIndex>();

function indexOf(report: VerificationReport): PlaceIndex {
  const known = indexes.get(report);
  if (known !== undefined) return known;
  const judged = report.sentences.filter(({ verdict }) => verdict !== null);
  const made = {
    quotations: Map.groupBy(report.quotations, ({ place }) => blockKey(place)),
    sentences: Map.groupBy(judged, ({ place }) => blockKey(place)),
  };
  for (const members of made.sentences.values()) members.sort((a, b) => a.place.start - b.place.start);
  indexes.set(report, made);
  return made;
}

function blockKey({ unit, block }: Place): string {
  return `${unit} ${block}`;
}

/** The last one that begins at or before the offset, if it holds it; sentences of a block do not overlap. */
function findOrdered(
  ordered: readonly SentenceCheck[],
  start: number,
  holds: (check: SentenceCheck) => boolean,
): SentenceCheck | null {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.place.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found = ordered[low - 1];
  return found !== undefined && holds(found) ? found : null;
}

/** The part of a page that a unit is in, where its content is not at hand: `Executive summary`, `Full report`. */
export function unitPart(unit: string): string {
  const [kind, part = ''] = unit.split('/');
  if (kind === 'section') {
    const titles: Readonly<Record<string, string>> = SECTION_TITLES;
    return titles[part] ?? unit;
  }
  const parts: Readonly<Record<string, string>> = {
    outline: 'Summary points',
    law: 'Landmark laws',
    report: 'Full report',
  };
  return parts[kind ?? ''] ?? unit;
}

/** A unit's name in words: `Executive summary`, `Summary points, IV`, `Full report, excerpt 2`. */
export function unitLabel(unit: string, content: AnalysisContent): string {
  const [kind, part, index] = unit.split('/');
  if (kind === 'section') {
    const key = content.sections.find((section) => section.key === part)?.key;
    return key === undefined ? unit : SECTION_TITLES[key];
  }
  if (kind === 'outline') {
    const number = content.outline?.headings[Number(part)]?.number ?? String(Number(part) + 1);
    return `Summary points, ${number}`;
  }
  if (kind === 'law') return `Landmark laws, row ${Number(part) + 1}`;
  if (kind !== 'report') return unit;
  return index === undefined ? `Full report, ${part}` : `Full report, ${part} ${Number(index) + 1}`;
}
