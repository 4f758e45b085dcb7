/** `vote`, with a model behind a server of this machine and with an entailment model made here. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasTransformers } from '#llm/load-transformers.ts';
import { makeNliModel } from '../llm/make-nli-model.ts';
import { type ModelServer, questionOf, type Scripted, startModelServer } from '../llm/model-server.ts';
import { makeFiles, pageText } from './make-files.ts';
import { ROOT, readJson, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const KEY = 'sk-test-0123456789abcdef';
const SENTENCE = 'Mining of tokens in Iceland needs a permit of the harbour office.';

type Voted = {
  analysis: number;
  asked: number;
  reused: number;
  failed: { fault: string; message: string }[];
  agreement: { agrees: number; near: number; differs: number };
  findings: { code: string; severity: string; message: string; excerpt: string }[];
  votes: { verdict: string; model: string; rationale: string | null }[];
};

const database = useDatabase('test');
let server: ModelServer;
let scripted: Scripted;
beforeEach(async () => {
  scripted = says('supported');
  server = await startModelServer(() => scripted);
});
afterEach(() => server[Symbol.asyncDispose]());

function says(verdict: string): Scripted {
  return {
    kind: 'text',
    text: JSON.stringify({ verdict, passages: ['P1'], rationale: 'So says <b>P1</b>.' }),
  };
}

const withModel = () => ({
  ...database.env(),
  REGATLAS_VOTERS: 'model',
  REGATLAS_MODEL: `google:judge-small@${server.address}/v1beta`,
  REGATLAS_MODEL_KEY: KEY,
});

/** A page of one claim, and a source that bears it out. */
async function importPage(env: Record<string, string> = database.env()): Promise<void> {
  const folder = makeFiles({
    'page.txt': pageText({ id: 71, summary: SENTENCE }),
    'note.txt': `A note on Iceland.\n\n${SENTENCE}\n`,
  });
  for (const args of [
    ['import', 'page.txt'],
    ['source', 'add', 'note.txt'],
  ]) {
    expect(await runRegatlas(args, { env, cwd: folder })).toMatchObject({ code: 0 });
  }
}

describe('vote', () => {
  it('asks the model about each sentence, once, and tells where it judges otherwise', async () => {
    await importPage();
    scripted = says('contradicted');
    const first = await runRegatlas(['vote', '71', '--json'], { env: withModel() });
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const voted = readJson<Voted>(first);
    expect(voted).toMatchObject({ analysis: 71, reused: 0, failed: [] });
    expect(voted.asked).toBeGreaterThan(0);
    expect(voted.findings).toContainEqual(
      expect.objectContaining({ code: 'VOTER_DISAGREES', severity: 'major', excerpt: SENTENCE }),
    );
    expect(voted.votes[0]).toMatchObject({
      verdict: 'contradicted',
      model: 'google:judge-small',
      rationale: 'So says <b>P1</b>.',
    });
    expect(questionOf(server.seen[0]!).document.sentence).toBe(SENTENCE);
    const again = await runRegatlas(['vote', '71'], { env: withModel() });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(again.stdout).toContain(`0 answered, ${voted.asked} known from before, 0 failed.`);
    expect(again.stdout).toContain(`  major  “${SENTENCE}”`);
    expect(server.seen).toHaveLength(voted.asked);
  });

  it('changes neither verdicts nor confidence nor the version’s hash, and exports votes apart', async () => {
    await importPage();
    const show = async () => (await runRegatlas(['show', '71', '--json'], { env: database.env() })).stdout;
    const before = await show();
    scripted = says('contradicted');
    await runRegatlas(['vote', '71'], { env: withModel() });
    expect(await show()).toBe(before);
    const exported = await runRegatlas(['export', '71'], { env: database.env() });
    const [version] = readJson<{ versions: { verification: object; votes: object[] }[] }>(exported).versions;
    expect(version?.votes[0]).toMatchObject({ verdict: 'contradicted', model: 'google:judge-small' });
    expect(JSON.stringify(version?.verification)).not.toContain('VOTER_DISAGREES');
    const folder = makeFiles({ 'again.json': exported.stdout });
    const back = await runRegatlas(['import', 'again.json', '--json'], { env: database.env(), cwd: folder });
    expect(back).toMatchObject({ code: 0 });
    expect(back.stdout).toContain('unchanged');
  });

  it('keeps votes where a new verification finds the same passages for the same sentence', async () => {
    await importPage();
    scripted = says('contradicted');
    await runRegatlas(['vote', '71'], { env: withModel() });
    const votesOfAll = () =>
      database.query<{ verification: number; votes: number }>(
        'select v.id as verification, count(s.vote)::int as votes from verification v left join sentence_vote s on s.verification = v.id group by 1 order by 1',
      );
    const before = (await votesOfAll()).at(-1);
    const folder = makeFiles({ 'other.txt': 'Another note on Iceland.\n\nIts fishing fleet is old.\n' });
    await runRegatlas(['source', 'add', 'other.txt'], { env: database.env(), cwd: folder });
    const after = (await votesOfAll()).at(-1);
    expect(after?.verification).toBeGreaterThan(before?.verification ?? 0);
    expect(after?.votes).toBe(before?.votes);
    expect(after?.votes).toBeGreaterThan(0);
  });

  it('says what failed, and nothing anywhere says the key', async () => {
    await importPage();
    const body = JSON.stringify({
      error: { message: `Bad key ${KEY}`, code: 401, status: 'UNAUTHENTICATED' },
    });
    scripted = { kind: 'status', status: 401, body };
    const outputs = [
      await runRegatlas(['vote', '71'], { env: withModel() }),
      await runRegatlas(['vote', '71', '--json'], { env: withModel() }),
      await runRegatlas(['config'], { env: withModel() }),
      await runRegatlas(['doctor', '--json'], { env: withModel() }),
    ];
    expect(outputs[0]?.stdout).toContain(
      'google:judge-small: The provider does not accept the key (status 401).',
    );
    expect(outputs[2]?.stdout).toContain('REGATLAS_MODEL_KEY=…');
    expect(JSON.stringify(outputs)).not.toContain(KEY);
    const kept = await database.query<{ raw: string }>('select raw from vote_fault');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(KEY);
  });

  it('keeps to the bound it is given, and to whole numbers', async () => {
    await importPage();
    expect(
      readJson(await runRegatlas(['vote', '71', '--most', '1', '--json'], { env: withModel() })),
    ).toMatchObject({ asked: 1 });
    const wrong = await runRegatlas(['vote', '71', '--most', 'all'], { env: withModel() });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^regatlas: --most: “all” is not a number of sentences\. /);
  });

  it('without voters is refused with what to set', async () => {
    const result = await runRegatlas(['vote', '71'], { env: database.env() });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/^regatlas: REGATLAS_VOTERS: No voter is set.*REGATLAS_MODEL_KEY/);
  });

  it('of a number that is not there is refused', async () => {
    const result = await runRegatlas(['vote', '9'], { env: withModel() });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/^regatlas: There is no analysis #9\./);
  });
});

it('a worker asks by itself after a verification, when voters are set', async () => {
  await importPage(withModel());
  expect(server.seen).toHaveLength(0);
  const worker = startRegatlas(['worker'], { env: withModel() });
  const countVotes = async () =>
    (await database.query<{ n: number }>('select count(*)::int as n from sentence_vote'))[0]?.n ?? 0;
  while ((await countVotes()) === 0) await pause(50);
  worker.kill('SIGTERM');
  const end = await worker.ended;
  expect(end.code).toBe(0);
  expect(`${end.stdout}${end.stderr}`).not.toContain(KEY);
});

describe('an entailment model', () => {
  const nli = (folder: string) => ({
    ...database.env(),
    REGATLAS_VOTERS: 'nli',
    REGATLAS_NLI_MODEL_DIR: folder,
  });

  it.skipIf(!hasTransformers(join(ROOT, 'voters', 'nli')))('votes without key and network', async () => {
    await importPage();
    const voted = readJson<Voted>(await runRegatlas(['vote', '71', '--json'], { env: nli(makeNliModel()) }));
    expect(voted.asked).toBeGreaterThan(0);
    expect(voted.votes[0]?.model).toMatch(/^bag-of-words@/);
    expect(server.seen).toHaveLength(0);
  });

  it('that is not there is refused, naming the variable and what is missing', async () => {
    await importPage();
    const folder = makeNliModel({ without: 'tokenizer.json' });
    const result = await runRegatlas(['vote', '71'], { env: nli(folder) });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(
      /^regatlas: REGATLAS_NLI_MODEL_DIR: The model’s folder has no tokenizer\.json\./,
    );
  });
});
