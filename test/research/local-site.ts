/** A site of a test's own: pages by path, and the paths that were asked for, in order. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers: a body, or a status with one. */
export type LocalPage =
  | string
  | { readonly status?: number; readonly type?: string; readonly body: string | Buffer };

/** Close it after the test. */
export type LocalSite = AsyncDisposable & {
  readonly origin: string;
  readonly host: string;
  readonly asked: string[];
  readonly pages: Map<string, LocalPage>;
};

/** A site on 127.0.0.1. What is not in `pages` is not found. */
export async function openLocalSite(): Promise<LocalSite> {
  const asked: string[] = [];
  const pages = new Map<string, LocalPage>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    answer(response, pages.get(path));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    ...{ origin: `http://${host}`, host, asked, pages },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, page: LocalPage | undefined): void {
  if (page === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
    return;
  }
  const {
    status = 200,
    type = 'text/html; charset=utf-8',
    body,
  } = typeof page === 'string' ? { body: page } : page;
  response.writeHead(status, { 'content-type': type }).end(body);
}
