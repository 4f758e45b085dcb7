import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Store } from '#store/connect.ts';
import { allowedHosts } from './allowed-hosts.ts';
import { createHttpApp } from './create-http-app.ts';

// No route of these tests reads anything.
const NO_STORE = {} as Store;

function makeApp(hosts: readonly string[] | null = null) {
  const routes = new Hono();
  routes.get('/list', (context) => context.text('the list'));
  routes.post('/list/form', (context) => context.text('taken'));
  return createHttpApp({
    store: NO_STORE,
    pages: {
      routes,
      renderRefusal: (_path, { title, error }) => `${title}: ${error.message} ${error.remedy}`,
    },
    assetsDir: import.meta.dirname,
    allowedHosts: hosts,
    access: [
      { method: 'GET', path: '/list', least: 'reader' },
      { method: 'POST', path: '/list/form', least: 'reader' },
    ],
    findViewer: async () => null,
    onError: (error) => {
      throw error;
    },
  });
}

const form = (headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  body: 'a=b',
});

describe('the HTTP frame', () => {
  it.each([
    ['/list', 'DELETE', 'GET, HEAD'],
    ['/list', 'POST', 'GET, HEAD'],
    ['/list', 'OPTIONS', 'GET, HEAD'],
    ['/list/form', 'PUT', 'GET, HEAD, POST'],
  ])('answers %s %s with what it takes instead', async (path, method, allow) => {
    const answer = await makeApp().request(path, { method });
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow]);
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  it('takes forms from its own pages and forbids those of other sites', async () => {
    const app = makeApp();
    const own = await app.request('/list/form', form({ Origin: 'http://localhost' }));
    const other = await app.request('/list/form', form({ Origin: 'https://evil.example' }));
    expect([own.status, other.status]).toEqual([200, 403]);
    expect(await other.text()).toContain('from another site');
  });

  it('gives programs a problem document', async () => {
    const answer = await makeApp().request('/nowhere', { headers: { Accept: 'application/json' } });
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status: 404, type: 'urn:regatlas:problem:not-found' });
  });
});

describe('a server on a loopback address', () => {
  const app = makeApp(allowedHosts('127.0.0.1', ['regatlas.example']));
  const ask = (Host: string) => app.request('/list', { headers: { Host } });

  it.each(['localhost:3000', '127.0.0.1', '127.0.0.1:9', '[::1]:3000', 'LOCALHOST', 'regatlas.example'])(
    'answers to %s',
    async (host) => {
      expect((await ask(host)).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'evil.example:3000',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '[::2]',
    '',
  ])('refuses %j with a sentence', async (host) => {
    const answer = await ask(host);
    expect(answer.status).toBe(421);
    expect(await answer.text()).toContain('REGATLAS_PUBLIC_HOSTS');
  });

  it.each([
    ['127.0.0.2', ['localhost', '127.0.0.1', '[::1]', '127.0.0.2']],
    ['::1', ['localhost', '127.0.0.1', '[::1]', '[::1]']],
    ['0.0.0.0', null],
    ['::', null],
    ['192.0.2.7', null],
    ['127.example', null],
  ])('that listens on %s goes by %j', (host, names) => {
    expect(allowedHosts(host, [])).toEqual(names);
  });
});
