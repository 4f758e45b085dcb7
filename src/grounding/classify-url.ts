/**
 * What kind of address a link is, told from its spelling alone; nothing is fetched. The classes are the domain's
 * `LINK_CLASSES`. Only `document` can be evidence for a sentence; the others say why they cannot.
 */

import ipaddr from 'ipaddr.js';
import type { LinkCheck } from '#domain/verification.ts';
import { parseHttpUrl } from './canonical-url.ts';

/** See `LINK_CLASSES`. */
export type LinkClass = LinkCheck['class'];

const LOCAL_NAME =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|home\.arpa|test|invalid|onion)$/;
const SEARCH_HOST =
  /^(?:(?:www|search|m)\.)?(?:google\.[a-z.]{2,6}|bing\.com|duckduckgo\.com|(?:[a-z]{2}\.)?search\.yahoo\.com|yahoo\.com|baidu\.com|yandex\.[a-z]{2,3}|ecosia\.org|startpage\.com|search\.brave\.com|perplexity\.ai)$/;
const SEARCH_PARAMETER = /^(?:q|query|s|p|wd|text|search|keyword|keywords|searchterm|search_query|term)$/i;
const SEARCH_PATH =
  /(?:^|\/)(?:search|search-results|searchresults|suche|recherche|buscar)(?:\/|\.[a-z]{2,5})?$/i;
const ROOT_PATH = /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?)?(?:(?:index|default|home)(?:\.[a-z]{2,5})?)?$/i;

/** The class of one address as written. */
export function classifyUrl(url: string): LinkClass {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return hasOtherScheme(url) ? 'not-http' : 'malformed';
  const host = parsed.hostname.replace(/\.$/, '');
  const kind = hostKind(host);
  if (kind !== 'public') return kind;
  if (isRedirect(host, parsed)) return 'provider-redirect';
  if (isSearch(host, parsed)) return 'search-page';
  return parsed.search === '' && ROOT_PATH.test(parsed.pathname) ? 'site-root' : 'document';
}

function hasOtherScheme(url: string): boolean {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):(?=\S)/i.exec(url)?.[1];
  return scheme !== undefined && !/^https?$/i.test(scheme) && URL.canParse(url.trim());
}

function hostKind(host: string): 'public' | 'local-or-private' | 'malformed' {
  const address = host.replace(/^\[|\]$/g, '');
  // The URL parser has already turned decimal, octal and hexadecimal IPv4 spellings into four parts.
  if (host.startsWith('[') || ipaddr.IPv4.isValidFourPartDecimal(address))
    return ipaddr.process(address).range() === 'unicast' ? 'public' : 'local-or-private';
  if (!host.includes('.') || LOCAL_NAME.test(host)) return 'local-or-private';
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  const sound = labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
  return sound && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(last) ? 'public' : 'malformed';
}

/** Addresses that a provider or a search engine put between the reader and the document. */
function isRedirect(host: string, url: URL): boolean {
  if (host === 'vertexaisearch.cloud.google.com') return true;
  if (/(?:^|\.)google\.[a-z.]{2,6}$/.test(host))
    return url.pathname === '/url' || /^\/(?:rss\/)?(?:articles|read)\//.test(url.pathname);
  if (/(?:^|\.)bing\.com$/.test(host)) return url.pathname.startsWith('/ck/');
  if (/(?:^|\.)duckduckgo\.com$/.test(host)) return /^\/l\/?$/.test(url.pathname);
  return host === 'r.search.yahoo.com' || (/^lm?\.facebook\.com$/.test(host) && url.pathname === '/l.php');
}

function isSearch(host: string, url: URL): boolean {
  const asks = [...url.searchParams.keys()].some((key) => SEARCH_PARAMETER.test(key));
  if (SEARCH_HOST.test(host)) return asks || SEARCH_PATH.test(url.pathname);
  if (SEARCH_PATH.test(url.pathname)) return true;
  return asks && ROOT_PATH.test(url.pathname);
}
