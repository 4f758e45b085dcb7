/**
 * The port through which the program reads the web. Capabilities take a `Fetcher`; only `main` builds one.
 * A fetched resource is what arrived, decompressed but otherwise untouched, with the way it was reached.
 */

/** One document fetched over HTTP. */
export type FetchedResource = {
  /** Address that answered, after redirects, without fragment. */
  readonly url: string;
  /** Address as asked for, normalised, without fragment. */
  readonly requestedUrl: string;
  /** Every address passed through on the way to `url`, in order, without `url` itself; empty when none. */
  readonly redirects: readonly string[];
  /** HTTP status; always 2xx, as anything else is thrown as `fetch-failed`. */
  readonly status: number;
  /** Lower-case essence of Content-Type (`text/html`); null when absent or unreadable. */
  readonly mediaType: string | null;
  /** Charset parameter of Content-Type as sent; null when absent. */
  readonly charset: string | null;
  /** Body after content decoding. */
  readonly bytes: Uint8Array;
  /** The headers of {@link KEPT_HEADERS} that were sent, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601, UTC: when the body was complete. */
  readonly fetchedAt: string;
};

/** Response headers worth keeping with a snapshot; cookies never are. */
export const KEPT_HEADERS = [
  'content-type',
  'content-language',
  'content-disposition',
  'last-modified',
  'etag',
  'date',
  'link',
  'x-robots-tag',
] as const;

/**
 * Fetches one http(s) address. Throws AppError `invalid-input` (not a usable address), `forbidden-address`
 * (points into a private network), `too-large`, or `fetch-failed` (everything else, `retryable` where a later try may do).
 */
export type Fetcher = (url: string) => Promise<FetchedResource>;
