/**
 * A reference list that stands at the end of a report under a title that is no heading, or under none: consecutive
 * lines, each with a mark of its own and a web address. Deep-research tools write their lists so, in any language.
 */

/** A mark and, anywhere behind it, an address. */
const ENTRY = /^\s*(?:[-*]\s+)?\[\^?\d{1,3}\]:?\s(?=.*https?:\/\/)/;
/** One line with a mark and an address may be a sentence; two in a row at the very end are a list. */
const LEAST_ENTRIES = 2;
const LONGEST_TITLE = 60;

/**
 * Index of the line above the first entry: the list's title, or a blank line; null when the text does not end with
 * such a list.
 */
export function findTrailingReferences(texts: readonly string[]): number | null {
  let first = texts.length;
  let entries = 0;
  for (let index = texts.length - 1; index >= 0; index -= 1) {
    const text = texts[index] ?? '';
    if (text.trim() === '') continue;
    if (!ENTRY.test(text)) break;
    first = index;
    entries += 1;
  }
  if (entries < LEAST_ENTRIES || first === 0) return null;
  const above = (texts[first - 1] ?? '').trim();
  const isTitle = above.length <= LONGEST_TITLE && /^#|[:：]\**$|^\p{L}[\p{L}\s]*$/u.test(above);
  return above === '' || isTitle ? first - 1 : null;
}
