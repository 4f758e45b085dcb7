/**
 * What the review queue costs with ten thousand open reviews and twice as many that have their outcome: the two queries
 * of a page, and the whole page over HTTP for somebody signed in. Needs the built program.
 *
 *   node test/bench/review-queue.ts [--open 10000] [--rounds 40] [--plan]
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { type AnalysisContent, CONTENT_SCHEMA } from '#domain/analysis.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { connect, type Store, type WriteTx } from '#store/connect.ts';
import { countQueue, listQueue, type QueueFilter } from '#store/review-queue.ts';
import { appendVersion } from '#store/versions.ts';
import { makeDataDir, median, runCommand, startServer } from './measured-server.ts';

const { values: flags } = parseArgs({
  options: {
    open: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '40' },
    plan: { type: 'boolean', default: false },
  },
});
const OPEN = Number(flags.open);
const ROUNDS = Number(flags.rounds);
const PAGE_SIZE = 50;
const AT = '2026-01-01T00:00:00.000Z';
const PASSWORD = 'plain words for a bench';

function makeContent(jurisdiction: string): AnalysisContent {
  return {
    schema: CONTENT_SCHEMA,
    ...{ jurisdiction, topic: 'Taxation', language: 'en', textFormat: 'plain', status: 'Taxed' },
    ...{ unknownReason: null, ground: null, statusSince: null, laws: [], outline: null, report: null },
    sections: [{ key: 'notes', text: `Gains are taxed in ${jurisdiction}.` }],
    ...{ sources: [], grounding: [], reviews: [] },
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
}

async function addAnalyses(tx: WriteTx): Promise<void> {
  const { rows } = await sql<{ code: string }>`select code from jurisdiction order by code limit 100`.execute(
    tx,
  );
  for (const { code: jurisdiction } of rows) {
    const content = makeContent(jurisdiction);
    const analysis = await insertAnalysis(tx, { number: null, jurisdiction, topic: 'Taxation', at: AT });
    await appendVersion(tx, {
      ...{ id: randomUUID(), analysis, contentHash: contentHash(content), content, origin: 'import' },
      ...{ importFile: null, at: AT, actor: 'bench' },
    });
  }
}

/** Every third is open; kinds, severities and origins are mixed as a queue would have them. */
async function addReviews(tx: WriteTx, person: string): Promise<void> {
  const target = JSON.stringify({
    ...{ kind: 'sentence', unit: 'section/notes' },
    quote: {
      exact: 'Gains are taxed in that state, whoever makes them and whenever.',
      prefix: '',
      suffix: '',
    },
    position: { start: 0, end: 63 },
  });
  await sql`
    insert into review (id, version, kind, origin, author, text, submitted_at, person, person_role, severity, target)
    select gen_random_uuid(), v.id, case when n % 4 = 0 then 'Refinement' else 'Challenge' end,
           case when n % 5 = 0 then 'imported' else 'submitted' end, 'A reader', repeat('Reason ' || n || '. ', 40),
           ${AT}::timestamptz + n * interval '1 minute',
           case when n % 5 = 0 then null else ${person}::uuid end, case when n % 5 = 0 then null else 'contributor' end,
           case when n % 4 = 0 then null else (array['critical', 'major', 'minor'])[1 + n % 3] end, ${target}::json
      from generate_series(1, ${OPEN * 3}::int) n
      join lateral (select v.id from analysis_version v order by v.id offset n % 100 limit 1) v on true`.execute(
    tx,
  );
  await sql`
    insert into review_outcome (review, outcome, reason, actor, decided_at)
    select review, 'rejected', 'No.', 'bench', now()
      from (select review, row_number() over (order by submitted_at) as n from review_state) s where n % 3 <> 0`.execute(
    tx,
  );
}

async function timed<T>(run: () => Promise<T>): Promise<{ medianMs: number; highestMs: number; last: T }> {
  let last = await run();
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = performance.now();
    last = await run();
    taken.push(performance.now() - from);
  }
  return { medianMs: median(taken), highestMs: Math.max(...taken), last };
}

async function measureQueries(store: Store, name: string, filter: QueueFilter): Promise<string | undefined> {
  const page = () =>
    store.read(async (tx) => ({
      rows: await listQueue(tx, filter, PAGE_SIZE + 1),
      total: await countQueue(tx, filter),
    }));
  const { medianMs, highestMs, last } = await timed(page);
  report(`queries, ${name} (${last.total} pass)`, medianMs, highestMs);
  return last.rows.at(-1)?.id;
}

function report(what: string, medianMs: number, highestMs: number): void {
  console.log(`${what.padEnd(52)} median ${medianMs.toFixed(1)} ms, highest ${highestMs.toFixed(1)} ms`);
}

async function signIn(address: string, path: string): Promise<string> {
  const token = new URL(path, address).searchParams.get('token') ?? '';
  const post = (to: string, fields: Record<string, string>) =>
    fetch(address + to, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: address },
      body: new URLSearchParams(fields),
    });
  await post('/reset/password', { token, password: PASSWORD, again: PASSWORD });
  const answer = await post('/sign-in', { email: 'ana@example.org', password: PASSWORD });
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`signing in was answered with ${answer.status}`);
  return cookies.join('; ');
}

async function measurePage(address: string, cookie: string, path: string): Promise<void> {
  const { medianMs, highestMs } = await timed(async () => {
    const answer = await fetch(address + path, { headers: { Cookie: cookie } });
    const html = await answer.text();
    if (!html.includes('class="queue')) throw new Error(`${path} was answered with ${answer.status}`);
  });
  report(`page over HTTP, ${path.replace(/[0-9a-f-]{36}/, '…')}`, medianMs, highestMs);
}

const dataDir = makeDataDir();
try {
  runCommand(dataDir.path, ['migrate']);
  const add = ['user', 'add', '--email', 'ana@example.org', '--name', 'Ana', '--role', 'analyst', '--json'];
  const { person, path } = JSON.parse(runCommand(dataDir.path, add)) as {
    person: { id: string };
    path: string;
  };
  const store = await connect({ dataDir: dataDir.path, applicationName: 'regatlas bench' });
  await store.write(addAnalyses);
  await store.write((tx) => addReviews(tx, person.id));
  await store.pool.query('analyze');
  const open = { state: 'open' } as const;
  const cursor = await measureQueries(store, 'all that are open', open);
  await measureQueries(store, 'a later page', {
    ...open,
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  await measureQueries(store, 'taken by nobody', { ...open, assignee: null });
  await measureQueries(store, 'submitted by one person', { ...open, by: person.id });
  await measureQueries(store, 'Refinements', { ...open, kind: 'Refinement' });
  await measureQueries(store, 'rejected', { state: 'rejected' });
  if (flags.plan) {
    const { rows } = await store.pool.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers)
      select u.* from review_state u where u.state = 'open' and u.kind <> 'Approval'
       order by u.weight desc, u.submitted_at, u.review limit 51`);
    for (const row of rows) console.log(row['QUERY PLAN']);
  }
  await store.close();
  const server = await startServer(dataDir.path, { REGATLAS_JOBS: 'off' });
  try {
    const cookie = await signIn(server.address, path);
    await measurePage(server.address, cookie, '/reviews');
    await measurePage(server.address, cookie, `/reviews?after=${cursor}`);
    await measurePage(server.address, cookie, '/reviews?view=unassigned&severity=critical');
  } finally {
    await server.stop();
  }
} finally {
  dataDir.remove();
}
