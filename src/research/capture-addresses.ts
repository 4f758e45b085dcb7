/**
 * Takes in the documents at addresses that a person, a sitemap or a search provider named. A copy that is stored and
 * recent is used as it is. Nothing that a document says is followed: the list of addresses is closed before the first
 * one is fetched.
 */
import type { LeftOut } from '#domain/brief.ts';
import type { Clock } from '#domain/ports.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import type { Store } from '#store/connect.ts';
import { listStoredCopies } from '#store/research-sources.ts';
import type { Candidate } from './candidate.ts';
import { fetchFault } from './fetch-fault.ts';
import { firstOfEach } from './first-of-each.ts';

/** An address that was found, in the words of {@link Candidate}. */
export type FoundAddress = { readonly url: string; readonly foundBy: string; readonly note: string | null };

/** Fetches a document, stores it as a source and gives its number. Throws as the fetcher and `prepareSourceFile` do. */
export type CaptureAddress = (
  url: string,
  run: number,
) => Promise<{ readonly outcome: 'added' | 'unchanged'; readonly source: number }>;

/** What taking in needs. */
export type CaptureDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly capture: CaptureAddress;
};

/** What came of the addresses, in their order. */
export type CapturedAddresses = {
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly LeftOut[];
  readonly added: number;
  readonly known: number;
};

/** Days for which a stored copy is recent enough. */
export const RECENT_DAYS = 30;
/** Documents fetched at once. */
const AT_ONCE = 4;
const DAY_MS = 86_400_000;

type Outcome =
  | { readonly kind: 'known' | 'added' | 'unchanged'; readonly candidate: Candidate }
  | { readonly kind: 'left-out'; readonly leftOut: LeftOut };

/** See the module comment. Throws what the signal says when aborted, and what is no fault of an address. */
export async function captureAddresses(
  deps: CaptureDeps,
  addresses: readonly FoundAddress[],
  run: number,
  signal: AbortSignal,
): Promise<CapturedAddresses> {
  const different = firstOfEach(addresses, keyOf);
  const recent = await findRecent(deps, different.map(keyOf));
  const waiting = different.entries();
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (const [place, address] of waiting) {
      signal.throwIfAborted();
      const source = recent.get(keyOf(address));
      outcomes[place] =
        source === undefined
          ? await captureOne(deps, address, run)
          : { kind: 'known', candidate: toCandidate(address, source) };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const count = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  return {
    candidates: outcomes.flatMap((outcome) => ('candidate' in outcome ? [outcome.candidate] : [])),
    leftOut: outcomes.flatMap((outcome) => ('leftOut' in outcome ? [outcome.leftOut] : [])),
    added: count('added'),
    known: count('known') + count('unchanged'),
  };
}

function keyOf({ url }: FoundAddress): string {
  return canonicalUrl(url) ?? url;
}

async function findRecent(
  { store, clock }: CaptureDeps,
  keys: readonly string[],
): Promise<Map<string, number>> {
  const since = new Date(clock().getTime() - RECENT_DAYS * DAY_MS).toISOString();
  const copies = await store.read((tx) => listStoredCopies(tx, keys));
  return new Map(
    copies.flatMap(({ canonicalUrl: key, capturedAt, source }) =>
      capturedAt >= since ? [[key, source] as const] : [],
    ),
  );
}

async function captureOne({ capture }: CaptureDeps, address: FoundAddress, run: number): Promise<Outcome> {
  try {
    const { outcome, source } = await capture(address.url, run);
    return { kind: outcome, candidate: toCandidate(address, source) };
  } catch (error) {
    const { reason, words } = fetchFault(error);
    return { kind: 'left-out', leftOut: { source: null, url: address.url, title: null, reason, words } };
  }
}

function toCandidate({ foundBy, note }: FoundAddress, source: number): Candidate {
  return { source, foundBy, note };
}
