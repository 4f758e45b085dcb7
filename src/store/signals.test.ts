/** Signals in the store: kept whole, once for each set of rules, never changed; and what lists show of them. */
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import { makeContent, makeSignal, makeSource, TEST_REFERENCE } from '../../test/database/make-records.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { insertAnalysis } from './analyses.ts';
import { findSourceText } from './candidate-sources.ts';
import { listCurrentVersions } from './current-versions.ts';
import { syncReferenceData } from './reference-data.ts';
import { appendReview } from './reviews.ts';
import { countHeldSignals, countSignals, listHeldSignals, listSignals } from './signal-lists.ts';
import { appendRelation, listUnrelatedSignals } from './signal-relations.ts';
import { appendReading, hasReading, hasSignals, listSignalCells, listUnreadSources } from './signals.ts';
import { insertSource } from './sources.ts';
import {
  appendChallengeEvidence,
  appendSystemChallenge,
  listChallengeGrounds,
  listOpenedChallenges,
} from './system-challenges.ts';
import { appendVersion } from './versions.ts';

const AT = '2026-01-02T03:04:05.000Z';
const RULES = { engine: 'test-signals/1', referenceHash: '1'.repeat(64) };
const NEWER = { ...RULES, engine: 'test-signals/2' };
const CELL = { jurisdiction: 'KP', topic: 'Test_Status' };

describeStore('signals', (store) => {
  let version = '';
  let source = 0;
  let text = 0;

  beforeEach(async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      const analysis = await insertAnalysis(tx, { number: null, ...CELL, at: AT });
      version = await addVersion(analysis, 'first', tx);
      source = await insertSource(tx, makeSource('Testing was allowed, said the speaker.'));
      text = (await findSourceText(tx, source))?.sourceTextId ?? 0;
    });
  });

  async function addVersion(
    analysis: number,
    words: string,
    tx: Parameters<typeof appendVersion>[0],
  ): Promise<string> {
    const id = randomUUID();
    const content = makeContent({ notes: words, status: 'Banned' });
    const contentHash = sha256Hex(JSON.stringify(content));
    await appendVersion(tx, {
      ...{ id, analysis, contentHash, content, at: AT, actor: 'test' },
      ...{ origin: 'import', importFile: null },
    });
    return id;
  }

  const read = (rules = RULES, signals = [makeSignal()]) =>
    store().write((tx) => appendReading(tx, { ...rules, sourceTextId: text, signals, at: AT }));
  const list = (filter = {}) => store().read((tx) => listSignals(tx, filter));
  const attempt = (statement: string) => store().pool.query(statement);

  async function relate(relation: 'confirms' | 'contradicts' = 'contradicts'): Promise<number> {
    return store().write(async (tx) => {
      const [signal] = await listUnrelatedSignals(tx, { ...CELL, id: version }, 10);
      const held = { relation, page: null, reasons: ['A test says so.'] };
      await appendRelation(tx, { signal: signal?.id ?? 0, version, at: AT }, held);
      return signal?.id ?? 0;
    });
  }

  it('come back as they were read, with their source', async () => {
    const signal = makeSignal({ when: { words: 'on 10 September', date: '--09-10' }, speaker: 'A. Speaker' });
    expect(await read(RULES, [signal])).toBe(true);
    const [first, ...others] = await list();
    expect(others).toEqual([]);
    expect(first).toMatchObject({ ...signal, sourceId: source, sourceTextId: text, pages: [] });
    expect(await store().read((tx) => hasSignals(tx, CELL))).toBe(true);
    expect(await store().read((tx) => listSignalCells(tx, text))).toEqual([CELL]);
  });

  it('are read once by the same rules, and the reading by newer rules counts', async () => {
    expect(await store().read((tx) => listUnreadSources(tx, RULES, 0, 10))).toEqual([source]);
    await read();
    expect(await read()).toBe(false);
    expect(await list()).toHaveLength(1);
    expect(await store().read((tx) => hasReading(tx, text, RULES))).toBe(true);
    expect(await store().read((tx) => listUnreadSources(tx, RULES, 0, 10))).toEqual([]);
    expect(await store().read((tx) => listUnreadSources(tx, NEWER, 0, 10))).toEqual([source]);
    await read(NEWER, []);
    expect(await list()).toEqual([]);
    expect((await attempt('select from signal')).rowCount).toBe(1);
  });

  it('refuse a status of another scale, a day off the calendar and a change of anything', async () => {
    await expect(read(RULES, [makeSignal({ status: 'Perhaps' })])).rejects.toThrow(/foreign key/);
    await expect(read(RULES, [makeSignal({ when: { words: 'then', date: '--13-01' } })])).rejects.toThrow(
      /check constraint/,
    );
    expect((await attempt('select from signal_reading')).rowCount).toBe(0);
    await read();
    await relate();
    for (const table of ['signal_reading', 'signal', 'signal_relation']) {
      await expect(attempt(`delete from ${table}`)).rejects.toThrow(/append-only/);
      await expect(attempt(`truncate ${table} cascade`)).rejects.toThrow(/append-only/);
    }
    await expect(attempt(`update signal set status = 'Banned'`)).rejects.toThrow(/append-only/);
  });

  it('are held against a version once, and shown with the page', async () => {
    await read();
    const signal = await relate();
    expect(await store().read((tx) => listUnrelatedSignals(tx, { ...CELL, id: version }, 10))).toEqual([]);
    await expect(
      store().write((tx) =>
        appendRelation(tx, { signal, version, at: AT }, { relation: 'confirms', page: null, reasons: [] }),
      ),
    ).rejects.toThrow();
    const [listed] = await list({ relation: 'contradicts', jurisdiction: 'KP', modality: 'asserted' });
    expect(listed?.pages).toMatchObject([
      { analysis: 1, version: 1, status: 'Banned', evidenceState: 'unknown', relation: 'contradicts' },
    ]);
    expect(await list({ relation: 'confirms' })).toEqual([]);
    expect(await list({ relation: 'none' })).toEqual([]);
    expect(await store().read((tx) => countSignals(tx, { topic: 'Test_Status', source }))).toBe(1);
    expect(await store().read((tx) => countHeldSignals(tx, version))).toEqual({ contradicts: 1 });
    expect(await store().read((tx) => listHeldSignals(tx, version, 5))).toMatchObject([
      { id: signal, relation: { relation: 'contradicts', page: null, reasons: ['A test says so.'] } },
    ]);
  });

  it('of a source about no jurisdiction are held only against a page that names it', async () => {
    const other = await store().write(async (tx) => {
      const id = await insertSource(tx, { ...makeSource('A teaching text.'), jurisdictions: [] });
      const found = await findSourceText(tx, id);
      const sourceTextId = found?.sourceTextId ?? 0;
      await appendReading(tx, { ...RULES, sourceTextId, signals: [makeSignal()], at: AT });
      return found?.sha256 ?? '';
    });
    expect(await store().read((tx) => listUnrelatedSignals(tx, { ...CELL, id: version }, 10))).toEqual([]);
    const naming = await store().write((tx) => addVersion(1, `It names ${other}.`, tx));
    expect(await store().read((tx) => listUnrelatedSignals(tx, { ...CELL, id: naming }, 10))).toHaveLength(1);
  });

  it('are held against the newest version of each analysis while none is live', async () => {
    const second = await store().write((tx) => addVersion(1, 'second', tx));
    const sibling = await store().write(async (tx) => {
      const analysis = await insertAnalysis(tx, { number: null, ...CELL, at: AT });
      return addVersion(analysis, 'sibling', tx);
    });
    const current = await store().read((tx) => listCurrentVersions(tx, CELL));
    expect(current.map(({ id }) => id)).toEqual([second, sibling]);
  });

  it('bring one challenge for each version, document and claimed status', async () => {
    await read();
    const signal = await relate();
    const open = async (id: string) =>
      store().write(async (tx) => {
        const review = { id, versionId: version, kind: 'Challenge', origin: 'system' } as const;
        await appendReview(tx, { ...review, author: 'test-signals/1', text: 'A test.', submittedAt: AT });
        const { sha256: snapshot = '' } = (await findSourceText(tx, source)) ?? {};
        await appendSystemChallenge(tx, { review: id, version, snapshot, claimedStatus: 'Allowed' });
        return appendChallengeEvidence(tx, { review: id, version, signal, at: AT });
      });
    const id = randomUUID();
    expect(await open(id)).toBe(true);
    await expect(open(randomUUID())).rejects.toThrow(/unique constraint/);
    expect((await attempt('select from review')).rowCount).toBe(1);
    const again = { review: id, version, signal, at: AT };
    expect(await store().write((tx) => appendChallengeEvidence(tx, again))).toBe(false);
    expect(await store().read((tx) => listOpenedChallenges(tx, version, 'Allowed'))).toMatchObject([
      { review: id, texts: [{ sourceId: source }] },
    ]);
    expect(await store().read((tx) => listOpenedChallenges(tx, version, null))).toEqual([]);
    expect(await store().read((tx) => listChallengeGrounds(tx, [id]))).toMatchObject([
      { review: id, id: signal, sourceId: source, relation: { relation: 'contradicts' } },
    ]);
    for (const table of ['system_challenge', 'challenge_evidence']) {
      await expect(attempt(`delete from ${table}`)).rejects.toThrow(/append-only/);
    }
  });
});
