/**
 * Decides what kind of document some bytes are. The bytes win over the declared type, the declared type over the file
 * name, because servers and names are wrong more often than signatures. What cannot be read is refused by its name,
 * so that a person knows what to convert.
 */
import { AppError } from '#domain/errors.ts';
import { LAW_ARTICLE_MEDIA_TYPE } from './law-article.ts';

/** The kinds of document that can be read. */
export const READABLE_MEDIA_TYPES = [
  'text/plain',
  'text/markdown',
  'text/html',
  'application/pdf',
  LAW_ARTICLE_MEDIA_TYPE,
] as const;

/** See {@link READABLE_MEDIA_TYPES}. */
export type ReadableMediaType = (typeof READABLE_MEDIA_TYPES)[number];

const SNIFFED_BYTES = 8_192;

const REMEDY = 'Save the document as text, Markdown, HTML or PDF and add that file.';
const JSON_REMEDY = `${REMEDY} Articles of laws in JSON are added with \`regatlas source add-articles\`.`;

// First bytes in hexadecimal, and what a reader would call the thing.
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['89504e470d0a1a0a', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['474946383761', 'a GIF image'],
  ['474946383961', 'a GIF image'],
  ['49492a00', 'a TIFF image'],
  ['4d4d002a', 'a TIFF image'],
  ['424d', 'a BMP image'],
  ['d0cf11e0a1b11ae1', 'an old Microsoft Office document'],
  ['7b5c727466', 'a Rich Text (RTF) document'],
  ['25215053', 'a PostScript file'],
  ['1f8b', 'a gzip archive'],
  ['425a68', 'a bzip2 archive'],
  ['fd377a585a00', 'an xz archive'],
  ['28b52ffd', 'a Zstandard archive'],
  ['377abcaf271c', 'a 7-Zip archive'],
  ['526172211a07', 'a RAR archive'],
  ['7f454c46', 'a program'],
  ['cafebabe', 'a program'],
  ['cffaedfe', 'a program'],
  ['53514c69746520666f726d6174203300', 'a SQLite database'],
  ['494433', 'an audio file'],
  ['4f676753', 'an audio or video file'],
  ['1a45dfa3', 'a video file'],
];

const ZIP_KINDS: readonly (readonly [RegExp, string])[] = [
  [/\.docx$|word\//, 'a Word document (.docx)'],
  [/\.xlsx$|xl\//, 'an Excel workbook (.xlsx)'],
  [/\.pptx$|ppt\//, 'a PowerPoint file (.pptx)'],
  [/\.od[tsp]$|opendocument/, 'an OpenDocument file'],
  [/\.epub$|application\/epub/, 'an EPUB book'],
];

const NAME_TYPES: readonly (readonly [RegExp, ReadableMediaType])[] = [
  [/\.(md|markdown|mdown|mkd)$/i, 'text/markdown'],
  [/\.(html?|xhtml)$/i, 'text/html'],
  [/\.(txt|text|log|csv|tsv)$/i, 'text/plain'],
];

const REFUSED_NAMES = /\.(json|jsonl|ndjson|xml|rss|atom|yaml|yml|js|css)$/i;

/**
 * The media type to read the bytes as. `name` is a file name or URL path, `declared` a Content-Type without
 * parameters. Throws `invalid-input` saying what the bytes look like when it is none of the readable types.
 */
export function sniffMediaType(
  bytes: Uint8Array,
  name: string | null,
  declared: string | null,
): ReadableMediaType {
  if (bytes.length === 0) {
    throw new AppError('invalid-input', 'The document is empty.', {
      remedy: 'Check that the file was saved in full.',
    });
  }
  if (isPdf(bytes)) return 'application/pdf';
  assertText(bytes, name);
  const head = readHead(bytes);
  if (/^(<!doctype\s+html|<html[\s>])/i.test(head)) return 'text/html';
  const type = declared?.trim().toLowerCase() ?? null;
  if (type === 'application/pdf' || /\.pdf$/i.test(name ?? '')) {
    throw refuse('something other than the PDF it is called');
  }
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'text/html';
  if (type === 'text/markdown') return 'text/markdown';
  if (type === LAW_ARTICLE_MEDIA_TYPE) return LAW_ARTICLE_MEDIA_TYPE;
  assertProse(head, name, type);
  for (const [pattern, named] of NAME_TYPES) if (pattern.test(name ?? '')) return named;
  return /^<(head|body|article|main|div|p|h1|table)[\s>]/i.test(head) ? 'text/html' : 'text/plain';
}

/** The signature may be preceded by up to a kilobyte of rubbish, which readers are asked to accept. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1_024)).includes('%PDF-');
}

function assertText(bytes: Uint8Array, name: string | null): void {
  const hex = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) throw refuse(describeZip(bytes, name));
  if (hex.startsWith('52494646')) throw refuse('a WebP image, sound or video file');
  if (hex.slice(8, 16) === '66747970') throw refuse('an HEIC image or video file');
  for (const [signature, kind] of SIGNATURES) {
    // Two bytes of ASCII are no proof: a text may well begin with “BM”.
    if (hex.startsWith(signature) && (signature !== '424d' || hasNul(bytes))) throw refuse(kind);
  }
  if (hasUtf16Mark(bytes)) return;
  if (hasNul(bytes))
    throw refuse(looksLikeUtf16(bytes) ? 'UTF-16 text without a byte order mark' : 'binary data');
  if (hasManyControls(bytes)) throw refuse('binary data');
}

function assertProse(head: string, name: string | null, type: string | null): void {
  if (/^<\?xml/i.test(head) && !/<html[\s>]/i.test(head)) throw refuse('an XML file');
  if (type !== null && /json/.test(type)) throw refuse('JSON data', JSON_REMEDY);
  if (type !== null && /^(image|audio|video|font)\//.test(type)) throw refuse(`what it is called, ${type}`);
  const ending = REFUSED_NAMES.exec(name ?? '')?.[1];
  if (ending === undefined) return;
  throw refuse(`${ending.toUpperCase()} data`, /^json/i.test(ending) ? JSON_REMEDY : REMEDY);
}

function describeZip(bytes: Uint8Array, name: string | null): string {
  const clues = `${Buffer.from(bytes.subarray(0, SNIFFED_BYTES)).toString('latin1')}\n${name?.toLowerCase() ?? ''}`;
  return ZIP_KINDS.find(([pattern]) => pattern.test(clues))?.[1] ?? 'a ZIP archive';
}

function hasUtf16Mark(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function hasNul(bytes: Uint8Array): boolean {
  return bytes.includes(0);
}

function looksLikeUtf16(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  let even = 0;
  let odd = 0;
  head.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  return Math.max(even, odd) > head.length / 4 && Math.min(even, odd) < head.length / 50;
}

/** More than one control character in twenty, tab, line ends, form feed and escape aside, is no text. */
function hasManyControls(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES);
  const controls = head.filter((byte) => byte < 32 && ![9, 10, 11, 12, 13, 27].includes(byte)).length;
  return controls * 20 > head.length;
}

function readHead(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xfe ? 'utf-16be' : bytes[0] === 0xff ? 'utf-16le' : 'utf-8';
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, SNIFFED_BYTES)).trimStart();
  return skipComments(head);
}

/** By index and not by pattern: a pattern over many comments would try every way of joining them. */
function skipComments(head: string): string {
  let rest = head;
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4);
    if (end === -1) return rest;
    rest = rest.slice(end + 3).trimStart();
  }
  return rest;
}

function refuse(kind: string, remedy = REMEDY): AppError {
  return new AppError('invalid-input', `The document cannot be read as text: it looks like ${kind}.`, {
    remedy,
  });
}
