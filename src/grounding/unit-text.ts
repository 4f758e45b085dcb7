/**
 * A unit of a page as one plain text: its blocks in order with a blank line between them, so that a selector has context
 * across blocks and a place in a block has one position in the unit.
 */
import type { PageUnit } from '#domain/page-text.ts';
import { readBlocks } from './read-blocks.ts';

const BETWEEN = '\n\n';

/** UTF-16 throughout; `start` is where the block begins in `text`. */
export type UnitText = {
  readonly text: string;
  readonly blocks: readonly { readonly start: number; readonly text: string }[];
};

/** The plain text of a unit. */
export function readUnitText(unit: Pick<PageUnit, 'text' | 'format'>): UnitText {
  const blocks: { start: number; text: string }[] = [];
  let text = '';
  for (const block of readBlocks(unit.text, unit.format)) {
    if (blocks.length > 0) text += BETWEEN;
    blocks.push({ start: text.length, text: block.text });
    text += block.text;
  }
  return { text, blocks };
}

/** Index of the block that holds the whole stretch; undefined when it reaches over the end of one. */
export function blockOf(unit: UnitText, start: number, end: number): number | undefined {
  const index = unit.blocks.findLastIndex((block) => block.start <= start);
  const block = unit.blocks[index];
  return block !== undefined && end <= block.start + block.text.length ? index : undefined;
}
