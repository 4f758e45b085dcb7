import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clearFolder, makeFolder, SMALL } from '../../../test/database/embedded-folder.ts';
import { holdEmbedded } from '../../../test/database/embedded-holder.ts';
import { acquireServerLock } from './server-lock.ts';
import { type EmbeddedPostgres, startEmbedded } from './start-embedded.ts';

let dir = '';
let dataDir = '';
let postgres: EmbeddedPostgres;

beforeEach(async () => {
  dir = await makeFolder();
  dataDir = join(dir, 'data');
  postgres = await startEmbedded({ ...SMALL, dataDir });
});

afterEach(async () => {
  await postgres.release();
  await clearFolder(dir, [dataDir]);
});

const lock = () => acquireServerLock(postgres.connection, dataDir, () => {});

describe('one server per data folder', () => {
  it('refuses a second one, naming the folder and the process', async () => {
    const holder = await holdEmbedded(dataDir, 'serve');
    expect(holder.answer).toBe('ready');
    await expect(lock()).rejects.toMatchObject({
      code: 'folder-in-use',
      message: `The data folder ${dataDir} is already served by process ${holder.pid}.`,
      remedy: expect.stringContaining('REGATLAS_DATA_DIR'),
    });
    await holder.leave();
  });

  it('lets commands work beside it', async () => {
    await using _lock = await lock();
    const command = await holdEmbedded(dataDir);
    expect(command.answer).toBe('ready');
    await command.leave();
  });

  it('is free again the moment its holder is killed', async () => {
    const holder = await holdEmbedded(dataDir, 'serve');
    await holder.kill();
    await (await lock()).release();
  });

  it('is free again after a release', async () => {
    await (await lock()).release();
    await (await lock()).release();
  });
});
