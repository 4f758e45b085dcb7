/**
 * A document that was fetched without a person looking at it. Its facts are what it says; who speaks and which country
 * it is declared for are not taken from it, because anybody can write `tier: law` at the head of a page.
 */
import type { FetchedResource } from '#fetch/fetcher.ts';
import { tierOfAddress } from '#grounding/tier-of-address.ts';
import { type PreparedSourceFile, prepareSourceFile } from './add-source.ts';
import type { Reference } from './reference.ts';

/** Ready to be stored. Throws as `prepareSourceFile` does. */
export async function prepareFetched(
  fetched: FetchedResource,
  reference: Reference,
  maxBytes: number,
): Promise<PreparedSourceFile> {
  const { bytes, url, mediaType, charset, fetchedAt } = fetched;
  const captured = { bytes, from: url, url, mediaType, charset, capturedAt: fetchedAt };
  const known = { tier: tierOfAddress(url), url };
  const prepared = await prepareSourceFile(captured, known, reference, maxBytes);
  const detected = prepared.jurisdictions.filter(({ mentions }) => mentions > 0);
  return { ...prepared, jurisdictions: detected.map((one) => ({ ...one, basis: 'detected' })) };
}
