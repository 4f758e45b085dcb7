/**
 * The provider's grounding in a file of its own, which belongs to the report or page it lies beside. A damaged one is
 * refused under its own name, because unlike one inside a page it can be saved again by itself.
 */
import { contentHash } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import type { CheckableContent } from '#grounding/checkable-content.ts';
import { startNotices } from './import-notices.ts';
import { readEvents, readGrounding } from './page-grounding.ts';
import { findJsonFault, parseJsonText } from './parse-json-text.ts';
import { decodeFile } from './read-file-text.ts';
import type { GroundingFile } from './read-report.ts';

/** A file's name and bytes. */
export type FileBytes = { readonly file: string; readonly bytes: Uint8Array };

/**
 * Its text. Throws `invalid-input` naming the file when that is no JSON and no recorded stream of it, or an analysis
 * of its own.
 */
export function decodeGrounding({ file, bytes }: FileBytes): GroundingFile {
  // The size was looked at before the file was read.
  const text = decodeFile(bytes, file, Number.POSITIVE_INFINITY);
  if (findJsonFault(text) !== null && readEvents(text) !== null) return { file, text };
  const value = parseJsonText(text, { file });
  const isOurs =
    typeof value === 'object' && value !== null && 'schema' in value && /^regatlas\./.test(`${value.schema}`);
  if (!isOurs) return { file, text };
  throw new AppError(
    'invalid-input',
    'This is an export of Regatlas, not the grounding of the report beside it.',
    {
      place: { file },
      remedy: 'Import it by itself, or give it another name.',
    },
  );
}

/** The content with that grounding added, unless the page brought the same one inside. */
export function addGrounding<Content extends Pick<CheckableContent, 'grounding'>>(
  content: Content,
  { text }: GroundingFile,
): Content {
  const given = readGrounding(text.trim(), 1, startNotices());
  const isThere = content.grounding.some(({ raw }) => identityOf(raw) === identityOf(given.raw));
  return isThere ? content : { ...content, grounding: [...content.grounding, given] };
}

function identityOf(raw: string): string {
  return findJsonFault(raw) === null ? contentHash(JSON.parse(raw)) : raw;
}
