/**
 * What a page says of itself: JSON-LD, Open Graph, citation and Dublin Core meta elements, `html lang`. Only explicit
 * statements count; nothing is guessed from class names or prose. It is the page's own word, so a caller that fetched
 * the page trusts the address it fetched above the one declared here.
 */
import type { SourceFacts } from '#domain/source.ts';
import { oneLine } from './clean-text.ts';
import { parseLegalDate } from './legal-date.ts';

const MAX_FIELD_CHARS = 500;

const ARTICLE_TYPES =
  /(Article|Posting|Report|WebPage|Legislation|CreativeWork|GovernmentService|Publication)$/;

type JsonObject = { readonly [key: string]: unknown };

/** Facts found in the document; what is not stated is left out. */
export function readHtmlMetadata(document: Document): Partial<SourceFacts> {
  const meta = readMeta(document);
  const data = readJsonLd(document);
  const pick = (...names: string[]) =>
    names.map((name) => meta.get(name)).find((value) => value !== undefined);
  const title =
    pick('citation_title', 'og:title', 'dc.title', 'dcterms.title', 'twitter:title') ??
    field(data?.headline ?? data?.name) ??
    textOf(document, 'h1') ??
    textOf(document, 'title');
  const author = pick('citation_author', 'author', 'dc.creator', 'dcterms.creator') ?? namesOf(data?.author);
  const publisher =
    namesOf(data?.publisher) ??
    pick('og:site_name', 'citation_publisher', 'dc.publisher', 'dcterms.publisher');
  const publishedOn = readDate(document, data, pick);
  const url = readUrl(document, pick('og:url'));
  const language = readLanguage(document, pick('content-language', 'og:locale'), data);
  return Object.fromEntries(
    Object.entries({ title, author: plainAuthor(author), publisher, publishedOn, url, language }).filter(
      ([, value]) => value !== undefined && value !== null,
    ),
  );
}

/** First value of each meta element by lower-case name, property or http-equiv. Several authors are joined. */
function readMeta(document: Document): Map<string, string> {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const name = ['property', 'name', 'http-equiv', 'itemprop']
      .map((attribute) => element.getAttribute(attribute))
      .find((value) => value !== null && value !== '')
      ?.toLowerCase();
    const content = field(element.getAttribute('content'));
    if (name === undefined || content === undefined) continue;
    const known = values.get(name);
    if (known === undefined) values.set(name, content);
    else if (name === 'citation_author' && known.length < MAX_FIELD_CHARS)
      values.set(name, `${known}; ${content}`);
  }
  return values;
}

function readDate(
  document: Document,
  data: JsonObject | null,
  pick: (...names: string[]) => string | undefined,
): string | null {
  const candidates = [
    pick('article:published_time'),
    field(data?.datePublished),
    pick('citation_publication_date', 'citation_date', 'citation_online_date'),
    pick('dcterms.issued', 'dc.date.issued', 'dcterms.date', 'dc.date'),
    pick('datepublished', 'pubdate', 'publishdate', 'date'),
    document.querySelector('time[itemprop="datePublished"], time[pubdate]')?.getAttribute('datetime'),
  ];
  return candidates.map((candidate) => parseLegalDate(candidate)).find((date) => date !== null) ?? null;
}

function readUrl(document: Document, declared: string | undefined): string | null {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim();
  const url = [canonical, declared].find((value) => value !== undefined && /^https?:\/\//i.test(value));
  return url !== undefined && URL.canParse(url) ? new URL(url).href : null;
}

function readLanguage(
  document: Document,
  declared: string | undefined,
  data: JsonObject | null,
): string | null {
  const tags = [document.documentElement?.getAttribute('lang'), declared, field(data?.inLanguage)];
  for (const tag of tags) {
    const primary = /^([a-z]{2,3})([-_]|$)/i.exec(tag?.trim() ?? '')?.[1];
    if (primary !== undefined) return primary.toLowerCase();
  }
  return null;
}

/** The first JSON-LD object that describes a document; broken JSON is passed over. */
function readJsonLd(document: Document): JsonObject | null {
  const objects: JsonObject[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collectObjects(JSON.parse(script.textContent ?? ''), objects, 3);
    } catch {}
  }
  return objects.find((object) => typesOf(object).some((type) => ARTICLE_TYPES.test(type))) ?? null;
}

function collectObjects(value: unknown, into: JsonObject[], levels: number): void {
  if (levels === 0 || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const member of value.slice(0, 100)) collectObjects(member, into, levels - 1);
    return;
  }
  const object = value as JsonObject;
  into.push(object);
  collectObjects(object['@graph'], into, levels - 1);
}

function typesOf(object: JsonObject): string[] {
  const type = object['@type'];
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}

/** `"A"`, `{name: "A"}` or a list of either, joined by semicolons. */
function namesOf(value: unknown): string | undefined {
  const members = Array.isArray(value) ? value.slice(0, 20) : [value];
  const names = members
    .map((member) =>
      field(typeof member === 'object' && member !== null ? (member as JsonObject).name : member),
    )
    .filter((name) => name !== undefined);
  return names.length === 0 ? undefined : names.join('; ').slice(0, MAX_FIELD_CHARS);
}

/** Some sites give the author's profile page in place of a name. */
function plainAuthor(author: string | undefined): string | undefined {
  if (author === undefined || /^https?:\/\//i.test(author)) return undefined;
  return author.replace(/^by\s+/i, '');
}

function field(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return oneLine(value.slice(0, MAX_FIELD_CHARS)) ?? undefined;
}

function textOf(document: Document, selector: string): string | undefined {
  return field(document.querySelector(selector)?.textContent);
}
