/**
 * Decides whether an aligned wording says the same as the source: only typography may differ, and at most a slip or
 * two. Any word added, left out or replaced changes it, and so does any difference in the critical tokens, however
 * alike the texts look (grounding.md section 2).
 */
import type { AlignedRun } from './align-words.ts';
import { compareCriticalTokens, criticalTokens } from './critical-tokens.ts';
import { judgeDivision, rawStretches } from './divided-words.ts';
import { editDistance } from './edit-distance.ts';
import { isLetterSlip } from './letter-slip.ts';
import { isAttachedMark, isBracketedMark, withoutNoteMarks } from './note-marks.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { QuoteText } from './quote-text.ts';

/** What a comparison found. `start`/`end` are UTF-16 offsets into the source's normal form. */
export type Judgement = {
  readonly start: number;
  readonly end: number;
  /** True when a word, a figure or too much else differs. */
  readonly changed: boolean;
  /** 0 to 1: one minus the edited share of the longer text. */
  readonly similarity: number;
  /** Sentences, most telling first. */
  readonly reasons: readonly string[];
};

/** One slip is let pass, and one more for every so many characters. */
const CHARACTERS_PER_SLIP = 400;
const MAX_REASONS = 8;
const MAX_COMPARED = 64;

type Tally = {
  readonly slips: string[];
  readonly changes: string[];
  /** Slips undone: stretches of the page's normal form with the source's spelling. */
  readonly undone: { start: number; end: number; text: string }[];
  cost: number;
  joinedAtLineEnd: boolean;
};

/** Judges `runs`, an alignment of `quote` with the words of `source`. Undefined when it covers no source word. */
export function judgeAlignment(
  quote: QuoteText,
  source: PreparedSource,
  runs: readonly AlignedRun[],
): Judgement | undefined {
  const words = source.index().words;
  const covering = runs.filter((run) => run.sourceEnd > run.sourceStart);
  const first = covering[0];
  const last = covering.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const start = words.starts[first.sourceStart] ?? 0;
  const end = words.ends[last.sourceEnd - 1] ?? 0;
  const tally: Tally = { slips: [], changes: [], undone: [], cost: 0, joinedAtLineEnd: false };
  for (const run of runs) {
    if (run.same) compareSameWords(quote, source, run, tally);
    else compareDifferentWords(quote, source, run, tally);
  }
  compareSigns(quote, source, start, tally);
  const length = Math.max(quote.coreEnd - quote.coreStart, end - start, 1);
  const allowed = 1 + Math.floor(length / CHARACTERS_PER_SLIP);
  const passed = tally.changes.length === 0 && tally.slips.length <= allowed;
  if (passed && !tally.joinedAtLineEnd) guardMeaning(quote, source.normalised.text.slice(start, end), tally);
  return {
    start,
    end,
    changed: tally.changes.length > 0 || tally.slips.length > allowed,
    similarity: Math.max(0, 1 - tally.cost / length),
    reasons: [...tally.changes, ...tally.slips].slice(0, MAX_REASONS),
  };
}

/** The sentence for two wordings that stand against each other. */
export function replacementSentence(page: string, source: string): string {
  if (page === '') return `The page leaves out “${source}”.`;
  if (source === '') return `The page adds “${page}”.`;
  return `The source has “${source}” where the page has “${page}”.`;
}

/** Both texts from the first to the last word: what stands at the edges belongs to the sentences around them. */
function guardMeaning(quote: QuoteText, passage: string, tally: Tally): void {
  let page = quote.normalised.text.slice(0, quote.words.ends[quote.words.count - 1]);
  for (const { start, end, text } of tally.undone.toReversed())
    page = page.slice(0, start) + text + page.slice(end);
  page = page.slice(quote.words.starts[0]);
  const meaning = (text: string) =>
    criticalTokens(withoutNoteMarks(text)).filter(({ kind }) => kind !== 'name');
  const { onlyA, onlyB } = compareCriticalTokens(meaning(page), meaning(passage));
  if (onlyA.length === 0 && onlyB.length === 0) return;
  const list = (tokens: typeof onlyA) => tokens.map(({ value }) => value).join(', ');
  tally.changes.push(replacementSentence(list(onlyA), list(onlyB)));
}

/** A sign before the first figure is part of it, though it is no word. */
function compareSigns(quote: QuoteText, source: PreparedSource, start: number, tally: Tally): void {
  const first = quote.words.starts[0] ?? 0;
  const ours = quote.normalised.text.slice(Math.max(0, first - 2), first + 1);
  const theirs = source.normalised.text.slice(Math.max(0, start - 2), start + 1);
  const isSigned = (text: string) => /(?:^|[^\p{L}\p{N}])-\p{N}$/u.test(text);
  if (isSigned(ours) && !isSigned(theirs)) tally.changes.push(replacementSentence('-', ''));
}

/** Words agree; capitals and what stands between the words may not. */
function compareSameWords(quote: QuoteText, source: PreparedSource, run: AlignedRun, tally: Tally): void {
  const ours = quote.words;
  const theirs = source.index().words;
  const shift = run.sourceStart - run.quoteStart;
  let inCapitals = false;
  for (let at = run.quoteStart; at < run.quoteEnd; at += 1) {
    const page = quote.normalised.text.slice(ours.starts[at], ours.ends[at]);
    const held = source.normalised.text.slice(theirs.starts[at + shift], theirs.ends[at + shift]);
    const wasInCapitals = inCapitals;
    inCapitals = false;
    if (page !== held && !quote.freeCapitals.has(ours.starts[at] ?? -1)) {
      inCapitals = isCapitalsOnly(page, held);
      if (!inCapitals || !wasInCapitals) noteCapitals(page, held, tally);
    }
    if (at === run.quoteStart) continue;
    const gap = quote.normalised.text.slice(ours.ends[at - 1], ours.starts[at]);
    const heldGap = source.normalised.text.slice(theirs.ends[at + shift - 1], theirs.starts[at + shift]);
    if (gap !== heldGap) compareGaps(gap, heldGap, `${ours.keys[at - 1]} ${ours.keys[at]}`, tally);
  }
}

function isCapitalsOnly(page: string, held: string): boolean {
  return page.length > 1 && (page === held.toUpperCase() || held === page.toUpperCase());
}

function noteCapitals(page: string, held: string, tally: Tally): void {
  tally.cost += 1;
  const sentence = `The source writes “${held}” where the page writes “${page}”.`;
  // "us" and "US", "may" and "May" are different words; longer ones only change their dress.
  if (page.length < 4) tally.changes.push(sentence);
  else tally.slips.push(sentence);
}

function compareGaps(page: string, held: string, neighbours: string, tally: Tally): void {
  const plain = (gap: string) => gap.replace(/[\s"'*_†‡[\]]|(?<=\s)-(?=\s)/g, '');
  const ours = plain(page);
  const theirs = plain(held);
  if (ours === theirs || plain(withoutNoteMarks(page)) === theirs || ours === plain(withoutNoteMarks(held)))
    return;
  const isLight = (gap: string) => /^[,;:.\-–()!?/…]*$/.test(gap);
  tally.cost += Math.max(ours.length, theirs.length);
  const onlyHyphen = ours.replace(/-/g, '') === theirs.replace(/-/g, '');
  const atFigure = /\p{N}/u.test(neighbours);
  if (onlyHyphen && !atFigure) return;
  const sentence = `Punctuation differs between “${neighbours.replace(' ', '” and “')}”: the source has “${held}”, the page “${page}”.`;
  if (atFigure && /[-/().]/.test(ours + theirs)) tally.changes.push(sentence);
  else if (isLight(ours) && isLight(theirs)) tally.slips.push(sentence);
  else tally.changes.push(sentence);
}

function compareDifferentWords(
  quote: QuoteText,
  source: PreparedSource,
  run: AlignedRun,
  tally: Tally,
): void {
  const theirs = source.index().words;
  const page = stretch(
    quote.normalised.text,
    quote.words.starts,
    quote.words.ends,
    run.quoteStart,
    run.quoteEnd,
  );
  const held = stretch(source.normalised.text, theirs.starts, theirs.ends, run.sourceStart, run.sourceEnd);
  const isShort = page.length <= MAX_COMPARED && held.length <= MAX_COMPARED;
  tally.cost += isShort ? editDistance(page, held) : Math.max(page.length, held.length);
  if (isNoteMark(quote, source, run)) return;
  if (page !== '' && held !== '' && isShort && isSameApart(quote, source, run, page, held, tally)) return;
  tally.changes.push(replacementSentence(brief(page), brief(held)));
}

function stretch(text: string, starts: Int32Array, ends: Int32Array, from: number, to: number): string {
  return from === to ? '' : text.slice(starts[from], ends[to - 1]);
}

function brief(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 100).trimEnd()} … ${text.slice(-40).trimStart()}`;
}

/** One side has a mark of a note where the other has nothing. */
function isNoteMark(quote: QuoteText, source: PreparedSource, run: AlignedRun): boolean {
  const ours = quote.words;
  const theirs = source.index().words;
  if (run.quoteStart === run.quoteEnd) {
    const start = theirs.starts[run.sourceStart] ?? 0;
    const end = theirs.ends[run.sourceEnd - 1] ?? 0;
    return isBracketedMark(source.normalised.text, start, end);
  }
  if (run.sourceStart !== run.sourceEnd) return false;
  const start = ours.starts[run.quoteStart] ?? 0;
  return isAttachedMark(quote.normalised.text, start, ours.ends[run.quoteEnd - 1] ?? 0);
}

/** True when both stretches are one wording divided or spelt another way; slips are noted. */
function isSameApart(
  quote: QuoteText,
  source: PreparedSource,
  run: AlignedRun,
  page: string,
  held: string,
  tally: Tally,
): boolean {
  const ours = joined(page);
  const theirs = joined(held);
  if (ours.toLowerCase() === theirs.toLowerCase())
    return isSameDivided(quote, source, run, page, held, tally);
  if (/[^\p{L}\p{N}\s'.!@|-]/u.test(page + held)) return false;
  const isOneWord = run.sourceEnd - run.sourceStart <= 2 && run.quoteEnd - run.quoteStart <= 3;
  const pageParts = page.split(' ');
  const heldParts = held.split(' ');
  const pairs: (readonly [string, string])[] =
    pageParts.length === heldParts.length && pageParts.length > 1
      ? pageParts.map((part, at) => [joined(part), joined(heldParts[at] ?? '')] as const)
      : [[ours, theirs] as const];
  if (pairs.length === 1 && !isOneWord) return false;
  const different = pairs.filter(([a, b]) => a !== b);
  if (!different.every(([a, b]) => isLetterSlip(a, b, source))) return false;
  for (const [a, b] of different)
    tally.slips.push(`One slip of spelling: the source has “${b}”, the page “${a}”.`);
  undo(quote, run, held, tally);
  return true;
}

/** The words of the run are read as the source has them. */
function undo(quote: QuoteText, run: AlignedRun, held: string, tally: Tally): void {
  tally.undone.push({
    start: quote.words.starts[run.quoteStart] ?? 0,
    end: quote.words.ends[run.quoteEnd - 1] ?? 0,
    text: held,
  });
}

function joined(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

/** The letters agree; only hyphens, full stops, apostrophes or spaces between them may differ. */
function isSameDivided(
  quote: QuoteText,
  source: PreparedSource,
  run: AlignedRun,
  page: string,
  held: string,
  tally: Tally,
): boolean {
  const division = judgeDivision(page, held, rawStretches(quote, source, run));
  if (division === 'differs') return false;
  if (division === 'line-end') tally.joinedAtLineEnd = true;
  if (division === 'slip') tally.slips.push(`The source has “${held}” where the page has “${page}”.`);
  if (!/\p{N}/u.test(held)) undo(quote, run, held, tally);
  return true;
}
