/**
 * Rendered public pages by address, ready to send. Everything is dropped when the database says that something
 * changed; a page rendered while that happened is sent but not kept. What many ask for at once is rendered once. Measured: docs/benchmarks.md.
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
  /** Renders, unless the same key is being rendered: then both get that page. `keep` false: for this moment only. */
  readonly render: (key: string, render: RenderHtml, keep?: boolean) => Promise<CachedPage>;
  readonly drop: () => void;
  readonly setFresh: (fresh: boolean) => void;
};

type RenderHtml = () => Promise<{ status: number; html: string }>;

const GZIP_LEVEL = 6;
/** Compressed text is about a fifth of the text; a page is counted with it, whether it is made or not. */
const WITH_GZIP = 1.2;

/** A cache of at most `maxBytes` (HTML and gzip together); those unread for longest leave first. */
export function createPageCache(maxBytes: number): PageCache {
  const pages = new Map<string, CachedPage>();
  const underWay = new Map<string, Promise<CachedPage>>();
  let bytes = 0;
  let epoch = 0;
  let fresh = true;
  const drop = () => {
    pages.clear();
    // Whoever asks from now on must not be handed what was read before the change.
    underWay.clear();
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
  const renderNow = async (key: string, render: RenderHtml, wanted: boolean) => {
    const begun = epoch;
    const { status, html } = await render();
    const page = makePage(status, html);
    if (wanted && fresh && begun === epoch && status === 200 && !pages.has(key)) keep(key, page);
    return page;
  };
  return {
    get: (key) => {
      const page = pages.get(key);
      if (page === undefined) return undefined;
      pages.delete(key);
      pages.set(key, page);
      return page;
    },
    render: (key, render, wanted = true) => {
      const known = underWay.get(key);
      if (known !== undefined) return known;
      const making = renderNow(key, render, wanted).finally(() => {
        if (underWay.get(key) === making) underWay.delete(key);
      });
      underWay.set(key, making);
      return making;
    },
    drop,
    setFresh: (now) => {
      fresh = now;
      drop();
    },
  };
}

function makePage(status: number, html: string): CachedPage {
  const buffer = new Uint8Array(Buffer.from(html));
  return { status, html: buffer, gzip: lazyGzip(buffer), etag: `"${sha256Hex(buffer).slice(0, 32)}"` };
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
