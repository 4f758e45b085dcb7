/** What `regatlas doctor` looks at: runtime, settings, room on the disk, database, reference data, audit trail, search index. */
import type { StatsFs } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import type { DoctorCheck } from '#cli/context.ts';
import { toRefusal } from '#cli/refusal.ts';
import { describeError } from '#domain/errors.ts';
import { createSearchIndex } from '#search/search-index.ts';
import { readOverview } from '#store/overview.ts';
import { verifyTrail } from '#store/verify-trail.ts';
import type { Settings } from './config.ts';
import { migrateStore, openStore, readReference, searchFolder } from './open-app.ts';

const LEAST_NODE = 24;
const LEAST_FREE_BYTES = 1024 ** 3;

/** What a check found wrong by itself, in contrast to a refusal on the way. */
class Problem extends Error {}

/** Runs all checks; one that cannot be made is a problem with its reason, and those after it still run. */
export async function diagnose(readSettings: () => Settings): Promise<DoctorCheck[]> {
  const checks: DoctorCheck[] = [];
  const check = async (name: string, look: () => Promise<string>) => {
    try {
      checks.push({ name, ok: true, detail: await look() });
    } catch (error) {
      const detail = error instanceof Problem ? error.message : describeError(toRefusal(error));
      checks.push({ name, ok: false, detail });
    }
  };
  await check('runtime', async () => {
    const major = Number(process.versions.node.split('.')[0]);
    if (major < LEAST_NODE) {
      throw new Problem(`Node ${process.version} runs; ${LEAST_NODE} is needed. Start through npm or npx.`);
    }
    return `Node ${process.version} on ${process.platform} ${process.arch}`;
  });
  await check('settings', async () => `all read; data folder ${readSettings().REGATLAS_DATA_DIR}`);
  await check('disk', () => describeFreeSpace(readSettings()));
  await check('reference data', async () => {
    const { data } = await readReference();
    return `${data.jurisdictions.length} jurisdictions, ${data.topics.length} topics`;
  });
  await check('database', () => describeDatabase(readSettings()));
  // Without the database there is nothing to hold it against, and the reason would be said twice.
  if (checks.at(-1)?.ok === true) await check('search index', () => describeSearchIndex(readSettings()));
  return checks;
}

async function describeFreeSpace(settings: Settings): Promise<string> {
  if (settings.DATABASE_URL !== '')
    return 'only the search index is kept in the data folder, as DATABASE_URL is set';
  const info = await statfsOfNearest(settings.REGATLAS_DATA_DIR);
  const free = info.bavail * info.bsize;
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB free for the data folder`;
  if (free < LEAST_FREE_BYTES) throw new Problem(`only ${text}; keep at least 1 GiB.`);
  return text;
}

/** Of the folder, or of the nearest one above it that is there already. */
async function statfsOfNearest(folder: string): Promise<StatsFs> {
  try {
    return await statfs(folder);
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return statfsOfNearest(dirname(folder));
  }
}

async function describeDatabase(settings: Settings): Promise<string> {
  const { data } = await readReference();
  await using store = await openStore(settings, 'doctor');
  await migrateStore(store, data);
  // Awaited here: the store closes when this function is left.
  return await store.read(async (tx) => {
    const { rows } = await sql<{
      version: string;
    }>`select current_setting('server_version') as version`.execute(tx);
    const { broken } = await verifyTrail(tx);
    if (broken !== null) throw new Problem(`the audit trail does not add up: ${broken.words}`);
    const overview = await readOverview(tx);
    const kind = store.kind === 'embedded' ? 'embedded' : 'server';
    const { analyses, sources } = overview;
    return `${kind} PostgreSQL ${rows[0]?.version}, analyses: ${analyses}, sources: ${sources}, audit trail intact`;
  });
}

async function describeSearchIndex(settings: Settings): Promise<string> {
  const { data } = await readReference();
  await using store = await openStore(settings, 'doctor');
  await migrateStore(store, data);
  const index = createSearchIndex({ store, folder: searchFolder(settings), topics: data.topics });
  try {
    const { passages, units, event, head } = await index.state();
    const fresh =
      event === head ? 'current' : `at event ${event} of ${head}; the next search takes in the rest`;
    return `passages: ${passages}, parts of pages: ${units}, ${fresh}`;
  } finally {
    index.close();
  }
}
