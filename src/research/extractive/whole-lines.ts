/**
 * Makes lines whole that would mislead when they are quoted alone: the beginning of a list gets its points, and a
 * sentence of a law that leans on the one before it ("In such a case …") is quoted together with that one. What cannot be
 * made whole is left out.
 */
import type { BriefPassage } from '#domain/brief.ts';
import { isQuotable } from '#grounding/quotable.ts';
import { LONGEST, type SourceLine } from './read-lines.ts';

/** One point of a list: `mark` as it stands in the text, `words` to be quoted, `joint` an "and" or "or" behind it. */
export type ListPoint = {
  readonly mark: string;
  readonly words: string;
  readonly joint: string;
  readonly passage: BriefPassage;
};

/** A passage of the brief and where it begins, in UTF-16 into the text. */
export type PlacedPassage = { readonly passage: BriefPassage; readonly from: number };

/** Points and characters of a list that is still quoted whole; who needs a longer one has to open the source. */
const MOST_POINTS = 8;
const LONGEST_LIST = 1_500;
const POINT = /\s*\n\s*(\(?(?:\p{L}{1,4}|\d{1,2})[.)]|[-–—*•◦▪])[ \t]+([^\n]*\S)/uy;

/**
 * The lines with their lists and their antecedents, where the brief gives these; `passages` are the source's. `canLean`:
 * sentences may lean on the one before them. What news add to a sentence is told for itself or not at all.
 */
export function wholeLines(
  text: string,
  lines: readonly SourceLine[],
  passages: readonly PlacedPassage[],
  canLean: boolean,
): SourceLine[] {
  const whole: SourceLine[] = [];
  let taken = 0;
  for (const line of lines) {
    if (line.start < taken) continue;
    if (text[line.end] === ':') {
      const list = readList(text, line, passages);
      if (list === null) continue;
      whole.push({ ...line, points: list.points, until: list.end });
      taken = list.end;
    } else if (!leansBack(line.words)) whole.push(line);
    else {
      const last = whole.at(-1);
      const joined = canLean && last !== undefined ? joinLines(text, last, line) : null;
      // What only the second says, of whatever it points at, states no status.
      if (joined !== null && last !== undefined) whole.splice(-1, 1, { ...joined, until: last.until });
    }
  }
  return whole;
}

/** Two lines that follow each other in one passage as one; null where they do not, or are too long to be quoted. */
export function joinLines<T extends SourceLine>(text: string, first: T, second: SourceLine): T | null {
  const isNext = first.passage.id === second.passage.id && first.article === second.article;
  if (!isNext || first.points.length + second.points.length > 0 || second.end - first.start > LONGEST)
    return null;
  if (!/^[^\S\n]+$/.test(text.slice(first.end, second.start))) return null;
  const words = text.slice(first.start, second.end);
  return isQuotable(words) ? { ...first, words, end: second.end, until: second.until } : null;
}

/** A sentence that says "he", "this means" or "in such a case" is not understood without the one before it. */
export function leansBack(words: string): boolean {
  return LEANS_BACK.test(words) || POINTS_BACK.test(words);
}

const LEANS_BACK =
  /^(?:[“"‘«„]|(?:there,|(?:here|elsewhere|abroad),?\b|(?:in|under) (?:both|such|that|the latter|these|this|those) (?:cases?|countr(?:y|ies)|jurisdictions?|nations?|places?|states?)\b)|(?:he|she|they|it|its|his|her|their|him|them|those|both|but|and|or|so|yet|also|moreover|however|furthermore|additionally|instead|otherwise|therefore|thus|hence|meanwhile|nevertheless|specifically)\b|in addition\b|(?:this|that) (?:is|was|means|makes|shows|would|will|may|has)\b)/i;
/** "This Decree" names itself and leans on nothing; "that documentation" and "such measures" do. */
const POINTS_BACK =
  /^(?:(?:In|Under|To|For|On|At) (?:such|that|those|these|this)\b(?! \p{Lu})|(?:Such|That|These|This)\b(?! \p{Lu})|The (?:above|aforementioned|foregoing|former|latter|said)\b|(?:If|Where|When) (?:the (?:circumstances|offender|offen[cs]e|violation|violator)|they|he|she|it)\b)/u;

/** The points below a line that ends in a colon; null for none, for a list in a list, and where one is not given whole. */
function readList(
  text: string,
  line: SourceLine,
  passages: readonly PlacedPassage[],
): { points: ListPoint[]; end: number } | null {
  const points: ListPoint[] = [];
  let kind: string | null = null;
  let end = line.end + 1;
  for (;;) {
    POINT.lastIndex = end;
    const found = POINT.exec(text);
    const [all = '', mark = '', words = ''] = found ?? [];
    if (found === null || (kind !== null && kindOf(mark) !== kind)) break;
    kind = kindOf(mark);
    const from = end + all.length - words.length;
    const place = passages.find(
      (each) => each.from <= from && from + words.length <= each.from + each.passage.text.length,
    );
    const point = place === undefined ? null : pointOf(mark, words, place.passage);
    if (point === null) return null;
    points.push(point);
    end += all.length;
  }
  const isFit = points.length > 1 && points.length <= MOST_POINTS && end - line.start <= LONGEST_LIST;
  return isFit ? { points, end } : null;
}

function pointOf(mark: string, words: string, passage: BriefPassage): ListPoint | null {
  const [, own = '', joint = ''] = /^(.*?)(?:[;,.]?\s*\b(and|or)|[;,])?$/su.exec(words) ?? [];
  const quoted = own.replace(/[;,]$/, '');
  return quoted.endsWith(':') || !isQuotable(quoted) ? null : { mark, words: quoted, joint, passage };
}

/** Lists are told apart by how their points are marked. */
function kindOf(mark: string): string {
  return mark.replace(/\d+/, '1').replace(/\p{L}+/u, 'a');
}
