/**
 * PDF to text with page starts, by pdf.js as packed in `unpdf`. Scripts in the file are not run and fonts are not
 * loaded. A file that needs a password, is damaged, or holds pictures of pages is refused with what to do about it.
 */
import { AppError } from '#domain/errors.ts';
import type { ExtractedText, SourceFacts } from '#domain/source.ts';
import { cleanText, countCodePoints, oneLine } from './clean-text.ts';
import { parseLegalDate } from './legal-date.ts';
import { joinPdfRuns } from './pdf-page-text.ts';
import { PdfFault, type PdfLimits, type PdfRuns, readPdfRuns } from './read-pdf-runs.ts';

/** Library in use and our own rules; a test holds the library's number against what is installed. */
export const PDF_EXTRACTOR_VERSION = 'unpdf-1.8.1/1';

// Names that authoring programs leave in the title field when nobody filled it in.
const NO_TITLE = /^(untitled|microsoft word\s*-.*|(.*\.(docx?|pdf|indd|qxd|xlsx?|pptx?|tex|dvi)))$/i;

/** Bounds for one document; a code of law of a thousand pages stays well within them. */
export const PDF_LIMITS: PdfLimits = { milliseconds: 30_000, pages: 5_000, characters: 30_000_000 };

/**
 * Text, one page after the other with a blank line between, and the document's own title, author and date. The date
 * is that of the file's creation, the nearest a PDF has to publication. Throws `extraction-failed` or `too-large`.
 */
export async function extractPdf(
  bytes: Uint8Array,
  limits: PdfLimits = PDF_LIMITS,
): Promise<{ extracted: ExtractedText; facts: Partial<SourceFacts> }> {
  const { pages, info } = await readRuns(bytes, limits);
  const { text, pageStarts } = joinPages(pages.map((runs) => cleanText(joinPdfRuns(runs))));
  if (text.trim() === '') throw noTextLayer(pages.length);
  return {
    extracted: { extractor: 'pdf', extractorVersion: PDF_EXTRACTOR_VERSION, text, pageStarts },
    facts: readFacts(info),
  };
}

async function readRuns(bytes: Uint8Array, limits: PdfLimits): Promise<PdfRuns> {
  try {
    return await readPdfRuns(bytes, limits);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof PdfFault && error.name === 'PasswordException') {
      throw new AppError('extraction-failed', 'The PDF is encrypted and needs a password.', {
        remedy: 'Open it with the password, save or print a copy without one, and add that copy.',
        cause: error,
      });
    }
    throw damaged(error);
  }
}

/** A page without text starts where the next one does. */
function joinPages(pages: readonly string[]): { text: string; pageStarts: number[] } {
  const pageStarts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const page of pages) {
    const gap = page === '' || parts.length === 0 ? '' : '\n\n';
    pageStarts.push(length + (parts.length === 0 ? 0 : 2));
    if (page === '') continue;
    parts.push(gap, page);
    length += gap.length + countCodePoints(page);
  }
  const text = parts.join('');
  return { text, pageStarts: pageStarts.map((start) => Math.min(start, length)) };
}

function readFacts(info: PdfRuns['info']): Partial<SourceFacts> {
  const read = (key: string) => oneLine(info[key]?.slice(0, 500));
  const title = read('Title');
  const language = /^([a-z]{2,3})([-_]|$)/i.exec(read('Language') ?? '')?.[1]?.toLowerCase();
  return {
    ...(title !== null && !NO_TITLE.test(title) && { title }),
    ...(read('Author') !== null && { author: read('Author') }),
    ...(parseLegalDate(read('CreationDate')) !== null && {
      publishedOn: parseLegalDate(read('CreationDate')),
    }),
    ...(language !== undefined && { language }),
  };
}

function noTextLayer(pages: number): AppError {
  return new AppError(
    'extraction-failed',
    `The PDF has no text on its ${pages} page(s); it holds pictures of pages.`,
    {
      remedy: 'Run text recognition (OCR) on it first, for example with ocrmypdf, and add the result.',
    },
  );
}

function damaged(cause: unknown): AppError {
  const reason = cause instanceof Error ? ` (${cause.message.replace(/\.$/, '')})` : '';
  return new AppError('extraction-failed', `The PDF is damaged and cannot be read${reason}.`, {
    remedy: 'Fetch it again, or open it in a viewer and print it to a new PDF.',
    cause,
  });
}
