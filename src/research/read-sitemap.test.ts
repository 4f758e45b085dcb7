import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ENTRIES, readSitemap } from './read-sitemap.ts';

const bytes = (text: string) => Buffer.from(text);
const urlset = (inner: string) =>
  bytes(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`);

describe('a sitemap', () => {
  it('gives addresses and when they changed', () => {
    const sitemap = readSitemap(
      urlset(`
        <url><loc> https://a.example/one?x=1&amp;y=2 </loc><lastmod>2026-01-02T10:00:00Z</lastmod></url>
        <url><loc><![CDATA[https://a.example/two]]></loc><lastmod>yesterday</lastmod></url>
        <url><lastmod>2026-01-01</lastmod><loc>https://a.example/three</loc></url>
        <url><loc>javascript:alert(1)</loc></url>`),
    );
    expect(sitemap).toEqual({
      kind: 'urls',
      isCut: false,
      entries: [
        { url: 'https://a.example/one?x=1&y=2', lastmod: '2026-01-02' },
        { url: 'https://a.example/two', lastmod: null },
        { url: 'https://a.example/three', lastmod: '2026-01-01' },
      ],
    });
  });

  it('takes an image of a page for no page', () => {
    const sitemap = readSitemap(
      urlset(
        '<url><loc>https://a.example/</loc><image:image><image:loc>https://a.example/i.png</image:loc></image:image></url>',
      ),
    );
    expect(sitemap?.entries.map(({ url }) => url)).toEqual(['https://a.example/']);
  });

  it('tells an index, packed as well', () => {
    const index = '<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>';
    expect(readSitemap(gzipSync(index))).toMatchObject({ kind: 'index', entries: [{ lastmod: null }] });
  });

  it('is not made to grow: by entities, by packing, or by a list without end', () => {
    const entities = `<!DOCTYPE u [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`;
    const laughs = readSitemap(
      bytes(`${entities}<urlset><url><loc>https://a.example/&b;</loc></url></urlset>`),
    );
    expect(laughs?.entries).toEqual([{ url: 'https://a.example/&b;', lastmod: null }]);
    expect(readSitemap(gzipSync(Buffer.alloc(200_000_000, 32)))).toBeUndefined();
    const long = readSitemap(urlset('<url><loc>https://a.example/</loc></url>'.repeat(MOST_ENTRIES + 10)));
    expect(long?.entries).toHaveLength(MOST_ENTRIES);
    expect(long?.isCut).toBe(true);
  });

  it('is not taken for one when it is a page', () => {
    expect(readSitemap(bytes('<html><a href="https://a.example/">a</a></html>'))).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    const piece = fc.constantFrom(
      '<url>',
      '<loc>',
      '</loc>',
      '<urlset>',
      '<lastmod>',
      '&amp;',
      'https://a.example/',
      ']]>',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
        for (const { url } of readSitemap(bytes(pieces.join('')))?.entries ?? []) {
          expect(URL.parse(url)?.protocol).toMatch(/^https?:$/);
        }
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => void readSitemap(raw)));
  });
});
