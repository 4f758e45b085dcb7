/**
 * Where the parts of a page begin. A heading is a line that consists of a part's name and nothing else and stands at
 * the margin; the first of its name opens the part, and a later one is told as a finding with all that follows it.
 */
import type { SectionKey } from '#domain/analysis.ts';
import type { Notices } from './import-notices.ts';
import { filledLines, type Lines, linesText, sliceLines } from './text-lines.ts';

/** The parts of a page below its head. */
export type PagePart = SectionKey | 'outline' | 'report' | 'grounding' | 'reviews' | 'review-form';

const HEADINGS: Readonly<Record<string, PagePart>> = {
  'executive summary': 'executive-summary',
  'key pillars': 'key-pillars',
  'landmark laws': 'landmark-laws',
  considerations: 'considerations',
  notes: 'notes',
  'detailed explanation': 'detailed-explanation',
  'summary points': 'outline',
  'full analysis report': 'report',
  'sources (raw data)': 'grounding',
  'sources raw data': 'grounding',
  reviews: 'reviews',
  'submit review': 'review-form',
};

/** What a reader calls each part; also the heading it has on the page. */
export const PART_TITLES: Readonly<Record<PagePart, string>> = {
  'executive-summary': 'Executive Summary',
  'key-pillars': 'Key Pillars',
  'landmark-laws': 'Landmark Laws',
  considerations: 'Considerations',
  notes: 'Notes',
  'detailed-explanation': 'Detailed Explanation',
  outline: 'Summary Points',
  report: 'Full Analysis Report',
  grounding: 'Sources (Raw Data)',
  reviews: 'Reviews',
  'review-form': 'Submit Review',
};

/** The head of the page and the lines of every part that is there. */
export type PageParts = { readonly head: Lines; readonly parts: ReadonlyMap<PagePart, Lines> };

/** The part that a line opens; undefined when it is no heading. */
export function partOfHeading(line: string): PagePart | undefined {
  if (line.length > 60 || /^\s/.test(line)) return undefined;
  const name = line.trim().replace(/:$/, '').replace(/\s+/g, ' ').toLowerCase();
  const count = /^(reviews) \(\d+\)$/.exec(name)?.[1];
  return Object.hasOwn(HEADINGS, count ?? name) ? HEADINGS[count ?? name] : undefined;
}

/** Cuts the page at its headings. Repeated parts become findings that hold their whole text. */
export function cutIntoParts(lines: Lines, notices: Notices): PageParts {
  const cuts = findCuts(lines);
  const parts = new Map<PagePart, Lines>();
  cuts.forEach(({ index, part }, position) => {
    const body = sliceLines(lines, index + 1, cuts[position + 1]?.index);
    const first = parts.get(part);
    if (first === undefined) parts.set(part, body);
    else noteRepeated(part, sliceLines(lines, index, cuts[position + 1]?.index), first, notices);
  });
  return { head: sliceLines(lines, 0, cuts[0]?.index), parts };
}

type Cut = { readonly index: number; readonly part: PagePart };

/** A name met again inside the report or the summary points is a heading of theirs, not of the page. */
function findCuts(lines: Lines): Cut[] {
  const cuts: Cut[] = [];
  const seen = new Set<PagePart>();
  lines.texts.forEach((text, index) => {
    const part = partOfHeading(text);
    if (part === undefined) return;
    const current = cuts.at(-1)?.part;
    if (seen.has(part) && (current === 'report' || current === 'outline') && current !== part) return;
    seen.add(part);
    cuts.push({ index, part });
  });
  return cuts;
}

function noteRepeated(part: PagePart, again: Lines, first: Lines, notices: Notices): void {
  const text = linesText(again);
  const body = text.slice(text.indexOf('\n') + 1).trim();
  const same = !text.includes('\n') || body === linesText(first).trim();
  const rest = same ? 'with the same words' : 'with other words, which are kept here only';
  notices.add(
    'DUPLICATE_SECTION',
    same ? 'info' : 'major',
    `The page has “${PART_TITLES[part]}” a second time, ${rest}.`,
    { line: again.first, excerpt: text },
  );
}

/** Parts whose absence a reader should know of, in the order of the page. */
const EXPECTED: readonly PagePart[] = [
  'executive-summary',
  'key-pillars',
  'landmark-laws',
  'considerations',
  'notes',
  'detailed-explanation',
  'outline',
  'report',
  'grounding',
];

/** Findings for parts that are missing or have nothing in them. */
export function noteMissingParts(parts: PageParts['parts'], notices: Notices): void {
  for (const part of EXPECTED) {
    const lines = parts.get(part);
    if (lines === undefined) {
      notices.add('SECTION_MISSING', 'minor', `The page has no “${PART_TITLES[part]}”.`);
    } else if (lines.texts.every((text) => text.trim() === '')) {
      const place = { line: lines.first - 1, excerpt: null };
      notices.add('SECTION_EMPTY', 'minor', `“${PART_TITLES[part]}” has nothing in it.`, place);
    }
  }
}

/** Tells of lines in a prose section that look like a heading we do not know; they stay text of the section. */
export function noteUnknownHeadings(part: PagePart, lines: Lines, notices: Notices): void {
  for (const { text, number } of filledLines(lines)) {
    if (!looksLikeHeading(text) || !standsAlone(lines, number - lines.first)) continue;
    const message = `“${text}” looks like a heading that pages do not have; it was kept as text of “${PART_TITLES[part]}”.`;
    notices.add('UNKNOWN_SECTION_HEADING', 'minor', message, { line: number, excerpt: text });
  }
}

function looksLikeHeading(text: string): boolean {
  if (text.length > 60 || !/^[A-Z]/.test(text) || /[.!?,;:]$/.test(text)) return false;
  return text
    .split(' ')
    .every((word) => /^[A-Z(&0-9]/.test(word) || /^(and|of|the|for|in|to|on|or)$/.test(word));
}

function standsAlone(lines: Lines, index: number): boolean {
  const isBlank = (text: string | undefined) => text === undefined || text.trim() === '';
  return isBlank(lines.texts[index - 1]) && isBlank(lines.texts[index + 1]);
}
