import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createPageCache } from './page-cache.ts';

const page =
  (html: string, status = 200) =>
  async () => ({ status, html });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe('the page cache', () => {
  it('keeps a page until something changes', async () => {
    const cache = createPageCache(10_000);
    await cache.render('/a', page('<p>one</p>'));
    expect(text(cache.get('/a')?.html ?? new Uint8Array())).toBe('<p>one</p>');
    cache.drop();
    expect(cache.get('/a')).toBeUndefined();
  });

  it('does not keep what was rendered while something changed', async () => {
    const cache = createPageCache(10_000);
    const sent = await cache.render('/a', async () => {
      cache.drop();
      return { status: 200, html: 'stale' };
    });
    expect([text(sent.html), cache.get('/a')]).toEqual(['stale', undefined]);
  });

  it('keeps nothing while changes cannot be heard of', async () => {
    const cache = createPageCache(10_000);
    cache.setFresh(false);
    await cache.render('/a', page('x'));
    expect(cache.get('/a')).toBeUndefined();
    cache.setFresh(true);
    await cache.render('/a', page('x'));
    expect(cache.get('/a')).toBeDefined();
  });

  it('keeps no refusals', async () => {
    const cache = createPageCache(10_000);
    await cache.render('/a', page('gone', 404));
    expect(cache.get('/a')).toBeUndefined();
  });

  it('stays within its bounds, the page unread for longest leaving first', async () => {
    const cache = createPageCache(250);
    for (const key of ['/a', '/b']) await cache.render(key, page('x'.repeat(100)));
    cache.get('/a');
    await cache.render('/c', page('x'.repeat(100)));
    expect(['/a', '/b', '/c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
  });

  it('does not keep what is for one reader only', async () => {
    const cache = createPageCache(10_000);
    await cache.render('/a?text=x', page('x'), false);
    expect(cache.get('/a?text=x')).toBeUndefined();
  });

  it('renders once for all who ask at the same time', async () => {
    const cache = createPageCache(10_000);
    let renders = 0;
    const slow = async () => {
      renders += 1;
      await Promise.resolve();
      return { status: 200, html: 'x' };
    };
    const [one, two] = await Promise.all([cache.render('/a', slow), cache.render('/a', slow)]);
    expect([renders, one === two]).toEqual([1, true]);
  });

  it('hands nobody who asks after a change what was begun before it', async () => {
    const cache = createPageCache(10_000);
    const { promise, resolve } = Promise.withResolvers<void>();
    const old = cache.render('/a', async () => {
      await promise;
      return { status: 200, html: 'old' };
    });
    cache.drop();
    const changed = cache.render('/a', page('new'));
    resolve();
    expect([text((await old).html), text((await changed).html)]).toEqual(['old', 'new']);
    expect(text(cache.get('/a')?.html ?? new Uint8Array())).toBe('new');
  });

  it('tries again after a failure', async () => {
    const cache = createPageCache(10_000);
    await expect(cache.render('/a', () => Promise.reject(new Error('no database')))).rejects.toThrow();
    expect(text((await cache.render('/a', page('x'))).html)).toBe('x');
  });

  it('has one etag for one text, and compresses losslessly', async () => {
    const cache = createPageCache(0);
    const [one, same, other] = await Promise.all(
      ['é', 'é', 'e'].map((html) => cache.render(html, page(html))),
    );
    expect(one?.etag).toBe(same?.etag);
    expect(one?.etag).not.toBe(other?.etag);
    expect(gunzipSync(one?.gzip() ?? '').toString()).toBe('é');
  });
});
