/**
 * The whole site as an attacker meets it: the real frame, pages and accounts on a database of the test's own, with one
 * page, one source, and a person, a browser and a draft for every role. What is stored is compared by a digest of every
 * row of every table, so that "nothing was written" means nothing at all.
 */
import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { contentHash, sha256Hex } from '#domain/canonical-json.ts';
import type { AccountRole, Role, Viewer } from '#domain/person.ts';
import { DEFAULT_REQUEST } from '#domain/run.ts';
import { makeUnsubscribeToken } from '#notify/unsubscribe-token.ts';
import { requestBatch } from '#research/request-batch.ts';
import { beginWorkingCopy } from '#review/begin-working-copy.ts';
import { submitReview } from '#review/submit-review.ts';
import { insertAnalysis } from '#store/analyses.ts';
import type { Store } from '#store/connect.ts';
import { putPasswordHash } from '#store/credentials.ts';
import { completeExchange, insertExchange } from '#store/exchanges.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { insertSource } from '#store/sources.ts';
import { appendVersion } from '#store/versions.ts';
import { addPerson } from '../database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../database/make-records.ts';
import { BASE, ends, GOOD_STEPS, makeAnswer, makeQuestion, openRunStage } from '../database/scripted-runs.ts';
import { cloneDatabase, dropDatabase } from '../database/with-database.ts';
import { SECRET } from '../web/account-parts.ts';
import { openSite, type SiteOptions, type TestSite } from '../web/open-site.ts';

/** Roles that have an account, from least to most. */
export const ACCOUNTS: readonly AccountRole[] = ['contributor', 'analyst', 'editor', 'admin'];

/** Somebody of the site, with a draft if they may write. */
export type Inhabitant = Viewer & { readonly email: string; readonly draft: string | null };

/** See the module comment. */
export type AttackedSite = TestSite & {
  readonly store: Store;
  readonly people: Readonly<Record<AccountRole, Inhabitant>>;
  /** Content hash of the one version there is, `/analyses/7/versions/1`. */
  readonly version: string;
  /** An open Challenge by the editor. */
  readonly review: string;
  /** SHA-256 of the one snapshot there is. */
  readonly snapshot: string;
  /** Id of the one exchange of run 1, which has ended; run 2 waits, in batch 1. */
  readonly exchange: string;
  /** The token of a letter to this person that ends letters. */
  readonly unsubscribe: (role: AccountRole) => string;
  /** The `Cookie` of a browser signed in with this role; empty for a reader. A new session each time. */
  readonly enter: (role: Role) => Promise<string>;
  /** A digest of every row, by table; `but` are tables left out. */
  readonly digest: (but?: readonly string[]) => Promise<Readonly<Record<string, string>>>;
  readonly end: () => Promise<void>;
};

/** Where forms of the site come from. */
export const HOME = 'http://localhost';

const AT = '2026-03-04T05:06:07.000Z';
const PASSWORD = 'words that open a door';
const TEXT = 'Nobody may test tokens here.\n\nTesting is allowed on Sundays.';

/** Opens it. Passwords are not hashed here, as what is attacked is what stands around them. */
export async function openAttackedSite(options: SiteOptions = {}): Promise<AttackedSite> {
  const server = inject('servers').embedded;
  const database = await cloneDatabase(server);
  const { store } = database;
  const passwords = { hash: async (given: string) => `h:${given}`, verify: checkPlain };
  const site = await openSite(store, () => new Date(), { passwords, ...options });
  const version = await addPage(store);
  const snapshot = await addSource(store);
  const people = Object.fromEntries(
    await Promise.all(ACCOUNTS.map(async (role) => [role, await addInhabitant(store, role)])),
  ) as Record<AccountRole, Inhabitant>;
  const exchange = await addRuns(store);
  const review = await addReview(store, people.editor, version);
  return {
    ...site,
    store,
    people,
    review,
    exchange,
    version,
    snapshot,
    unsubscribe: (role) => makeUnsubscribeToken(SECRET, people[role].id),
    enter: async (role) => (role === 'reader' ? '' : enter(site, people[role].email)),
    digest: (but = []) => digestOf(store, but),
    end: async () => {
      await site.close();
      await dropDatabase(server, database);
    },
  };
}

async function checkPlain({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  return hash === `h:${password}`;
}

async function enter(site: TestSite, email: string): Promise<string> {
  const answer = await site.send('/sign-in', { email, password: PASSWORD });
  if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function addPage(store: Store): Promise<string> {
  const content = makeContent();
  const facts = { id: randomUUID(), analysis: 7, contentHash: contentHash(content), content, at: AT };
  await store.write(async (tx) => {
    await syncReferenceData(tx, TEST_REFERENCE);
    await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
    await appendVersion(tx, { ...facts, origin: 'import', importFile: null, actor: 'test' });
  });
  return facts.contentHash;
}

async function addReview(store: Store, actor: Viewer, contentHash: string): Promise<string> {
  const deps = { clock: () => new Date(), newId: randomUUID, requestReverification: () => Promise.resolve() };
  return store.write((tx) =>
    submitReview(tx, deps, {
      ...{ actor, least: 'contributor', analysis: 7, contentHash, kind: 'Challenge', severity: 'major' },
      ...{ target: '', text: 'This has no source.', proposedText: '', evidence: { links: '', passages: [] } },
    }),
  );
}

async function addSource(store: Store): Promise<string> {
  const bytes = Buffer.from(TEXT);
  const sha256 = sha256Hex(bytes);
  const facts = {
    title: 'A decree',
    publisher: null,
    author: null,
    publishedOn: null,
    tier: 'law',
    url: null,
  };
  await store.write((tx) =>
    insertSource(tx, {
      facts: { ...facts, tier: 'law', language: 'en' },
      canonicalUrl: null,
      snapshot: {
        sha256,
        mediaType: 'text/plain',
        size: bytes.length,
        capturedAt: AT,
        capturedFrom: 'a.txt',
      },
      bytes,
      extracted: { extractor: 'plain-text', extractorVersion: '1', text: TEXT, pageStarts: [] },
      textSha256: sha256,
      normalisation: [],
      passages: [{ start: 0, end: 28, page: null }],
      jurisdictions: [],
      at: AT,
    }),
  );
  return sha256;
}

async function addRuns(store: Store): Promise<string> {
  const steps = { ...GOOD_STEPS, 'base-research': ends('Abstained', BASE, 'Nothing speaks of it.') };
  const stage = openRunStage(store, { steps });
  const run = await stage.request();
  const exchange = randomUUID();
  const asker = { id: exchange, run, step: 'base-research', attempt: 1 } as const;
  await store.write(async (tx) => {
    await insertExchange(tx, asker, makeQuestion('what is asked'), AT);
    await completeExchange(tx, exchange, makeAnswer('what is answered'), AT);
    const asked = { topic: 'Test_Status', jurisdictions: ['KP'], request: DEFAULT_REQUEST, concurrency: 1 };
    await requestBatch(tx, stage.deps, { ...asked, actor: 'test' });
  });
  await stage.work({ run, step: 'base-research', attempt: 1 });
  return exchange;
}

async function addInhabitant(store: Store, role: AccountRole): Promise<Inhabitant> {
  const deps = { clock: () => new Date(), newId: randomUUID };
  return store.write(async (tx) => {
    const person = await addPerson(tx, `The ${role}`, role);
    await putPasswordHash(tx, { id: randomUUID(), person: person.id, hash: `h:${PASSWORD}` }, AT);
    const row = await tx
      .selectFrom('person')
      .select('email')
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    const from = { kind: 'scratch', jurisdiction: 'KP', topic: 'Test_Status' } as const;
    const draft =
      role === 'contributor' ? null : (await beginWorkingCopy(tx, deps, { actor: person, from })).id;
    return { ...person, email: row.email ?? '', draft };
  });
}

async function digestOf(store: Store, but: readonly string[]): Promise<Record<string, string>> {
  const { rows: tables } = await store.pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const parts = tables
    .filter(({ name }) => !but.includes(name))
    .map(
      ({ name }) =>
        `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from "${name}" t`,
    );
  const { rows } = await store.pool.query<{ name: string; digest: string }>(parts.join(' union all '));
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
