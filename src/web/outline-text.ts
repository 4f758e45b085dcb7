/**
 * The summary points as indented text, and back: one line for each point, two spaces for each level, `IV. Heading` and
 * `Label: words`. A line that nobody changed gives exactly the point it came from, whatever its words look like.
 */
import type { OutlineNode } from '#domain/analysis.ts';

type Row = { readonly depth: number; readonly text: string; readonly node: OutlineNode };

/** Marks a further line of the same point. */
const CONTINUED = '| ';
const NUMBER = /^([IVXLCDM]{1,7}|\d{1,3}|[A-Za-z])[.)]\s+(.*)$/s;
const LABEL = /^([^:\n]{1,80}): ?(.*)$/s;
const DEEPEST = 12;

/** The text of the points. */
export function writeOutline(headings: readonly OutlineNode[]): string {
  return listRows(headings, 0)
    .map(({ depth, text }) => indented(depth, text))
    .join('\n');
}

function indented(depth: number, text: string): string {
  const indent = '  '.repeat(depth);
  return text
    .split('\n')
    .map((line, index) => `${indent}${index === 0 ? '' : CONTINUED}${line}`)
    .join('\n');
}

function listRows(nodes: readonly OutlineNode[], depth: number): Row[] {
  return nodes.flatMap((node) => [
    { depth, text: rowText(node), node },
    ...listRows(node.children, depth + 1),
  ]);
}

function rowText({ number, label, text }: OutlineNode): string {
  const labelled = label === null ? text : `${label}: ${text}`;
  return number === null ? labelled : `${number}. ${labelled}`;
}

/** The points that the text writes; those of `before` where their line is as it was. Blank lines part nothing. */
export function readOutline(text: string, before: readonly OutlineNode[]): OutlineNode[] {
  const known = Map.groupBy(listRows(before, 0), (row) => row.text);
  const rows = joinContinued(text.replace(/\r\n?/g, '\n').split('\n'));
  const top: OutlineNode[] = [];
  const path: { depth: number; children: OutlineNode[] }[] = [];
  for (const { depth, text: words } of rows) {
    while ((path.at(-1)?.depth ?? -1) >= depth) path.pop();
    const same = known.get(words)?.shift()?.node;
    const children: OutlineNode[] = [];
    const node = { ...(same ?? readRow(words)), children };
    (path.at(-1)?.children ?? top).push(node);
    path.push({ depth, children });
  }
  return top;
}

function joinContinued(lines: readonly string[]): { depth: number; text: string }[] {
  const rows: { depth: number; text: string }[] = [];
  for (const line of lines) {
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const words = line.slice(indent.length);
    const last = rows.at(-1);
    if (last !== undefined && (words.startsWith(CONTINUED) || words === CONTINUED.trim())) {
      last.text += `\n${words.slice(CONTINUED.length)}`;
    } else if (words.trim() !== '') {
      const depth = Math.min(DEEPEST, Math.floor(indent.replaceAll('\t', '  ').length / 2));
      rows.push({ depth, text: words });
    }
  }
  return rows;
}

function readRow(words: string): Omit<OutlineNode, 'children'> {
  const numbered = NUMBER.exec(words.trimEnd());
  const [number, rest] = [numbered?.[1] ?? null, numbered?.[2] ?? words.trimEnd()];
  const labelled = /^https?:/i.test(rest) ? null : LABEL.exec(rest);
  return { number, label: labelled?.[1] ?? null, text: labelled?.[2] ?? rest };
}
