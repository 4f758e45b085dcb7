/** Tables of plain text for a terminal: columns as wide as what stands in them, figures to the right. */

/** A column. `isFigure` puts its cells to the right. */
export type Column = { readonly head: string; readonly isFigure?: boolean };

/** The head and one line for each row. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const heads = columns.map(({ head }) => head);
  const widths = columns.map((_, index) =>
    [heads, ...rows].reduce((width, row) => Math.max(width, row[index]?.length ?? 0), 0),
  );
  return [heads, ...rows].map((row) =>
    columns
      .map(({ isFigure }, index) => {
        const cell = row[index] ?? '';
        const width = widths[index] ?? 0;
        return isFigure === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
