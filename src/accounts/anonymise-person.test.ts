import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { insertAnalysis } from '#store/analyses.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import { listMessages } from '#store/outbox.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { verifyContents } from '#store/verify-contents.ts';
import { verifyTrail } from '#store/verify-trail.ts';
import { appendVersion } from '#store/versions.ts';
import { addApproval, addPerson } from '../../test/database/add-person.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { anonymisePerson, FORMER_MEMBER } from './anonymise-person.ts';
import { exportPerson } from './export-person.ts';

const AT = '2026-11-25T05:00:00.000Z';
const LATER = '2027-01-01T00:00:00.000Z';
const CONTENT = makeContent();
const HASH = contentHash(CONTENT);
const SECRETS = ['session-token-1', 'password-hash-1', 'key-hash-1', 'public-key-1', 'letter-link-1'];
const deps = { clock: () => new Date(LATER) };

describeStore('what is stored about a person', (store) => {
  let ana: Viewer;
  let adam: Viewer;
  let email = '';
  const query = async <Row>(statement: string) => (await store().pool.query(statement)).rows as Row[];

  beforeEach(async () => {
    const version = randomUUID();
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana Example', 'editor');
      adam = await addPerson(tx, 'Adam', 'admin');
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const facts = { id: version, analysis: 7, contentHash: HASH, content: CONTENT, at: AT };
      const actor = actorOf(ana);
      await appendVersion(tx, { ...facts, origin: 'edit', importFile: null, actor });
      const saved = { at: AT, actor, action: 'version.saved', subject: 'analysis:7/1', afterHash: HASH };
      await appendAuditEvent(tx, saved);
      await appendAuditEvent(tx, { at: AT, actor: actorOf(adam), action: 'seen', subject: 'analysis:7/1' });
    });
    email =
      (await query<{ email: string }>(`select email from person where id = '${ana.id}'`))[0]?.email ?? '';
    const review = await store().write((tx) => addApproval(tx, version, ana));
    const id = `'${ana.id}'`;
    for (const statement of [
      `insert into session values (gen_random_uuid(), ${id}, 'session-token-1', '${LATER}', '${AT}', '${AT}', '192.0.2.7', 'A browser')`,
      `insert into credential (id, person, account_id, provider_id, password, created_at, updated_at)
         values (gen_random_uuid(), ${id}, ${id}, 'credential', 'password-hash-1', '${AT}', '${AT}')`,
      `insert into passkey (id, person, name, public_key, credential_id, counter, device_type, backed_up, created_at)
         values (gen_random_uuid(), ${id}, 'My key', 'public-key-1', 'c1', 0, 'singleDevice', false, '${AT}')`,
      `insert into api_key (id, person, config_id, name, key, enabled, created_at, updated_at, rate_limit_enabled, request_count)
         values (gen_random_uuid(), ${id}, 'default', 'A script', 'key-hash-1', true, '${AT}', '${AT}', false, 0)`,
      `insert into watch values (${id}, 'topic', 'Test_Status', '${AT}')`,
      `insert into notice_setting values (${id}, 'due', 'never')`,
      `insert into notice (person, event, analysis, version, kind, because, delivery, at)
         select ${id}, max(id), 7, 1, 'published', 'watch', 'daily', '${AT}' from audit_event`,
      `insert into digest values (${id}, 'daily', '${AT}')`,
      `insert into outbox_message (id, person, recipient, subject, body, queued_at)
         values (gen_random_uuid(), ${id}, '${email}', 'A subject', 'letter-link-1', '${AT}'),
                (gen_random_uuid(), null, '${email}', 'Another', 'letter-link-2', '${AT}'),
                (gen_random_uuid(), null, 'somebody@example.org', 'Not theirs', 'x', '${AT}')`,
      `insert into review_comment (id, review, person, author, kind, text, written_at)
         values (gen_random_uuid(), '${review}', ${id}, 'person:' || ${id}, 'comment', 'I looked twice.', '${AT}')`,
      `insert into review_assignment (review, assignee, assigned_by, assigned_at) values ('${review}', ${id}, 'test', '${AT}')`,
      `insert into working_copy (id, person, jurisdiction, topic, content, revision, begun_at, changed_at)
         values (gen_random_uuid(), ${id}, 'KP', 'Test_Status', '{}', 1, '${AT}', '${AT}')`,
    ]) {
      await query(statement);
    }
  });

  const takeOut = (person: string, actor = 'command line') =>
    store().write((tx) => anonymisePerson(tx, deps, { actor, person }));
  const exported = () => store().read((tx) => exportPerson(tx, deps, ana.id));

  it('is exported whole, without anything to sign in with', async () => {
    const document = await exported();
    expect(document).toMatchObject({
      schema: 'regatlas.person/1',
      exportedAt: LATER,
      profile: [{ id: ana.id, name: 'Ana Example', email, role: 'editor' }],
      sessions: [{ address: '192.0.2.7', userAgent: 'A browser' }],
      waysToSignIn: [{ provider: 'credential' }],
      passkeys: [{ name: 'My key' }],
      keys: [{ name: 'A script' }],
      reviews: [{ analysis: 7, version: 1, kind: 'Approval', text: 'I have read it.' }],
      comments: [{ text: 'I looked twice.' }],
      assignments: [{ assignedAt: AT }],
      versions: [{ analysis: 7, number: 1, contentHash: HASH }],
      workingCopies: [{ analysis: null, begunAt: AT }],
      watches: [{ kind: 'topic', key: 'Test_Status' }],
      letterSettings: [{ kind: 'due', delivery: 'never' }],
      notices: [{ kind: 'published', because: 'watch' }],
      letters: [{ subject: 'A subject', recipient: email }],
      events: [{ action: 'version.saved', actor: actorOf(ana) }],
    });
    const json = JSON.stringify(document);
    expect(SECRETS.filter((secret) => json.includes(secret))).toEqual([]);
  });

  it('has a place in the export for every table that names people', async () => {
    const rows = await query<{ name: string }>(
      `select distinct c.conrelid::regclass::text as name from pg_constraint c
        where c.contype = 'f' and c.confrelid = 'person'::regclass order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual([
      'api_key',
      'credential',
      'digest',
      'notice',
      'notice_setting',
      // A link that works once: its hash says nothing that the letters do not.
      'one_time_link',
      'outbox_message',
      'passkey',
      'review',
      'review_assignment',
      'review_comment',
      'review_outcome',
      'review_state',
      'session',
      'watch',
      'working_copy',
    ]);
  });

  it('is taken out, and nothing leads to the person any more', async () => {
    expect(await takeOut(email)).toBe(ana.id);
    const { profile, reviews, comments, versions, events, ...gone } = await exported();
    expect(profile).toMatchObject([
      { name: FORMER_MEMBER, email: null, emailVerified: false, disabledAt: LATER, anonymisedAt: LATER },
    ]);
    expect([reviews.length, comments.length, versions.length]).toEqual([1, 1, 1]);
    expect(events).toMatchObject([
      { action: 'version.saved' },
      { action: 'person.anonymised', actor: 'command line', subject: `person:${ana.id}` },
    ]);
    const { schema: _schema, exportedAt: _at, assignments, workingCopies, ...rest } = gone;
    expect(Object.fromEntries(Object.entries(rest).filter(([, rows]) => rows.length > 0))).toEqual({});
    expect([assignments.length, workingCopies]).toEqual([
      1,
      [expect.objectContaining({ discardedAt: LATER })],
    ]);
    expect(await query(`select assignee from review_state`)).toEqual([{ assignee: null }]);
    expect((await store().read((tx) => listMessages(tx, 9))).map((one) => one.subject)).toEqual([
      'Not theirs',
    ]);
  });

  it('leaves no trace of name and address in any table', async () => {
    await takeOut(ana.id);
    const tables = await query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const traces: string[] = [];
    for (const { name } of tables) {
      const found = await query<{ row: string }>(
        `select t::text as row from "${name}" t where strpos(t::text, '${email}') > 0 or strpos(t::text, 'Ana Example') > 0 or strpos(t::text, '192.0.2.7') > 0`,
      );
      traces.push(...found.map(({ row }) => `${name}: ${row}`));
    }
    expect(traces).toEqual([]);
  });

  it('leaves the trail whole, and the contents', async () => {
    await takeOut(ana.id, actorOf(adam));
    const { broken, events } = await store().read((tx) => verifyTrail(tx));
    expect([broken, events]).toEqual([null, 3]);
    expect(await store().read((tx) => verifyContents(tx))).toEqual({ versions: 1, broken: null });
  });

  describe('is not taken out', () => {
    it('twice', async () => {
      await takeOut(ana.id);
      await expect(takeOut(ana.id)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('of the last administrator, also when two go at once', async () => {
      await expect(takeOut(adam.id)).rejects.toMatchObject({ code: 'conflict' });
      const second = await store().write((tx) => addPerson(tx, 'Bea', 'admin'));
      const outcomes = await Promise.allSettled([takeOut(adam.id), takeOut(second.id)]);
      expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    it('of nobody', async () => {
      await expect(takeOut(randomUUID())).rejects.toMatchObject({ code: 'not-found' });
      expect(await query(`select count(*)::int as n from audit_event`)).toEqual([{ n: 2 }]);
    });
  });
});
