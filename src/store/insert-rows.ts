/** Inserts of any length: one statement takes 65,535 parameters, and a long report has more rows than that holds. */

const MOST_PARAMETERS = 65_535;

/** Gives the rows to `insert` in order, in as few parts as the protocol allows; nothing for no rows. */
export async function insertRows<Row extends object>(
  rows: readonly Row[],
  insert: (part: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const size = Math.floor(MOST_PARAMETERS / Object.keys(first).length);
  for (let from = 0; from < rows.length; from += size) await insert(rows.slice(from, from + size));
}
