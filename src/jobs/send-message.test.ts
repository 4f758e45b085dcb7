import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMailer } from '#mail/create-mailer.ts';
import { findMessage, insertMessage } from '#store/outbox.ts';
import { type MailServer, startMailServer } from '../../test/accounts/mail-server.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { openJobQueue } from './job-queue.ts';
import { requestSending, sendMessageHandler } from './send-message.ts';

const AT = '2026-02-03T04:05:06.000Z';
const clock = () => new Date(AT);

let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describeStore('a letter', (store) => {
  const put = async (subject = 'A subject – with a dash') => {
    const id = randomUUID();
    await store().write((tx) =>
      insertMessage(tx, {
        id,
        person: null,
        recipient: 'ana@example.org',
        subject,
        body: 'First line.\n\n  http://regatlas.test/reset?token=secret\n',
        queuedAt: AT,
      }),
    );
    return id;
  };
  const never = new AbortController().signal;
  const handler = () =>
    sendMessageHandler(store(), clock, createMailer(server.url, 'Regatlas <post@regatlas.test>'));
  const find = (id: string) => store().read((tx) => findMessage(tx, id));

  it('is handed over once, as plain text for one reader', async () => {
    const id = await put();
    const before = server.letters.length;
    await handler().work({ id }, never);
    await handler().work({ id }, never);
    expect(server.letters.length).toBe(before + 1);
    const letter = server.letters.at(-1) ?? '';
    expect(letter).toMatch(/^From: Regatlas <post@regatlas\.test>\r$/m);
    expect(letter).toMatch(/^To: ana@example\.org\r$/m);
    expect(letter).toContain(`Message-ID: <${id}@regatlas.test>`);
    expect(letter).toContain('Auto-Submitted: auto-generated');
    expect(letter).toContain('  http://regatlas.test/reset?token=secret');
    expect(await find(id)).toMatchObject({ sentAt: AT, attempts: 1, failure: null });
  });

  it('carries no line of its subject into the head', async () => {
    const id = await put('Hello\r\nBcc: eve@example.org');
    await handler().work({ id }, never);
    expect(server.letters.at(-1)).not.toMatch(/^Bcc:/m);
  });

  it('that is refused stays with the reason, which is not said aloud, and goes out later', async () => {
    const id = await put();
    server.refuse(true);
    try {
      const fault = await handler()
        .work({ id }, never)
        .then(
          () => null,
          (error: unknown) => error,
        );
      expect(fault).toMatchObject({ code: 'internal', retryable: true });
      expect(String(fault)).not.toMatch(/ana|secret/);
    } finally {
      server.refuse(false);
    }
    expect(await find(id)).toMatchObject({
      sentAt: null,
      attempts: 1,
      failure: expect.stringContaining('come back later'),
    });
    await handler().work({ id }, never);
    expect(await find(id)).toMatchObject({ sentAt: AT, attempts: 2, failure: null });
  });

  it('is sent only if the transaction that wrote it is kept', async () => {
    const queue = await openJobQueue(store(), [handler()], {
      supervise: false,
      onError: (error) => {
        throw error;
      },
    });
    const count = async () =>
      (await store().pool.query("select 1 from regatlas_jobs.job where name = 'send-message'")).rowCount;
    const lost = store().write(async (tx) => {
      await requestSending(tx, queue, randomUUID());
      throw new Error('changed my mind');
    });
    await expect(lost).rejects.toThrow('changed my mind');
    expect(await count()).toBe(0);
    await store().write((tx) => requestSending(tx, queue, randomUUID()));
    expect(await count()).toBe(1);
    await queue.close();
  });
});
