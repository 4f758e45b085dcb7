/**
 * A disk that runs full under the embedded database: the import says so and stops, and once there is room again
 * everything it had acknowledged is there. Needs a small disk of its own, which only root may mount.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clearFolder, makeFolder } from '../database/embedded-folder.ts';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';

const DISK_MB = 160;
const LEFT_MB = 12;
const PAGES = 40;

let folder = '';
let disk = '';
let isMounted = false;

beforeAll(async () => {
  folder = await makeFolder();
  disk = join(folder, 'disk');
  mkdirSync(disk);
  isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk]).status === 0;
  if (isMounted) chmodSync(disk, 0o755);
});

afterAll(async () => {
  await clearFolder(join(disk, 'data'), [join(disk, 'data')]);
  if (isMounted) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

type Imported = {
  files: { file: string; versions?: { analysis: number }[]; refused?: { code: string } }[];
  notTried: string[];
};

it('loses nothing that was acknowledged', async (context) => {
  if (!isMounted) context.skip('A small disk cannot be mounted by this account.');
  const env = { REGATLAS_DATA_DIR: join(disk, 'data') };
  expect((await runRegatlas(['migrate'], { env })).code).toBe(0);
  fillDisk();
  const names = Array.from({ length: PAGES }, (_, index) => `${index}.txt`);
  const pages = makeFiles(Object.fromEntries(names.map((name, index) => [name, longPage(3_000 + index)])));
  const result = await runRegatlas(['import', ...names, '--json'], { env, cwd: pages });
  expect(result.code).toBe(3);
  const { files, notTried } = readJson<Imported>(result);
  const stored = files.flatMap((file) => file.versions?.map((version) => version.analysis) ?? []);
  expect(stored.length).toBeGreaterThan(0);
  expect(files.at(-1)?.refused?.code).toBe('disk-full');
  expect(files.length).toBe(stored.length + 1);
  expect(files.length + notTried.length).toBe(PAGES);
  const [full, stopped] = result.stderr.trimEnd().split('\n');
  // A table that cannot grow is told by PostgreSQL; a log that cannot grow ends it, and is told by the disk.
  expect(full).toMatch(
    /^regatlas: There is no space left for the (database at|data folder) \S+\/disk\/data\. Free some space/,
  );
  expect(stopped).toMatch(/^regatlas: Stopped after \d+ of 40 files; what is named above is stored\.$/);
  rmSync(join(disk, 'filler'));
  for (const number of [stored[0], stored.at(-1)]) {
    const shown = await runRegatlas(['show', String(number), '--json'], { env });
    expect(shown.code).toBe(0);
    expect(readJson(shown)).toMatchObject({ analysis: number, verification: expect.any(Object) });
  }
  const rest = await runRegatlas(['import', ...names, '--json'], { env, cwd: pages });
  expect(rest.code).toBe(0);
  const outcomes = readJson<{ files: { versions: { outcome: string }[] }[] }>(rest).files;
  const kept = outcomes.filter(({ versions }) => versions[0]?.outcome === 'unchanged').length;
  expect(kept - stored.length).toBeGreaterThanOrEqual(0);
  expect(kept - stored.length).toBeLessThanOrEqual(1);
});

function fillDisk(): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - LEFT_MB * 2 ** 20));
}

/** Half a megabyte that does not compress away. */
function longPage(id: number): string {
  const words = Array.from({ length: 6_000 }, (_, index) => {
    const mixed = Math.imul(index + id * 7_919, 2_654_435_761) >>> 0;
    return `Invented sentence ${index} of page ${id} says ${mixed.toString(36)}${(mixed ^ id).toString(36)}.`;
  });
  return pageText({ id, summary: words.join(' ') });
}
