/**
 * A file as numbered lines, so that every part of a page knows where in the file it stands.
 * A stretch is a window on the lines and keeps the 1-based number of its first one.
 */

/** Consecutive lines without their line ends; `first` is the 1-based line number of `texts[0]`. */
export type Lines = { readonly texts: readonly string[]; readonly first: number };

/** All lines of a text, whichever line ends it has. */
export function splitLines(text: string): Lines {
  return { texts: text.split(/\r\n?|\n/), first: 1 };
}

/** The lines from index `from` up to `to` (exclusive; the end when left out). */
export function sliceLines(lines: Lines, from: number, to = lines.texts.length): Lines {
  return { texts: lines.texts.slice(from, to), first: lines.first + from };
}

/** Stretches of one file, in order, as one; blank lines between them keep the line numbers true. */
export function joinLines(stretches: readonly Lines[]): Lines {
  const [only] = stretches;
  if (only === undefined) return { texts: [], first: 1 };
  if (stretches.length === 1) return only;
  const texts: string[] = [];
  for (const stretch of stretches) {
    while (only.first + texts.length < stretch.first) texts.push('');
    for (const text of stretch.texts) texts.push(text);
  }
  return { texts, first: only.first };
}

/** The text of the lines, without blank lines at either end and without white space at line ends. */
export function linesText(lines: Lines): string {
  const texts = lines.texts.map((text) => text.trimEnd());
  let from = 0;
  let to = texts.length;
  while (from < to && texts[from] === '') from += 1;
  while (to > from && texts[to - 1] === '') to -= 1;
  return texts.slice(from, to).join('\n');
}

/** One line that has something on it. `text` is trimmed at its end; `number` is 1-based. */
export type Line = { readonly text: string; readonly number: number };

/** The lines that are not blank. */
export function filledLines(lines: Lines): Line[] {
  return lines.texts
    .map((text, index) => ({ text: text.trimEnd(), number: lines.first + index }))
    .filter((line) => line.text !== '');
}

/** Number of the first line that is not blank; that of the stretch itself when all are. */
export function firstFilledLine(lines: Lines): number {
  const index = lines.texts.findIndex((text) => text.trim() !== '');
  return lines.first + Math.max(index, 0);
}

/** Columns of white space before the text; a tab moves to the next multiple of four. */
export function indentOf(text: string): number {
  let column = 0;
  for (const char of text) {
    if (char === '\t') column += 4 - (column % 4);
    else if (char === ' ' || char === '\u00a0') column += 1;
    else break;
  }
  return column;
}
