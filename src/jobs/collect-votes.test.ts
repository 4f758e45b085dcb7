import { afterEach, beforeEach, expect, it } from 'vitest';
import { judgeWithModel } from '#llm/judge-with-model.ts';
import { parseModelName } from '#llm/model-name.ts';
import { openLanguageModel } from '#llm/open-language-model.ts';
import { listVotes } from '#store/votes.ts';
import { makeSentence, makeVotable } from '../../test/database/make-votable.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { type ModelServer, type Scripted, startModelServer } from '../../test/llm/model-server.ts';
import { collectVotesHandler, requestVotes } from './collect-votes.ts';
import { type JobQueue, openJobQueue } from './job-queue.ts';

const SENTENCES = [0, 1, 2, 3].map((at) =>
  makeSentence(`Sentence ${at}.`, 'supported', [`Passage of sentence ${at}.`]),
);
const VOTE: Scripted = {
  kind: 'text',
  text: '{"verdict":"supported","passages":["P1"],"rationale":"It says so."}',
};

describeStore('the job that collects votes', (store) => {
  let server: ModelServer;
  let scripted: Scripted;
  let minutesPerLook: number;
  beforeEach(async () => {
    scripted = VOTE;
    minutesPerLook = 0;
    server = await startModelServer(() => scripted);
  });
  afterEach(() => server[Symbol.asyncDispose]());

  async function open(onError: (error: unknown) => void = () => undefined): Promise<JobQueue> {
    let now = Date.parse('2026-11-20T10:00:00Z');
    const clock = () => {
      now += minutesPerLook * 60_000;
      return new Date(now);
    };
    const name = parseModelName(`openai-compatible:judge@${server.address}/v1`);
    if (typeof name === 'string') throw new Error(name);
    const voter = judgeWithModel(openLanguageModel({ name, key: '', timeoutMs: 10_000, now: clock }));
    const queue: JobQueue = await openJobQueue(
      store(),
      [collectVotesHandler(store(), { clock, voters: async () => [voter], most: 3, queue: () => queue })],
      { supervise: false, onError },
    );
    return queue;
  }
  const countJobs = async (state: string): Promise<number> => {
    const { rows } = await store().pool.query<{ n: number }>(
      `select count(*)::int as n from regatlas_jobs.job where name = 'collect-votes' and state = '${state}'`,
    );
    return rows[0]?.n ?? 0;
  };
  const until = async (isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
  };

  it('is left to a worker, which asks about no more sentences than it may', async () => {
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const queue = await open();
    await store().write((tx) => requestVotes(tx, queue, versionId));
    expect(await queue.drain()).toBe(0);
    expect(server.seen).toHaveLength(0);
    await queue.work();
    await until(async () => (await countJobs('completed')) === 1);
    expect((await store().read((tx) => listVotes(tx, verification))).map((vote) => vote.sentence)).toEqual([
      0, 1, 2,
    ]);
    await queue.close();
  });

  it('hands what takes too long on to the next job', async () => {
    minutesPerLook = 0.5;
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const queue = await open();
    await store().write((tx) => requestVotes(tx, queue, versionId));
    await queue.work();
    await until(
      async () =>
        (await countJobs('completed')) > 1 &&
        (await countJobs('created')) === 0 &&
        (await countJobs('active')) === 0,
    );
    expect(await store().read((tx) => listVotes(tx, verification))).toHaveLength(3);
    expect(server.seen).toHaveLength(3);
    await queue.close();
  });

  it('is tried again when the provider wants a pause', async () => {
    scripted = { kind: 'status', status: 429, headers: { 'retry-after': '1' } };
    const { versionId, verification } = await makeVotable(store(), SENTENCES);
    const errors: unknown[] = [];
    const queue = await open((error) => errors.push(error));
    await store().write((tx) => requestVotes(tx, queue, versionId));
    await queue.work();
    await until(async () => (await countJobs('retry')) === 1);
    expect(errors[0]).toMatchObject({ code: 'too-many', retryable: true });
    scripted = VOTE;
    await until(async () => (await countJobs('completed')) === 1);
    expect(await store().read((tx) => listVotes(tx, verification))).toHaveLength(3);
    await queue.close();
  });
});
