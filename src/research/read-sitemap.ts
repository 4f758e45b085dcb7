/**
 * Reads a sitemap (sitemaps.org 0.9) without a parser of XML: only the text of `loc` and `lastmod` is wanted, so there
 * is no document type, entity or depth that could be made to grow. Linear, and bounded in what it takes and gives.
 */
import { gunzipSync } from 'node:zlib';
import { legalDateSchema } from '#domain/legal-date.ts';

/** One entry. `lastmod` is a legal date, null when there is none that can be read. */
export type SitemapEntry = { readonly url: string; readonly lastmod: string | null };

/** index: further sitemaps; urls: pages. `isCut` when there was more than is read. */
export type Sitemap = {
  readonly kind: 'index' | 'urls';
  readonly entries: readonly SitemapEntry[];
  readonly isCut: boolean;
};

/** Bytes of one sitemap, unpacked; the protocol allows 50 MB, hardly any has a tenth of it. */
export const MOST_SITEMAP_BYTES = 10 * 1024 * 1024;
/** Entries of one sitemap: as many as the protocol allows. */
export const MOST_ENTRIES = 50_000;
const LONGEST_URL = 2_048;

/** Undefined when the bytes are no sitemap, or one packed so that it does not unpack within the bound. */
export function readSitemap(bytes: Uint8Array): Sitemap | undefined {
  const text = unpack(bytes);
  if (text === undefined) return undefined;
  const kind = /<(?:[a-z]+:)?(sitemapindex|urlset)[\s>]/i.exec(text.slice(0, 10_000))?.[1]?.toLowerCase();
  if (kind === undefined) return undefined;
  const entries: SitemapEntry[] = [];
  let url: string | null = null;
  let lastmod: string | null = null;
  let isCut = bytes.length > MOST_SITEMAP_BYTES;
  const close = () => {
    if (url !== null) entries.push({ url, lastmod });
    url = null;
    lastmod = null;
  };
  // A new entry begins with each `url` or `sitemap`; extensions such as images have a `loc` with another prefix.
  for (const [, opens, loc, date] of text.matchAll(
    /<(url|sitemap)(?:\s[^<>]{0,500})?>|<loc>((?:\s{0,100}<!\[CDATA\[)?[^<]{0,4000})<\/loc>|<lastmod>([^<]{0,100})<\/lastmod>/gi,
  )) {
    if (opens !== undefined) close();
    else if (loc !== undefined) url ??= readUrl(loc);
    else lastmod ??= readDate(date ?? '');
    if (entries.length >= MOST_ENTRIES) {
      isCut = true;
      break;
    }
  }
  if (entries.length < MOST_ENTRIES) close();
  return { kind: kind === 'urlset' ? 'urls' : 'index', entries, isCut };
}

function unpack(bytes: Uint8Array): string | undefined {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isPacked ? gunzipSync(bytes, { maxOutputLength: MOST_SITEMAP_BYTES }) : bytes;
    return new TextDecoder().decode(plain.subarray(0, MOST_SITEMAP_BYTES));
  } catch {
    return undefined;
  }
}

function readUrl(raw: string): string | null {
  const bare = raw
    .trim()
    .replace(/^<!\[CDATA\[/, '')
    .replace(/\]\]>$/, '');
  const text = bare.trim().replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
  const url = text.length > LONGEST_URL ? null : URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function readDate(raw: string): string | null {
  const day = raw.trim().slice(0, 10);
  return legalDateSchema.safeParse(day).success ? day : null;
}
