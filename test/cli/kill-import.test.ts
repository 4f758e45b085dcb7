/**
 * An import that is killed at any moment, twenty times: what it acknowledged is there whole, at most one page more than
 * that, and nothing is half there. Twelve times only the command is killed, eight times PostgreSQL with it.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { contentHash, sha256Hex } from '#domain/canonical-json.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { connect, type Store } from '#store/connect.ts';
import { clearFolder, makeFolder, postmasterOf } from '../database/embedded-folder.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../database/with-database.ts';
import { makeFiles, pageText } from './make-files.ts';
import { runRegatlas, startRegatlas } from './run-regatlas.ts';

const PAGES = 60;

type Round = { readonly round: number; readonly folder: string; readonly files: string[] };

function makeRound(round: number): Round {
  const files = Array.from({ length: PAGES }, (_, index) => numberOf(round, index));
  const folder = makeFiles(
    Object.fromEntries(files.map((number) => [`${number}.txt`, pageText({ id: number })])),
  );
  return { round, folder, files: files.map((number) => `${number}.txt`) };
}

const numberOf = (round: number, index: number): number => 10_000 + round * 100 + index;

/** The numbers that a command has acknowledged on its standard output. */
function acknowledged(stdout: string): number[] {
  return [...stdout.matchAll(/^imported {3}#(\d+) version 1 .*\n/gm)].map((match) => Number(match[1]));
}

/** Kills an import of the round's pages after `acks` acknowledgements and a little more; what it had acknowledged. */
async function killDuringImport(
  { folder, files }: Round,
  env: Record<string, string>,
  moment: { acks: number; delayMs: number },
  alsoKill: () => Promise<void>,
): Promise<number[]> {
  const command = startRegatlas(['import', ...files], { env, cwd: folder });
  while (acknowledged(command.stdout()).length < moment.acks) await pause(1);
  await pause(moment.delayMs);
  command.kill('SIGKILL');
  await alsoKill();
  const end = await command.ended;
  return acknowledged(end.stdout);
}

/** Every page there is stands whole; returns the numbers of those of the round. */
async function listWholePages(store: Store, round: number): Promise<number[]> {
  const { rows } = await store.pool.query<{
    analysis: number;
    content: object;
    hash: string;
    bytes: Buffer;
    file: string;
    whole: boolean;
  }>(
    `select v.analysis, v.content, v.content_hash as hash, f.bytes, f.sha256 as file,
            s.stage = 'Draft' and r.version = v.id
              and r.critical_findings = (select count(*) from finding n
                                          where n.verification = r.id and n.severity = 'critical')
              and (select count(*) from audit_event e
                    where e.action = 'version.imported' and e.subject = 'analysis:' || v.analysis || '/' || v.number) = 1
              as whole
       from analysis a
       left join analysis_version v on v.analysis = a.number
       left join version_state s on s.version = v.id
       left join verification r on r.id = s.verification
       left join import_file f on f.sha256 = v.import_file
      order by a.number`,
  );
  for (const row of rows) {
    expect(row).toMatchObject({ whole: true });
    expect(contentHash(row.content)).toBe(row.hash);
    expect(sha256Hex(row.bytes)).toBe(row.file);
    expect(row.bytes.toString('utf8')).toBe(pageText({ id: row.analysis }));
  }
  const { rows: files } = await store.pool.query('select 1 from import_file');
  expect(files).toHaveLength(rows.length);
  expect(await store.read((tx) => listBrokenAuditEvents(tx))).toEqual([]);
  return rows.map((row) => row.analysis).filter((number) => Math.floor((number - 10_000) / 100) === round);
}

function expectNothingLost(there: readonly number[], acks: readonly number[]): void {
  expect(there).toEqual(expect.arrayContaining([...acks]));
  // The one whose line was not written yet when the kill came.
  expect(there.length - acks.length).toBeLessThanOrEqual(1);
  expect(there.length).toBeLessThan(PAGES);
}

const moment = () => ({ acks: Math.floor(Math.random() * 30), delayMs: Math.random() * 25 });

describe('killing the command alone', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase(inject('servers').embedded);
  });
  afterAll(() => dropDatabase(inject('servers').embedded, database));

  it.each(Array.from({ length: 12 }, (_, round) => round))('round %i loses nothing', async (round) => {
    const pages = makeRound(round);
    const env = { DATABASE_URL: database.url };
    const acks = await killDuringImport(pages, env, moment(), async () => undefined);
    // The server may still be at the transaction whose client has gone.
    await waitUntilAlone(database.store);
    expectNothingLost(await listWholePages(database.store, round), acks);
  });

  it('the next import brings in the rest', async () => {
    const pages = makeRound(0);
    const result = await runRegatlas(['import', ...pages.files], {
      env: { DATABASE_URL: database.url },
      cwd: pages.folder,
    });
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/^(\d+ imported)?(, )?(\d+ unchanged)?\.\n$/);
    expect(await listWholePages(database.store, 0)).toHaveLength(PAGES);
  });
});

it('asked to stop, an import finishes its page, says where it stopped, and leaves', async () => {
  const database = await cloneDatabase(inject('servers').embedded);
  try {
    const { folder, files } = makeRound(0);
    const command = startRegatlas(['import', ...files], { env: { DATABASE_URL: database.url }, cwd: folder });
    await command.waitFor(/^imported {3}#/m);
    command.kill('SIGINT');
    const end = await command.ended;
    expect(end.code).toBe(3);
    const acks = acknowledged(end.stdout);
    expect(end.stderr).toBe(
      `regatlas: Stopped after ${acks.length} of ${PAGES} files; what is named above is stored.\n${acks.length} imported.\n`,
    );
    expect(await listWholePages(database.store, 0)).toEqual(acks);
  } finally {
    await dropDatabase(inject('servers').embedded, database);
  }
});

describe('killing PostgreSQL with it', () => {
  let folder: string;
  let dataDir: string;
  beforeAll(async () => {
    folder = await makeFolder();
    dataDir = join(folder, 'data');
  });
  afterAll(() => clearFolder(folder, [dataDir]));

  it.each(Array.from({ length: 8 }, (_, round) => round))('round %i loses nothing', async (round) => {
    const pages = makeRound(round);
    const acks = await killDuringImport(pages, { REGATLAS_DATA_DIR: dataDir }, moment(), async () => {
      const postmaster = await postmasterOf(dataDir);
      if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
    });
    await using store = await connect({ dataDir, applicationName: 'regatlas test' });
    const { rows } = await store.pool.query("select to_regclass('public.audit_event') is not null as made");
    expectNothingLost(rows[0]?.made ? await listWholePages(store, round) : [], acks);
  });
});

async function waitUntilAlone(store: Store): Promise<void> {
  for (;;) {
    const { rows } = await store.pool.query(
      `select 1 from pg_stat_activity
        where datname = current_database() and application_name = 'regatlas command'`,
    );
    if (rows.length === 0) return;
    await pause(10);
  }
}
