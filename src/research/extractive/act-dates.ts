/** By which words a sentence tells of the days of an instrument, and which of its dates is meant by them. */
import { isLegalDate } from '#domain/legal-date.ts';
import type { SourceLine } from './read-lines.ts';

/** It began to bind. */
export const IN_FORCE =
  /\b(?:in(?:to)? (?:force|effect|operation)|takes? effect|took effect|effective (?:as of|from|on))\b/i;
/** What it orders is to be done from then on. */
export const APPLIES = /\bappl(?:y|ies|ied) (?:as )?from\b/i;
/** It was made. */
export const ENACTED = /\b(?:adopted|enacted|promulgated|signed|passed|done at|approved|gazetted)\b/i;
/** It was laid before those who make it. */
export const PROPOSED = /\b(?:introduced|proposed|tabled|submitted) (?:\w+ ){0,4}(?:on|in)\b/i;
/** It ended. */
export const REPEALED =
  /\b(?:is|are|was|were|has been|have been|shall be|stands?) (?:hereby )?repealed\b|\bceases? to have effect\b/i;
/** The day depends on an event. */
export const HANGS =
  /\b(?:after|following) (?:its|the|that of its|this)\b|\bon (?:a|the|such) (?:date|day)(?:s)? (?:as|to be|on which|when|which|that|appointed|fixed|determined|of)\b|\bto be (?:appointed|fixed|determined|specified)\b|\bupon\b/i;

const EACH = [IN_FORCE, APPLIES, ENACTED, PROPOSED, REPEALED];
const BEGINS_BOTH = /^(?:\s*,?\s*and)?\s+(?:shall\s+)?(?:appl(?:y|ies|ied) (?:as )?from)\s*$/i;
const ELSEWHERE = /\b(?:after|before|except|gazette|once|publication|published|unless|until|when|which)\b/i;
const ON = /(?:^|[\s,])(?:as (?:from|of)|from|in|on|since|with effect from)(?: the)?\s*$/i;

/**
 * The date that a line gives for these words: the one right behind them, else one before them that the clause begins
 * with. A date in the name of an instrument, of another event, or behind a condition is none.
 */
export function dateFor(line: SourceLine, verb: RegExp): string | null {
  const match = verb.exec(line.words);
  if (match === null) return null;
  const [from, end] = [match.index, match.index + match[0].length];
  const others = EACH.filter((each) => each !== verb);
  const known = line.dates
    .flatMap(({ date, words }) =>
      date !== null && isLegalDate(date) ? [{ date, at: line.words.indexOf(words) }] : [],
    )
    .sort((a, b) => a.at - b.at);
  const behind = known.find(({ at }) => at >= from);
  if (behind !== undefined) {
    const between = line.words.slice(end, behind.at);
    const isOther = others.some((each) => each.test(between)) && !BEGINS_BOTH.test(between);
    if (!HANGS.test(line.words.slice(from, behind.at)) && !ELSEWHERE.test(between) && !isOther)
      return behind.date;
    return null;
  }
  if (HANGS.test(line.words.slice(from))) return null;
  const before = known.findLast(({ at }) => at < from && ON.test(line.words.slice(0, at)));
  if (before === undefined) return null;
  const isOfOther = others.some((each) => each.test(line.words.slice(0, before.at)));
  const isAside = /\bwhich\b|;/.test(line.words.slice(before.at, from));
  return isOfOther || isAside ? null : before.date;
}
