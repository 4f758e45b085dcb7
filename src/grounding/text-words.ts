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
  /\[(?<=[\p{L}\p{M}.,;:!?"')\]]\[)(?:\^[\w-]{1,20}|\d{1,3}(?: ?[,-] ?\d{1,3}){0,8}|[a-z])\](?!\p{L})|\p{N}+(?:[.,:/]\p{N}+)*\p{L}*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*|[%$€£¥§&+=<>≤≥±×÷°@#^⁄]/uy;

/** ASCII: `1` ends or separates words, `2` is a letter, `3` needs the pattern to be read. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/[A-Za-z]/.test(sign)) return 2;
  return /[0-9[%$&+=<>@#^]/.test(sign) ? 3 : 1;
});
const APOSTROPHE = 39;

/** The words of a text that is already normalised. Linear. */
export function textWords(normalised: string): TextWords {
  const starts: number[] = [];
  const ends: number[] = [];
  const keys: string[] = [];
  const lower = normalised.toLowerCase();
  // A few letters grow in lower case; then each word is lowered by itself.
  const isAligned = lower.length === normalised.length;
  const take = (start: number, end: number) => {
    starts.push(start);
    ends.push(end);
    keys.push(isAligned ? lower.slice(start, end) : normalised.slice(start, end).toLowerCase());
  };
  for (let at = 0; at < normalised.length; ) {
    const kind = classAt(normalised, at);
    const plainEnd = kind === 2 ? plainWordEnd(normalised, at) : at;
    if (kind === 1) at += 1;
    else if (plainEnd > at) {
      take(at, plainEnd);
      at = plainEnd;
    } else {
      WORD.lastIndex = at;
      const length = WORD.exec(normalised)?.[0].length ?? 0;
      if (length > 0 && normalised[at] !== '[') take(at, at + length);
      at += Math.max(length, 1);
    }
  }
  return { count: keys.length, starts: Int32Array.from(starts), ends: Int32Array.from(ends), keys };
}

function classAt(text: string, at: number): number {
  return CLASSES[text.charCodeAt(at)] ?? 3;
}

/** End of a word of plain letters; its own start when something follows that the pattern must read. */
function plainWordEnd(text: string, start: number): number {
  let end = start + 1;
  while (classAt(text, end) === 2) end += 1;
  const next = end < text.length ? text.charCodeAt(end) : 32;
  const isPlain = next < 128 && next !== APOSTROPHE && (next < 48 || next > 57);
  return isPlain ? end : start;
}
