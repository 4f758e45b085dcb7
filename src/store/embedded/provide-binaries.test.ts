import { chmod, cp, lstat, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, clearFolder, makeFolder, SMALL } from '../../../test/database/embedded-folder.ts';
import { findBinaries, type PostgresBinaries } from './find-binaries.ts';
import { hydrateLinks } from './hydrate-links.ts';
import { startEmbedded } from './start-embedded.ts';

let dir = '';
let dataDir = '';
const isRoot = process.getuid?.() === 0;

beforeEach(async () => {
  dir = await makeFolder();
  dataDir = join(dir, 'data');
});

afterEach(() => clearFolder(dir, [dataDir]));

/** The package as a checkout elsewhere would hold it, without its links. */
async function copyPackage(into: string): Promise<PostgresBinaries> {
  const { nativeDir, version } = await findBinaries();
  await cp(nativeDir, join(into, 'native'), {
    recursive: true,
    filter: async (from) => !(await lstat(from)).isSymbolicLink(),
  });
  return { nativeDir: join(into, 'native'), version };
}

const links = async (nativeDir: string) => {
  const entries = await readdir(join(nativeDir, 'lib'), { withFileTypes: true });
  return entries.filter((entry) => entry.isSymbolicLink()).map((entry) => entry.name);
};

describe('a package whose install script was blocked', () => {
  it('gets its missing links, once', async () => {
    const { nativeDir } = await copyPackage(dir);
    expect(await links(nativeDir)).toEqual([]);
    const made = await hydrateLinks(nativeDir);
    expect(made).toBeGreaterThan(0);
    expect(await links(nativeDir)).toHaveLength(made);
    expect(await hydrateLinks(nativeDir)).toBe(0);
    const [one] = await links(nativeDir);
    await rm(join(nativeDir, 'lib', one!));
    expect(await hydrateLinks(nativeDir)).toBe(1);
  });

  it('serves from where it is', async () => {
    const binaries = await copyPackage(dir);
    await using postgres = await startEmbedded({ ...SMALL, dataDir, binaries });
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres-bin'))).toEqual([]);
  });
});

describe.runIf(isRoot)('as root', () => {
  it('copies the programs out of a checkout that only root can enter', async () => {
    const checkout = join(dir, 'checkout');
    await mkdir(checkout);
    await chmod(checkout, 0o700);
    const binaries = await copyPackage(checkout);
    const name = `postgres-bin-${binaries.version}`;
    for (const _ of ['first start', 'second start']) {
      await using postgres = await startEmbedded({ ...SMALL, dataDir, binaries });
      expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect((await readdir(dataDir)).filter((entry) => entry.startsWith('postgres-bin'))).toEqual([name]);
    }
  });

  it('hands the server to an account without rights, which owns the cluster', async () => {
    await using postgres = await startEmbedded({ ...SMALL, dataDir });
    const owner = (await stat(join(dataDir, 'postgres'))).uid;
    expect(owner).not.toBe(0);
    expect((await stat(postgres.connection.host)).uid).toBe(owner);
  });

  it('refuses a data folder that this account cannot enter, with what to do', async () => {
    await chmod(dir, 0o700);
    await expect(startEmbedded({ ...SMALL, dataDir })).rejects.toMatchObject({
      code: 'database-unavailable',
      message: expect.stringContaining(dataDir),
      remedy: expect.stringContaining('/var/lib/regatlas'),
    });
  });

  it('takes an empty folder that was made for it with mode 700', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    await using postgres = await startEmbedded({ ...SMALL, dataDir });
    expect(await ask(postgres.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
