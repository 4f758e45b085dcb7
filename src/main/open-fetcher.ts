/** The fetcher as the settings want it. */
import { createFetcher } from '#fetch/create-fetcher.ts';
import type { Fetcher } from '#fetch/fetcher.ts';
import type { Settings } from './config.ts';
import { appVersion } from './project-root.ts';

const MOST_REDIRECTS = 5;

/** See `fetch/fetcher.ts`. */
export function openFetcher(settings: Settings): Fetcher {
  return createFetcher({
    allowHosts: settings.REGATLAS_FETCH_ALLOW_HOSTS,
    maxBytes: settings.REGATLAS_MAX_SOURCE_BYTES,
    timeoutMs: settings.REGATLAS_FETCH_TIMEOUT_MS,
    userAgent: `Regatlas/${appVersion()}`,
    maxRedirects: MOST_REDIRECTS,
    respectRobots: true,
    now: () => new Date(),
  });
}
