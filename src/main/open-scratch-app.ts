/** An application on a database of its own in a temporary folder, for measuring: nothing of it is left behind. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '#cli/context.ts';
import type { Settings } from './config.ts';
import { openApp } from './open-app.ts';

/** Starts an embedded PostgreSQL in a new folder, whatever DATABASE_URL says; closing stops it and removes the folder. */
export async function openScratchApp(settings: Settings, onError: (error: unknown) => void): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'regatlas-scratch-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // As root the database runs under another account, which must be able to pass.
    await chmod(folder, 0o755);
    const own = { ...settings, DATABASE_URL: '', REGATLAS_DATA_DIR: join(folder, 'data') };
    const app = await openApp(own, { role: 'scratch', supervise: false, onError });
    return {
      ...app,
      [Symbol.asyncDispose]: async () => {
        await app[Symbol.asyncDispose]();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
