/**
 * One spelling for one address, so that a link on a page and the address of a stored copy can be told to be the same.
 * Only differences that never change the document are removed; `www.` and the scheme are kept.
 */

const TRACKING = /^(?:utm_[a-z_]+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_ga)$/i;

/**
 * Canonical form of an http(s) address: lower-case host, no credentials, fragment, default port, tracking parameters
 * or trailing slash (the root keeps its one). An address that begins with `www.` is read as http. Null when it is not
 * a well-formed http(s) address. Idempotent.
 */
export function canonicalUrl(url: string): string | null {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return null;
  const path = parsed.pathname.replace(/\/+$/, '');
  const query = parsed.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING.test(pair.split('=', 1)[0] ?? ''))
    .join('&');
  const host = parsed.host.replace(/\.(?=:|$)/, '');
  return `${parsed.protocol}//${host}${path === '' ? '/' : path}${query === '' ? '' : `?${query}`}`;
}

/**
 * Canonical form with the fragment, as the address of a place within a document; null when it is no http(s) address or
 * leads to the document as a whole.
 */
export function canonicalPlaceUrl(url: string): string | null {
  const hash = parseHttpUrl(url)?.hash ?? '';
  const canonical = hash.length > 1 ? canonicalUrl(url) : null;
  return canonical === null ? null : `${canonical}${hash}`;
}

/** The address as a URL when it is http(s) with a host that could be one; null otherwise. */
export function parseHttpUrl(url: string): URL | null {
  const text = url.trim();
  const parsed = URL.parse(/^www\./i.test(text) ? `http://${text}` : text);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null;
  // WHATWG parsing accepts `https:example.org` and empty labels, which no reader means.
  if (!/^(?:https?:\/\/|www\.)[^/]/i.test(text) || /\.\.|^\./.test(parsed.hostname)) return null;
  return parsed;
}
