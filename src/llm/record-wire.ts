/**
 * A `fetch` that keeps what came over the wire, as it came: the library above it hands on only what it understood.
 * It follows no redirect, since a key must not travel to an address nobody named, and reads no more than a bound.
 */

import { readRetryAfter } from '#domain/retry-after.ts';

/** What came. `body` is as far as it was received; `retryAfterSeconds` is null when the server does not say. */
export type Wire = {
  status: number | null;
  body: string | null;
  isCut: boolean;
  retryAfterSeconds: number | null;
};

/** A `fetch` for one question, and its record. */
export type RecordedFetch = { readonly fetch: typeof fetch; readonly wire: Wire };

const MOST_BYTES = 4 * 1024 * 1024;

/** A fresh one; `now` turns a Retry-After date into seconds. */
export function recordWire(now: () => Date): RecordedFetch {
  const wire: Wire = { status: null, body: null, isCut: false, retryAfterSeconds: null };
  return {
    wire,
    fetch: async (input, init) => {
      const response = await fetch(input, { ...init, redirect: 'error' });
      wire.status = response.status;
      wire.retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'), now());
      const body = await readBody(response, wire);
      return new Response(body, { status: response.status, headers: plainHeaders(response.headers) });
    },
  };
}

/** A `fetch` that sends nothing and answers with what was kept of a stream or of an answer in one piece. */
export function replayWire(raw: string): RecordedFetch {
  const wire: Wire = { status: 200, body: raw, isCut: false, retryAfterSeconds: null };
  const isStream = !raw.trimStart().startsWith('{') && !raw.trimStart().startsWith('[');
  const type = isStream ? 'text/event-stream' : 'application/json';
  return { wire, fetch: async () => new Response(raw, { status: 200, headers: { 'content-type': type } }) };
}

/** The body, kept up to where it was cut. Throws what the network throws, after keeping what came. */
async function readBody(response: Response, wire: Wire): Promise<string> {
  const decoder = new TextDecoder();
  wire.body = '';
  if (response.body === null) return wire.body;
  let bytes = 0;
  try {
    for await (const chunk of response.body) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new Error('the answer is longer than 4 MiB');
      wire.body += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    wire.isCut = true;
    throw error;
  }
  wire.body += decoder.decode();
  return wire.body;
}

// The body has been decoded, so that what described its bytes no longer fits.
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) plain.delete(name);
  return plain;
}
