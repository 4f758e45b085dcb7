/**
 * The address by which a link can mean a stored source. That of a document is its canonical form. A part of a document
 * shares this with all other parts, so that only an address with a place in it means the one.
 */
import { type ExtractedText, isPartOfDocument } from '#domain/source.ts';
import { canonicalPlaceUrl, canonicalUrl } from './canonical-url.ts';

/** Null where no address means this source alone. */
export function addressOfSource(url: string | null, text: Pick<ExtractedText, 'extractor'>): string | null {
  if (url === null) return null;
  return isPartOfDocument(text) ? canonicalPlaceUrl(url) : canonicalUrl(url);
}

/** Whether a link means the source: as it is written where the source is a part, else whatever place it leads to. */
export function isAddressOf(
  link: string,
  source: { readonly url: string | null } & Pick<ExtractedText, 'extractor'>,
): boolean {
  const address = addressOfSource(source.url, source);
  return address !== null && addressOfSource(link, source) === address;
}
