import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXCHANGE_FAULTS, type ExchangeFault } from '#domain/exchange.ts';
import type { WebSearch, WebSearchQuery } from '#domain/web-search.ts';
import type { SearchAccess } from './ask-provider.ts';
import { brave } from './brave.ts';
import { searxng } from './searxng.ts';
import { tavily } from './tavily.ts';

const KEY = 'secret-key/+1234';
const QUERY: WebSearchQuery = { text: 'Bhutan “crypto” law', language: 'de', limit: 10 };

/** A question as it reached the server. */
type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};
type Answer = (response: ServerResponse) => void;

let baseUrl = '';
let asked: Asked[] = [];
let answer: Answer = (response) => response.end();
let close: () => Promise<void> = async () => undefined;

beforeEach(async () => {
  asked = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://local');
      const body = Buffer.concat(parts).toString();
      asked.push({ method: request.method ?? '', url, headers: request.headers, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

const json =
  (value: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
const access = (given: Partial<SearchAccess> = {}): SearchAccess => ({
  ...{ baseUrl, key: KEY, costMicros: 5_000, timeoutMs: 5_000, now: () => new Date('2026-03-01T00:00:00Z') },
  ...given,
});
const ask = (search: WebSearch, query: WebSearchQuery = QUERY, signal = new AbortController().signal) =>
  search.search(query, signal);

const PROVIDERS = { searxng, brave, tavily } as const;
/** What each provider answers for two results, one of which is no document. */
const FOUND = {
  searxng: {
    query: 'x',
    number_of_results: 0,
    results: [
      {
        url: 'https://bank.example/notice',
        title: 'Notice',
        content: 'A notice.',
        engine: 'duckduckgo',
        score: 1,
      },
      { url: 'javascript:alert(1)', title: 'Odd', content: null, engine: 'bing' },
    ],
    unresponsive_engines: [],
  },
  brave: {
    type: 'search',
    query: { original: 'x' },
    web: {
      type: 'search',
      results: [
        { url: 'https://bank.example/notice', title: 'Notice', description: 'A notice.', age: '2 days' },
        { url: 'ftp://bank.example/', title: 'Odd', description: '' },
      ],
    },
  },
  tavily: {
    query: 'x',
    answer: null,
    results: [
      {
        url: 'https://bank.example/notice',
        title: 'Notice',
        content: 'A notice.',
        score: 0.9,
        raw_content: null,
      },
      { url: 'about:blank', title: 'Odd', content: '', score: 0.1 },
    ],
    response_time: 0.4,
  },
};

describe.each(['searxng', 'brave', 'tavily'] as const)('%s', (name) => {
  it('gives the addresses it found, and the answer as it came', async () => {
    answer = json(FOUND[name]);
    const search = PROVIDERS[name](access());
    const got = await ask(search);
    expect(got).toEqual({
      ...{ kind: 'answer', raw: JSON.stringify(FOUND[name]), status: 200 },
      ...{ inputTokens: null, outputTokens: null, costMicros: 5_000 },
    });
    expect(search.read(JSON.stringify(FOUND[name]))).toEqual([
      { url: 'https://bank.example/notice', title: 'Notice', snippet: 'A notice.' },
    ]);
  });

  it.each<
    [
      string,
      Answer,
      ExchangeFault,
      Partial<{ status: number | null; retryAfterSeconds: number | null; costMicros: number }>,
    ]
  >([
    ['401', json({ error: `bad key ${KEY}` }, 401), 'key-refused', { status: 401, costMicros: 0 }],
    ['403', json({}, 403), 'key-refused', { status: 403 }],
    ['429', json({}, 429, { 'retry-after': '7' }), 'rate-limited', { retryAfterSeconds: 7, costMicros: 0 }],
    [
      'a date to wait for',
      json({}, 429, { 'retry-after': 'Sun, 01 Mar 2026 00:01:00 GMT' }),
      'rate-limited',
      { retryAfterSeconds: 60 },
    ],
    ['503', json({}, 503), 'provider-failed', { status: 503, costMicros: 5_000 }],
    ['422', json({}, 422), 'rejected', { status: 422 }],
    ['a redirect', json({}, 302, { location: 'http://127.0.0.1:1/' }), 'rejected', { status: 302 }],
    ['HTML', (response) => response.end('<html>'), 'invalid-answer', { status: 200 }],
    ['JSON cut short', (response) => response.end('{"results": ['), 'invalid-answer', {}],
    ['another JSON', json(['no results']), 'invalid-answer', {}],
    [
      'a line that breaks',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"results"');
        setImmediate(() => response.destroy());
      },
      'cut-off',
      { status: 200, costMicros: 5_000 },
    ],
    [
      'an answer without end',
      (response) => {
        response.end(`"${'x'.repeat(5 * 1024 * 1024)}`);
      },
      'too-long',
      {},
    ],
  ])('tells %s as a fault', async (_, answering, fault, facts) => {
    answer = answering;
    const got = await ask(PROVIDERS[name](access()));
    expect(got).toMatchObject({ kind: 'fault', fault, ...facts });
    expect(JSON.stringify(got)).not.toContain(KEY);
    expect(asked).toHaveLength(1);
    expect(EXCHANGE_FAULTS).toContain(fault);
  });

  it('tells a silence, and a server that is not there', async () => {
    answer = () => undefined;
    expect(await ask(PROVIDERS[name](access({ timeoutMs: 100 })))).toMatchObject({
      fault: 'timed-out',
      costMicros: 5_000,
    });
    const gone = { baseUrl: 'http://127.0.0.1:9' };
    expect(await ask(PROVIDERS[name](access(gone)))).toMatchObject({ fault: 'unreachable', costMicros: 0 });
  });

  it('throws when it is called off, and not a fault of the provider', async () => {
    answer = () => undefined;
    const controller = new AbortController();
    const waiting = ask(PROVIDERS[name](access()), QUERY, controller.signal);
    controller.abort(new Error('cancelled'));
    await expect(waiting).rejects.toThrow('cancelled');
  });
});

it('asks SearXNG for JSON in the language of the query', async () => {
  answer = json(FOUND.searxng);
  await ask(searxng(access({ key: '', baseUrl: `${baseUrl}/searx` })));
  expect(asked[0]?.url.pathname).toBe('/searx/search');
  expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toEqual({
    ...{ q: QUERY.text, format: 'json', language: 'de' },
  });
  expect(asked[0]?.headers.authorization).toBeUndefined();
});

it('does not take an empty list for an answer when the engines behind SearXNG were silent', async () => {
  answer = json({
    results: [],
    unresponsive_engines: [
      ['google', 'timeout'],
      ['bing', 'CAPTCHA'],
    ],
  });
  expect(await ask(searxng(access()))).toMatchObject({
    ...{ kind: 'fault', fault: 'provider-failed' },
    message: 'Nothing was found, and 2 of the instance’s engines did not answer.',
  });
  answer = json({ results: [], unresponsive_engines: [] });
  expect(await ask(searxng(access()))).toMatchObject({ kind: 'answer' });
});

it('asks Brave with the key in its header and languages by its names', async () => {
  answer = json({ query: { original: 'x' } });
  const search = brave(access());
  expect(await ask(search, { ...QUERY, language: 'ja', limit: 50 })).toMatchObject({ kind: 'answer' });
  expect(search.read('{"query":{}}')).toEqual([]);
  expect(asked[0]?.url.pathname).toBe('/res/v1/web/search');
  expect(Object.fromEntries(asked[0]?.url.searchParams ?? [])).toMatchObject({
    ...{ q: QUERY.text, count: '20', search_lang: 'jp' },
  });
  expect(asked[0]?.headers['x-subscription-token']).toBe(KEY);
  await ask(search, { ...QUERY, language: 'dz' });
  expect(asked[1]?.url.searchParams.has('search_lang')).toBe(false);
});

it('posts to Tavily with the key as bearer', async () => {
  answer = json(FOUND.tavily);
  await ask(tavily(access()));
  expect(asked[0]).toMatchObject({ method: 'POST' });
  expect(asked[0]?.url.pathname).toBe('/search');
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({
    ...{ query: QUERY.text, max_results: 10, search_depth: 'basic', include_answer: false },
  });
});
