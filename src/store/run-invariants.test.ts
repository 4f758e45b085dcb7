/**
 * What the database itself refuses of runs, whatever the program does: changed or removed records, an exchange that is
 * completed twice, a run that counts as completed without a draft, a step that somebody works without a claim.
 */
import { beforeEach, describe, expect, it } from 'vitest';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { appendDraft, makeAnswer, makeQuestion, openRunStage } from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { completeExchange, insertExchange, insertReusedExchange } from './exchanges.ts';
import { syncReferenceData } from './reference-data.ts';

const AT = '2026-01-02T03:04:05.000Z';
const FIRST = '00000000-0000-4000-8000-000000000001';
const SECOND = '00000000-0000-4000-8000-000000000002';

describeStore('of runs, the database', (store) => {
  let run = 0;
  beforeEach(async () => {
    await store().write((tx) => syncReferenceData(tx, TEST_REFERENCE));
    const stage = openRunStage(store());
    run = await stage.request();
    await stage.workAll();
    const asker = { run, step: 'base-research', attempt: 1 } as const;
    await store().write(async (tx) => {
      await insertExchange(tx, { id: FIRST, ...asker }, makeQuestion('a'), AT);
      await insertReusedExchange(tx, { id: SECOND, ...asker }, makeQuestion('a'), FIRST, AT);
    });
    await attempt(`insert into run_batch (topic, request, concurrency, requested_by, requested_at)
                   values ('Test_Status', '{}', 1, 'test', now())`);
    await attempt(
      `insert into run_batch_stop select number, 'cancelled', 'Enough.', 'test', now() from run_batch`,
    );
  });
  const attempt = (statement: string) => store().pool.query(statement);

  it.each([
    ['run', 'requested_by'],
    ['run_attempt', 'worker'],
    ['run_result', 'reason'],
    ['run_log', 'message'],
    ['run_batch', 'requested_by'],
    ['run_batch_stop', 'words'],
  ])('refuses to change, delete or truncate %s', async (table, column) => {
    expect((await attempt(`select from ${table}`)).rowCount).toBeGreaterThan(0);
    await expect(attempt(`update ${table} set ${column} = 'other'`)).rejects.toThrow(/append-only/);
    await expect(attempt(`delete from ${table}`)).rejects.toThrow(/append-only/);
    await expect(attempt(`truncate ${table} cascade`)).rejects.toThrow(/append-only|is refused/);
  });

  describe('lets an exchange', () => {
    const complete = (raw: string) => store().write((tx) => completeExchange(tx, FIRST, makeAnswer(raw), AT));

    it('be completed once', async () => {
      await complete('yes');
      await expect(complete('no')).rejects.toThrow(/completed once/);
    });

    it('neither be another question, nor be unasked, nor go away', async () => {
      await expect(
        attempt(
          `update run_exchange set state = 'answered', answered_at = now(), request = '{}' where id = '${FIRST}'`,
        ),
      ).rejects.toThrow(/completed once/);
      await expect(attempt(`update run_exchange set purpose = 'x' where id = '${FIRST}'`)).rejects.toThrow(
        /completed once/,
      );
      await expect(attempt(`delete from run_exchange where id = '${FIRST}'`)).rejects.toThrow(
        /completed once/,
      );
      await expect(attempt('truncate run_exchange')).rejects.toThrow(/append-only/);
    });

    it('not fail without a fault, nor cost anything when its answer was known', async () => {
      await expect(
        attempt(`update run_exchange set state = 'failed', answered_at = now() where id = '${FIRST}'`),
      ).rejects.toThrow(/check constraint/);
      await expect(
        attempt(`insert into run_exchange (id, run, step, attempt, kind, service, purpose, request_hash, request, state,
                   cost_micros, reused, asked_at, answered_at)
                 select gen_random_uuid(), run, step, attempt, kind, service, purpose, request_hash, request, state,
                   1, reused, asked_at, answered_at from run_exchange where id = '${SECOND}'`),
      ).rejects.toThrow(/check constraint/);
    });
  });

  it.each(['Completed', 'Completed with findings'])(
    'refuses a run that is %s without a draft',
    async (state) => {
      await attempt(`update run_state set state = 'Failed', version = null where run = ${run}`);
      const set = `update run_state set state = '${state}'`;
      await expect(attempt(`${set} where run = ${run}`)).rejects.toThrow(/check constraint/);
      const version = await store().write((tx) => appendDraft(tx, 'A draft.'));
      await attempt(`${set}, version = '${version}' where run = ${run}`);
    },
  );

  it('refuses a step that runs in nobody’s hands, or that stands in somebody’s', async () => {
    const set = (state: string, claim: string) =>
      attempt(
        `update run_step set state = '${state}', claim = ${claim} where run = ${run} and step = 'base-research'`,
      );
    await expect(set('Running', 'null')).rejects.toThrow(/check constraint/);
    await expect(set('Ready', 'gen_random_uuid()')).rejects.toThrow(/check constraint/);
    await set('Running', 'gen_random_uuid()');
  });

  it('refuses a second result of an attempt', async () => {
    await expect(
      attempt(`insert into run_result select * from run_result where step = 'base-research'`),
    ).rejects.toThrow(/duplicate key/);
  });
});
