/** A table in text: rows of cells between `|`, as Markdown writes them, or between tabs, as pages copy them. */
import type { Line } from './text-lines.ts';

/** The heading row and the rows below it, cells trimmed. */
export type TextTable = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** The first table on the lines; null when two lines of two cells do not follow each other. */
export function readTable(lines: readonly Line[]): TextTable | null {
  const cells = lines.map((line) => cellsOf(line.text));
  const start = cells.findIndex((row, index) => row.length >= 2 && (cells[index + 1]?.length ?? 0) >= 2);
  const head = cells[start];
  if (head === undefined) return null;
  const rows: string[][] = [];
  for (const row of cells.slice(start + 1)) {
    if (row.length < 2) break;
    if (!row.every((cell) => /^:?-{1,200}:?$/.test(cell))) rows.push(row);
  }
  return { head, rows };
}

function cellsOf(text: string): string[] {
  const line = text.trim();
  if (line.includes('|')) return splitCells(line.replace(/^\|/, '').replace(/\|$/, ''), '|');
  return line.includes('\t') ? splitCells(line, '\t') : [];
}

function splitCells(line: string, mark: string): string[] {
  return line.split(mark).map((cell) => cell.trim());
}
