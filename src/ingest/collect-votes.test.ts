import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VoteVerdict } from '#domain/vote.ts';
import { judgeWithModel } from '#llm/judge-with-model.ts';
import { parseModelName } from '#llm/model-name.ts';
import { openLanguageModel } from '#llm/open-language-model.ts';
import type { SupportVoter } from '#llm/support-voter.ts';
import { getVersionById } from '#store/versions.ts';
import { listVotes } from '#store/votes.ts';
import { makeSentence, makeVotable } from '../../test/database/make-votable.ts';
import { describeStore } from '../../test/database/with-database.ts';
import {
  type ModelServer,
  questionOf,
  type Scripted,
  startModelServer,
} from '../../test/llm/model-server.ts';
import { collectVotes } from './collect-votes.ts';

const NOW = new Date('2026-11-20T10:00:00.000Z');
const clock = () => NOW;

const says = (verdict: VoteVerdict, passages = ['P1']): Scripted => ({
  kind: 'text',
  text: JSON.stringify({ verdict, passages, rationale: `I call it ${verdict}.` }),
});

const SENTENCES = [
  makeSentence('Testing is allowed.', 'supported', ['Anyone may test.', 'Tests are free.']),
  makeSentence('A heading', null, []),
  makeSentence('Testing costs nothing.', 'partially-supported', ['Tests are free.']),
  makeSentence('Nobody knows.', 'not-addressed', []),
  makeSentence('Testing began in 2020.', 'contradicted', ['Tests began in 2021.']),
];

describeStore('collecting votes', (store) => {
  let server: ModelServer;
  let answers: Map<string, Scripted>;

  beforeEach(async () => {
    answers = new Map();
    server = await startModelServer(
      (request) => answers.get(questionOf(request).document.sentence) ?? says('supported'),
    );
  });
  afterEach(() => server[Symbol.asyncDispose]());

  function judge(model = 'judge'): SupportVoter {
    const name = parseModelName(`openai-compatible:${model}@${server.address}/v1`);
    if (typeof name === 'string') throw new Error(name);
    return judgeWithModel(openLanguageModel({ name, key: '', timeoutMs: 10_000, now: clock }));
  }
  const collect = (
    versionId: string,
    bounds: Partial<Parameters<typeof collectVotes>[3]> = {},
    voters = [judge()],
  ) => collectVotes(store(), { clock, voters }, versionId, { most: 100, ...bounds });

  it('asks about each sentence with a passage and keeps what is said, with the wire answer', async () => {
    answers.set('Testing costs nothing.', says('contradicted'));
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const round = await collect(versionId);
    expect(round).toEqual({ verification, askable: 3, asked: 3, reused: 0, failed: [], next: null });
    const votes = await store().read((tx) => listVotes(tx, verification));
    expect(votes.map(({ sentence, verdict }) => [sentence, verdict])).toEqual([
      [0, 'supported'],
      [2, 'contradicted'],
      [4, 'supported'],
    ]);
    expect(votes[1]).toMatchObject({
      voter: 'model',
      model: 'openai-compatible:judge',
      promptVersion: 'judge/1',
      rationale: 'I call it contradicted.',
      passages: [0],
      inputTokens: 210,
      outputTokens: 34,
      votedAt: NOW.toISOString(),
    });
    const { rows } = await store().pool.query<{ raw: string }>('select raw from vote');
    for (const { raw } of rows) expect(raw).toMatch(/^data: \{"id":"chatcmpl-1"/);
  });

  it('leaves verdict, confidence and hash of the version as they were', async () => {
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const state = () =>
      store().pool.query(
        'select v.*, s.*, n.content_hash from verification v join version_state s on s.verification = v.id join analysis_version n on n.id = v.version',
      );
    const before = (await state()).rows;
    await collect(versionId);
    expect((await state()).rows).toEqual(before);
    expect((await store().read((tx) => getVersionById(tx, versionId))).verification).toBe(verification);
  });

  it('asks the same question once, on whichever page it stands, and each model for itself', async () => {
    const one = await makeVotable(store(), SENTENCES);
    const other = await makeVotable(store(), SENTENCES, 'Testing is still allowed.');
    await collect(one.versionId);
    expect(await collect(one.versionId)).toMatchObject({ asked: 0, reused: 3 });
    expect(await collect(other.versionId)).toMatchObject({ asked: 0, reused: 3 });
    expect(server.seen).toHaveLength(3);
    expect(await store().read((tx) => listVotes(tx, other.verification))).toHaveLength(3);
    expect(await collect(one.versionId, {}, [judge(), judge('another')])).toMatchObject({
      asked: 3,
      reused: 3,
    });
    expect(server.seen).toHaveLength(6);
  });

  it('keeps an answer that was none apart, and asks again the next time', async () => {
    answers.set('Testing is allowed.', { kind: 'text', text: 'Sure, it is supported!' });
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const round = await collect(versionId);
    expect(round).toMatchObject({ asked: 2, failed: [{ sentence: 0, fault: 'invalid-answer' }], next: null });
    expect(await store().read((tx) => listVotes(tx, verification))).toHaveLength(2);
    const { rows } = await store().pool.query('select sentence, fault, raw from vote_fault');
    expect(rows).toMatchObject([{ sentence: 0, fault: 'invalid-answer' }]);
    expect(rows[0].raw).toContain('Sure, it');
    answers.clear();
    expect(await collect(versionId)).toMatchObject({ asked: 1, reused: 2, failed: [] });
  });

  it('leaves a provider alone that asks for a pause, and says where to go on', async () => {
    answers.set('Testing costs nothing.', { kind: 'status', status: 429, headers: { 'retry-after': '20' } });
    const { versionId } = await makeVotable(store(), SENTENCES);
    const round = await collect(versionId);
    expect(round).toMatchObject({
      asked: 1,
      failed: [{ sentence: 2, fault: 'rate-limited', retryAfterSeconds: 20 }],
      next: 1,
    });
    expect(server.seen).toHaveLength(2);
  });

  it('keeps to its bounds and goes on where it left off', async () => {
    const { versionId } = await makeVotable(store(), SENTENCES);
    expect(await collect(versionId, { most: 1 })).toMatchObject({ askable: 3, asked: 1, next: null });
    let left = 1;
    const slice = await collect(versionId, { from: 1, isOver: () => left-- === 0 });
    expect(slice).toMatchObject({ asked: 1, next: 2 });
    expect(await collect(versionId, { from: 2 })).toMatchObject({ asked: 1, next: null });
  });

  it('stops when told to, with everything that was answered kept', async () => {
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const stop = new AbortController();
    const round = await collect(versionId, { signal: stop.signal, onStep: () => stop.abort() });
    expect(round).toMatchObject({ asked: 1, failed: [], next: 1 });
    expect(await store().read((tx) => listVotes(tx, verification))).toHaveLength(1);
  });

  it('gives up a question that is under way when told to, which is no fault of the voter', async () => {
    answers.set('Testing costs nothing.', { kind: 'hang' });
    const { versionId } = await makeVotable(store(), SENTENCES);
    const stop = new AbortController();
    const round = collect(versionId, { signal: stop.signal });
    while (server.seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    expect(await round).toMatchObject({ asked: 1, failed: [], next: 1 });
    expect((await store().pool.query('select * from vote_fault')).rows).toEqual([]);
  });

  describe('in the database', () => {
    it.each(['vote', 'sentence_vote', 'vote_fault'])('nothing in %s changes or goes', async (table) => {
      answers.set('Testing is allowed.', { kind: 'refusal' });
      const { versionId } = await makeVotable(store(), SENTENCES);
      await collect(versionId);
      const attempt = (statement: string) => store().pool.query(statement);
      await expect(attempt(`delete from ${table}`)).rejects.toThrow(/append-only/);
      await expect(attempt(`truncate ${table} cascade`)).rejects.toThrow(/append-only/);
      const column = { vote: 'verdict', sentence_vote: 'sentence', vote_fault: 'fault' }[table];
      await expect(attempt(`update ${table} set ${column} = ${column}`)).rejects.toThrow(/append-only/);
    });
  });
});
