/**
 * What the database itself refuses, whatever the program does: changed or removed records, a second live version of a
 * cell, a version that goes live ungated, an Unknown without a reason, bytes that are not what their hash says.
 */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import { addApproval, addPerson } from '../../test/database/add-person.ts';
import { makeContent, makeReport, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { insertAnalysis } from './analyses.ts';
import { appendAuditEvent, listBrokenAuditEvents } from './audit-events.ts';
import type { WriteTx } from './connect.ts';
import { syncReferenceData } from './reference-data.ts';
import type { Database } from './schema.ts';
import { appendVerification } from './verifications.ts';
import { appendVersion, findVersion } from './versions.ts';

const AT = '2026-01-02T03:04:05.000Z';

async function addVersion(tx: WriteTx, analysis: number, words: string): Promise<string> {
  const id = randomUUID();
  const content = makeContent({ notes: words });
  await appendVersion(tx, {
    id,
    analysis,
    contentHash: sha256Hex(JSON.stringify(content)),
    content,
    origin: 'import',
    importFile: null,
    at: AT,
    actor: 'test',
  });
  return id;
}

describeStore('the database', (store) => {
  let number = 0;
  let version = '';
  let ana: Viewer;
  let ben: Viewer;
  beforeEach(async () => {
    await store().write(async (tx) => {
      ana = await addPerson(tx, 'Ana', 'editor');
      ben = await addPerson(tx, 'Ben', 'editor');
      await syncReferenceData(tx, TEST_REFERENCE);
      number = await insertAnalysis(tx, { number: null, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      version = await addVersion(tx, number, 'first');
      await appendAuditEvent(tx, { at: AT, actor: 'test', action: 'made', subject: 'analysis:1' });
      await appendAuditEvent(tx, { at: AT, actor: 'test', action: 'seen', subject: 'analysis:1' });
    });
  });

  const attempt = (statement: string) => store().pool.query(statement);

  describe('keeps what is recorded', () => {
    it.each(['analysis', 'analysis_version', 'stage_move', 'audit_event'])(
      'refuses to delete from %s',
      async (table) => {
        await expect(attempt(`delete from ${table}`)).rejects.toThrow(/append-only/);
      },
    );

    it('refuses to truncate, too', async () => {
      await expect(attempt('truncate analysis_version cascade')).rejects.toThrow(/append-only/);
      await expect(attempt('truncate version_state')).rejects.toThrow(/keeps its state/);
    });

    it('refuses to move a source to another tier or another jurisdiction', async () => {
      await attempt(`insert into source (tier, added_at) values ('blog', now())`);
      await attempt(`insert into source_jurisdiction select max(id), 'KP', 'declared', 0 from source`);
      await expect(attempt(`update source set tier = 'law'`)).rejects.toThrow(/append-only/);
      await expect(attempt('delete from source_jurisdiction')).rejects.toThrow(/append-only/);
    });

    it('refuses to change a version', async () => {
      await expect(attempt(`update analysis_version set status = 'Banned'`)).rejects.toThrow(/append-only/);
    });

    it('covers every table but those that are meant to move', async () => {
      const { rows } = await store().pool.query<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'public' and c.relkind = 'r'
            and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only')
          order by 1`,
      );
      expect(rows.map((row) => row.name)).toEqual([
        'api_key',
        'attempt',
        'credential',
        'digest',
        'jurisdiction',
        'notice',
        'notice_cursor',
        'notice_setting',
        'one_time_link',
        'outbox_message',
        'passkey',
        'person',
        'request_rate',
        'review_state',
        'run_exchange',
        'run_state',
        'run_step',
        'schema_migration',
        'session',
        'sign_in_challenge',
        'topic',
        'topic_status',
        'version_state',
        'watch',
        'working_copy',
        'working_copy_text',
      ]);
    });
  });

  describe('guards the stages', () => {
    const move = (id: string, stage: string) =>
      attempt(`update version_state set stage = '${stage}' where version = '${id}'`);

    it('refuses a move that the table does not have', async () => {
      await expect(move(version, 'Archived')).rejects.toThrow(/no move from Draft to Archived/);
    });

    it('refuses to go live without an approval', async () => {
      await move(version, 'In review');
      await expect(move(version, 'Live')).rejects.toThrow(/not approved for publication/);
    });

    it('refuses an approval by the author', async () => {
      await expect(
        approve(version, { approvedBy: ana, author: ana, state: 'verified', critical: 0 }),
      ).rejects.toThrow(/check constraint/);
    });

    it.each([
      { state: 'unverified', critical: 0, reason: null },
      { state: 'verified', critical: 1, reason: null },
      // What no stored source bears cannot be overridden.
      { state: 'unverified', critical: 0, reason: 'as told' },
    ])(
      'refuses evidence that is $state with $critical critical findings',
      async ({ state, critical, reason }) => {
        await approve(version, { approvedBy: ben, author: ana, state, critical, reason });
        await move(version, 'In review');
        await expect(move(version, 'Live')).rejects.toThrow(/not approved/);
      },
    );

    it('lets a gated version go live, and an overridden one with its reason', async () => {
      await approve(version, { approvedBy: ben, author: ana, state: 'verified', critical: 0 });
      await move(version, 'In review');
      await move(version, 'Live');
      expect((await store().read((tx) => findVersion(tx, number)))?.stage).toBe('Live');
    });

    it('refuses a challenge of the worst kind that stands, and heeds its outcome', async () => {
      await approve(version, { approvedBy: ben, author: ana, state: 'verified', critical: 0 });
      await move(version, 'In review');
      const challenge = randomUUID();
      await attempt(`insert into review (id, version, kind, origin, author, text, submitted_at, severity)
        values ('${challenge}', '${version}', 'Challenge', 'submitted', 'Cem', 'No.', now(), 'critical')`);
      await expect(move(version, 'Live')).rejects.toThrow(/not approved/);
      await attempt(
        `insert into review_outcome (review, outcome, reason, actor, decided_at) values ('${challenge}', 'rejected', 'It is so.', 'test', now())`,
      );
      await move(version, 'Live');
    });

    it('refuses an approval that was withdrawn, is of another version, or not by an editor', async () => {
      await approve(version, { approvedBy: ben, author: ana, state: 'verified', critical: 0 });
      await move(version, 'In review');
      await attempt(`insert into review_outcome (review, outcome, reason, actor, decided_at)
        select id, 'withdrawn', 'I read it again.', 'test', now() from review where version = '${version}'`);
      await expect(move(version, 'Live')).rejects.toThrow(/not approved/);
      const second = await store().write((tx) => addVersion(tx, number, 'second'));
      const cem = await store().write((tx) => addPerson(tx, 'Cem', 'analyst'));
      await approve(second, { approvedBy: cem, author: ana, state: 'verified', critical: 0 });
      await move(second, 'In review');
      await expect(move(second, 'Live')).rejects.toThrow(/not approved/);
    });

    it('has at most one live version of a cell', async () => {
      const second = await store().write((tx) => addVersion(tx, number, 'second'));
      for (const id of [version, second]) {
        await approve(id, {
          approvedBy: ben,
          author: ana,
          state: 'verified',
          critical: 2,
          reason: 'as told',
        });
        await move(id, 'In review');
      }
      await move(version, 'Live');
      await expect(move(second, 'Live')).rejects.toThrow(/one_live_version/);
    });

    async function approve(
      id: string,
      how: { approvedBy: Viewer; author: Viewer; state: string; critical: number; reason?: string | null },
    ): Promise<void> {
      await store().write(async (tx) => {
        const report = makeReport(how.state, how.critical);
        const verification = await appendVerification(tx, {
          versionId: id,
          inputHash: sha256Hex(JSON.stringify(how) + id),
          report,
          citations: [],
          at: AT,
        });
        const approval = await addApproval(tx, id, how.approvedBy);
        await sql`insert into publication
          select ${id}, content_hash, ${verification}, ${actorOf(how.author)},
                 ${actorOf(how.approvedBy)}, ${how.reason ?? null}, ${AT}, ${approval}
            from analysis_version where id = ${id}`.execute(tx);
      });
    }
  });

  it('refuses an Unknown without a reason, and a reason without an Unknown', async () => {
    const insert = (status: string, reason: string | null) =>
      store().write((tx) =>
        (tx as Kysely<Database>)
          .insertInto('analysis_version')
          .values({
            id: randomUUID(),
            analysis: number,
            number: 2,
            jurisdiction: 'KP',
            topic: 'Test_Status',
            content_hash: sha256Hex(status + reason),
            content: '{}',
            status,
            unknown_reason: reason as 'unreachable' | null,
            origin: 'import',
            recorded_at: AT,
          })
          .execute(),
      );
    await expect(insert('Unknown', null)).rejects.toThrow(/check constraint/);
    await expect(insert('Banned', 'unreachable')).rejects.toThrow(/check constraint/);
    await expect(insert('Perhaps', null)).rejects.toThrow(/foreign key/);
    await expect(insert('Unknown', 'unreachable')).resolves.toBeDefined();
  });

  it('refuses bytes that are not what their hash says', async () => {
    await expect(
      attempt(`insert into import_file values ('${sha256Hex('a')}', 'a.txt', '\\x62', now())`),
    ).rejects.toThrow(/check constraint/);
  });

  it.each(['2025-99-99', '2025-02-29', '2025-04-31', '0999', '3000', '2025-1-1'])(
    'refuses %s as a legal date',
    async (date) => {
      await expect(attempt(`select '${date}'::legal_date`)).rejects.toThrow(/check constraint/);
    },
  );

  it('takes legal dates as precise as they are known', async () => {
    for (const date of ['2024', '2024-12', '2024-02-29', '2000-02-29'])
      await attempt(`select '${date}'::legal_date`);
  });

  it('chains the audit trail, so that tampering by a superuser shows', async () => {
    expect(await store().read(listBrokenAuditEvents)).toEqual([]);
    await attempt('alter table audit_event disable trigger append_only');
    await attempt(
      `update audit_event set actor = 'someone else' where id = (select min(id) from audit_event)`,
    );
    expect(await store().read(listBrokenAuditEvents)).toHaveLength(1);
  });

  it('keeps one chain when many write at once', async () => {
    const write = (index: number) =>
      store().write((tx) =>
        appendAuditEvent(tx, { at: AT, actor: `writer ${index}`, action: 'made', subject: 'analysis:1' }),
      );
    await Promise.all(Array.from({ length: 50 }, (_, index) => write(index)));
    expect(await store().read(listBrokenAuditEvents)).toEqual([]);
  });

  it('numbers audit events in the order of their chain, whoever began first', async () => {
    const insert = `insert into audit_event (at, actor, action, subject, detail)
                    values (now(), 'test', 'made', 'analysis:1', '{}')`;
    const holder = await store().pool.connect();
    try {
      await holder.query('begin');
      await holder.query(`select pg_advisory_xact_lock(hashtext('regatlas.audit_event'))`);
      const late = attempt(insert);
      await waitForLock();
      await holder.query(insert);
      await holder.query('commit');
      await late;
    } finally {
      holder.release();
    }
    expect(await store().read(listBrokenAuditEvents)).toEqual([]);
  });

  it('tells apart audit events whose fields only read alike when strung together', async () => {
    const { rows } = await store().pool.query<{ hash: string }>(
      `select audit_event_hash(row(1, '${AT}', a, b, 'c', null, null, '{}', null, repeat('0', 64))::audit_event) as hash
         from (values ('x|y', 'z'), ('x', 'y|z')) as f(a, b)`,
    );
    expect(rows[0]?.hash).not.toBe(rows[1]?.hash);
  });

  async function waitForLock(): Promise<void> {
    const waiting = `select from pg_locks l join pg_database d on d.oid = l.database
                      where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`;
    while ((await attempt(waiting)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
});
