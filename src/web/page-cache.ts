/**
 * Rendered public pages by address, ready to send. Everything is dropped when the database says that something
 * changed; a page rendered while that happened is sent but not kept. Measured: docs/benchmarks.md.
 */
import { gzipSync } from 'node:zlib';
import { sha256Hex } from '#domain/canonical-json.ts';

/** A page as it goes out. `etag` is over the HTML, so it survives restarts. */
export type CachedPage = {
  readonly status: number;
  readonly html: Uint8Array<ArrayBuffer>;
  /** Compressed on the first call and kept: not every reader takes it, and it costs as much as rendering. */
  readonly gzip: () => Uint8Array<ArrayBuffer>;
  readonly etag: string;
};

/** See the module comment. `setFresh(false)` stops keeping pages while changes cannot be heard of. */
export type PageCache = {
  readonly get: (key: string) => CachedPage | undefined;
  readonly render: (
    key: string,
    render: () => Promise<{ status: number; html: string }>,
  ) => Promise<CachedPage>;
  readonly drop: () => void;
  readonly setFresh: (fresh: boolean) => void;
};

const GZIP_LEVEL = 6;
/** Compressed text is about a fifth of the text; a page is counted with it, whether it is made or not. */
const WITH_GZIP = 1.2;

/** A cache of at most `maxBytes` (HTML and gzip together); the oldest pages leave first. */
export function createPageCache(maxBytes: number): PageCache {
  const pages = new Map<string, CachedPage>();
  let bytes = 0;
  let epoch = 0;
  let fresh = true;
  const drop = () => {
    pages.clear();
    bytes = 0;
    epoch += 1;
  };
  const keep = (key: string, page: CachedPage) => {
    pages.set(key, page);
    bytes += sizeOf(page);
    for (const [oldKey, old] of pages) {
      if (bytes <= maxBytes) return;
      pages.delete(oldKey);
      bytes -= sizeOf(old);
    }
  };
  return {
    get: (key) => pages.get(key),
    render: async (key, render) => {
      const begun = epoch;
      const { status, html } = await render();
      const buffer = new Uint8Array(Buffer.from(html));
      const page = {
        status,
        html: buffer,
        gzip: lazyGzip(buffer),
        etag: `"${sha256Hex(buffer).slice(0, 32)}"`,
      };
      if (fresh && begun === epoch && status === 200 && !pages.has(key)) keep(key, page);
      return page;
    },
    drop,
    setFresh: (now) => {
      fresh = now;
      drop();
    },
  };
}

function sizeOf(page: CachedPage): number {
  return page.html.length * WITH_GZIP;
}

function lazyGzip(html: Uint8Array<ArrayBuffer>): () => Uint8Array<ArrayBuffer> {
  let compressed: Uint8Array<ArrayBuffer> | undefined;
  return () => {
    compressed ??= new Uint8Array(gzipSync(html, { level: GZIP_LEVEL }));
    return compressed;
  };
}
