/**
 * PDF to text with page starts, by pdf.js as packed in `unpdf`. Scripts in the file are not run and fonts are not
 * loaded. A file that needs a password, is damaged, or holds pictures of pages is refused with what to do about it.
 */
import { AppError } from '#domain/errors.ts';
import type { ExtractedText, SourceFacts } from '#domain/source.ts';
import { cleanText, countCodePoints, oneLine } from './clean-text.ts';
import { parseLegalDate } from './legal-date.ts';
import { joinPdfRuns, type PdfTextRun } from './pdf-page-text.ts';

/** Library in use and our own rules; a test holds the library's number against what is installed. */
export const PDF_EXTRACTOR_VERSION = 'unpdf-1.8.1/1';

const MAX_PAGES = 5_000;

// Names that authoring programs leave in the title field when nobody filled it in.
const NO_TITLE = /^(untitled|microsoft word\s*-.*|(.*\.(docx?|pdf|indd|qxd|xlsx?|pptx?|tex|dvi)))$/i;

type PdfDocument = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;

/**
 * Text, one page after the other with a blank line between, and the document's own title, author and date. The date
 * is that of the file's creation, the nearest a PDF has to publication. Throws `extraction-failed` or `too-large`.
 */
export async function extractPdf(
  bytes: Uint8Array,
): Promise<{ extracted: ExtractedText; facts: Partial<SourceFacts> }> {
  const document = await openPdf(bytes);
  try {
    if (document.numPages > MAX_PAGES) {
      throw new AppError('too-large', `The PDF has ${document.numPages} pages; the limit is ${MAX_PAGES}.`, {
        remedy: 'Split it and add the part you need.',
      });
    }
    const pages = await readPages(document);
    const { text, pageStarts } = joinPages(pages);
    if (text.trim() === '') throw noTextLayer(document.numPages);
    return {
      extracted: { extractor: 'pdf', extractorVersion: PDF_EXTRACTOR_VERSION, text, pageStarts },
      facts: await readFacts(document),
    };
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error);
  } finally {
    await document.loadingTask.destroy();
  }
}

async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  // Loaded on first use: pdf.js is two megabytes that most commands do not need.
  const { getDocumentProxy } = await import('unpdf');
  try {
    // pdf.js takes its buffer away from the caller, so it gets a copy.
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new AppError('extraction-failed', 'The PDF is encrypted and needs a password.', {
        remedy: 'Open it with the password, save or print a copy without one, and add that copy.',
        cause: error,
      });
    }
    throw damaged(error);
  }
}

async function readPages(document: PdfDocument): Promise<string[]> {
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    pages.push(cleanText(joinPdfRuns(content.items.flatMap(toRun))));
    page.cleanup();
  }
  return pages;
}

function toRun(
  item: Awaited<ReturnType<Awaited<ReturnType<PdfDocument['getPage']>>['getTextContent']>>['items'][number],
): PdfTextRun[] {
  if (!('str' in item)) return [];
  return [{ text: item.str, y: Number(item.transform[5] ?? 0), height: item.height, endsLine: item.hasEOL }];
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

async function readFacts(document: PdfDocument): Promise<Partial<SourceFacts>> {
  const { info } = await document.getMetadata();
  const fields: Record<string, unknown> = { ...info };
  const read = (key: string) => (typeof fields[key] === 'string' ? oneLine(fields[key].slice(0, 500)) : null);
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
