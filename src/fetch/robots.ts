/**
 * Asks a site's robots.txt before a page is fetched, by the rules of RFC 9309: 4xx means there are no rules, an
 * unreachable file (5xx, network failure, too many redirects) means stay away, at least 500 KiB are read. The file is
 * fetched through the same guarded path as any page and kept for up to a day per origin.
 */
import robotsParser from 'robots-parser';
import { AppError, isAppError } from '#domain/errors.ts';

/** Bytes of a robots.txt that are read; the rest is ignored. */
export const ROBOTS_BYTES = 512_000;

const KEPT_MS = 24 * 60 * 60 * 1000;

/** What came back for robots.txt. */
export type RobotsAnswer = { readonly status: number; readonly text: string };

/** Fetches a robots.txt, redirects followed; throws AppError when it cannot be had. */
export type ReadRobots = (url: URL) => Promise<RobotsAnswer>;

type Rules = { readonly mayFetch: (url: string) => boolean; readonly readAtMs: number };

/** One gate holds the rules it has read; `assertAllowed` throws `fetch-failed` where the site says no. */
export type RobotsGate = { readonly assertAllowed: (url: URL, readRobots: ReadRobots) => Promise<void> };

/** A gate for one user agent. `nowMs` is milliseconds since the epoch. */
export function createRobotsGate(userAgent: string, nowMs: () => number): RobotsGate {
  const rulesByOrigin = new Map<string, Rules>();
  return {
    assertAllowed: async (url, readRobots) => {
      let rules = rulesByOrigin.get(url.origin);
      if (rules === undefined || nowMs() - rules.readAtMs > KEPT_MS) {
        rules = { mayFetch: await readRules(url, userAgent, readRobots), readAtMs: nowMs() };
        rulesByOrigin.set(url.origin, rules);
      }
      if (rules.mayFetch(url.href)) return;
      throw new AppError(
        'fetch-failed',
        `The robots.txt of ${url.host} asks programs not to read ${url.pathname}.`,
        {
          remedy: 'Open the page in a browser, save it, and add the file.',
          detail: { barredBy: 'robots' },
        },
      );
    },
  };
}

async function readRules(
  url: URL,
  userAgent: string,
  readRobots: ReadRobots,
): Promise<(url: string) => boolean> {
  const robotsUrl = new URL('/robots.txt', url.origin);
  const answer = await readRobots(robotsUrl).catch((error: unknown) => {
    if (isAppError(error, 'forbidden-address')) throw error;
    throw unreachable(url, error instanceof Error ? error.message : String(error), error);
  });
  if (answer.status >= 200 && answer.status < 300) {
    const rules = robotsParser(robotsUrl.href, answer.text);
    return (target) => rules.isAllowed(target, userAgent) !== false;
  }
  if (answer.status >= 400 && answer.status < 500) return () => true;
  throw unreachable(url, `It answered with status ${answer.status}.`);
}

function unreachable(url: URL, reason: string, cause?: unknown): AppError {
  return new AppError(
    'fetch-failed',
    `The robots.txt of ${url.host} could not be read, so nothing of the site is. ${reason}`,
    { remedy: 'Try again later, or save the page with a browser and add the file.', retryable: true, cause },
  );
}
