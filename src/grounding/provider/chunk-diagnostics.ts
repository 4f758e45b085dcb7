/**
 * What is wrong with the sources an answer cites. An address behind the provider's redirect, or a title that is only
 * a domain, is normal and harmless while it tells the cited documents apart. Both are reported when they do not: at
 * least two cited chunks with different redirects carry the same title, so that nobody can say whether they are one
 * document or several. Only cited chunks count; an unused entry of the list misleads no one.
 */
import type { GroundingDiagnostic } from '#domain/verification.ts';
import { canonicalUrl, parseHttpUrl } from '../canonical-url.ts';
import type { ProviderChunk } from './provider-answer.ts';

/** Diagnostics about the cited chunks; see the module comment. */
export function diagnoseChunks(cited: readonly ProviderChunk[]): GroundingDiagnostic[] {
  const found: GroundingDiagnostic[] = [];
  if (cited.some((chunk) => !chunk.identified)) found.push('CHUNK_WITHOUT_SOURCE');
  const byTitle = Map.groupBy(
    cited.filter((chunk) => chunk.url !== null && isProviderRedirect(chunk.url)),
    (chunk) => chunk.title?.trim().toLowerCase() ?? '',
  );
  for (const [title, chunks] of byTitle) {
    if (new Set(chunks.map((chunk) => chunk.url)).size < 2) continue;
    found.push('REDIRECT_URI_UNRESOLVED');
    if (isDomainOnly(title)) found.push('TITLE_IS_DOMAIN_ONLY');
  }
  return found;
}

/** How many addresses and how many sites stand behind the chunks, as far as can be told without fetching. */
export function countSources(chunks: readonly ProviderChunk[]): {
  distinctUrls: number;
  distinctDomains: number;
} {
  const urls = chunks.flatMap((chunk) => (chunk.url === null ? [] : [canonicalUrl(chunk.url) ?? chunk.url]));
  const domains = chunks.flatMap((chunk) => siteOf(chunk) ?? []);
  return { distinctUrls: new Set(urls).size, distinctDomains: new Set(domains).size };
}

/** True for an address that leads to a source only through the provider's own, expiring redirect. */
export function isProviderRedirect(url: string): boolean {
  const parsed = parseHttpUrl(url);
  return parsed?.hostname === 'vertexaisearch.cloud.google.com' && parsed.pathname.includes('redirect');
}

/** True for a title such as `sec.gov` that names a site and no document. */
export function isDomainOnly(title: string): boolean {
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u.test(title.trim());
}

/** The site of a chunk; for a redirect only a title that is a domain tells it. */
function siteOf(chunk: ProviderChunk): string | null {
  const title = chunk.title?.trim() ?? '';
  const host = chunk.url === null || isProviderRedirect(chunk.url) ? null : parseHttpUrl(chunk.url)?.hostname;
  const site = host ?? (isDomainOnly(title) ? title : null);
  return site === null ? null : site.toLowerCase().replace(/^www\./, '');
}
