/**
 * Fifty people at once on one page, each on a connection of their own: analysts save versions and submit them, reviewers
 * challenge, editors approve, publish, return and withdraw. Afterwards everything is looked through: no saved words are
 * lost, one version is Live at most, the trail is whole, and the database saw no deadlock. Prints the figures as JSON.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnalysisContent } from '#domain/analysis.ts';
import { isAppError } from '#domain/errors.ts';
import { describeOverridable, listBars } from '#domain/gate.ts';
import type { AccountRole, Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyVersion } from '#ingest/verify-version.ts';
import { approveVersion, takeBackApproval } from '#review/approve-version.ts';
import { moveVersion } from '#review/move-version.ts';
import { publishVersion } from '#review/publish-version.ts';
import { saveVersion } from '#review/save-version.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { connect, type Store, type WriteTx } from '#store/connect.ts';
import { listCurrentVersions } from '#store/current-versions.ts';
import { migrate } from '#store/migrate.ts';
import { loadGateFacts } from '#store/publications.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { findNewestVersion, listVersionSummaries } from '#store/versions.ts';
import { addPerson } from '../database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../database/make-records.ts';
import { challenge } from '../database/staged-versions.ts';
import { makeDataDir } from './measured-server.ts';

const PEOPLE = 50;
const STEPS = Number(process.argv[2] ?? 20);
const CAST: readonly AccountRole[] = ['analyst', 'analyst', 'contributor', 'editor', 'editor'];
const MIGRATIONS = fileURLToPath(new URL('../../src/store/migrations', import.meta.url));
const CELL = { jurisdiction: 'KP', topic: 'Test_Status' };

const clock = () => new Date();
const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
const verify = (tx: WriteTx, id: string) => verifyVersion(tx, { reference, clock }, id);
const deps = {
  ...{ clock, newId: randomUUID, verifyVersion: verify },
  onAppended: async () => undefined,
  // A job of its own in the program.
  requestReverification: async () => undefined,
  requestRelating: async () => undefined,
};

/** What was tried, how it ended, and how long it took. */
type Tally = { done: number; refused: number; ms: number[] };
const tallies = new Map<string, Tally>();
const faults: string[] = [];

async function timed(what: string, act: () => Promise<unknown>): Promise<boolean> {
  const tally = tallies.get(what) ?? { done: 0, refused: 0, ms: [] };
  tallies.set(what, tally);
  const started = performance.now();
  try {
    await act();
    tally.done += 1;
    return true;
  } catch (error) {
    // Being overtaken is what is to be expected; anything else is a fault.
    if (isAppError(error, 'conflict') || isAppError(error, 'not-found') || isAppError(error, 'forbidden')) {
      tally.refused += 1;
    } else {
      faults.push(`${what}: ${error instanceof Error ? error.message : error}`);
    }
    return false;
  } finally {
    tally.ms.push(performance.now() - started);
  }
}

const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(Math.random() * of.length)];

/** Nobody's words overlap: a line that is gone was overwritten. */
const lineOf = (who: Viewer, step: number) => `${who.name} looked at article ${step} again.`;
const saved: string[] = [];

async function write(store: Store, actor: Viewer, step: number, analysis: number): Promise<void> {
  const line = lineOf(actor, step);
  for (;;) {
    const base = await store.read((tx) => findNewestVersion(tx, analysis));
    if (base === undefined) throw new Error('the page is gone');
    const content = withLine(base.content, line);
    const input = { actor, analysis, basedOn: base.id, content, note: null, causes: [] };
    if (await timed('save', () => store.write((tx) => saveVersion(tx, deps, input)))) break;
    if (faults.length > 0) return;
  }
  saved.push(line);
}

function withLine(content: AnalysisContent, line: string): AnalysisContent {
  return {
    ...content,
    sections: content.sections.map((section) => ({ ...section, text: `${section.text}\n${line}` })),
  };
}

async function decide(store: Store, actor: Viewer, analysis: number): Promise<void> {
  const open = (await store.read((tx) => listVersionSummaries(tx, analysis))).filter(
    ({ stage }) => stage !== 'Archived' && stage !== 'Withdrawn',
  );
  // Editors look at what waits for them; everybody else at what was written last.
  const waiting = actor.role === 'editor' ? open.filter(({ stage }) => stage === 'In review') : [];
  const version = pick(waiting.slice(0, 3)) ?? pick(open.slice(0, 6));
  if (version === undefined) return;
  const seen = { actor, analysis, version: version.number, contentHash: version.contentHash };
  const move = (action: 'submit' | 'return' | 'withdraw') =>
    timed(action, () => store.write((tx) => moveVersion(tx, deps, { ...seen, action, reason: 'A test.' })));
  if (actor.role === 'contributor') {
    await timed('challenge', () =>
      challenge(store, { ...seen, id: version.id }, Math.random() < 0.05 ? 'critical' : 'minor'),
    );
    return;
  }
  if (version.stage === 'Draft') {
    await move(Math.random() < 0.95 ? 'submit' : 'withdraw');
    return;
  }
  const chance = Math.random();
  if (version.stage === 'In review' && chance < 0.04) await move('return');
  else if (chance < 0.45)
    await timed('approve', () => store.write((tx) => approveVersion(tx, deps, { ...seen, note: '' })));
  else if (chance < 0.5)
    await timed('take back', () =>
      store.write((tx) => takeBackApproval(tx, deps, { ...seen, reason: 'I read it again.' })),
    );
  else {
    const facts = await store.read((tx) => loadGateFacts(tx, version.id));
    const overridden = describeOverridable(listBars(facts));
    const input = { ...seen, overrideReason: 'Settled elsewhere.', overridden };
    await timed('publish', () => store.write((tx) => publishVersion(tx, deps, input)));
  }
}

async function work(store: Store, actor: Viewer, analysis: number): Promise<void> {
  for (let step = 1; step <= STEPS; step += 1) {
    if (actor.role === 'analyst' && step % 4 === 1) await write(store, actor, step, analysis);
    else await decide(store, actor, analysis);
  }
}

const dataDir = makeDataDir();
try {
  await using store = await connect({
    ...{ dataDir: join(dataDir.path, 'data'), applicationName: 'regatlas bench', maxConnections: PEOPLE },
  });
  await migrate(store, MIGRATIONS);
  const people: Viewer[] = [];
  const analysis = await store.write(async (tx) => {
    await syncReferenceData(tx, TEST_REFERENCE);
    for (let index = 0; index < PEOPLE; index += 1) {
      people.push(await addPerson(tx, `Person ${index + 1}`, CAST[index % CAST.length] ?? 'analyst'));
    }
    const [first] = people;
    if (first === undefined) throw new Error('nobody is there');
    const content: AnalysisContent = { ...makeContent(), status: 'Unknown', unknownReason: 'unreachable' };
    const made = await saveVersion(tx, deps, {
      ...{ actor: first, analysis: null, basedOn: null, content, note: null, causes: [] },
    });
    return made.analysis;
  });
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(people.map((person) => work(store, person, analysis)));
  const seconds = (performance.now() - started) / 1_000;
  const used = process.cpuUsage(cpu);
  console.log(
    JSON.stringify(
      {
        ...{ people: PEOPLE, stepsEach: STEPS, seconds, cpuSeconds: (used.user + used.system) / 1e6 },
        actions: Object.fromEntries([...tallies].map(([what, tally]) => [what, describe(tally)])),
        ...(await inspect(store, analysis)),
        faults,
      },
      null,
      2,
    ),
  );
} finally {
  dataDir.remove();
}

function describe({ done, refused, ms }: Tally) {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10;
  return { done, refused, medianMs: at(0.5), p95Ms: at(0.95) };
}

async function inspect(store: Store, analysis: number) {
  const newest = await store.read((tx) => findNewestVersion(tx, analysis));
  const text = newest?.content.sections[0]?.text ?? '';
  const { rows } = await store.pool.query(
    `select (select count(*)::int from analysis_version) as versions,
            (select count(*)::int from publication) as published,
            (select count(*)::int from version_state where stage = 'Live') as live,
            (select count(*)::int from version_state where stage in ('Live', 'Archived')) as "everLive",
            (select deadlocks::int from pg_stat_database where datname = current_database()) as deadlocks`,
  );
  return {
    ...rows[0],
    saved: saved.length,
    lostLines: saved.filter((line) => !text.includes(line)).length,
    latest: (await store.read((tx) => listCurrentVersions(tx, CELL))).length,
    brokenTrail: (await store.read(listBrokenAuditEvents)).length,
  };
}
