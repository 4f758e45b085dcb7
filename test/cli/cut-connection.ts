/** A TCP door to the test database that can be shut and opened again, as when a database server goes down. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';

/** The door; `url` is an address of the same database behind it. */
export type Door = {
  readonly url: string;
  /** Drops every connection and takes no new one. */
  readonly shut: () => Promise<void>;
  readonly open: () => Promise<void>;
};

/** An open door to the database at `url`, which is reached by a Unix socket or by host and port. */
export async function openDoor(url: string): Promise<Door> {
  const target = new URL(url);
  const host = decodeURIComponent(target.hostname);
  const port = Number(target.port);
  const sockets = new Set<Socket>();
  const server = createServer((outside) => {
    const inside = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect({ host, port });
    for (const socket of [outside, inside]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        outside.destroy();
        inside.destroy();
        sockets.delete(socket);
      });
    }
    outside.pipe(inside).pipe(outside);
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  return {
    url: `postgresql://${target.username}@127.0.0.1:${own}${target.pathname}`,
    shut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    open: () => listen(own),
  };
}
