/**
 * Finding known words in a text that was re-rendered since: Markdown marks gone, quotes curled, lines joined.
 * Both sides are reduced to their letters and digits (compatibility forms, lower case; separators inside numbers
 * stay), and offsets map back to the text. It locates a statement; it never verifies one.
 */

/** A text reduced for searching. */
export type FoldedText = {
  readonly folded: string;
  /** For each position of `folded`, the UTF-16 position in the text it came from. */
  readonly origin: Int32Array;
  readonly text: string;
};

/** Fewest letters and digits for which finding them elsewhere means anything. */
export const LEAST_FOLDED_LENGTH = 8;

/** Reduces a text; linear in its length. */
export function foldText(text: string): FoldedText {
  const kept: string[] = [];
  const origin: number[] = [];
  const keep = (piece: string, at: number) => {
    for (let index = 0; index < piece.length; index += 1) origin.push(at);
    kept.push(piece);
  };
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      if (isAsciiWord(code)) keep(String.fromCharCode(code | (code >= 65 && code <= 90 ? 32 : 0)), index);
      else if ((code === 0x2e || code === 0x2c) && isBetweenDigits(text, index))
        keep(text[index] ?? '', index);
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
    const plain = character.normalize('NFKC').toLowerCase();
    if (/[\p{L}\p{N}\p{M}]/u.test(plain)) keep(plain, index);
    index += character.length - 1;
  }
  return { folded: kept.join(''), origin: Int32Array.from(origin), text };
}

/** Every place (UTF-16, end exclusive, not overlapping) where the words stand; empty when they are too few to tell. */
export function findFolded(
  haystack: FoldedText,
  words: string,
  limit = 50,
): { start: number; end: number }[] {
  const needle = foldText(words).folded;
  const found: { start: number; end: number }[] = [];
  if (needle.length < LEAST_FOLDED_LENGTH) return found;
  let from = 0;
  while (found.length < limit) {
    const at = haystack.folded.indexOf(needle, from);
    if (at < 0) break;
    from = at + needle.length;
    const start = haystack.origin[at] ?? 0;
    const last = haystack.origin[from - 1] ?? start;
    const width = (haystack.text.codePointAt(last) ?? 0) > 0xffff ? 2 : 1;
    found.push({ start, end: last + width });
  }
  return found;
}

function isAsciiWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isBetweenDigits(text: string, index: number): boolean {
  return /\d/.test(text[index - 1] ?? '') && /\d/.test(text[index + 1] ?? '');
}
