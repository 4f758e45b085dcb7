/**
 * Publishing that is killed at any moment, twenty times: every version is published whole — stage, decision, archive of
 * the one before, moves, trail — or not at all, and what was acknowledged is published. Twelve times only the process is
 * killed, eight times PostgreSQL with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Viewer } from '#domain/person.ts';
import { approveVersion } from '#review/approve-version.ts';
import { moveVersion } from '#review/move-version.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { connect, type Store } from '#store/connect.ts';
import { migrate } from '#store/migrate.ts';
import { clearFolder, makeFolder, postmasterOf } from '../database/embedded-folder.ts';
import {
  type Desk,
  draftVersion,
  openDesk,
  type Seen,
  seenBy,
  workflowDeps,
} from '../database/staged-versions.ts';
import { cloneDatabase, dropDatabase, type TestDatabase } from '../database/with-database.ts';
import { ROOT } from './run-regatlas.ts';

const PROGRAM = join(import.meta.dirname, 'publish-in-a-row.ts');
const VERSIONS = 40;

/** Versions of one page in review, approved and ready to go live. */
async function prepare(store: Store, { ana, ben }: Desk): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let index = 0; index < VERSIONS; index += 1) {
    const first = seen[0];
    const next = await draftVersion(store, ana, first === undefined ? {} : { analysis: first.analysis });
    await store.write(async (tx) => {
      await moveVersion(tx, workflowDeps(), { ...seenBy(next, ana), action: 'submit', reason: '' });
      await approveVersion(tx, workflowDeps(), { ...seenBy(next, ben), note: '' });
    });
    seen.push(next);
  }
  return seen;
}

/** Kills the publisher a little after some acknowledgements; the versions it had acknowledged. */
async function killWhilePublishing(
  place: string,
  editor: Viewer,
  seen: readonly Seen[],
  alsoKill: () => Promise<void> = async () => undefined,
): Promise<number[]> {
  const child = spawn(process.execPath, [PROGRAM, place, JSON.stringify(editor), JSON.stringify(seen)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  const acknowledged = () => [...output.matchAll(/^published (\d+)\n/gm)].map((match) => Number(match[1]));
  const acks = Math.floor(Math.random() * 15);
  while (!output.includes('ready') || acknowledged().length < acks) {
    if (child.exitCode !== null) throw new Error(`the publisher ended by itself: ${output}`);
    await pause(1);
  }
  await pause(Math.random() * 12);
  await killChild(child, alsoKill);
  return acknowledged();
}

async function killChild(child: ChildProcess, alsoKill: () => Promise<void>): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await alsoKill();
  await ended;
}

/** Every version there is, published whole or not at all; the numbers of those published of this page. */
async function listPublished(store: Store, analysis: number): Promise<number[]> {
  const { rows } = await store.pool.query<{ analysis: number; number: number; signs: string }>(
    `select v.analysis, v.number, concat_ws(' ', s.stage,
              (select count(*) from publication p where p.version = v.id and p.verification = s.verification),
              (select count(*) from stage_move m where m.version = v.id and m.to_stage = 'Live'),
              (select count(*) from audit_event e where e.action = 'version.published' and e.subject = n.subject),
              (select count(*) from stage_move m where m.version = v.id and m.to_stage = 'Archived'),
              (select count(*) from audit_event e where e.action = 'version.archived' and e.subject = n.subject)) as signs
       from analysis_version v
       join version_state s on s.version = v.id
       cross join lateral (select 'analysis:' || v.analysis || '/' || v.number as subject) n
      order by v.analysis, v.number`,
  );
  for (const row of rows) {
    expect(['In review 0 0 0 0 0', 'Live 1 1 1 0 0', 'Archived 1 1 1 1 1']).toContain(row.signs);
  }
  const published = rows.filter(({ signs }) => !signs.startsWith('In review'));
  // As soon as anything was published, something is Live, and nothing beside it.
  expect(rows.filter(({ signs }) => signs.startsWith('Live'))).toHaveLength(Math.min(1, published.length));
  expect(await store.read(listBrokenAuditEvents)).toEqual([]);
  return published.filter((row) => row.analysis === analysis).map(({ number }) => number);
}

function expectNothingLost(published: readonly number[], acks: readonly number[]): void {
  expect(published.slice(0, acks.length)).toEqual(acks);
  // The one whose line was not written yet when the kill came.
  expect(published.length - acks.length).toBeLessThanOrEqual(1);
  expect(published.length).toBeLessThan(VERSIONS);
}

describe('killing the process alone', () => {
  let database: TestDatabase;
  let desk: Desk;
  beforeAll(async () => {
    database = await cloneDatabase(inject('servers').embedded);
    desk = await openDesk(database.store);
  });
  afterAll(() => dropDatabase(inject('servers').embedded, database));

  it.each(Array.from({ length: 12 }, (_, round) => round))(
    'round %i publishes whole or not at all',
    async () => {
      const seen = await prepare(database.store, desk);
      const acks = await killWhilePublishing(database.url, desk.cem, seen);
      await waitUntilAlone(database.store);
      expectNothingLost(await listPublished(database.store, seen[0]?.analysis ?? 0), acks);
    },
  );
});

describe('killing PostgreSQL with it', () => {
  let folder: string;
  let dataDir: string;
  let desk: Desk;
  beforeAll(async () => {
    folder = await makeFolder();
    dataDir = join(folder, 'data');
    await using store = await open();
    await migrate(store, join(ROOT, 'src', 'store', 'migrations'));
    desk = await openDesk(store);
  });
  afterAll(() => clearFolder(folder, [dataDir]));

  const open = () => connect({ dataDir, applicationName: 'regatlas test' });

  it.each(Array.from({ length: 8 }, (_, round) => round))(
    'round %i publishes whole or not at all',
    async () => {
      let seen: Seen[];
      {
        await using store = await open();
        seen = await prepare(store, desk);
      }
      const acks = await killWhilePublishing(`folder:${dataDir}`, desk.cem, seen, async () => {
        const postmaster = await postmasterOf(dataDir);
        if (postmaster !== undefined) process.kill(postmaster, 'SIGKILL');
      });
      await using store = await open();
      expectNothingLost(await listPublished(store, seen[0]?.analysis ?? 0), acks);
    },
  );
});

async function waitUntilAlone(store: Store): Promise<void> {
  for (;;) {
    const { rows } = await store.pool.query(
      `select 1 from pg_stat_activity
        where datname = current_database() and application_name = 'regatlas publisher'`,
    );
    if (rows.length === 0) return;
    await pause(10);
  }
}
