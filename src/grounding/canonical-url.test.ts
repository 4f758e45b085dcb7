import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalPlaceUrl, canonicalUrl } from './canonical-url.ts';
import { classifyUrl } from './classify-url.ts';
import { findUrls } from './find-urls.ts';

it.each([
  ['HTTPS://WWW.Example.ORG:443/A/b/?utm_source=x&id=2&fbclid=9#top', 'https://www.example.org/A/b?id=2'],
  ['http://example.org', 'http://example.org/'],
  ['http://example.org:8080/', 'http://example.org:8080/'],
  ['https://user:pw@example.org/x', 'https://example.org/x'],
  ['www.example.org/x/', 'http://www.example.org/x'],
  ['https://example.org/?gclid=1', 'https://example.org/'],
  ['https://example.org./x', 'https://example.org/x'],
  ['ftp://example.org/x', null],
  ['https:example.org', null],
  ['https://', null],
  ['no address', null],
])('canonical form of %s is %s', (url, expected) => {
  expect(canonicalUrl(url)).toBe(expected);
});

it.each([
  ['HTTPS://Example.org/act/?utm_source=x#art_33', 'https://example.org/act#art_33'],
  ['https://example.org/act', null],
  ['https://example.org/act#', null],
  ['no address#art_33', null],
])('address of the place in %s is %s', (url, expected) => {
  expect(canonicalPlaceUrl(url)).toBe(expected);
});

it('is the same when applied twice', () => {
  const url = fc.webUrl({ withFragments: true, withQueryParameters: true });
  fc.assert(
    fc.property(url, (address) => {
      const once = canonicalUrl(address);
      if (once !== null) expect(canonicalUrl(once)).toBe(once);
    }),
  );
});

it.each([
  ['https://www.cisa.gov/news-events/cybersecurity-advisories/aa22-108a', 'document'],
  ['https://example.org/?id=7', 'document'],
  ['https://www.cfr.org/', 'site-root'],
  ['https://example.org/en', 'site-root'],
  ['https://example.org/index.html', 'site-root'],
  ['https://www.google.com/search?q=x', 'search-page'],
  ['https://duckduckgo.com/?q=x', 'search-page'],
  ['https://www.un.org/en/search?query=dprk', 'search-page'],
  ['https://blog.example/?s=crypto', 'search-page'],
  ['https://vertexaisearch.cloud.google.com/grounding-api-redirect/AbC', 'provider-redirect'],
  ['https://www.google.com/url?q=https://x.org', 'provider-redirect'],
  ['https://www.bing.com/ck/a?x', 'provider-redirect'],
  ['http://localhost:3000/x', 'local-or-private'],
  ['http://intranet/x', 'local-or-private'],
  ['http://10.1.2.3/', 'local-or-private'],
  ['http://0x7f.1/', 'local-or-private'],
  ['http://2130706433/', 'local-or-private'],
  ['http://169.254.169.254/latest', 'local-or-private'],
  ['http://[::1]/', 'local-or-private'],
  ['http://[fd00::1]/', 'local-or-private'],
  ['http://[::ffff:192.168.0.1]/', 'local-or-private'],
  ['http://printer.local/', 'local-or-private'],
  ['https://8.8.8.8/x', 'document'],
  ['ftp://example.org/x', 'not-http'],
  ['mailto:a@example.org', 'not-http'],
  ['javascript:alert(1)', 'not-http'],
  ['https://exa mple.org/', 'malformed'],
  ['https://', 'malformed'],
  ['https://example..org/x', 'malformed'],
  ['https://example.c0m1/x', 'malformed'],
])('%s is a %s', (url, expected) => {
  expect(classifyUrl(url)).toBe(expected);
});

it.each([
  ['See https://x.org/a. Then', ['https://x.org/a']],
  ['(https://x.org/a_(b))', ['https://x.org/a_(b)']],
  ['[https://x.org/a], “https://y.org/b”; www.z.org!', ['https://x.org/a', 'https://y.org/b', 'www.z.org']],
  ['**https://x.org/a**', ['https://x.org/a']],
  ['un.org and a@b.org', []],
  ['ftp://f.org/x and https://', ['ftp://f.org/x']],
])('in %j finds %j', (text, expected) => {
  const found = findUrls(text);
  expect(found.map(({ url }) => url)).toEqual(expected);
  for (const { start, end, url } of found) expect(text.slice(start, end)).toBe(url);
});
