import { expect, it } from 'vitest';
import type { Fetcher } from '#fetch/fetcher.ts';
import { gatherSitemaps } from './gather-sitemaps.ts';

const ADDRESS = 'https://a.example/sitemap.xml';
const fetchOf =
  (count: number): Fetcher =>
  async () => ({
    bytes: Buffer.from(
      `<urlset>${Array.from({ length: count }, (_, at) => `<url><loc>https://a.example/${at}</loc></url>`).join('')}</urlset>`,
    ),
    ...{ url: ADDRESS, requestedUrl: ADDRESS, status: 200, mediaType: 'application/xml', charset: null },
    ...{ fetchedAt: '2026-01-01T00:00:00.000Z', redirects: [], headers: {} },
  });

it('looks through a long sitemap in turns, so that a run can be told to stop', async () => {
  const controller = new AbortController();
  let looked = 0;
  const fitOf = () => {
    looked += 1;
    return 1;
  };
  setImmediate(() => setImmediate(() => setImmediate(() => controller.abort(new Error('told to stop')))));
  await expect(gatherSitemaps(fetchOf(20_000), [ADDRESS], fitOf, controller.signal)).rejects.toThrow(
    'told to stop',
  );
  expect(looked).toBeLessThan(20_000);
});
