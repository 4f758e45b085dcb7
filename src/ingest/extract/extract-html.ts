/**
 * HTML to readable text. Defuddle picks the article out of the page; where it finds too little, or the page is too
 * large for it, the whole body without site furniture is taken, since a passage that is missing from the stored text
 * would later make a true quotation look invented. Nothing is executed and nothing is fetched.
 */
import { parseHTML } from 'linkedom';
import type { ExtractedText, SourceFacts } from '#domain/source.ts';
import { oneLine } from './clean-text.ts';
import { measureHtml } from './html-limits.ts';
import { readHtmlMetadata } from './html-metadata.ts';
import { readDomText, SITE_PARTS } from './html-text.ts';

/** Libraries in use and our own rules; a test holds the library's number against what is installed. */
export const HTML_EXTRACTOR_VERSIONS = { article: 'defuddle-0.19.4/1', body: 'linkedom-0.18.14/1' } as const;

// Defuddle takes about 50 microseconds per element (measured: 1.0 s for 20,000).
const DEFUDDLE_MAX_ELEMENTS = 20_000;

const FEWEST_CHARS = 200;
const SMALLEST_SHARE = 0.25;

/** Text of the page and what it says of itself. Throws `too-large` for a page that is a bomb. */
export async function extractHtml(
  html: string,
): Promise<{ extracted: ExtractedText; facts: Partial<SourceFacts> }> {
  const { elements } = measureHtml(html);
  const document = parseDocument(html);
  const facts = readHtmlMetadata(document);
  const bodyText = readBodyText(document);
  const heading = readHeading(document);
  const articleText = elements > DEFUDDLE_MAX_ELEMENTS ? '' : await readArticleText(document);
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
  // Loaded on first use: most commands read no HTML.
  const { Defuddle } = await import('defuddle/node');
  try {
    const { content } = await Defuddle(document, 'about:blank', { useAsync: false, fetch: refuseToFetch });
    return readDomText(parseHTML(`<html><body>${content}</body></html>`).document.body);
  } catch {
    return '';
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
