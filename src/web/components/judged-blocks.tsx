/** Rows of text with their evidence beside them: paragraphs, lists, quotes, code and tables of a unit. */
import type { ComponentChildren } from 'preact';
import type { Block } from '#grounding/read-blocks.ts';
import type { PlannedBlock, PlannedRow } from '../plan-evidence.ts';
import { EvidenceNotes, type NoteContext } from './evidence-note.tsx';
import { JudgedText, type RefLinks } from './judged-text.tsx';

/** The rows of one group. Headings in the text start at `headingLevel`, so that the page's outline has no gaps. */
export function JudgedRows(props: {
  rows: readonly PlannedRow[];
  context: NoteContext;
  headingLevel: 3 | 4;
}) {
  return (
    <>
      {props.rows.map((row) => (
        <Row notes={<EvidenceNotes notes={row.notes} context={props.context} />}>
          <JudgedBlocks blocks={row.blocks} links={props.context} headingLevel={props.headingLevel} />
        </Row>
      ))}
    </>
  );
}

/** One row of the reading grid: text at the left, notes at the right, or below it on a narrow screen. */
export function Row({ children, notes }: { children: ComponentChildren; notes?: ComponentChildren }) {
  return (
    <div class="row">
      <div class="row-text">{children}</div>
      {notes}
    </div>
  );
}

/** The blocks of one row. */
export function JudgedBlocks(props: {
  blocks: readonly PlannedBlock[];
  links: RefLinks;
  headingLevel: 3 | 4;
}) {
  const { blocks, links } = props;
  const first = blocks[0]?.block;
  if (first?.kind === 'item') return <List items={blocks} links={links} />;
  if (first?.kind === 'cell') return <Cells cells={blocks} links={links} />;
  return (
    <>
      {blocks.map((planned) => (
        <One planned={planned} links={links} headingLevel={props.headingLevel} />
      ))}
    </>
  );
}

type Links = { links: RefLinks };

function One({ planned, links, headingLevel }: Links & { planned: PlannedBlock; headingLevel: 3 | 4 }) {
  const text = <JudgedText planned={planned} links={links} />;
  const { kind } = planned.block;
  if (kind === 'heading') return headingLevel === 3 ? <h3>{text}</h3> : <h4>{text}</h4>;
  if (kind === 'quote') return <blockquote>{text}</blockquote>;
  if (kind === 'code') return <pre class="code">{text}</pre>;
  return <p>{text}</p>;
}

// What is nested deeper stands beside the deepest shown: a few lines could otherwise be too deep to render at all.
const DEEPEST = 16;

type ListNode = { readonly blocks: PlannedBlock[]; readonly children: ListNode[] };

/** Items nested by their level; a paragraph that continues an item joins it. */
function nestItems(items: readonly PlannedBlock[]): ListNode[] {
  const top: ListNode[] = [];
  const path: { level: number; node: ListNode }[] = [];
  for (const item of items) {
    const current = path.at(-1)?.node;
    if (item.block.kind !== 'item' && current !== undefined) {
      current.blocks.push(item);
      continue;
    }
    while ((path.at(-1)?.level ?? 0) >= item.block.level || path.length >= DEEPEST) path.pop();
    const node: ListNode = { blocks: [item], children: [] };
    (path.at(-1)?.node.children ?? top).push(node);
    path.push({ level: item.block.level, node });
  }
  return top;
}

function List({ items, links }: Links & { items: readonly PlannedBlock[] }) {
  return <ListLevel nodes={nestItems(items)} links={links} />;
}

function ListLevel({ nodes, links }: Links & { nodes: readonly ListNode[] }) {
  const start = ordinalOf(nodes[0]?.blocks[0]?.block);
  const items = nodes.map((node) => (
    <li>
      {node.blocks.map((planned, index) => {
        const text = <JudgedText planned={planned} links={links} />;
        return index === 0 ? text : <p>{text}</p>;
      })}
      {node.children.length > 0 && <ListLevel nodes={node.children} links={links} />}
    </li>
  ));
  return start === null ? <ul>{items}</ul> : <ol start={start}>{items}</ol>;
}

function ordinalOf(block: Block | undefined): number | null {
  if (block?.ordinal === undefined) return null;
  const number = Number.parseInt(block.ordinal, 10);
  return Number.isNaN(number) ? null : number;
}

function Cells({ cells, links }: Links & { cells: readonly PlannedBlock[] }) {
  const rows: PlannedBlock[][] = [];
  for (const cell of cells) {
    if (cell.block.level === 0 || rows.length === 0) rows.push([]);
    rows.at(-1)?.push(cell);
  }
  const [head, ...body] = rows;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div class="table-wrap" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head?.map((cell) => (
              <th scope="col">
                <JudgedText planned={cell} links={links} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr>
              {row.map((cell) => (
                <td>
                  <JudgedText planned={cell} links={links} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
