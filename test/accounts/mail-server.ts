/** A small mail server on this machine, which takes letters or refuses them. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** A running server. `letters` are what it was given, head and body, as it came over the wire. */
export type MailServer = AsyncDisposable & {
  readonly url: string;
  readonly letters: readonly string[];
  readonly refuse: (isRefusing: boolean) => void;
};

/** Starts it on a free port. */
export async function startMailServer(): Promise<MailServer> {
  const letters: string[] = [];
  const sockets = new Set<Socket>();
  let isRefusing = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    const converse = conversation(letters, () => isRefusing);
    let held = '';
    socket.write('220 test\r\n');
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      held += chunk;
      for (;;) {
        const end = held.indexOf(converse.end());
        if (end === -1) return;
        const part = held.slice(0, end);
        held = held.slice(end + converse.end().length);
        socket.write(`${converse.answer(part)}\r\n`);
        if (/^QUIT/i.test(part)) socket.end();
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    letters,
    refuse: (next) => {
      isRefusing = next;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => done());
      }),
  };
}

/** One client's talk: how its next part ends, and what is answered to it. */
function conversation(letters: string[], isRefusing: () => boolean) {
  let isData = false;
  return {
    end: () => (isData ? '\r\n.\r\n' : '\r\n'),
    answer: (part: string): string => {
      if (isData) {
        letters.push(part);
        isData = false;
        return '250 taken';
      }
      isData = /^DATA/i.test(part);
      if (isData) return '354 go on';
      return isRefusing() && /^RCPT/i.test(part) ? '451 4.7.1 come back later' : '250 ok';
    },
  };
}
