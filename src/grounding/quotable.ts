/**
 * Whether words of a source can be put between quotation marks on a page so that exactly they are read back as one
 * quotation: no open mark of their own, no reference marker that the page would take for its own, no second paragraph.
 */
import { findQuotations } from './find-quotations.ts';
import { readBlocks } from './read-blocks.ts';
import { findRefMarkers } from './sentence-refs.ts';
import { splitSentences } from './sentences.ts';

/** True when `“words”` in a sentence is read back as these words; white space counts as one space. */
export function isQuotable(words: string): boolean {
  if (/\n\s*\n/.test(words) || words.trim() !== words || words === '') return false;
  if (findRefMarkers(words, new Set()).length > 0) return false;
  const line = words.replace(/\s+/g, ' ');
  const text = `The source states: “${line}” [1]`;
  const blocks = readBlocks(text, 'plain');
  const [found, ...others] = findQuotations(blocks);
  if (blocks.length !== 1 || others.length > 0 || found?.kind !== 'quotation') return false;
  return found.text === line && splitSentences(text).length === 1;
}
