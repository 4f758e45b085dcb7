/** `research --analyst model`, from stored sources to a draft, with a model behind a server of this machine. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Answering, type Purpose, startDraftingServer } from '../llm/drafting-server.ts';
import { HARBOUR_PAGE, HARBOUR_TEXTS, honestAnswer } from '../llm/harbour-texts.ts';
import type { ModelServer } from '../llm/model-server.ts';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const KEY = 'sk-test-0123456789abcdef';

type Shown = {
  run: {
    number: number;
    state: string;
    reason: string | null;
    draft: { analysis: number; version: number } | null;
    asked: number;
    reused: number;
    inputTokens: number;
    outputTokens: number;
    costMicros: number;
  };
};

const database = useDatabase('file');
let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

type Protocol = readonly [name: string, base: string];
const GEMINI: Protocol = ['google:gemini-2.5-flash', '/v1beta'];
const PROTOCOLS: readonly Protocol[] = [GEMINI, ['openai:gpt-small', '/v1']];

/** Starts the model and gives what `research` needs to ask it. */
async function playModel(answering: Answering, [name, base]: Protocol = GEMINI) {
  const started = await startDraftingServer(answering);
  server = started.server;
  const env = {
    ...database.env(),
    REGATLAS_MODEL: `${name}@${server.address}${base}`,
    REGATLAS_MODEL_KEY: KEY,
    REGATLAS_MODEL_PRICE: '0.3/2.5',
  };
  return { env, asked: started.asked };
}

async function research(env: Record<string, string>, ...flags: string[]) {
  const result = await runRegatlas(['research', ...HARBOUR_PAGE, '--analyst', 'model', ...flags, '--json'], {
    env,
  });
  expect(result.stdout + result.stderr).not.toContain(KEY);
  return { ...result, ...(result.stdout === '' ? {} : readJson<Shown>(result)) } as typeof result & Shown;
}

/** Everything that runs have left in the database, as text. */
async function everything(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename like 'run%'",
  );
  const rows = await Promise.all(tables.map(({ name }) => database.query<object>(`select * from ${name}`)));
  return JSON.stringify(rows);
}

describe('research with a model', () => {
  it('has sources to draft from', async () => {
    const files = HARBOUR_TEXTS.map(({ title, text }, index): [string, string] => [
      `${index}.md`,
      `# ${title}\n\n${text.replaceAll('\n', '\n\n')}\n`,
    ]);
    const cwd = makeFiles(Object.fromEntries(files));
    for (const [index, { tier }] of HARBOUR_TEXTS.entries()) {
      const args = ['source', 'add', `${index}.md`, '--tier', tier];
      expect(await runRegatlas(args, { env: database.env(), cwd })).toMatchObject({ code: 0 });
    }
  });

  it.each(PROTOCOLS)(
    'ends in a draft that cites what it rests on, with what it cost: %s',
    async (name, base) => {
      const { env, asked } = await playModel(honestAnswer, [name, base]);
      const { code, run } = await research(env);
      expect(run).toMatchObject({
        state: 'Completed',
        asked: 8,
        reused: 0,
        inputTokens: 8 * 210,
        outputTokens: 8 * 34,
      });
      expect(run.costMicros).toBe(8 * Math.ceil(210 * 0.3 + 34 * 2.5));
      expect(code).toBe(0);
      expect(asked).toHaveLength(8);
      const [version] = await database.query<{
        content: { status: string; statusSince: string; sources: object[] };
      }>("select content from analysis_version where jurisdiction = 'KP' order by number desc");
      expect(version?.content).toMatchObject({ status: 'Banned', statusSince: '2023-04-01' });
      expect(version?.content.sources).toHaveLength(2);
      const kept = await everything();
      expect(kept).not.toContain(KEY);
      expect(kept).toContain('"purpose":"decide status"');
    },
  );

  it('pays for nothing twice, when the same is asked again', async () => {
    const { env, asked } = await playModel(honestAnswer);
    await research(env);
    const { run } = await research(env);
    expect(run).toMatchObject({ asked: 0, reused: 8, costMicros: 0 });
    expect(asked).toHaveLength(8);
  });

  it('waits as long as the provider asks, and says why it failed when that is of no use', async () => {
    let refusals = 1;
    const busy = { kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const;
    const answering: Answering = (purpose, document) => {
      if (purpose !== 'notes' || refusals === 0) return honestAnswer(purpose, document);
      refusals -= 1;
      return busy;
    };
    const { env, asked } = await playModel(answering);
    expect((await research(env)).run.state).toBe('Completed');
    expect(asked.filter((purpose) => purpose === 'notes')).toHaveLength(2);
    await server?.[Symbol.asyncDispose]();
    const refused = await playModel(() => ({
      kind: 'status',
      status: 401,
      body: `{"error":{"message":"no ${KEY}"}}`,
    }));
    const { run, code } = await research(refused.env);
    expect(run).toMatchObject({ state: 'Failed', draft: null, asked: 1 });
    expect(run.reason).toContain('The provider does not accept the key (status 401).');
    expect(code).not.toBe(0);
    expect(await everything()).not.toContain(KEY);
  });

  it('sends no question that its budget does not cover', async () => {
    const { env, asked } = await playModel(honestAnswer);
    const { run } = await research(env, '--max-cost', '0.01');
    expect(run).toMatchObject({ state: 'Failed', asked: 0, draft: null });
    expect(run.reason).toContain('money');
    expect(asked).toEqual([]);
    const { REGATLAS_MODEL_PRICE: _price, ...unpriced } = env;
    const unknown = await research(unpriced, '--max-cost', '100');
    expect(unknown.run).toMatchObject({ state: 'Failed' });
    expect(unknown.run.reason).toContain('REGATLAS_MODEL_PRICE');
    expect(asked).toEqual([]);
  });

  it('keeps what a model makes up out of the draft, and tells of it', async () => {
    const lies: Partial<Record<Purpose, object>> = {
      considerations: {
        statements: [{ text: 'Law No. 99 of 2020 allows mining.', passages: ['P77'], quotation: '' }],
      },
      notes: {
        statements: [
          { text: 'The bank fined four traders in Nampo last week.', passages: ['P1'], quotation: '' },
        ],
      },
      mend: { statements: [] },
    };
    const { env } = await playModel((purpose, document) => lies[purpose] ?? honestAnswer(purpose, document));
    const { run } = await research(env);
    expect(run.draft).not.toBeNull();
    const shown = await runRegatlas(['runs', String(run.number), '--json'], { env });
    expect(readJson<{ steps: object[] }>(shown).steps[0]).toMatchObject({ state: 'Completed with findings' });
    const [version] = await database.query<{ content: object }>(
      "select content from analysis_version where jurisdiction = 'KP' order by number desc",
    );
    expect(JSON.stringify(version)).not.toMatch(/Law No\. 99|fined four/);
    const kept = await everything();
    expect(kept).toContain('The answer names a passage that was not given');
    expect(kept).toContain('fined four traders');
  });
});
