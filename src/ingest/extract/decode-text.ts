/**
 * Bytes to text. The byte order mark wins, then the charset of the HTTP answer, then the one an HTML page declares in
 * its first kilobyte, then strict UTF-8. A plain text that is not valid in its encoding is refused rather than
 * repaired; a page with a declared encoding gets U+FFFD for broken bytes, as the Encoding Standard has browsers do,
 * and one without any falls back to windows-1252 as the HTML Standard says.
 */
import { AppError } from '#domain/errors.ts';

/** What is known about the encoding beside the bytes. */
export type DecodeHints = {
  /** From Content-Type; null when not sent. */
  readonly charset: string | null;
  /** True for HTML, where pages declare their own charset and damage is tolerated. */
  readonly isHtml: boolean;
};

const META_SCAN_BYTES = 1_024;

/** The text without byte order mark, and the WHATWG name of the encoding it was read in. */
export function decodeText(bytes: Uint8Array, hints: DecodeHints): { text: string; encoding: string } {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return decodeAs(marked, bytes, !hints.isHtml);
  const declared = knownEncoding(hints.charset) ?? (hints.isHtml ? encodingOfMeta(bytes) : null);
  if (declared !== null) return decodeAs(declared, bytes, !hints.isHtml);
  const isUtf8 = findInvalidUtf8(bytes) === null;
  if (hints.isHtml && !isUtf8) return decodeAs('windows-1252', bytes, false);
  return decodeAs('utf-8', bytes, true);
}

/** Offset of the first byte that does not begin or continue a valid UTF-8 sequence; null when all is valid. */
export function findInvalidUtf8(bytes: Uint8Array): number | null {
  let at = 0;
  while (at < bytes.length) {
    const length = validSequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return null;
}

/** Length of the well-formed sequence at `at` by table 3-7 of the Unicode Standard; 0 when there is none. */
function validSequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead <= 0xdf
      ? 2
      : lead >= 0xe0 && lead <= 0xef
        ? 3
        : lead >= 0xf0 && lead <= 0xf4
          ? 4
          : 0;
  if (length === 0) return 0;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let next = 2; next < length; next += 1) if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function encodingOfMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** A page that can be read to find its meta element is no UTF-16, whatever the element says (HTML Standard, prescan). */
function encodingOfMeta(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, META_SCAN_BYTES))
    .toString('latin1')
    .replace(/<!--[\s\S]*?-->/g, '');
  const found = /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ?? null;
  const known = knownEncoding(found ?? /^<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ?? null);
  return known?.startsWith('utf-16') === true ? 'utf-8' : known;
}

function knownEncoding(label: string | null): string | null {
  if (label === null) return null;
  try {
    return new TextDecoder(label.trim()).encoding;
  } catch {
    return null;
  }
}

function decodeAs(encoding: string, bytes: Uint8Array, strict: boolean): { text: string; encoding: string } {
  try {
    return { text: new TextDecoder(encoding, { fatal: strict }).decode(bytes), encoding };
  } catch (cause) {
    throw invalidText(encoding, bytes, cause);
  }
}

function invalidText(encoding: string, bytes: Uint8Array, cause: unknown): AppError {
  const remedy = 'Save the file as UTF-8 (most editors offer “Save with encoding”) and add it again.';
  const offset = encoding === 'utf-8' ? findInvalidUtf8(bytes) : null;
  if (offset === null) {
    return new AppError('invalid-input', `The text is not valid ${encoding}.`, { remedy, cause });
  }
  let line = 1;
  for (const byte of bytes.subarray(0, offset)) if (byte === 0x0a) line += 1;
  const value = (bytes[offset] ?? 0).toString(16).padStart(2, '0');
  return new AppError(
    'invalid-input',
    `The text is not valid UTF-8: byte ${offset} (0x${value}) on line ${line}.`,
    {
      place: { line },
      remedy,
      cause,
    },
  );
}
