/**
 * Who speaks at an address, by endings that only public bodies get to register. It is what can be said of a document
 * that was fetched without anybody looking at it: what the document says of itself is no evidence of who wrote it.
 */
import type { SourceTier } from '#domain/source.ts';

/** `.gov`, and second levels that registries keep for the state: `.gov.uk`, `.gob.mx`, `.gouv.fr`, `.go.jp`. */
const STATE =
  /(?:^|\.)(?:(?:gov|mil)|(?:gov|gob|gouv|gub|govt|gv|go|guv|govern|parliament|mil)\.[a-z]{2}|gc\.ca|admin\.ch|bund\.de|europa\.eu|gouv\.qc\.ca)$/;

/** `.int` is for organisations founded by treaty. */
const TREATY = /(?:^|\.)int$/;

/** `government`, `intergovernmental` or `unknown`; nothing finer can be read off an address. */
export function tierOfAddress(url: string): SourceTier {
  const host = (URL.parse(url)?.hostname ?? '').replace(/\.$/, '').toLowerCase();
  if (TREATY.test(host)) return 'intergovernmental';
  return STATE.test(host) ? 'government' : 'unknown';
}
