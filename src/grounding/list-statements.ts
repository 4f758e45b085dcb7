/** What a page says that a stored source could bear out: its quotations and its claims, as plain texts. */
import { listUnits } from '#domain/page-text.ts';
import { checkQuotations } from './check-quotations.ts';
import { type CheckableContent, withBlanks } from './checkable-content.ts';
import { listSentences } from './list-sentences.ts';
import { readBlocks } from './read-blocks.ts';
import { withoutMarkers } from './sentence-refs.ts';

/** Different texts in reading order. */
export type Statements = { readonly quotations: readonly string[]; readonly claims: readonly string[] };

/** See the module comment. Linear in the page. */
export function listStatements(content: CheckableContent): Statements {
  const units = listUnits(withBlanks(content)).map((unit) => ({
    unit,
    blocks: readBlocks(unit.text, unit.format),
  }));
  const refs = new Set(content.sources.map(({ ref }) => ref));
  const quotations = checkQuotations(units, content.sources, [], []);
  const claims = listSentences(units, refs, quotations, [])
    .filter(({ kind }) => kind === 'claim')
    .map(({ text, refs: own }) => withoutMarkers(text, new Set(own)).trim());
  // The words that a reference list relies on are quotations as well.
  const reliedOn = content.sources.flatMap(({ quote }) => (quote === null ? [] : [quote.exact]));
  return {
    quotations: [...new Set([...quotations.map(({ text }) => text), ...reliedOn])],
    claims: [...new Set(claims)],
  };
}
