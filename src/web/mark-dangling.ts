/**
 * Finds the references in a provider's raw answer that point nowhere, without changing a character of it: the raw
 * text is cut into pieces, and the pieces put together again are the raw text.
 */

/** A piece of the raw text. */
export type RawPiece = { readonly text: string; readonly dangling: boolean };

// Key names of Gemini's two spellings. Digits, white space and commas only: a list that holds anything else is left
// alone, and an unclosed one is given up at its first other character, so that no input makes this quadratic.
const INDEX_LIST = /"(?:grounding_chunk_indices|groundingChunkIndices)"\s*:\s*\[([\d\s,-]*)\]/g;
const NUMBER = /-?\d+/g;

/** The raw text in pieces; the numbers in `dangling` are marked wherever they stand in a list of references. */
export function markDangling(raw: string, dangling: ReadonlySet<number>): RawPiece[] {
  const pieces: RawPiece[] = [];
  let at = 0;
  const cut = (start: number, end: number) => {
    if (start > at) pieces.push({ text: raw.slice(at, start), dangling: false });
    pieces.push({ text: raw.slice(start, end), dangling: true });
    at = end;
  };
  for (const list of raw.matchAll(INDEX_LIST)) {
    const inner = list[1] ?? '';
    const from = list.index + list[0].length - 1 - inner.length;
    for (const number of inner.matchAll(NUMBER)) {
      if (!dangling.has(Number(number[0]))) continue;
      cut(from + number.index, from + number.index + number[0].length);
    }
  }
  if (at < raw.length) pieces.push({ text: raw.slice(at), dangling: false });
  return pieces;
}
