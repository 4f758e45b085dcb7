/** A text as the page shows it, without evidence: the same blocks, read the same way. */
import { readBlocks } from '#grounding/read-blocks.ts';
import { splitRows } from '../plan-evidence.ts';
import { JudgedBlocks } from './judged-blocks.tsx';

/** The text; marks of the reference list lead to `#ref-…` only where the list has them. */
export function PreviewText(props: {
  text: string;
  format: 'plain' | 'markdown';
  refs: ReadonlySet<string>;
}) {
  const blocks = readBlocks(props.text.replace(/\r\n?/g, '\n'), props.format).map((block, index) => ({
    ...{ unit: 'preview', index, from: 0, block },
    ...{ sentences: [], quotations: [] },
  }));
  if (blocks.length === 0) return <p class="empty">Nothing is written here yet.</p>;
  return (
    <>
      {splitRows(blocks).map((row) => (
        <JudgedBlocks blocks={row} links={{ refs: props.refs, home: '' }} headingLevel={4} />
      ))}
    </>
  );
}
