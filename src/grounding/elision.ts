/** Marks of omission in a quotation, and what may stand in the words left out. */

/** "…", "...", ". . .", with or without brackets; four dots are an omission and a full stop. Longer rows are leaders. */
const OMISSION =
  /[[(<]\s*(?:\u2026|\.{3,4}|\.\s\.\s\.(?:\s\.)?)\s*[\])>]|\u2026(?!\u2026)(?<!\u2026\u2026)\.?|(?<!\.)\.{3,4}(?!\.)|(?<!\.)\.\s\.\s\.(?:\s\.)?(?!\.)/g;
const TURNING =
  /\b(?:not|no|never|neither|nor|without|unless|except|cannot|\w+n't|only|prohibit\w*|forb\w+)\b/i;
/** Few enough words left out that the reader takes both sides as one statement. */
const SHORT_GAP_WORDS = 8;

/** The wordings between the marks, in order, empty ones left out. One part means nothing was elided inside. */
export function elidedParts(quote: string): string[] {
  return quote.split(OMISSION).filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** True when the text has a mark of omission anywhere. */
export function hasOmission(quote: string): boolean {
  return quote.search(OMISSION) >= 0;
}

/**
 * A word in the omitted stretch that turns the statement round, when the stretch is short or the word stands at its
 * edge, inside one sentence. Undefined otherwise. Takes normalised text.
 */
export function turningWord(omitted: string): string | undefined {
  if (/[.!?] +["'(]*\p{Lu}/u.test(omitted)) return undefined;
  const words = omitted.split(/\s+/).filter((word) => word !== '');
  const looked = words.length <= SHORT_GAP_WORDS ? words : [...words.slice(0, 2), ...words.slice(-2)];
  return TURNING.exec(looked.join(' '))?.[0];
}
