/**
 * From the bytes of a file to its text, or a refusal that says what the file is instead. Line ends become LF and a
 * byte-order mark goes; nothing else is changed, and no byte is ever replaced by a question mark.
 */
import { isUtf8 } from 'node:buffer';
import { AppError } from '#domain/errors.ts';

/** Largest file that is read unless a setting says otherwise, in bytes. */
export const DEFAULT_FILE_LIMIT = 20 * 1024 * 1024;

const MAGIC: readonly { readonly bytes: readonly number[]; readonly what: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'a PDF document' },
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive or an Office document' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG picture' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'a GIF picture' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive' },
];

/**
 * The text of a file in UTF-8, or UTF-16 with a byte-order mark, with LF line ends. `limit` is in bytes.
 * Throws `too-large`, or `invalid-input` for an empty, binary or wrongly encoded file.
 */
export function decodeFile(bytes: Uint8Array, file: string, limit = DEFAULT_FILE_LIMIT): string {
  if (bytes.length > limit) {
    throw new AppError(
      'too-large',
      `The file has ${sizeText(bytes.length)}; ${sizeText(limit)} is the limit.`,
      {
        place: { file },
        remedy: 'Import its parts one by one, or raise the limit for imported files.',
      },
    );
  }
  const text = decodeText(bytes, file);
  if (text.trim() === '') {
    const message = bytes.length === 0 ? 'The file is empty.' : 'The file has nothing in it but white space.';
    throw refusal(file, message, 'Save the page or report again and import that file.');
  }
  return text.replace(/\r\n?/g, '\n');
}

function decodeText(bytes: Uint8Array, file: string): string {
  const encoding = utf16Encoding(bytes);
  if (encoding !== null) return decodeUtf16(bytes, encoding, file);
  assertNotBinary(bytes, file);
  if (!isUtf8(bytes)) throw invalidUtf8(bytes, file);
  return new TextDecoder('utf-8').decode(bytes);
}

function utf16Encoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decodeUtf16(bytes: Uint8Array, encoding: string, file: string): string {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch (cause) {
    const remedy = 'Convert the file to UTF-8 and import it again.';
    throw new AppError('invalid-input', 'The file starts as UTF-16 but is damaged further on.', {
      place: { file },
      remedy,
      cause,
    });
  }
  throw binary(file, 'binary data');
}

function assertNotBinary(bytes: Uint8Array, file: string): void {
  const magic = MAGIC.find(({ bytes: start }) => start.every((byte, index) => bytes[index] === byte));
  if (magic !== undefined) throw binary(file, magic.what);
  if (bytes.includes(0)) throw binary(file, 'binary data');
}

function binary(file: string, what: string): AppError {
  return refusal(
    file,
    `The file looks like ${what}, not like text.`,
    'Imports are text, Markdown or JSON; `regatlas source add` takes PDF and HTML documents as sources.',
  );
}

function invalidUtf8(bytes: Uint8Array, file: string): AppError {
  const offset = firstInvalidByte(bytes);
  let line = 1;
  for (let index = 0; index < offset; index += 1) if (bytes[index] === 0x0a) line += 1;
  return new AppError('invalid-input', `The text is not UTF-8: byte ${offset} (line ${line}) is at fault.`, {
    place: { file, line },
    remedy:
      'Convert the file to UTF-8 (for example with `iconv -f windows-1252 -t utf-8`) and import it again.',
  });
}

/** Halving finds the longest valid start: a prefix is fine when it is UTF-8 but for a character cut at its end. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isPrefixValid(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  for (let back = 0; back < 4 && back <= good; back += 1) {
    if (isUtf8(bytes.subarray(0, good - back))) return good - back;
  }
  return good;
}

function isPrefixValid(prefix: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function refusal(file: string, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, { place: { file }, remedy });
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const kilobytes = bytes / 1024;
  return kilobytes < 1024 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}
