/** From a place in a report to the words and the anchor by which a reader finds it on the page. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Place } from '#domain/finding.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { quotationAnchor, sentenceAnchor, unitAnchor } from './places.ts';
import { SECTION_TITLES } from './wording.ts';

/** Anchor of the narrowest thing on the page that holds the place: quotation, judged sentence, else the whole unit. */
export function anchorOfPlace(place: Place, report: VerificationReport | null): string {
  const holds = (other: Place) =>
    other.unit === place.unit &&
    other.block === place.block &&
    other.start <= place.start &&
    place.start < other.end;
  const exact = report?.quotations.find((check) => holds(check.place) && check.place.start === place.start);
  if (exact !== undefined) return quotationAnchor(exact.place);
  const sentence = report?.sentences.find((check) => check.verdict !== null && holds(check.place));
  return sentence === undefined ? unitAnchor(place.unit) : sentenceAnchor(sentence.place);
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
