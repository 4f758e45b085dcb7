/**
 * Two hundred extractive runs queued at once, worked by worker processes that share the queue: 25 jurisdictions × 8 topics
 * over documents that `make-laws.ts` writes, in a data folder of its own. Prints JSON. The first argument is how many
 * workers, 2 when left out; the second how many jurisdictions. Linux only: memory is read from /proc.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { requestRun } from '#research/request-run.ts';
import type { Store } from '#store/connect.ts';
import { readSettings } from '../../src/main/config.ts';
import { type OpenApp, openApp } from '../../src/main/open-app.ts';
import { addTexts } from '../database/add-texts.ts';
import { makeLaws } from './make-laws.ts';
import { cpuSeconds, makeDataDir, peakMemory } from './measured-server.ts';

const WORKERS = Number(process.argv[2] ?? 2);
const JURISDICTIONS = Number(process.argv[3] ?? 25);
const TOPICS = 8;
const LOOK_EVERY_MS = 500;
const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const MEGABYTE = 2 ** 20;

const dataDir = makeDataDir();
const env = { PATH: process.env.PATH, HOME: process.env.HOME, REGATLAS_DATA_DIR: dataDir.path };
try {
  const onError = (error: unknown) => console.error(error);
  await using app = await openApp(readSettings(env), { role: 'bench', supervise: false, onError });
  const documents = await addDocuments(app);
  const runs = await requestRuns(app);
  await using workers = startWorkers();
  const started = performance.now();
  while ((await countOpen(app.store)) > 0) {
    workers.look();
    await pause(LOOK_EVERY_MS);
  }
  const seconds = (performance.now() - started) / 1_000;
  console.log(JSON.stringify({ documents, ...(await measure(app.store, runs, seconds)), ...workers.used() }));
} finally {
  dataDir.remove();
}

async function addDocuments({ store, deps, ...app }: OpenApp): Promise<number> {
  // Spread over the list, so that no alphabet decides which countries are measured.
  const every = Math.floor(deps.reference.jurisdictions.length / JURISDICTIONS);
  const chosen = deps.reference.jurisdictions
    .filter((_, index) => index % every === 0)
    .slice(0, JURISDICTIONS);
  const added = await addTexts(
    store,
    chosen.flatMap((jurisdiction, index) => makeLaws(jurisdiction, index)),
  );
  for (const { id } of added) await store.write((tx) => app.requestSourceJobs(tx, id));
  await app.drainJobs(() => undefined);
  return added.length;
}

async function requestRuns({ store, deps, runs }: OpenApp): Promise<number> {
  const { rows } = await store.pool.query<{ jurisdiction: string }>(
    'select distinct jurisdiction from source_jurisdiction order by 1',
  );
  const topics = deps.reference.topics.slice(0, TOPICS).map(({ key }) => key);
  const orders = rows
    .slice(0, JURISDICTIONS)
    .flatMap(({ jurisdiction }) =>
      topics.map((topic) => ({ actor: 'bench', jurisdiction, topic, request: DEFAULT_REQUEST })),
    );
  await store.write(async (tx) => {
    for (const order of orders) await requestRun(tx, runs, order);
  });
  return orders.length;
}

function startWorkers() {
  const children = Array.from({ length: WORKERS }, () =>
    spawn(process.execPath, [CLI, 'worker'], { env, stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  const seen = new Map<ChildProcess, { bytes: number; seconds: number }>();
  return {
    look: () => {
      for (const child of children) {
        const { bytes = 0, seconds = 0 } = seen.get(child) ?? {};
        const pid = child.pid ?? 0;
        seen.set(child, {
          bytes: Math.max(bytes, peakMemory(pid)),
          seconds: Math.max(seconds, cpuSeconds(pid)),
        });
      }
    },
    used: () => {
      const sizes = [...seen.values()].map(({ bytes }) => Math.round(bytes / MEGABYTE));
      return {
        cpuSecondsOfWorkers: round([...seen.values()].reduce((sum, { seconds }) => sum + seconds, 0)),
        peakMemoryMb: Math.max(...sizes),
        peakMemoryOfAllMb: sizes.reduce((sum, size) => sum + size, 0),
      };
    },
    [Symbol.asyncDispose]: async () => {
      const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of children) child.kill('SIGTERM');
      await Promise.all(ends);
    },
  };
}

async function countOpen(store: Store): Promise<number> {
  const { rows } = await store.pool.query<{ n: number }>(
    "select count(*)::int as n from run_state where state in ('Blocked', 'Ready', 'Running')",
  );
  return rows[0]?.n ?? 0;
}

async function measure(store: Store, runs: number, seconds: number) {
  const states = await store.pool.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from run_state group by 1 order by 1',
  );
  const steps = await store.pool.query<{ step: string; ms: number }>(
    `select step, extract(epoch from ended_at - started_at)::float8 * 1000 as ms from run_result`,
  );
  const without = await store.pool.query<{ topic: string; n: number }>(
    `select r.topic, count(*)::int as n from run r join run_state s on s.run = r.number
      where s.version is null group by 1 order by 1`,
  );
  const twice = await store.pool.query(
    'select run from version_cause where run is not null group by run having count(*) > 1',
  );
  const counts = new Map(states.rows.map(({ state, n }) => [state, n]));
  const drafts = (counts.get('Completed') ?? 0) + (counts.get('Completed with findings') ?? 0);
  return {
    ...{ n: runs, workers: WORKERS, cores: cpus().length, states: Object.fromEntries(counts) },
    withoutDraft: Object.fromEntries(without.rows.map(({ topic, n }) => [topic, n])),
    ...{ drafts, madeTwice: twice.rows.length, seconds: round(seconds) },
    draftsPerMinute: round((drafts * 60) / seconds),
    p95StepMs: Math.round(at(steps.rows, 0.95)),
    steps: Object.fromEntries(
      [...Map.groupBy(steps.rows, ({ step }) => step)].map(([step, own]) => [
        step,
        { n: own.length, medianMs: Math.round(at(own, 0.5)), p95Ms: Math.round(at(own, 0.95)) },
      ]),
    ),
  };
}

function at(rows: readonly { readonly ms: number }[], share: number): number {
  const sorted = rows.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
