/** Server CPU for each request of the analysis page, rendered anew and from the cache, and the bytes sent. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeDataDir, median, runCommand, startServer } from './measured-server.ts';
import { readSamplePage } from './sample-page.ts';

const ROUNDS = 5;

async function measure(
  dataDir: string,
  number: number,
  requests: number,
  how: { env?: NodeJS.ProcessEnv; encoding: 'gzip' | 'identity' },
): Promise<number> {
  const server = await startServer(dataDir, how.env);
  const headers = { 'Accept-Encoding': how.encoding };
  const url = `${server.address}/analyses/${number}`;
  const get = async (times: number) => {
    for (let i = 0; i < times; i += 1) await (await fetch(url, { headers })).arrayBuffer();
  };
  await get(requests);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = server.cpuSeconds();
    await get(requests);
    rounds.push(((server.cpuSeconds() - before) / requests) * 1000);
  }
  await server.stop();
  return median(rounds);
}

async function measureBytes(dataDir: string, number: number) {
  const server = await startServer(dataDir);
  const html = await (await fetch(`${server.address}/analyses/${number}`)).text();
  const gzipped = async (path: string | undefined) =>
    path === undefined
      ? 0
      : gzipSync(Buffer.from(await (await fetch(server.address + path)).arrayBuffer())).length;
  const bytes = {
    html: Buffer.byteLength(html),
    htmlGzip: gzipSync(html).length,
    scriptGzip: await gzipped(html.match(/<script[^>]+src="([^"]+)"/)?.[1]),
    stylesGzip: await gzipped(html.match(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/)?.[1]),
  };
  await server.stop();
  return bytes;
}

const uncached = { REGATLAS_PAGE_CACHE_BYTES: '0' };
const dataDir = makeDataDir();
try {
  const { text, from } = readSamplePage();
  const file = join(dataDir.path, 'page.txt');
  writeFileSync(file, text);
  const imported = JSON.parse(runCommand(dataDir.path, ['import', file, '--json'])) as {
    files: [{ versions: [{ analysis: number }] }];
  };
  const number = imported.files[0].versions[0].analysis;
  const result = {
    page: from,
    uncachedCpuMs: await measure(dataDir.path, number, 500, { env: uncached, encoding: 'identity' }),
    uncachedGzipCpuMs: await measure(dataDir.path, number, 500, { env: uncached, encoding: 'gzip' }),
    cachedCpuMs: await measure(dataDir.path, number, 4000, { encoding: 'gzip' }),
    ...(await measureBytes(dataDir.path, number)),
  };
  console.log(JSON.stringify(result, null, 2));
} finally {
  dataDir.remove();
}
