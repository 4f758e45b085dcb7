import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from '#domain/canonical-json.ts';
import { makeContent, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { insertAnalysis } from './analyses.ts';
import { appendAuditEvent } from './audit-events.ts';
import { syncReferenceData } from './reference-data.ts';
import { verifyContents } from './verify-contents.ts';
import { findTrailHead, verifyTrail } from './verify-trail.ts';
import { appendVersion } from './versions.ts';

const AT = '2026-01-02T03:04:05.000Z';
const CONTENT = makeContent();
const HASH = contentHash(CONTENT);

describeStore('verifying the trail', (store) => {
  beforeEach(async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      await insertAnalysis(tx, { number: 7, jurisdiction: 'KP', topic: 'Test_Status', at: AT });
      const facts = { id: randomUUID(), analysis: 7, contentHash: HASH, content: CONTENT, at: AT };
      await appendVersion(tx, { ...facts, origin: 'import', importFile: null, actor: 'test' });
      const subject = 'analysis:7/1';
      await appendAuditEvent(tx, {
        at: AT,
        actor: 'test',
        action: 'version.imported',
        subject,
        afterHash: HASH,
      });
      for (let index = 0; index < 5; index += 1) {
        await appendAuditEvent(tx, { at: AT, actor: 'test', action: 'seen', subject: `thing:${index}` });
      }
    });
  });

  /** As somebody with all rights on the database would. */
  const tamper = async (...statements: string[]) => {
    for (const table of ['audit_event', 'analysis_version']) {
      await store().pool.query(`alter table ${table} disable trigger user`);
    }
    for (const statement of statements) await store().pool.query(statement);
  };
  const check = (noted?: string) => store().read((tx) => verifyTrail(tx, { noted, portion: 2 }));
  const checkContents = () => store().read((tx) => verifyContents(tx));

  it('finds a whole trail whole, whatever the size of the portions, and tells its head', async () => {
    const { rows } = await store().pool.query('select id, hash from audit_event order by id desc limit 1');
    const whole = { events: 6, head: rows[0], broken: null };
    expect(await check()).toEqual(whole);
    expect(await store().read((tx) => verifyTrail(tx, { portion: 100 }))).toEqual(whole);
    expect(await checkContents()).toEqual({ versions: 1, broken: null });
  });

  it('takes the gap that a transaction leaves when it is rolled back for what it is', async () => {
    const undone = store().write(async (tx) => {
      await appendAuditEvent(tx, { at: AT, actor: 'test', action: 'seen', subject: 'thing:undone' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await store().write((tx) =>
      appendAuditEvent(tx, { at: AT, actor: 'test', action: 'seen', subject: 'thing:after' }),
    );
    const { events, head, broken } = await check();
    expect([events, head?.id, broken]).toEqual([7, 8, null]);
  });

  describe('shows', () => {
    it.each([
      ['a changed row', `update audit_event set actor = 'x' where id = 3`, 'changed row', 3],
      ['changed facts', `update audit_event set detail = '{"a":1}' where id = 6`, 'changed row', 6],
      ['a missing row', 'delete from audit_event where id = 3', 'missing row', 4],
      ['a missing beginning', 'delete from audit_event where id <= 2', 'missing row', 3],
      [
        'two rows that changed places',
        'update audit_event set id = 7 - id + 100 where id in (3, 4); update audit_event set id = id - 100 where id > 100',
        'reordered',
        3,
      ],
      [
        'a row written anew with its hash',
        `update audit_event set actor = 'x' where id = 3;
         update audit_event e set hash = audit_event_hash(e) where id = 3`,
        'rewritten',
        4,
      ],
    ])('%s', async (_, statement, kind, event) => {
      await tamper(statement);
      const { broken } = await check();
      expect([broken?.kind, broken?.event]).toEqual([kind, event]);
    });

    it('an end cut off, and a whole trail of another beginning, when a head was noted', async () => {
      const noted = await store().read(findTrailHead);
      await store().write((tx) =>
        appendAuditEvent(tx, { at: AT, actor: 'test', action: 'seen', subject: 'thing:later' }),
      );
      expect((await check(noted?.hash)).broken).toBeNull();
      await tamper('delete from audit_event where id >= 6');
      expect((await check()).broken).toBeNull();
      expect((await check(noted?.hash)).broken).toMatchObject({ kind: 'truncated end', event: null });
      await tamper('delete from audit_event');
      expect(await check(noted?.hash)).toMatchObject({
        events: 0,
        head: null,
        broken: { kind: 'truncated end' },
      });
    });

    it('a version whose content was changed, with or without its hash', async () => {
      const changed = makeContent({ notes: 'Testing is banned.' });
      const json = JSON.stringify(changed);
      await tamper(`update analysis_version set content = '${json}'`);
      expect((await check()).broken).toBeNull();
      expect((await checkContents()).broken).toMatchObject({
        kind: 'changed version',
        subject: 'analysis:7/1',
        event: 1,
      });
      await tamper(`update analysis_version set content_hash = '${contentHash(changed)}'`);
      expect((await check()).broken).toMatchObject({ kind: 'changed version', event: 1 });
      expect((await checkContents()).broken).toMatchObject({ kind: 'untold', event: null });
    });

    it('a version listed with another status than its content has', async () => {
      await tamper(`update analysis_version set status = 'Banned'`);
      expect((await checkContents()).broken).toMatchObject({ kind: 'changed version', event: 1 });
    });

    it('a version that is gone', async () => {
      await tamper(
        'alter table version_state disable trigger all',
        'alter table stage_move disable trigger all',
        'alter table analysis_version disable trigger all',
        'delete from version_state',
        'delete from stage_move',
        'delete from analysis_version',
      );
      expect((await check()).broken).toMatchObject({ kind: 'missing version', subject: 'analysis:7/1' });
    });

    it('bytes that are not the ones captured', async () => {
      await tamper(
        'alter table snapshot drop constraint snapshot_check1',
        `insert into source (tier, added_at) values ('blog', now())`,
        `insert into snapshot select repeat('a', 64), max(id), 'text/plain', 1, now(), 'x', 'y'::bytea from source`,
      );
      expect((await checkContents()).broken).toMatchObject({ kind: 'changed bytes', event: null });
    });
  });
});
