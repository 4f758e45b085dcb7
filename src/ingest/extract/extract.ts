/**
 * One door to all text extraction: bytes in, text and stated facts out. The same bytes and hints always give the same
 * result, so a text can be made again from its snapshot and held against what was stored (product invariant 6).
 */
import { AppError } from '#domain/errors.ts';
import type { ExtractedText } from '#domain/source.ts';
import { decodeText } from './decode-text.ts';
import { detectLanguage } from './detect-language.ts';
import { extractHtml } from './extract-html.ts';
import { extractLawArticle } from './extract-law-article.ts';
import { extractMarkdown } from './extract-markdown.ts';
import { extractPdf } from './extract-pdf.ts';
import { extractPlain } from './extract-plain.ts';
import type { StatedFacts } from './front-matter.ts';
import { LAW_ARTICLE_MEDIA_TYPE } from './law-article.ts';
import { type ReadableMediaType, sniffMediaType } from './sniff-media-type.ts';

/** Bytes that one source may have unless the caller says otherwise. */
export const MAX_SOURCE_BYTES = 50_000_000;

/** What is known beside the bytes; null where nothing is. */
export type ExtractHints = {
  /** File name or the path of the address. */
  readonly name: string | null;
  /** Content-Type without parameters. */
  readonly declaredMediaType: string | null;
  /** Charset parameter of Content-Type. */
  readonly charset: string | null;
  /** Most bytes taken; {@link MAX_SOURCE_BYTES} when left out. */
  readonly maxBytes?: number;
};

/** A source as read. `facts` holds only what the document states, and the language, which is detected otherwise. */
export type ExtractedSource = {
  readonly mediaType: ReadableMediaType;
  readonly extracted: ExtractedText;
  readonly facts: StatedFacts;
};

/**
 * Reads a source. Throws AppError `too-large` (bytes or structure), `invalid-input` (not a readable kind, or not
 * valid text) or `extraction-failed` (encrypted, damaged, scanned, or without any text).
 */
export async function extractSource(bytes: Uint8Array, hints: ExtractHints): Promise<ExtractedSource> {
  const maxBytes = hints.maxBytes ?? MAX_SOURCE_BYTES;
  if (bytes.length > maxBytes) {
    throw new AppError(
      'too-large',
      `The document has ${bytes.length} bytes; the limit is ${maxBytes} bytes.`,
      {
        remedy: 'Split it and add the part you need.',
      },
    );
  }
  const mediaType = sniffMediaType(bytes, hints.name, hints.declaredMediaType);
  const { extracted, facts } = await extractAs(mediaType, bytes, hints.charset);
  if (extracted.text.trim() === '') {
    throw new AppError('extraction-failed', 'The document holds no readable text.', {
      remedy: 'Check that it was saved in full; a page that a browser builds must be saved from the browser.',
    });
  }
  const language = facts.language ?? (await detectLanguage(extracted.text));
  return { mediaType, extracted, facts: language === null ? facts : { ...facts, language } };
}

async function extractAs(
  mediaType: ReadableMediaType,
  bytes: Uint8Array,
  charset: string | null,
): Promise<{ extracted: ExtractedText; facts: StatedFacts }> {
  switch (mediaType) {
    case 'application/pdf':
      return extractPdf(bytes);
    case 'text/html':
      return extractHtml(decodeText(bytes, { charset, isHtml: true }).text);
    case 'text/markdown':
      return extractMarkdown(decodeText(bytes, { charset, isHtml: false }).text);
    case LAW_ARTICLE_MEDIA_TYPE:
      return extractLawArticle(decodeText(bytes, { charset: 'utf-8', isHtml: false }).text);
    case 'text/plain':
      return extractPlain(decodeText(bytes, { charset, isHtml: false }).text);
  }
}
