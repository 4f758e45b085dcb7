import { beforeEach, describe, expect, it } from 'vitest';
import { actorOf } from '#domain/person.ts';
import { listBrokenAuditEvents } from '#store/audit-events.ts';
import { listCurrentVersions } from '#store/current-versions.ts';
import { loadGateFacts } from '#store/publications.ts';
import { findVersion } from '#store/versions.ts';
import {
  approveAndPublish,
  challenge,
  type Desk,
  draftVersion,
  openDesk,
  publish,
  type Seen,
  seenBy,
  stageOf,
  versionIn,
  workflowDeps,
} from '../../test/database/staged-versions.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { approveVersion, takeBackApproval } from './approve-version.ts';
import { moveVersion } from './move-version.ts';
import { publishVersion } from './publish-version.ts';

const CELL = { jurisdiction: 'KP', topic: 'Test_Status' };

describeStore('publishing', (store) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await openDesk(store());
  });

  const approve = (seen: Seen, by: Desk['ben']) =>
    store().write((tx) =>
      approveVersion(tx, workflowDeps(), { ...seenBy(seen, by), note: 'I read both decrees.' }),
    );
  const rows = async (statement: string) => (await store().pool.query(statement)).rows;

  it('keeps the decision, archives the version before, and tells the trail of both', async () => {
    const first = await versionIn(store(), 'Live', desk);
    const second = await draftVersion(store(), desk.ana, { analysis: first.analysis });
    await store().write((tx) =>
      moveVersion(tx, workflowDeps(), { ...seenBy(second, desk.ana), action: 'submit', reason: '' }),
    );
    const approval = await approve(second, desk.cem);
    await publish(store(), second, desk.ben);
    expect([await stageOf(store(), first), await stageOf(store(), second)]).toEqual(['Archived', 'Live']);
    expect(
      await rows(`select approval, approved_by, author, content_hash, override_reason from publication
                   where version = '${second.id}'`),
    ).toEqual([
      {
        ...{ approval, approved_by: actorOf(desk.cem), author: actorOf(desk.ana) },
        ...{ content_hash: second.contentHash, override_reason: null },
      },
    ]);
    const events = await rows(
      'select action, actor, subject, before_hash, after_hash from audit_event order by id desc limit 2',
    );
    const hashes = { before_hash: first.contentHash, after_hash: second.contentHash };
    const actor = actorOf(desk.ben);
    expect(events).toEqual([
      { action: 'version.archived', actor, subject: `analysis:${first.analysis}/1`, ...hashes },
      { action: 'version.published', actor, subject: `analysis:${first.analysis}/2`, ...hashes },
    ]);
    expect(await store().read(listBrokenAuditEvents)).toEqual([]);
  });

  it('goes back to an older version only with a reason, in the database, too', async () => {
    const older = await draftVersion(store(), desk.ana);
    const newer = await draftVersion(store(), desk.ana, { analysis: older.analysis });
    for (const seen of [older, newer]) {
      await store().write((tx) =>
        moveVersion(tx, workflowDeps(), { ...seenBy(seen, desk.ana), action: 'submit', reason: '' }),
      );
      await approve(seen, desk.cem);
    }
    await publish(store(), newer, desk.ben);
    const overridden = 'Version 2 is a later one and was published already.';
    await expect(publish(store(), older, desk.ben)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(overridden),
    });
    expect(await stageOf(store(), newer)).toBe('Live');
    const overrideReason = 'The later decree was annulled.';
    await publish(store(), older, desk.ben, { overrideReason, overridden });
    expect([await stageOf(store(), older), await stageOf(store(), newer)]).toEqual(['Live', 'Archived']);
  });

  it('counts for the page until the next, whatever drafts are made meanwhile', async () => {
    const live = await versionIn(store(), 'Live', desk);
    await draftVersion(store(), desk.ana, { analysis: live.analysis });
    await draftVersion(store(), desk.ana);
    const shown = await store().read((tx) => findVersion(tx, live.analysis));
    expect(shown?.id).toBe(live.id);
    const current = await store().read((tx) => listCurrentVersions(tx, CELL));
    expect(current.map(({ id }) => id)).toEqual([live.id]);
  });

  describe('is refused', () => {
    const inReview = async (author = desk.ana, status = 'Allowed') => {
      const seen = await draftVersion(store(), author, { status });
      await store().write((tx) =>
        moveVersion(tx, workflowDeps(), { ...seenBy(seen, author), action: 'submit', reason: '' }),
      );
      return seen;
    };

    it('without an approval, with a withdrawn one, and with that of the author', async () => {
      const seen = await inReview(desk.ben);
      const refusal = { code: 'conflict', message: expect.stringContaining('approved exactly this version') };
      await expect(publish(store(), seen, desk.ben)).rejects.toMatchObject(refusal);
      await expect(approve(seen, desk.ben)).rejects.toMatchObject({ code: 'forbidden' });
      await approve(seen, desk.cem);
      await store().write((tx) =>
        takeBackApproval(tx, workflowDeps(), { ...seenBy(seen, desk.cem), reason: 'Article 4 is newer.' }),
      );
      await expect(publish(store(), seen, desk.cem)).rejects.toMatchObject(refusal);
      expect(await stageOf(store(), seen)).toBe('In review');
      // Once somebody else stands behind it, even its author may press the button.
      await approve(seen, desk.cem);
      await publish(store(), seen, desk.ben);
      expect(await stageOf(store(), seen)).toBe('Live');
    });

    it('with the approval of another version', async () => {
      const first = await inReview();
      await approve(first, desk.cem);
      const second = await draftVersion(store(), desk.ana, { analysis: first.analysis });
      await store().write((tx) =>
        moveVersion(tx, workflowDeps(), { ...seenBy(second, desk.ana), action: 'submit', reason: '' }),
      );
      await expect(publish(store(), second, desk.ben)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('when today’s evidence does not bear the status, whatever an earlier check found', async () => {
      const seen = await inReview();
      await approve(seen, desk.cem);
      const found = { state: 'unverified', critical: 0 } as const;
      const override = { overrideReason: 'As told.', overridden: 'No stored source bears the status.' };
      await expect(publish(store(), seen, desk.ben, { found, ...override })).rejects.toMatchObject({
        code: 'conflict',
        message: 'No stored source bears the status.',
      });
      const unknown = await inReview(desk.ana, 'Unknown');
      await approve(unknown, desk.cem);
      await publish(store(), unknown, desk.ben, { found });
      expect(await stageOf(store(), unknown)).toBe('Live');
    });

    it('with something critical open, unless the editor says why and saw what it is', async () => {
      const seen = await inReview();
      await approve(seen, desk.cem);
      await challenge(store(), seen, 'critical');
      const overridden = '1 critical challenge stands.';
      await expect(publish(store(), seen, desk.ben)).rejects.toMatchObject({
        code: 'invalid-input',
        place: { field: 'override' },
      });
      const overrideReason = 'The decree is printed; the challenge mistakes the year.';
      await expect(
        publish(store(), seen, desk.ben, {
          ...{ overrideReason, overridden },
          found: { state: 'verified', critical: 1 },
        }),
      ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not what you saw') });
      await publish(store(), seen, desk.ben, { overrideReason, overridden });
      expect(await rows('select override_reason from publication')).toEqual([
        { override_reason: overrideReason },
      ]);
      expect(
        (await rows(`select detail from audit_event where action = 'version.published'`))[0],
      ).toMatchObject({ detail: { overridden, overrideReason } });
    });

    it('as a whole when the last step fails: nothing of it is left', async () => {
      const live = await versionIn(store(), 'Live', desk);
      const next = await inReview();
      await approve(next, desk.cem);
      const before = await rows('select count(*) from stage_move');
      const deps = {
        ...workflowDeps(),
        requestRelating: async () => {
          throw new Error('the queue is gone');
        },
      };
      const input = { ...seenBy(next, desk.ben), overrideReason: '', overridden: '' };
      await expect(store().write((tx) => publishVersion(tx, deps, input))).rejects.toThrow('queue');
      expect([await stageOf(store(), live), await stageOf(store(), next)]).toEqual(['Live', 'In review']);
      expect(await rows('select count(*) from stage_move')).toEqual(before);
      expect(await rows(`select from publication where version = '${next.id}'`)).toEqual([]);
    });
  });

  it('of two versions at once leaves one Live and the other archived or refused, never two', async () => {
    const seen = await Promise.all(Array.from({ length: 6 }, () => versionIn(store(), 'In review', desk)));
    for (const one of seen) await approve(one, desk.cem);
    await Promise.all(seen.map((one, index) => publish(store(), one, index % 2 ? desk.ben : desk.cem)));
    const stages = await Promise.all(seen.map((one) => stageOf(store(), one)));
    expect(stages.sort()).toEqual([...Array(5).fill('Archived'), 'Live']);
  });

  it('twice at once by two editors happens once', async () => {
    const seen = await versionIn(store(), 'In review', desk);
    await approve(seen, desk.cem);
    const both = await Promise.allSettled([desk.ben, desk.cem].map((one) => publish(store(), seen, one)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  it('takes one approval of a person, and another look at the Live version as its renewal', async () => {
    const seen = await versionIn(store(), 'In review', desk);
    const twice = await Promise.allSettled([approve(seen, desk.ben), approve(seen, desk.ben)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await publish(store(), seen, desk.ben);
    await expect(approve(seen, desk.ben)).rejects.toMatchObject({ code: 'conflict' });
    const later = { ...workflowDeps(), clock: () => new Date('2026-09-01T00:00:00.000Z') };
    await store().write((tx) => approveVersion(tx, later, { ...seenBy(seen, desk.ben), note: '' }));
    const { approvals } = await store().read((tx) => loadGateFacts(tx, seen.id));
    expect(approvals.map(({ name, submittedAt }) => [name, submittedAt.slice(0, 10)])).toEqual([
      ['Ben', '2026-03-04'],
      ['Ben', '2026-09-01'],
    ]);
  });

  it('moves a page of another analysis to the archive, too, when both are about one cell', async () => {
    const first = await versionIn(store(), 'Live', desk);
    const other = await versionIn(store(), 'In review', desk);
    await approveAndPublish(store(), other, desk.ben);
    expect(other.analysis).not.toBe(first.analysis);
    expect(await stageOf(store(), first)).toBe('Archived');
  });
});
