/**
 * Names of places on a page, as anchors in an address. They are made from the place alone, so that a source page can
 * link to a sentence without reading that page's report.
 */
import type { Place } from '#domain/finding.ts';
import { PAGE_LENGTH } from './source-pages.ts';

function anchorOf(prefix: string, place: Place): string {
  return `${prefix}-${place.unit.replaceAll('/', '.')}-${place.block}-${place.start}`;
}

/** Id of the sentence that begins at this place. */
export function sentenceAnchor(place: Place): string {
  return anchorOf('s', place);
}

/** Id of the quotation that begins at this place. */
export function quotationAnchor(place: Place): string {
  return anchorOf('q', place);
}

/** Where a text may stand on several pages, the query that leads to the one with this place. */
export function placeQuery({ unit, block, start }: Place): string {
  return `?${new URLSearchParams({ at: `${unit} ${block} ${start}` })}`;
}

/** The place of {@link placeQuery}'s parameter; null when it is not one. */
export function readPlaceQuery(at: string): Place | null {
  const found = /^(\S{1,100}) ([0-9]{1,9}) ([0-9]{1,9})$/.exec(at);
  if (found === null) return null;
  const [, unit = '', block, start] = found;
  return { unit, block: Number(block), start: Number(start), end: Number(start) };
}

/** Id of a unit of text as a whole. */
export function unitAnchor(unit: string): string {
  return `u-${unit.replaceAll('/', '.')}`;
}

/** Id of an entry of the reference list. White space would end the anchor, so it is replaced. */
export function referenceAnchor(ref: string): string {
  return `ref-${ref.replaceAll(/\s+/g, '.')}`;
}

/** Id of a cited stretch on a source page; code points. */
export function passageAnchor(start: number, end: number): string {
  return `c${start}-${end}`;
}

/** Id of a passage on a source page, by the code point at which it begins. */
export function passageStartAnchor(start: number): string {
  return `p${start}`;
}

/** Address of a passage, whether or not anything cites it. */
export function passageStartHref(source: number, start: number): string {
  const at = start < PAGE_LENGTH ? '' : `?at=${start}`;
  return `/sources/${source}${at}#${passageStartAnchor(start)}`;
}

/** Address that leads to the passage around an offset, for a stretch that nothing cites. */
export function nearHref(source: number, offset: number): string {
  return `/sources/${source}?near=${offset}`;
}

/** Address of a page of a source's text, from 1. */
export function sourcePageHref(source: number, page: number): string {
  return page === 1 ? `/sources/${source}` : `/sources/${source}?page=${page}`;
}

/** Address of a cited stretch: what begins further on than the first page reaches names its offset as well. */
export function passageHref(source: number, start: number, end: number): string {
  const at = start < PAGE_LENGTH ? '' : `?at=${start}`;
  return `/sources/${source}${at}#${passageAnchor(start, end)}`;
}

/** Id of a signal on a list. */
export function signalAnchor(id: number): string {
  return `signal-${id}`;
}
