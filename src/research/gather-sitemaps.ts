/**
 * Addresses of documents that sitemaps list: those whose own words fit the topic, the best first. Only what stands on
 * the sitemap's host is taken, and only so many sitemaps are read, however many an index names.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeftOut } from '#domain/brief.ts';
import type { Fetcher } from '#fetch/fetcher.ts';
import type { FoundAddress } from './capture-addresses.ts';
import { fetchFault } from './fetch-fault.ts';
import type { AddressFit } from './fit-address.ts';
import { readSitemap, type SitemapEntry } from './read-sitemap.ts';

/** Sitemaps read in one run, those of an index among them. */
export const MOST_SITEMAPS = 20;
/** Addresses taken of all sitemaps together. */
export const MOST_FITTING = 25;
/** Entries looked at in one run. */
const MOST_LOOKED_AT = 200_000;
/** Entries looked at without a break. */
const PER_TURN = 200;

/** What was found; `listed` entries were looked at in `read` sitemaps. */
export type FoundInSitemaps = {
  readonly addresses: readonly FoundAddress[];
  readonly leftOut: readonly LeftOut[];
  readonly read: number;
  readonly listed: number;
};

type Fitting = SitemapEntry & { readonly fit: number };

/** See the module comment. Faults of a sitemap are told as left out. */
export async function gatherSitemaps(
  fetch: Fetcher,
  sitemaps: readonly string[],
  fitOf: AddressFit,
  signal: AbortSignal,
): Promise<FoundInSitemaps> {
  const waiting = [...sitemaps];
  const seen = new Set<string>();
  const leftOut: LeftOut[] = [];
  const fitting = new Map<string, Fitting>();
  let listed = 0;
  while (waiting.length > 0 && seen.size < MOST_SITEMAPS && listed < MOST_LOOKED_AT) {
    const url = waiting.shift() ?? '';
    if (seen.has(url)) continue;
    seen.add(url);
    signal.throwIfAborted();
    const answer = await readOne(fetch, url);
    if (answer.kind === 'fault') {
      leftOut.push({ source: null, url, title: null, reason: answer.reason, words: answer.words });
      continue;
    }
    const own = answer.entries.filter((entry) => isOnHost(entry.url, answer.host));
    listed += own.length;
    // Newer parts of an index first; the order within is that of the file.
    if (answer.isIndex) waiting.push(...own.sort(compareLastmod).map((entry) => entry.url));
    else await noteFitting(fitting, own, fitOf, signal);
  }
  const skipped = waiting.filter((url) => !seen.has(url));
  return {
    addresses: bestOf(fitting),
    leftOut: [...leftOut, ...skippedAsLeftOut(skipped)],
    read: seen.size - leftOut.length,
    listed,
  };
}

type ReadSitemap =
  | {
      readonly kind: 'read';
      readonly isIndex: boolean;
      readonly host: string;
      readonly entries: readonly SitemapEntry[];
    }
  | ({ readonly kind: 'fault' } & ReturnType<typeof fetchFault>);

async function readOne(fetch: Fetcher, url: string): Promise<ReadSitemap> {
  try {
    const fetched = await fetch(url);
    const sitemap = readSitemap(fetched.bytes);
    if (sitemap === undefined) {
      return { kind: 'fault', reason: 'unreadable', words: 'It is no sitemap, or one too large to be read.' };
    }
    const host = URL.parse(fetched.url)?.host ?? '';
    return { kind: 'read', isIndex: sitemap.kind === 'index', host, entries: sitemap.entries };
  } catch (error) {
    return { kind: 'fault', ...fetchFault(error) };
  }
}

/** The protocol lets a sitemap speak of its own host only. */
function isOnHost(url: string, host: string): boolean {
  return URL.parse(url)?.host === host;
}

/** Fifty thousand addresses take seconds: others get their turn in between, and a run that is told to stop does. */
async function noteFitting(
  fitting: Map<string, Fitting>,
  entries: readonly SitemapEntry[],
  fitOf: AddressFit,
  signal: AbortSignal,
): Promise<void> {
  for (const [index, entry] of entries.entries()) {
    if (index % PER_TURN === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
    const fits = fitOf(entry.url);
    if (fits > 0) fitting.set(entry.url, { ...entry, fit: fits });
  }
}

function bestOf(fitting: ReadonlyMap<string, Fitting>): FoundAddress[] {
  return [...fitting.values()]
    .sort((a, b) => b.fit - a.fit || compareLastmod(a, b) || (a.url < b.url ? -1 : 1))
    .slice(0, MOST_FITTING)
    .map(({ url, lastmod }) => ({
      ...{ url, foundBy: 'sitemap' },
      note:
        lastmod === null
          ? 'A sitemap lists it without a date.'
          : `A sitemap lists it as changed on ${lastmod}.`,
    }));
}

function compareLastmod(a: SitemapEntry, b: SitemapEntry): number {
  const [first, second] = [a.lastmod ?? '', b.lastmod ?? ''];
  return first === second ? 0 : first > second ? -1 : 1;
}

/** Told in one line: an index may name fifty thousand. */
function skippedAsLeftOut(skipped: readonly string[]): LeftOut[] {
  const [first] = skipped;
  if (first === undefined) return [];
  const others = skipped.length === 1 ? '' : ` and ${skipped.length - 1} more`;
  const words = `A run reads ${MOST_SITEMAPS} sitemaps; this one${others} were not read.`;
  return [{ source: null, url: first, title: null, reason: 'too-many', words }];
}
