/** "Did you mean": the known name closest to a written one by edit distance, for remedies only and never for data. */

/** Longer names are compared by their beginning; keeps the cost of one comparison bounded. */
const LONGEST = 80;

/** The closest of `names`, or undefined when even that one differs in more than a third of its letters. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const wanted = fold(written);
  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const folded = fold(name);
    const allowed = Math.floor(Math.max(wanted.length, folded.length) / 3);
    if (Math.abs(wanted.length - folded.length) > allowed) continue;
    const distance = editDistance(wanted, folded);
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

function fold(name: string): string {
  return name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
