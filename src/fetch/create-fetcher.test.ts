import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFetcher, type FetcherSettings } from './create-fetcher.ts';
import { createCheckedLookup } from './safe-agent.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let port: number;
let origin: string;
let seen: IncomingMessage[];
let routes: Record<string, Handler>;

beforeEach(async () => {
  seen = [];
  routes = {};
  server = createServer((request, response) => {
    seen.push(request);
    const handler = routes[request.url ?? ''];
    if (handler !== undefined) handler(request, response);
    else response.writeHead(404).end('no such page');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  origin = `http://127.0.0.1:${port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

function fetcherWith(changes: Partial<FetcherSettings> = {}) {
  return createFetcher({
    allowHosts: [`127.0.0.1:${port}`],
    maxBytes: 100_000,
    timeoutMs: 5_000,
    maxRedirects: 5,
    userAgent: 'Regatlas/0.1',
    respectRobots: false,
    now: () => new Date('2026-01-02T03:04:05Z'),
    ...changes,
  });
}

const sendText =
  (text: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset="ISO-8859-1"', ...headers }).end(text);
  };

const redirectTo =
  (location: string, status = 302): Handler =>
  (_request, response) => {
    response.writeHead(status, { location, 'set-cookie': 'session=1' }).end();
  };

describe('createFetcher', () => {
  it('returns bytes, type, kept headers and the time', async () => {
    routes['/a'] = sendText('hello', { etag: '"1"', 'set-cookie': 'a=b', 'x-other': 'c' });
    const got = await fetcherWith()(`${origin}/a#part`);
    expect(Buffer.from(got.bytes).toString()).toBe('hello');
    expect(got).toMatchObject({
      url: `${origin}/a`,
      requestedUrl: `${origin}/a`,
      redirects: [],
      status: 200,
      mediaType: 'text/plain',
      charset: 'ISO-8859-1',
      fetchedAt: '2026-01-02T03:04:05.000Z',
    });
    expect(got.headers.etag).toBe('"1"');
    expect(Object.keys(got.headers)).not.toContain('set-cookie');
    expect(Object.keys(got.headers)).not.toContain('x-other');
  });

  it('refuses a private address that no setting opens, before any request', async () => {
    routes['/a'] = sendText('secret');
    const shut = fetcherWith({ allowHosts: [] });
    await expect(shut(`${origin}/a`)).rejects.toMatchObject({ code: 'forbidden-address' });
    await expect(shut(`http://127.0.0.1/a`)).rejects.toMatchObject({ code: 'forbidden-address' });
    await expect(shut(`http://localhost/a`)).rejects.toMatchObject({ code: 'forbidden-address' });
    expect(seen).toHaveLength(0);
  });

  it.each([301, 302, 303, 307, 308])('follows a %s by hand, without cookies or referrer', async (status) => {
    routes['/a'] = redirectTo('/b', status);
    routes['/b'] = sendText('there');
    const got = await fetcherWith()(`${origin}/a`);
    expect(got.url).toBe(`${origin}/b`);
    expect(got.redirects).toEqual([`${origin}/a`]);
    for (const request of seen) {
      expect(request.method).toBe('GET');
      expect(request.headers['user-agent']).toBe('Regatlas/0.1');
      for (const name of ['cookie', 'authorization', 'referer', 'proxy-authorization'] as const) {
        expect(request.headers[name]).toBeUndefined();
      }
    }
  });

  it.each([
    ['http://10.0.0.1/', 'forbidden-address'],
    ['http://[::1]/', 'forbidden-address'],
    ['http://169.254.169.254/latest/', 'forbidden-address'],
    ['http://127.0.0.1:1/', 'forbidden-address'],
    ['//192.168.1.1/router', 'forbidden-address'],
    ['http://inside.test/', 'forbidden-address'],
    ['file:///etc/passwd', 'fetch-failed'],
    ['ftp://example.org/', 'fetch-failed'],
    ['http://user:pw@example.org/', 'fetch-failed'],
    ['', 'fetch-failed'],
  ])('refuses a redirect to %s', async (location, code) => {
    routes['/a'] = redirectTo(location);
    const resolve = async () => [{ address: '10.9.8.7', family: 4 }];
    await expect(fetcherWith({ resolve })(`${origin}/a`)).rejects.toMatchObject({ code });
    expect(seen).toHaveLength(1);
  });

  it('gives up after the allowed number of redirects', async () => {
    routes['/loop'] = redirectTo('/loop');
    await expect(fetcherWith({ maxRedirects: 3 })(`${origin}/loop`)).rejects.toMatchObject({
      code: 'fetch-failed',
      retryable: false,
    });
    expect(seen).toHaveLength(4);
  });

  it('refuses a name as soon as one of its addresses is private', async () => {
    const resolve = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    await expect(fetcherWith({ resolve })('http://mixed.test/')).rejects.toMatchObject({
      code: 'forbidden-address',
      message: expect.stringContaining('mixed.test (127.0.0.1)'),
    });
  });

  it('asks the name server once per connection and connects to the very answer it checked', async () => {
    const answers = ['93.184.215.14', '127.0.0.1'];
    let asked = 0;
    const lookup = createCheckedLookup(
      async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }],
      true,
    );
    const resolveOnce = () =>
      new Promise((done, fail) => {
        lookup('rebind.test', { all: true }, (error, addresses) => (error ? fail(error) : done(addresses)));
      });
    expect(await resolveOnce()).toEqual([{ address: '93.184.215.14', family: 4 }]);
    expect(asked).toBe(1);
    await expect(resolveOnce()).rejects.toMatchObject({ code: 'forbidden-address' });
  });

  it('refuses a rebinding name on its second connection', async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    routes['/a'] = redirectTo('http://rebind.test:8080/secret');
    const fetcher = fetcherWith({ resolve, allowHosts: [`rebind.test:${port}`] });
    await expect(fetcher(`http://rebind.test:${port}/a`)).rejects.toMatchObject({
      code: 'forbidden-address',
    });
    expect(asked).toBe(2);
    expect(seen.map((request) => request.url)).toEqual(['/a']);
  });

  it('reads packed bodies and cuts a bomb off', async () => {
    routes['/small'] = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('fine'));
    };
    routes['/bomb'] = (_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000)));
    };
    const fetcher = fetcherWith();
    const small = await fetcher(`${origin}/small`);
    expect(Buffer.from(small.bytes).toString()).toBe('fine');
    expect(small.mediaType).toBeNull();
    await expect(fetcher(`${origin}/bomb`)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('stops an answer that trickles for longer than the time allowed', async () => {
    routes['/slow'] = (_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    };
    await expect(fetcherWith({ timeoutMs: 200 })(`${origin}/slow`)).rejects.toMatchObject({
      code: 'fetch-failed',
      retryable: true,
      message: expect.stringContaining('200 ms'),
    });
  });

  it('stops waiting for headers that never come', async () => {
    routes['/mute'] = () => undefined;
    await expect(fetcherWith({ timeoutMs: 100 })(`${origin}/mute`)).rejects.toMatchObject({
      code: 'fetch-failed',
      retryable: true,
    });
  });

  it('refuses oversized headers', async () => {
    routes['/wide'] = (_request, response) => {
      response.writeHead(200, { 'x-wide': 'a'.repeat(60_000) }).end('x');
    };
    await expect(fetcherWith()(`${origin}/wide`)).rejects.toMatchObject({ code: 'fetch-failed' });
  });

  it.each([
    [403, false],
    [404, false],
    [429, true],
    [500, true],
    [503, true],
  ])('reports status %s with whether a retry may help: %s', async (status, retryable) => {
    routes['/a'] = (_request, response) => {
      response.writeHead(status).end('no');
    };
    await expect(fetcherWith()(`${origin}/a`)).rejects.toMatchObject({
      code: 'fetch-failed',
      retryable,
      message: expect.stringContaining(String(status)),
    });
  });

  it('reports a refused connection and an unknown name as retryable', async () => {
    const shut = createServer();
    shut.listen(0, '127.0.0.1');
    await once(shut, 'listening');
    const deadPort = (shut.address() as AddressInfo).port;
    shut.close();
    await once(shut, 'close');
    const dead = fetcherWith({ allowHosts: ['127.0.0.1'] });
    await expect(dead(`http://127.0.0.1:${deadPort}/`)).rejects.toMatchObject({ code: 'fetch-failed' });
    const resolve = async () => {
      throw new Error('ENOTFOUND');
    };
    await expect(fetcherWith({ resolve })('http://missing.test/')).rejects.toMatchObject({
      code: 'fetch-failed',
      retryable: true,
      message: expect.stringContaining('missing.test'),
    });
  });
});

describe('robots.txt', () => {
  const polite = () => fetcherWith({ respectRobots: true });

  it('is read once per site and obeyed', async () => {
    routes['/robots.txt'] = sendText('User-agent: *\nDisallow: /private\n');
    routes['/open'] = sendText('open');
    routes['/private/a'] = sendText('closed');
    const fetcher = polite();
    expect(Buffer.from((await fetcher(`${origin}/open`)).bytes).toString()).toBe('open');
    await expect(fetcher(`${origin}/private/a`)).rejects.toMatchObject({
      code: 'fetch-failed',
      retryable: false,
      message: expect.stringContaining('robots.txt'),
    });
    expect(seen.map((request) => request.url)).toEqual(['/robots.txt', '/open']);
  });

  it('rules for our own name win over the general ones', async () => {
    routes['/robots.txt'] = sendText('User-agent: *\nDisallow: /\n\nUser-agent: regatlas\nDisallow: /no\n');
    routes['/yes'] = sendText('yes');
    expect((await polite()(`${origin}/yes`)).status).toBe(200);
    await expect(polite()(`${origin}/no`)).rejects.toMatchObject({ code: 'fetch-failed' });
  });

  it('checks where a redirect leads as well', async () => {
    routes['/robots.txt'] = sendText('User-agent: *\nDisallow: /b\n');
    routes['/a'] = redirectTo('/b');
    routes['/b'] = sendText('closed');
    await expect(polite()(`${origin}/a`)).rejects.toMatchObject({ code: 'fetch-failed' });
    expect(seen.map((request) => request.url)).toEqual(['/robots.txt', '/a']);
  });

  it('absent (4xx) means no rules; failing (5xx) means stay away for now', async () => {
    routes['/a'] = sendText('a');
    expect((await polite()(`${origin}/a`)).status).toBe(200);
    routes['/robots.txt'] = (_request, response) => {
      response.writeHead(503).end();
    };
    await expect(polite()(`${origin}/a`)).rejects.toMatchObject({ code: 'fetch-failed', retryable: true });
  });

  it('is asked again after a day, and after a failure at once', async () => {
    let time = Date.parse('2026-01-01T00:00:00Z');
    routes['/a'] = sendText('a');
    routes['/robots.txt'] = (_request, response) => {
      response.writeHead(500).end();
    };
    const fetcher = fetcherWith({ respectRobots: true, now: () => new Date(time) });
    await expect(fetcher(`${origin}/a`)).rejects.toMatchObject({ code: 'fetch-failed' });
    routes['/robots.txt'] = sendText('');
    await fetcher(`${origin}/a`);
    await fetcher(`${origin}/a`);
    time += 25 * 60 * 60 * 1000;
    await fetcher(`${origin}/a`);
    expect(seen.filter((request) => request.url === '/robots.txt')).toHaveLength(3);
  });

  it('longer than the limit is read up to it', async () => {
    routes['/robots.txt'] = sendText(`User-agent: *\nDisallow: /a\n${'# padding\n'.repeat(100_000)}`);
    routes['/b'] = sendText('b');
    const fetcher = polite();
    expect((await fetcher(`${origin}/b`)).status).toBe(200);
    await expect(fetcher(`${origin}/a`)).rejects.toMatchObject({ code: 'fetch-failed' });
  });
});
