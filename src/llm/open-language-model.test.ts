import { afterEach, describe, expect, it } from 'vitest';
import type { ExchangeFault } from '#domain/exchange.ts';
import { type ModelServer, type Scripted, startModelServer, wordsOf } from '../../test/llm/model-server.ts';
import type { ModelQuestion } from './language-model.ts';
import { parseModelName } from './model-name.ts';
import { type ModelAccess, openLanguageModel } from './open-language-model.ts';

const KEY = 'sk-test-0123456789"abc/def';
const SCHEMA = {
  type: 'object',
  properties: { words: { type: 'string' } },
  required: ['words'],
  additionalProperties: false,
};
const QUESTION: ModelQuestion = {
  system: 'Say something.',
  prompt: '{"about":"permits"}',
  schemaName: 'saying',
  schema: SCHEMA,
};

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

const PROTOCOLS: { name: string; base: string; api?: 'responses'; path: string }[] = [
  {
    name: 'google:judge-small',
    base: '/v1beta',
    path: '/v1beta/models/judge-small:streamGenerateContent?alt=sse',
  },
  { name: 'openai:judge-small', base: '/v1', path: '/v1/chat/completions' },
  { name: 'openai:judge-small', base: '/v1', api: 'responses', path: '/v1/responses' },
  { name: 'anthropic:claude-sonnet-4-5', base: '/v1', path: '/v1/messages' },
  { name: 'openai-compatible:judge-small', base: '/v1', path: '/v1/chat/completions' },
];

type Protocol = (typeof PROTOCOLS)[number];

async function open({ name, base, api }: Protocol, scripted: Scripted, more: Partial<ModelAccess> = {}) {
  server = await startModelServer(() => scripted);
  const parsed = parseModelName(`${name}@${server.address}${base}`);
  if (typeof parsed === 'string') throw new Error(parsed);
  const now = () => new Date('2026-11-20T10:00:00Z');
  const access = { name: parsed, key: KEY, timeoutMs: 20_000, now, ...(api === undefined ? {} : { api }) };
  return { model: openLanguageModel({ ...access, ...more }), seen: server.seen };
}

const SAID = { kind: 'text', text: '{"words":"A permit is needed – dès 2026."}' } as const;

describe.each(PROTOCOLS)('a model asked at $path, $name', (protocol) => {
  it('streams its answer, with the events as received, the tokens and what they cost', async () => {
    const price = { input: 0.3, output: 2.5 };
    const { model, seen } = await open(protocol, SAID, { price });
    const reply = await model.ask(QUESTION);
    expect(reply).toMatchObject({
      kind: 'answer',
      object: { words: 'A permit is needed – dès 2026.' },
      status: 200,
      inputTokens: 210,
      outputTokens: 34,
      costMicros: Math.ceil(210 * 0.3 + 34 * 2.5),
    });
    expect(reply.raw?.match(/^data: /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(seen.map(({ path }) => path)).toEqual([protocol.path]);
    expect(wordsOf(seen[0]!)).toMatchObject({ prompt: QUESTION.prompt });
  });

  it('reads an answer that was kept as it read it when it came', async () => {
    const { model, seen } = await open(protocol, SAID);
    const reply = await model.ask(QUESTION);
    expect(await model.reread(QUESTION, reply.raw ?? '')).toEqual(reply);
    expect(seen).toHaveLength(1);
  });

  it.each<[string, Scripted, ExchangeFault, object]>([
    ['a key that is not accepted', { kind: 'status', status: 401 }, 'key-refused', { status: 401 }],
    ['a key that may not do this', { kind: 'status', status: 403 }, 'key-refused', { status: 403 }],
    [
      'too many questions',
      { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      'rate-limited',
      { retryAfterSeconds: 7 },
    ],
    ['a broken provider', { kind: 'status', status: 500 }, 'provider-failed', {}],
    ['a busy provider', { kind: 'status', status: 503 }, 'provider-failed', {}],
    ['an error amid the answer', { kind: 'broken-off' }, 'provider-failed', { status: 200 }],
    ['a line that goes dead', { kind: 'cut' }, 'cut-off', {}],
    ['a stream that just stops', { kind: 'unended' }, 'cut-off', {}],
    ['an answer that is too long', { ...SAID, finish: 'length' }, 'too-long', { outputTokens: 34 }],
    [
      'words that are no JSON',
      { kind: 'text', text: 'Sure! A permit.' },
      'invalid-answer',
      { inputTokens: 210 },
    ],
    ['half a JSON', { kind: 'text', text: '{"words":"A per' }, 'invalid-answer', {}],
    ['a page in HTML', { kind: 'raw', body: '<html>busy</html>' }, 'invalid-answer', {}],
    ['a refusal', { kind: 'refusal' }, 'refused', {}],
    ['a model that is not there', { kind: 'status', status: 404 }, 'refused', { status: 404 }],
    [
      'more than the model can read',
      {
        kind: 'status',
        status: 400,
        body: '{"error":{"message":"This model’s maximum context length is 8192 tokens.","code":"context_length_exceeded"}}',
      },
      'context-overflow',
      { status: 400 },
    ],
    [
      'more than the model can read, in other words',
      {
        kind: 'status',
        status: 400,
        body: '{"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}}',
      },
      'context-overflow',
      {},
    ],
    [
      'a wrong key under another status',
      { kind: 'status', status: 400, body: '{"error":{"message":"API key not valid."}}' },
      'key-refused',
      {},
    ],
  ])('takes %s for what it is, and asks once', async (_what, scripted, fault, more) => {
    const { model, seen } = await open(protocol, scripted);
    expect(await model.ask(QUESTION)).toMatchObject({ kind: 'fault', fault, ...more });
    expect(seen).toHaveLength(1);
  });

  it('gives up after its time, and says nothing more of an address where nobody listens', async () => {
    const { model } = await open(protocol, { kind: 'hang' }, { timeoutMs: 120 });
    expect(await model.ask(QUESTION)).toMatchObject({ kind: 'fault', fault: 'timed-out', raw: null });
    await server?.[Symbol.asyncDispose]();
    expect(await model.ask(QUESTION)).toMatchObject({ kind: 'fault', fault: 'unreachable', raw: null });
  });

  it('sends nothing that cannot be read at once, and costs nothing then', async () => {
    const { model, seen } = await open(protocol, SAID, { contextTokens: 300, maxOutputTokens: 100 });
    const long = { ...QUESTION, prompt: 'permit '.repeat(100) };
    expect(await model.ask(long)).toMatchObject({
      kind: 'fault',
      fault: 'context-overflow',
      costMicros: 0,
      inputTokens: 0,
    });
    expect(seen).toEqual([]);
  });

  it('keeps the key out of everything but the header', async () => {
    const body = JSON.stringify({ error: { message: `Wrong key ${KEY}, ${encodeURIComponent(KEY)}` } });
    const { model, seen } = await open(protocol, { kind: 'status', status: 401, body });
    const reply = await model.ask(QUESTION);
    const told = JSON.stringify([reply, model]);
    for (const spelling of [KEY, JSON.stringify(KEY).slice(1, -1), encodeURIComponent(KEY)]) {
      expect(told).not.toContain(spelling);
      expect(JSON.stringify(seen[0]?.body)).not.toContain(spelling);
      expect(seen[0]?.path).not.toContain(spelling);
    }
  });

  it('reserves no less than an answer can come to', async () => {
    const { model } = await open(protocol, SAID, { price: { input: 1, output: 2 }, maxOutputTokens: 500 });
    const { tokens, costMicros } = model.reserve({ ...QUESTION, prompt: '禁止 permit №5 '.repeat(50) });
    // As many as a tokenizer could make that knows nothing but bytes of foreign letters.
    expect(tokens).toBeGreaterThan(500 + 50 * 9);
    expect(costMicros).toBe(tokens - 500 + 2 * 500);
    // Tables and rows of signs: some tokenizers take each digit and each sign for itself.
    const bare = model.reserve({ ...QUESTION, prompt: '' }).tokens;
    expect(model.reserve({ ...QUESTION, prompt: '7~'.repeat(500) }).tokens).toBe(bare + 1_000);
  });
});
