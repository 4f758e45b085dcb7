/**
 * Sentences found against sentences expected. White space never counts: a run of it is one space, and boundaries are
 * compared by the letters that stand before them.
 */

/** How one text was split. `extra` and `missing` hold the words before each boundary set wrongly or not at all. */
export type SegmentComparison = {
  readonly exact: boolean;
  readonly extra: readonly string[];
  readonly missing: readonly string[];
  /** Expected sentences that do not stand in the text in this order; then nothing can be exact. */
  readonly unmatched: readonly string[];
};

const SHOWN = 24;

/** Compares two lists of sentences of one text. */
export function compareSegments(
  text: string,
  got: readonly string[],
  expected: readonly string[],
): SegmentComparison {
  const letters = squeezed(text);
  const found = endsOf(letters, got);
  const wanted = endsOf(letters, expected);
  const wantedEnds = new Set(wanted.ends);
  const foundEnds = new Set(found.ends);
  const at = (end: number) => letters.slice(Math.max(0, end - SHOWN), end);
  return {
    exact: JSON.stringify(got.map(collapsed)) === JSON.stringify(expected.map(collapsed)),
    extra: found.ends.filter((end) => end < letters.length && !wantedEnds.has(end)).map(at),
    missing: wanted.ends.filter((end) => end < letters.length && !foundEnds.has(end)).map(at),
    unmatched: wanted.unmatched,
  };
}

/** Where sentences end, counted in letters that are no white space. */
function endsOf(letters: string, sentences: readonly string[]): { ends: number[]; unmatched: string[] } {
  const ends: number[] = [];
  const unmatched: string[] = [];
  let from = 0;
  for (const sentence of sentences) {
    const own = squeezed(sentence);
    const start = letters.indexOf(own, from);
    if (start < 0) {
      unmatched.push(sentence);
      continue;
    }
    from = start + own.length;
    ends.push(from);
  }
  return { ends, unmatched };
}

function collapsed(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
