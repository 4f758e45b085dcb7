import { expect, it } from 'vitest';
import { approveVersion } from '#review/approve-version.ts';
import {
  draftVersion,
  openDesk,
  seenBy,
  versionIn,
  workflowDeps,
} from '../../test/database/staged-versions.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { openJobQueue } from './job-queue.ts';
import { noteDueReviewsHandler, requestDueReviews } from './note-due-reviews.ts';

describeStore('the daily look at due reviews', (store) => {
  it('notes each due date of a published page once, and a renewed one anew when it is due again', async () => {
    const desk = await openDesk(store());
    const live = await versionIn(store(), 'Live', desk);
    await draftVersion(store(), desk.ana);
    let now = '2026-04-03T23:00:00.000Z';
    const handler = noteDueReviewsHandler(store(), { clock: () => new Date(now) });
    const queue = await openJobQueue(store(), [handler], { supervise: false, onError: () => undefined });
    const noted = async () => {
      await requestDueReviews(store(), queue, now.slice(0, 10));
      await queue.drain();
      const { rows } = await store().pool.query(
        `select subject, before_hash, detail from audit_event where action = 'review.due' order by id`,
      );
      return rows;
    };
    expect(await noted()).toEqual([]);
    now = '2026-04-04T00:00:00.000Z';
    const first = {
      ...{ subject: `analysis:${live.analysis}/1`, before_hash: live.contentHash },
      detail: { dueOn: '2026-04-03' },
    };
    expect(await noted()).toEqual([first]);
    now = '2026-04-05T00:00:00.000Z';
    expect(await noted()).toEqual([first]);
    const later = { ...workflowDeps(), clock: () => new Date(now) };
    await store().write((tx) => approveVersion(tx, later, { ...seenBy(live, desk.cem), note: '' }));
    expect(await noted()).toEqual([first]);
    now = '2026-05-06T00:00:00.000Z';
    expect(await noted()).toEqual([first, { ...first, detail: { dueOn: '2026-05-05' } }]);
    await queue.close();
  });
});
