/**
 * Text that every part of the program can keep: no NUL and no lone surrogate, which no database text holds, and no
 * other C0 control than line feed and tab, which a reader cannot see. Files are cleaned before they get here.
 */
import * as z from 'zod';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const CONTROLS = /[\0-\x08\x0b-\x1f]/g;

/**
 * The text without C0 controls other than line feed and tab; how many there were is told beside it. A form feed or
 * vertical tab that parts two words leaves a space.
 */
export function dropControls(text: string): { readonly text: string; readonly dropped: number } {
  const dropped = text.match(CONTROLS)?.length ?? 0;
  return { text: text.replace(/(?<=\S)[\f\v](?=\S)/g, ' ').replace(CONTROLS, ''), dropped };
}

/** True when the text holds nothing that {@link textSchema} refuses. */
function isKeepable(text: string): boolean {
  return text.search(CONTROLS) === -1 && text.isWellFormed();
}

/** Any text of a content, an export, a review or a finding; may be empty. */
export const textSchema = z
  .string()
  .refine(isKeepable, 'The text holds a control character or half a character (a lone surrogate)');

/** As {@link textSchema}, with something to read in it. */
export const filledTextSchema = textSchema.refine((text) => text.trim() !== '', 'The text is empty');
