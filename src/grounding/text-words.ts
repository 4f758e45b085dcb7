/**
 * Words of a normalised text as the quotation matcher counts them: a run of letters, a number with its inner
 * separators, one ideograph or kana, or a symbol that carries meaning ("%", "$", "§"). Other punctuation belongs to
 * the gaps between words, and so does the mark of a note that is attached to a word ("[12]").
 */

/** Words in reading order, one array per property; offsets are UTF-16 into the normalised text. */
export type TextWords = {
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Lower-cased words. */
  readonly keys: readonly string[];
};

const WORD =
  /\[(?<=[\p{L}\p{M}.,;:!?"')\]]\[)(?:\^[\w-]{1,20}|\d{1,3}(?: ?[,-] ?\d{1,3}){0,8}|[a-z])\](?!\p{L})|\p{N}+(?:[.,:/]\p{N}+)*\p{L}*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*|[%$€£¥§&+=<>≤≥±×÷°@#^⁄]/gu;

/** The words of a text that is already normalised. Linear. */
export function textWords(normalised: string): TextWords {
  const starts: number[] = [];
  const ends: number[] = [];
  const keys: string[] = [];
  for (const match of normalised.matchAll(WORD)) {
    if (match[0].startsWith('[')) continue;
    starts.push(match.index);
    ends.push(match.index + match[0].length);
    keys.push(match[0].toLowerCase());
  }
  return { count: keys.length, starts: Int32Array.from(starts), ends: Int32Array.from(ends), keys };
}
