/**
 * Reads a response body with an upper bound on what comes over the wire and on what it unpacks to, so that neither an
 * endless stream nor a small archive of gigabytes fills the memory. Reading stops at the first byte too many.
 */
import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { AppError } from '#domain/errors.ts';

/** Content codings understood; sent as Accept-Encoding. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** What happens at the limit: refuse the whole, or keep what fits. */
export type Overflow = 'refuse' | 'truncate';

/**
 * Body after content decoding, at most `maxBytes`. Throws `too-large` naming the limit (unless truncating) and
 * `fetch-failed` for an unknown or damaged coding.
 */
export async function readLimitedBody(
  body: AsyncIterable<Uint8Array>,
  contentEncoding: string | null,
  maxBytes: number,
  overflow: Overflow = 'refuse',
): Promise<Uint8Array> {
  const wire = Readable.from(limitBytes(body, maxBytes, overflow), { objectMode: false });
  const decoded = await decodeContent(wire, contentEncoding);
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of limitBytes(decoded, maxBytes, overflow)) chunks.push(chunk);
  } finally {
    decoded.destroy();
    wire.destroy();
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function* limitBytes(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  overflow: Overflow,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size <= maxBytes) {
      yield chunk;
      continue;
    }
    if (overflow === 'truncate') {
      yield chunk.subarray(0, chunk.length - (size - maxBytes));
      return;
    }
    throw new AppError('too-large', `The answer is larger than the limit of ${maxBytes} bytes.`, {
      remedy: 'Download the document yourself and add the part you need as a file.',
    });
  }
}

async function decodeContent(wire: Readable, contentEncoding: string | null): Promise<Readable> {
  const coding = (contentEncoding ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') return wire;
  const decoder = await createDecoder(coding, wire);
  // An error in the wire must end the decoder too; `pipe` alone would leave it waiting for ever.
  wire.on('error', (error) => {
    decoder.destroy(error);
  });
  decoder.on('error', () => undefined);
  return wire.pipe(decoder);
}

async function createDecoder(coding: string, wire: Readable): Promise<Transform> {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'br') return createBrotliDecompress();
  if (coding === 'deflate') return (await startsWithZlibHeader(wire)) ? createInflate() : createInflateRaw();
  wire.destroy();
  throw new AppError('fetch-failed', `The answer is packed as “${coding}”, which was not asked for.`, {
    remedy: 'Download the document with a browser and add it as a file.',
  });
}

/** Servers disagree on `deflate`: most send the zlib wrapper, some the raw stream; the low four bits tell. */
async function startsWithZlibHeader(wire: Readable): Promise<boolean> {
  const iterator = wire.iterator({ destroyOnReturn: false });
  const first = await iterator.next();
  await iterator.return?.();
  if (first.done === true) return true;
  const chunk: Uint8Array = first.value;
  wire.unshift(chunk);
  return ((chunk[0] ?? 0) & 0x0f) === 8;
}
