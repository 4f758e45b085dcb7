/** From a new document to the challenge on a page: once, whoever works on it and however often, and never half. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { WriteTx } from '#store/connect.ts';
import { listReviews } from '#store/review-records.ts';
import { countOpenChallenges } from '#store/reviews.ts';
import { listSignals } from '#store/signal-lists.ts';
import { lockEvidence } from '#store/sources.ts';
import { listChallengeGrounds } from '#store/system-challenges.ts';
import { holdEvidence } from '#store/verifications.ts';
import { addNews, addPage, BHUTAN, TEXTS, useCodebook } from '../../test/database/watch-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { readSignals } from './read-signals.ts';
import { relateSignals } from './relate-signals.ts';
import type { WatchDeps } from './signal-rules.ts';

describeStore('reading signals', (store) => {
  let deps: WatchDeps;
  beforeEach(async () => {
    deps = await useCodebook(store());
  });

  const page = (status: string, words = 'First.', analysis?: number) =>
    store().write((tx) => addPage(tx, { status, words, ...(analysis === undefined ? {} : { analysis }) }));
  const news = (text: string) => store().write((tx) => addNews(tx, text));
  const read = (source: number, afterwards = async (_tx: WriteTx, _challenged: readonly string[]) => {}) =>
    readSignals(store(), deps, source, afterwards);
  const relate = () =>
    store().write(async (tx) => {
      await lockEvidence(tx);
      return relateSignals(tx, deps, BHUTAN);
    });
  const challenges = (version: string) => store().read((tx) => countOpenChallenges(tx, version));
  const count = async (table: string) =>
    (await store().pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;

  it('opens a challenge with both passages on a page it contradicts, and changes no status', async () => {
    const { id, analysis } = await page('Banned');
    const asked: string[] = [];
    const outcome = await read(await news(TEXTS.article), async (_tx, challenged) => {
      asked.push(...challenged);
    });
    expect(outcome.challenged).toEqual([id]);
    expect(asked).toEqual([id]);
    const [review, ...others] = await store().read((tx) => listReviews(tx, analysis));
    expect(others).toEqual([]);
    expect(review).toMatchObject({ kind: 'Challenge', origin: 'system', author: deps.rules.engine });
    expect(review?.text).toMatch(/Banned[\s\S]*citizens have been allowed to own[\s\S]*Pema Dorji/);
    const [ground] = await store().read((tx) => listChallengeGrounds(tx, [review?.id ?? '']));
    expect(ground).toMatchObject({
      ...BHUTAN,
      speaker: 'Pema Dorji',
      modality: 'asserted',
      tier: 'news',
      when: { date: '2026-05-08' },
      relation: { relation: 'contradicts' },
    });
    const { rows } = await store().pool.query('select status from analysis_version');
    expect(rows).toEqual([{ status: 'Banned' }]);
    const trail = await store().pool.query('select actor, action from audit_event order by id');
    expect(trail.rows).toEqual([{ actor: deps.rules.engine, action: 'challenge.opened' }]);
  });

  it('opens none on a page that says the same', async () => {
    const { id } = await page('Allowed-Unregulated');
    await read(await news(TEXTS.article));
    expect(await challenges(id)).toBe(0);
    const [signal] = await store().read((tx) => listSignals(tx, BHUTAN));
    expect(signal?.pages).toMatchObject([{ relation: 'confirms', status: 'Allowed-Unregulated' }]);
  });

  it('does the same once, however often it is asked', async () => {
    const { id } = await page('Banned');
    const source = await news(TEXTS.article);
    await read(source);
    expect(await read(source)).toEqual({ signals: 0, challenged: [] });
    expect(await relate()).toEqual([]);
    expect(await challenges(id)).toBe(1);
    expect(await count('signal_relation')).toBe(await count('signal'));
  });

  it('does it once, too, when two do it at the same moment', async () => {
    const { id } = await page('Banned');
    const source = await news(TEXTS.article);
    const outcomes = await Promise.all([read(source), read(source), relate(), relate()]);
    expect(await challenges(id)).toBe(1);
    expect(await count('signal_reading')).toBe(1);
    expect(outcomes.flat().length).toBeGreaterThan(0);
  });

  it('misses no page that is being imported at the same moment', async () => {
    const source = await news(TEXTS.article);
    let commit = (): void => undefined;
    const committed = new Promise<void>((done) => {
      commit = done;
    });
    let begun = (): void => undefined;
    const isWritten = new Promise<void>((done) => {
      begun = done;
    });
    const importing = store().write(async (tx) => {
      await holdEvidence(tx);
      const added = await addPage(tx, { status: 'Banned', words: 'First.' });
      begun();
      await committed;
      return added;
    });
    await isWritten;
    const reading = read(source);
    await waitForLock();
    commit();
    const { id } = await importing;
    expect((await reading).challenged).toEqual([id]);
  });

  async function waitForLock(): Promise<void> {
    const waiting = `select from pg_locks l join pg_database d on d.oid = l.database
                      where d.datname = current_database() and l.locktype = 'advisory' and not l.granted`;
    while ((await store().pool.query(waiting)).rowCount === 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }

  it('adds a reprint to the challenge that is open, also when both come at the same moment', async () => {
    const { id, analysis } = await page('Banned');
    const sources = [await news(TEXTS.article), await news(TEXTS.reprint)];
    await Promise.all(sources.map((source) => read(source)));
    expect(await challenges(id)).toBe(1);
    const [review] = await store().read((tx) => listReviews(tx, analysis));
    const grounds = await store().read((tx) => listChallengeGrounds(tx, [review?.id ?? '']));
    expect(grounds.map(({ sourceId }) => sourceId).sort()).toEqual(sources);
    const trail = await store().pool.query<{ action: string }>('select action from audit_event order by id');
    expect(trail.rows.map(({ action }) => action)).toEqual(['challenge.opened', 'challenge.extended']);
  });

  it('opens a second one for another document', async () => {
    const { id } = await page('Banned');
    await read(await news(TEXTS.article));
    await read(await news(TEXTS.other));
    expect(await challenges(id)).toBe(2);
  });

  describe('a new version', () => {
    it('is challenged again only while the contradiction still stands there', async () => {
      const first = await page('Banned');
      await read(await news(TEXTS.article));
      const second = await page('Banned', 'Second.', first.analysis);
      expect(await relate()).toEqual([second.id]);
      const third = await page('Allowed-Unregulated', 'Third.', first.analysis);
      expect(await relate()).toEqual([]);
      expect(await Promise.all([first, second, third].map(({ id }) => challenges(id)))).toEqual([1, 1, 0]);
    });

    it('leaves older ones alone that were never held against anything', async () => {
      const first = await page('Banned');
      await page('Banned', 'Second.', first.analysis);
      await read(await news(TEXTS.article));
      expect(await challenges(first.id)).toBe(0);
    });
  });

  it('keeps nothing when it is cut off before the end', async () => {
    await page('Banned');
    const source = await news(TEXTS.article);
    // What the server sees when the process is killed: a session that ends without a commit.
    const cutOff = async (tx: WriteTx) => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    };
    await expect(read(source, cutOff)).rejects.toThrow();
    for (const table of ['signal_reading', 'signal', 'signal_relation', 'review', 'audit_event']) {
      expect(await count(table), table).toBe(0);
    }
    expect((await read(source)).challenged).toHaveLength(1);
  });

  it('reads again by newer rules, which brings no second challenge', async () => {
    const { id } = await page('Banned');
    const source = await news(TEXTS.article);
    await read(source);
    deps = { ...deps, rules: { ...deps.rules, engine: 'regatlas-signals/0-test' } };
    expect((await read(source)).signals).toBeGreaterThan(0);
    expect(await challenges(id)).toBe(1);
    expect(await count('challenge_evidence')).toBe(1);
  });

  it('finds nothing in a source that is not there', async () => {
    expect(await read(99)).toEqual({ signals: 0, challenged: [] });
  });
});
