/** What statements say in the drafter's own words, to tell its language by. */
import type { Statement } from '#domain/drafted-page.ts';

/** The texts without what they quote, which may be in the language of the source. */
export function proseOf(statements: readonly Statement[]): string {
  return statements
    .map(({ text, quotation }) => (quotation === null ? text : text.replace(quotation.exact, '')))
    .join(' ');
}
