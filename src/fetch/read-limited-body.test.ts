import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readLimitedBody } from './read-limited-body.ts';

const TEXT = 'Virtual asset service providers must register. '.repeat(20);

async function* inChunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

describe('readLimitedBody', () => {
  it.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    [null, Buffer.from(TEXT)],
  ])('unpacks %s', async (encoding, bytes) => {
    const body = await readLimitedBody(inChunks(bytes), encoding, 10_000);
    expect(Buffer.from(body).toString()).toBe(TEXT);
  });

  it('takes exactly the limit and refuses one byte more', async () => {
    expect((await readLimitedBody(inChunks(Buffer.alloc(100)), null, 100)).length).toBe(100);
    await expect(readLimitedBody(inChunks(Buffer.alloc(101)), null, 100)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('cuts a compression bomb off at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readLimitedBody(inChunks(bomb, 4096), 'gzip', 1_000_000)).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('stops reading an endless stream', async () => {
    let produced = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        produced += 1000;
        yield Buffer.alloc(1000);
      }
    }
    await expect(readLimitedBody(endless(), null, 10_000)).rejects.toMatchObject({ code: 'too-large' });
    expect(produced).toBeLessThan(200_000);
  });

  it('keeps what fits when told to truncate', async () => {
    const body = await readLimitedBody(inChunks(Buffer.from(TEXT)), null, 20, 'truncate');
    expect(Buffer.from(body).toString()).toBe(TEXT.slice(0, 20));
  });

  it('refuses a coding that was not asked for, stacked codings, and damaged data', async () => {
    const plain = Buffer.from(TEXT);
    await expect(readLimitedBody(inChunks(plain), 'compress', 10_000)).rejects.toMatchObject({
      code: 'fetch-failed',
    });
    await expect(readLimitedBody(inChunks(plain), 'gzip, gzip', 10_000)).rejects.toMatchObject({
      code: 'fetch-failed',
    });
    await expect(readLimitedBody(inChunks(plain), 'gzip', 10_000)).rejects.toThrow();
    await expect(readLimitedBody(inChunks(gzipSync(TEXT).subarray(0, 40)), 'gzip', 10_000)).rejects.toThrow();
  });

  it('passes an error of the wire on', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield gzipSync(TEXT).subarray(0, 20);
      throw new Error('connection reset');
    }
    await expect(readLimitedBody(broken(), 'gzip', 10_000)).rejects.toThrow('connection reset');
  });
});
