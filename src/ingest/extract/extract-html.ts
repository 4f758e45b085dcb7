/**
 * HTML to readable text. Defuddle picks the article out of the page; where it finds too little, or the page is too
 * large for it, the whole body without site furniture is taken, since a passage that is missing from the stored text
 * would later make a true quotation look invented. Nothing is executed and nothing is fetched.
 */
import { parseHTML } from 'linkedom';
import { AppError } from '#domain/errors.ts';
import type { ExtractedText, SourceFacts } from '#domain/source.ts';
import { oneLine } from './clean-text.ts';
import { measureHtml } from './html-limits.ts';
import { readHtmlMetadata } from './html-metadata.ts';
import { readDomText, SITE_PARTS } from './html-text.ts';

/** Libraries in use and our own rules; a test holds the library's number against what is installed. */
export const HTML_EXTRACTOR_VERSIONS = { article: 'defuddle-0.19.4/1', body: 'linkedom-0.18.14/1' } as const;

// Measured: 1.0 s for 20,000 elements (two tags each), 5 s for 390,000 character references, 16 s for 50 MB of words.
const DEFUDDLE_MAX_NODES = 40_000;
const DEFUDDLE_MAX_CHARS = 5_000_000;

// Which part of the page is the article is asked for, and no more: Defuddle's guesses at single paragraphs and its
// rewriting are off, as they lose sentences and put spaces around links.
const ARTICLE_RULES = {
  useAsync: false,
  standardize: false,
  removeContentPatterns: false,
  removeLowScoring: false,
} as const;

const FEWEST_CHARS = 200;
const SMALLEST_SHARE = 0.25;

/** Text of the page and what it says of itself. Throws `too-large` for a page that is a bomb. */
export async function extractHtml(
  html: string,
): Promise<{ extracted: ExtractedText; facts: Partial<SourceFacts> }> {
  const { nodes } = measureHtml(html);
  const isSmall = nodes <= DEFUDDLE_MAX_NODES && html.length <= DEFUDDLE_MAX_CHARS;
  const { facts, bodyText, heading, document } = readPage(html);
  const articleText = isSmall ? await readArticleText(document) : '';
  const isArticle = articleText.length >= Math.max(FEWEST_CHARS, bodyText.length * SMALLEST_SHARE);
  return {
    extracted: {
      extractor: 'html',
      extractorVersion: isArticle ? HTML_EXTRACTOR_VERSIONS.article : HTML_EXTRACTOR_VERSIONS.body,
      text: isArticle ? withHeading(articleText, heading) : bodyText,
      pageStarts: [],
    },
    facts,
  };
}

type Page = {
  readonly document: Document;
  readonly facts: Partial<SourceFacts>;
  readonly bodyText: string;
  readonly heading: string | null;
};

function readPage(html: string): Page {
  try {
    const document = parseDocument(html);
    const facts = readHtmlMetadata(document);
    return { document, facts, bodyText: readBodyText(document), heading: readHeading(document) };
  } catch (error) {
    // The stack ran out on nesting that the measuring read in another way than the parser.
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('too-large', 'The HTML page nests its elements too deeply to be read.', {
      remedy: 'Save the part you need as text, or print the page to PDF, and add that file.',
      cause: error,
    });
  }
}

/** A fragment without `html` gets one: linkedom otherwise makes the first element the document. */
function parseDocument(html: string): Document {
  const page = /<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
  return parseHTML(page).document;
}

/** Everything readable in the page but navigation, footers and forms; with them when there is nothing else. */
function readBodyText(document: Document): string {
  const root = document.documentElement;
  if (root === null) return '';
  const text = readDomText(root, SITE_PARTS);
  return text === '' ? readDomText(root) : text;
}

function readHeading(document: Document): string | null {
  const heading = document.querySelector('h1');
  return heading === null ? null : oneLine(readDomText(heading));
}

/** The article as Defuddle sees it; empty when it fails, as some broken markup makes it. */
async function readArticleText(document: Document): Promise<string> {
  prepareForDefuddle(document);
  // Loaded on first use: most commands read no HTML.
  const { Defuddle } = await import('defuddle/node');
  try {
    const { content } = await Defuddle(document, 'about:blank', { ...ARTICLE_RULES, fetch: refuseToFetch });
    return readDomText(parseHTML(`<html><body>${content}</body></html>`).document.body);
  } catch {
    return '';
  }
}

/**
 * Two habits of Defuddle that no option turns off: it complains on the console about broken data blocks, and it takes
 * a dated paragraph next to an `h1` for a byline and drops it, which is how news reports and notices open.
 */
function prepareForDefuddle(document: Document): void {
  for (const script of [...document.querySelectorAll('script')]) script.remove();
  for (const heading of [...document.querySelectorAll('h1')]) {
    const lower = document.createElement('h2');
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
}

/** Some of Defuddle's site rules would call the site; a stored page must give the same text offline. */
function refuseToFetch(): Promise<never> {
  return Promise.reject(new Error('Extraction works offline.'));
}

/** Defuddle takes the headline out of the article, but it is part of what the page says. */
function withHeading(text: string, heading: string | null): string {
  if (heading === null || text.replace(/\s+/g, ' ').slice(0, 2_000).includes(heading)) return text;
  return `${heading}\n\n${text}`;
}
