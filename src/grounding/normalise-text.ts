/**
 * The form in which texts are compared (grounding.md section 1): compatibility forms and ligatures resolved,
 * quotation marks and dashes made plain, invisible characters dropped, white space folded, words joined that a line
 * end had divided. Case and words are untouched. The result carries the way back to the raw text, so that a match
 * can be shown where it stands. Normalising twice changes nothing more.
 */
import { decodeEntity } from './text-entities.ts';

/** One stretch that was changed: raw `[rawStart, rawEnd)` became `[start, end)`. UTF-16; `end` may equal `start`. */
export type NormalisationRun = {
  readonly rawStart: number;
  readonly rawEnd: number;
  readonly start: number;
  readonly end: number;
};

/** A raw text and its normal form. All offsets are UTF-16. A changed stretch maps as a whole, never in part. */
export type NormalisedText = {
  readonly raw: string;
  readonly text: string;
  /** Changed stretches in order; between them both texts run in step. */
  readonly runs: readonly NormalisationRun[];
  /** Raw offset at which the normalised character at `index` begins. */
  toRaw(index: number): number;
  /** Raw offset at which the normalised character before `end` ends; what was dropped behind it is left out. */
  toRawEnd(end: number): number;
  /** Normalised offset of a raw one; anywhere in a changed stretch gives that stretch's start. */
  fromRaw(index: number): number;
};

/** Rounds until nothing changes. Real text needs two; only text made to nest entities deeper reaches the limit. */
const MAX_ROUNDS = 24;

const HIDDEN =
  '\\u00AD\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\u180E\\uFEFF\\uFE00-\\uFE0F';
const DASHES = '\\u2010-\\u2015\\u2043\\u2212\\uFE58\\uFE63\\uFF0D';
const JAMO = '\\u1100-\\u11FF\\u3130-\\u318F\\uA960-\\uA97F\\uD7B0-\\uD7FF\\uFFA0-\\uFFDC';
const RAISED = '\\u2070\\u00B9\\u00B2\\u00B3\\u2074-\\u2079';
/** Letters that normalise to themselves unless a mark follows; stepping over them keeps other scripts fast. */
const STABLE =
  '\\u00C0-\\u0131\\u0134-\\u013E\\u0141-\\u0148\\u014A-\\u017E\\u0391-\\u03A1\\u03A3-\\u03CE\\u0400-\\u0481\\u048A-\\u052F\\u05D0-\\u05EA\\u0621-\\u064A\\u3001\\u3002\\u3041-\\u3096\\u30A1-\\u30FA\\u4E00-\\u9FFF';
const NEEDS_WORK = /[^\x20-\x7E]|[ -]{2}|[&`]/;
const WORK = new RegExp(NEEDS_WORK, 'g');
const CHANGEABLE = new RegExp(
  [
    '&(?:(?:amp|#38|#[xX]26);)*(?<entity>[A-Za-z][A-Za-z0-9]{1,9}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});',
    `(?<=\\p{L})(?<divide>[-\\u00AD\\u2010][ \\t\\r]{0,8}\\n[ \\t]{0,80})(?=\\p{Ll})`,
    `(?<space>[\\s${HIDDEN}]{2,}|(?! )[\\s${HIDDEN}])`,
    `(?<dash>[-${DASHES}]{2,}|[${DASHES}])`,
    '(?<raised>[0-9](?:[\\u2070\\u00B9\\u00B2\\u00B3\\u2074-\\u2079]+|[\\u00BC-\\u00BE\\u2150-\\u215E]))',
    `(?<note>[${RAISED}](?<=(?:\\p{L}[\\p{L}\\p{M}]{2}|[.,;:!?)\\]"'\u201D\u2019\u00BB])[${RAISED}])[${RAISED}]*)`,
    `(?<unit>[${JAMO}]+|(?:(?![${STABLE}](?!\\p{M}))[^\\0-\\x7F]|\`|[!-~](?=\\p{M}))[\\p{M}\\uFF9E\\uFF9F]*)`,
  ].join('|'),
  'gu',
);
const SINGLE_QUOTES = /[\u2018-\u201B\u2032\u2035\u2039\u203A\u02B9\u02BC\u00B4\u0060\uFF07\uFF40]/g;
const DOUBLE_QUOTES = /[\u201C-\u201F\u2033\u2036\u00AB\u00BB\u301D-\u301F\u300C-\u300F\uFF02\uFF62\uFF63]/g;

/** The normal form of `raw`, with the map between both. Linear in the length of the text. */
export function normaliseText(raw: string): NormalisedText {
  if (!NEEDS_WORK.test(raw)) return withMap(raw, raw, []);
  let { text, runs } = normaliseOnce(raw);
  for (let round = 1; round < MAX_ROUNDS && NEEDS_WORK.test(text); round += 1) {
    const again = normaliseOnce(text);
    if (again.runs.length === 0) break;
    runs = composeRuns(runs, again.runs);
    text = again.text;
  }
  return withMap(raw, text, runs);
}

function normaliseOnce(raw: string): { text: string; runs: NormalisationRun[] } {
  const runs: NormalisationRun[] = [];
  const pieces: string[] = [];
  let copied = 0;
  let length = 0;
  for (
    let match = nextChangeable(raw, 0);
    match !== null;
    match = nextChangeable(raw, CHANGEABLE.lastIndex)
  ) {
    const found = match[0];
    const replacement = replacementFor(found, match.groups ?? {});
    if (replacement === found) continue;
    pieces.push(raw.slice(copied, match.index), replacement);
    const start = length + match.index - copied;
    length = start + replacement.length;
    copied = match.index + found.length;
    runs.push({ rawStart: match.index, rawEnd: copied, start, end: length });
  }
  pieces.push(raw.slice(copied));
  return { text: pieces.join(''), runs };
}

/**
 * The next stretch at or behind `from` that may change. Plain text is stepped over by the simpler pattern, five times
 * as fast; what it stops at may begin one character before.
 */
function nextChangeable(raw: string, from: number): RegExpExecArray | null {
  WORK.lastIndex = from;
  if (!WORK.test(raw)) return null;
  CHANGEABLE.lastIndex = Math.max(from, WORK.lastIndex - 2);
  return CHANGEABLE.exec(raw);
}

function replacementFor(found: string, groups: Record<string, string | undefined>): string {
  if (groups.entity !== undefined) return decodeEntity(groups.entity) ?? `&${groups.entity};`;
  if (groups.divide !== undefined) return '';
  if (groups.space !== undefined) return /[^\S\uFEFF]/.test(found) ? ' ' : '';
  if (groups.dash !== undefined) return '-';
  if (groups.raised !== undefined) {
    // Without a mark between them, "10²" would become the number 102 and "1½" eleven halves.
    const rest = found.slice(1);
    return `${found[0]}${/[\u00BC-\u00BE\u2150-\u215E]/.test(rest) ? ' ' : '^'}${rest.normalize('NFKC')}`;
  }
  // Raised behind a word they mark a note; joined to it they would make another word.
  if (groups.note !== undefined) return `[${found.normalize('NFKC')}]`;
  return found.replace(SINGLE_QUOTES, "'").replace(DOUBLE_QUOTES, '"').normalize('NFKC');
}

/** One list of runs from raw to final, given raw → middle and middle → final. Runs that overlap become one. */
function composeRuns(
  first: readonly NormalisationRun[],
  second: readonly NormalisationRun[],
): NormalisationRun[] {
  const edges = [
    ...first.map(({ start, end }) => ({ start, end })),
    ...second.map(({ rawStart, rawEnd }) => ({ start: rawStart, end: rawEnd })),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  const merged: { start: number; end: number }[] = [];
  for (const edge of edges) {
    const last = merged.at(-1);
    const isSame = last !== undefined && edge.start === last.start && edge.end === last.end;
    if (last !== undefined && (edge.start < last.end || isSame)) last.end = Math.max(last.end, edge.end);
    else merged.push({ ...edge });
  }
  return merged.map(({ start, end }) => ({
    rawStart: start === end ? endBefore(first, start) : startAt(first, start),
    rawEnd: start === end ? startAt(first, end) : endBefore(first, end),
    start: forward(second, start),
    end: forward(second, end),
  }));
}

function withMap(raw: string, text: string, runs: readonly NormalisationRun[]): NormalisedText {
  return {
    raw,
    text,
    runs,
    toRaw: (index) => startAt(runs, index),
    toRawEnd: (end) => endBefore(runs, end),
    fromRaw: (index) => forward(runs, index),
  };
}

function startAt(runs: readonly NormalisationRun[], index: number): number {
  const run = runs[countUntil(runs, 'start', index + 1) - 1];
  if (run === undefined) return index;
  return index < run.end ? run.rawStart : run.rawEnd + index - run.end;
}

function endBefore(runs: readonly NormalisationRun[], end: number): number {
  const run = runs[countUntil(runs, 'start', end) - 1];
  if (run === undefined) return end;
  return end <= run.end ? run.rawEnd : run.rawEnd + end - run.end;
}

function forward(runs: readonly NormalisationRun[], index: number): number {
  const run = runs[countUntil(runs, 'rawStart', index + 1) - 1];
  if (run === undefined) return index;
  return index < run.rawEnd ? run.start : run.end + index - run.rawEnd;
}

/** How many runs have `side` below `limit`. */
function countUntil(runs: readonly NormalisationRun[], side: 'start' | 'rawStart', limit: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.[side] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
