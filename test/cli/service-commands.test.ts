/** The commands that look after an installation: `migrate`, `doctor`, `show`, and `worker` with the jobs left to it. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { withDatabaseName } from '../database/database-url.ts';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase('test');
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, { env: database.env(), ...(cwd === undefined ? {} : { cwd }) });

type Shown = {
  analysis: number;
  stage: string;
  verification: { sources: unknown[]; evidenceState: string };
};

it('migrate says what it applied, and the second time that there is nothing to do', async () => {
  const server = inject('servers').embedded;
  if (server.state !== 'ready') throw new Error(server.reason);
  const name = `regatlas_test_empty_${process.pid}`;
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const env = { DATABASE_URL: withDatabaseName(server.adminUrl, name) };
    const first = await runRegatlas(['migrate', '--json'], { env });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(readJson<{ applied: string[] }>(first).applied[0]).toBe('0001-foundation');
    expect(readJson(await runRegatlas(['migrate', '--json'], { env }))).toEqual({ applied: [] });
    const plain = await runRegatlas(['migrate'], { env });
    expect(plain).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
});

it('doctor finds everything in order, or says what is not and what to do', async () => {
  const well = await run(['doctor']);
  expect(well).toMatchObject({ code: 0, stderr: '' });
  const lines = well.stdout.trimEnd().split('\n');
  expect(lines.every((line) => line.startsWith('ok       '))).toBe(true);
  expect(lines.at(-1)).toMatch(/^ok {7}search index {4}passages: 0, parts of pages: 0, current$/);
  expect(lines.at(-2)).toMatch(
    /^ok {7}database {8}server PostgreSQL \d+.*analyses: 0, sources: 0, audit trail intact$/,
  );
  const ill = await runRegatlas(['doctor', '--json'], {
    env: { DATABASE_URL: 'postgres://ana:topsecret@127.0.0.1:1/atlas' },
  });
  expect(ill).toMatchObject({ code: 3, stderr: '' });
  const report = readJson<{ ok: boolean; checks: { name: string; ok: boolean; detail: string }[] }>(ill);
  expect(report.ok).toBe(false);
  expect(report.checks.filter((check) => !check.ok)).toEqual([
    {
      name: 'database',
      ok: false,
      detail:
        'The database at 127.0.0.1:1/atlas does not answer. Check that PostgreSQL runs there and that DATABASE_URL names its host and port.',
    },
  ]);
  const unset = await runRegatlas(['doctor', '--json'], { env: { ...database.env(), PORT: 'abc' } });
  expect(unset.code).toBe(3);
  expect(unset.stdout).toContain('PORT: must be a whole number');
});

it('show tells how an analysis stands, of any version, and refuses one that is not there', async () => {
  const folder = makeFiles({
    'one.txt': pageText({ id: 71, summary: 'The first version says that mining is held in bounds.' }),
    'two.txt': pageText({ id: 71, summary: 'The second version says that mining is still held in bounds.' }),
  });
  await run(['import', 'one.txt', 'two.txt'], folder);
  const newest = await run(['show', '71']);
  expect(newest).toMatchObject({ code: 0, stderr: '' });
  const lines = newest.stdout.trimEnd().split('\n');
  expect(lines[0]).toBe('#71 version 2  IS × Mining_Status  Draft');
  expect(lines[1]).toBe('Status      Restricted (unverified); ground: not stated');
  expect(lines[2]).toMatch(/^Confidence {2}Unknown\. [A-Z]/);
  expect(lines[3]).toBe('Declared    stage Draft, confidence Unknown');
  expect(lines.filter((line) => line.startsWith('To Live'))).toEqual([
    'To Live     No stored source bears the status.',
    'To Live     No editor other than the author has approved exactly this version.',
  ]);
  expect(lines[6]).toMatch(/^Findings {4}\d+ findings?: /);
  const older = readJson(await run(['show', '#71', '--version-number', '1', '--json']));
  expect(older).toMatchObject({ analysis: 71, version: 1, stage: 'Draft' });
  const missing = await run(['show', '71', '--version-number', '9', '--json']);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toMatch(/^regatlas: There is no analysis #71 with a version 9\. /);
  expect(readJson<{ refused: { code: string } }>(missing).refused.code).toBe('not-found');
});

it('worker does the jobs that a killed command left behind', async () => {
  const folder = makeFiles({
    'page.txt': pageText({ id: 72 }),
    'note.txt': 'A note on Iceland.\n\nMining in Iceland is held in bounds by the price of power.',
  });
  await run(['import', 'page.txt'], folder);
  await leaveJob(folder);
  const before = readJson<Shown>(await run(['show', '72', '--json']));
  expect(before.verification.sources).toHaveLength(0);
  const worker = startRegatlas(['worker', '--json'], { env: database.env() });
  await worker.waitFor(/The worker is ready/);
  while ((await countOpenJobs()) > 0) await pause(50);
  worker.kill('SIGTERM');
  const end = await worker.ended;
  expect(end.code).toBe(0);
  expect(readJson(end)).toEqual({ ready: true });
  const after = readJson<Shown>(await run(['show', '72', '--json']));
  expect(after.verification.sources).toHaveLength(1);
});

async function countOpenJobs(): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    "select count(*)::int as n from regatlas_jobs.job where state < 'completed'",
  );
  return row?.n ?? 0;
}

/** Holds the page, so that the command has stored its source and waits for the page when it is killed. */
async function leaveJob(folder: string): Promise<void> {
  const holder = new pg.Client({ connectionString: database.env().DATABASE_URL });
  await holder.connect();
  try {
    await holder.query('begin; select 1 from version_state for update');
    const command = startRegatlas(['source', 'add', 'note.txt'], { env: database.env(), cwd: folder });
    await command.waitFor(/^added {2}source \d+/);
    command.kill('SIGKILL');
    await command.ended;
  } finally {
    await holder.end();
  }
}
