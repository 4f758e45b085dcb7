/**
 * Marks of notes in running text: "[12]", "[^3]", "[a]", raised figures, daggers. They belong to no sentence, so a
 * quotation may leave its source's out, and the page may set its own behind quoted words.
 */

const IN_BRACKETS = /^\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}|[a-z]|[*†‡])\]$/u;
const ALL_BRACKETS = /\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8}|[a-z])\](?!\p{L})|[*†‡_]/gu;
const OWN_MARK =
  /[\p{L}.,;:!?"'”’)]{1,20}\[(?:\^[\w-]{1,20}|\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,8})\](?!\p{L})/gu;
const MAX_MARKS = 20;

/** True when the stretch of a text in normal form is all that stands in the brackets of a note's mark. */
export function isBracketedMark(text: string, start: number, end: number): boolean {
  return IN_BRACKETS.test(text.slice(start - 1, end + 1));
}

/** The same for a page's own mark, which stands right behind a word: "[4]" before one could be its substitute. */
export function isAttachedMark(text: string, start: number, end: number): boolean {
  return isBracketedMark(text, start, end) && /[^\s([]/.test(text.charAt(start - 2));
}

/** The text without marks of notes and of emphasis. */
export function withoutNoteMarks(text: string): string {
  return text.replace(ALL_BRACKETS, '');
}

/** The quotation without the page's own marks: those behind a word where the source has none. */
export function withoutOwnMarks(quote: string, source: string): string {
  let seen = 0;
  return quote.replace(OWN_MARK, (found) => {
    seen += 1;
    return seen > MAX_MARKS || source.includes(found) ? found : found.slice(0, found.lastIndexOf('['));
  });
}
