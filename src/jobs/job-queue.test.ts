import { expect, it } from 'vitest';
import { describeStore } from '../../test/database/with-database.ts';
import { type JobQueue, openJobQueue } from './job-queue.ts';

type Payload = { readonly word: string };

describeStore('the job queue', (store) => {
  const open = (work: (payload: Payload) => Promise<void>): Promise<JobQueue> =>
    openJobQueue(store(), [{ name: 'test-job', work }], {
      supervise: false,
      onError: () => undefined,
    });

  const send = (queue: JobQueue, word: string) =>
    store().write((tx) => queue.send(tx, 'test-job', word, { word } satisfies Payload));

  it('does what was sent, once for a key that is waiting', async () => {
    const done: string[] = [];
    const queue = await open(async ({ word }) => {
      done.push(word);
    });
    for (const word of ['a', 'b', 'a']) await send(queue, word);
    await queue.drain();
    expect(done.sort()).toEqual(['a', 'b']);
    await send(queue, 'a');
    await queue.drain();
    expect(done).toHaveLength(3);
    await queue.close();
  });

  it('sends nothing when the transaction fails', async () => {
    const done: string[] = [];
    const queue = await open(async ({ word }) => {
      done.push(word);
    });
    await expect(
      store().write(async (tx) => {
        await queue.send(tx, 'test-job', 'a', { word: 'a' });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    await queue.drain();
    expect(done).toEqual([]);
    await queue.close();
  });

  it('keeps jobs for whoever comes next, and passes on what a job throws', async () => {
    const first = await open(async () => {
      throw new Error('cannot now');
    });
    await send(first, 'a');
    await expect(first.drain()).rejects.toThrow('cannot now');
    await send(first, 'b');
    await first.close();
    const done: string[] = [];
    const next = await open(async ({ word }) => {
      done.push(word);
    });
    await next.drain();
    expect(done).toContain('b');
    await next.close();
  });
});
