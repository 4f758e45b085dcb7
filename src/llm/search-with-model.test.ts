import { afterEach, describe, expect, it } from 'vitest';
import { resolveGrounding } from '#grounding/provider/resolve-grounding.ts';
import { type ModelServer, type Scripted, startModelServer } from '../../test/llm/model-server.ts';
import { parseModelName } from './model-name.ts';
import { openLanguageModel } from './open-language-model.ts';
import { searchWithModel } from './search-with-model.ts';

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.[Symbol.asyncDispose]();
  server = undefined;
});

const REDIRECT = 'https://vertexaisearch.cloud.google.com/grounding-api-redirect/AbC';
const FOUND = [
  { url: 'https://bank.example/notice-5', title: 'Notice 5' },
  { url: REDIRECT, title: 'gazette.example' },
];
const WORDS = 'Notice 5 asks for a permit.';
const QUERY = { text: 'permits for mining', language: 'en', limit: 5 };

async function open(
  name: string,
  base: string,
  scripted: Scripted,
  costMicros: number | null = null,
  price: { input: number; output: number } | null = null,
) {
  server = await startModelServer(() => scripted);
  const parsed = parseModelName(`${name}@${server.address}${base}`);
  if (typeof parsed === 'string') throw new Error(parsed);
  const now = () => new Date('2026-11-20T10:00:00Z');
  const model = openLanguageModel({
    name: parsed,
    key: 'sk-12345678',
    timeoutMs: 5_000,
    now,
    price,
    api: 'responses',
  });
  const search = searchWithModel(model, (raw) => resolveGrounding(raw, []), costMicros);
  return { search, seen: server.seen };
}

describe.each([
  { name: 'google:gemini-2.5-flash', base: '/v1beta', tool: 'googleSearch' },
  { name: 'openai:judge-small', base: '/v1', tool: 'web_search' },
  { name: 'anthropic:claude-sonnet-4-5', base: '/v1', tool: 'web_search' },
])('the search of a provider, $name', ({ name, base, tool }) => {
  it('gives the addresses that its grounding holds, redirects as they are', async () => {
    const { search, seen } = await open(name, base, { kind: 'text', text: WORDS, found: FOUND });
    const answer = await search.search(QUERY, new AbortController().signal);
    expect(answer).toMatchObject({ kind: 'answer', inputTokens: 210 });
    const results = search.read(answer.raw ?? '');
    expect(results?.map(({ url, title }) => ({ url, title }))).toEqual(FOUND);
    expect(JSON.stringify(seen[0]?.body.tools)).toContain(tool);
  });

  it('takes an answer without a document for ungrounded', async () => {
    const { search } = await open(name, base, { kind: 'text', text: WORDS, found: [] });
    const answer = await search.search(QUERY, new AbortController().signal);
    expect(answer).toMatchObject({ kind: 'fault', fault: 'ungrounded', inputTokens: 210 });
    expect(search.read(answer.raw ?? '')).toEqual([]);
  });

  it('hands on what goes wrong with the question', async () => {
    const { search } = await open(name, base, {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '3' },
    });
    expect(await search.search(QUERY, new AbortController().signal)).toMatchObject({
      fault: 'rate-limited',
      retryAfterSeconds: 3,
    });
  });
});

it('says how many references of the provider lead nowhere', async () => {
  const { search } = await open('google:gemini-2.5-flash', '/v1beta', {
    kind: 'text',
    text: WORDS,
    found: [],
  });
  expect(await search.search(QUERY, new AbortController().signal)).toMatchObject({
    message: 'The provider’s list of sources is empty: 1 of 1 references point at nothing.',
  });
});

it('holds the price of the search beside its tokens, and counts it when it was answered', async () => {
  const answered = { kind: 'text', text: WORDS, found: FOUND } as const;
  const { search } = await open('google:gemini-2.5-flash', '/v1beta', answered, 14_000, {
    input: 1,
    output: 0,
  });
  const { tokens, costMicros } = search.reserve(QUERY);
  expect(costMicros).toBeGreaterThan(14_000);
  expect(costMicros).toBeLessThan(14_000 + (tokens ?? 0));
  const answer = await search.search(QUERY, new AbortController().signal);
  expect(answer).toMatchObject({ kind: 'answer', costMicros: 14_000 + (answer.inputTokens ?? 0) });
});

it.each([
  ['of the search', null, { input: 1, output: 1 }],
  ['of tokens', 14_000, null],
])('knows no cost while the price %s is not known', async (_, costMicros, price) => {
  const answered = { kind: 'text', text: WORDS, found: FOUND } as const;
  const { search } = await open('google:gemini-2.5-flash', '/v1beta', answered, costMicros, price);
  expect(search.reserve(QUERY).costMicros).toBeNull();
  expect(await search.search(QUERY, new AbortController().signal)).toMatchObject({ costMicros: null });
});

it('has nothing to read in what is no answer', async () => {
  const { search } = await open('google:gemini-2.5-flash', '/v1beta', { kind: 'refusal' });
  expect(search.read('<html>')).toBeNull();
});
