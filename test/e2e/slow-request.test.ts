/** A client that begins a request and never ends it is not waited for; others are served meanwhile. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { useSite } from './use-site.ts';

const site = useSite();

test('a request whose headers never end is answered with 408 and closed', async () => {
  const { hostname, port } = new URL(site.address());
  const socket = connect(Number(port), hostname);
  const answer = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.once('close', () => resolve(text)).once('error', reject);
  });
  socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}\r\nX-Slow: `);
  const meanwhile = await fetch(`${site.address()}/analyses`);
  expect(meanwhile.status).toBe(200);
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
}, 60_000);

test('headers that are too large or too many are refused, and others are served', async () => {
  const { hostname, port } = new URL(site.address());
  const ask = (headers: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      socket.once('close', () => resolve(text)).once('error', reject);
      socket.write(`GET / HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n${headers}\r\n`);
    });
  expect(await ask(`Cookie: a=${'x'.repeat(40_000)}\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  expect(await ask('X: y\r\n'.repeat(8_000))).toMatch(/^HTTP\/1\.1 431 /);
  expect(await ask('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  expect((await fetch(`${site.address()}/analyses`)).status).toBe(200);
});
