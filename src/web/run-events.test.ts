import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Viewer } from '#domain/person.ts';
import { syncReferenceData } from '#store/reference-data.ts';
import { addPerson } from '../../test/database/add-person.ts';
import { TEST_REFERENCE } from '../../test/database/make-records.ts';
import { GOOD_STEPS, openRunStage, type RunStage } from '../../test/database/scripted-runs.ts';
import { describeStore } from '../../test/database/with-database.ts';
import { openSite, type TestSite } from '../../test/web/open-site.ts';
import { openRunNews } from './run-news.ts';

type Told = {
  readonly event: string;
  readonly id: string;
  readonly data: { state: string; steps?: { state: string }[]; log?: { message: string }[] };
};

/** A stream as a browser reads it. */
function readEvents(answer: IncomingMessage) {
  const told: Told[] = [];
  let text = '';
  let heard: () => void = () => undefined;
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      if (field('event') !== '')
        told.push({ event: field('event'), id: field('id'), data: JSON.parse(field('data')) });
    }
    heard();
  });
  const closed = new Promise<void>((resolve) => answer.once('close', () => resolve()));
  /** Waits until something that was told is so. */
  const until = async (is: (one: Told) => boolean): Promise<Told> => {
    for (;;) {
      const found = told.find(is);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  return { told, until, closed };
}

describeStore('the events of a run, over HTTP', (store) => {
  let site: TestSite;
  let stage: RunStage;
  let server: Server;
  let base: string;
  let ana: Viewer;
  beforeEach(async () => {
    await store().write(async (tx) => {
      await syncReferenceData(tx, TEST_REFERENCE);
      ana = await addPerson(tx, 'Ana Lyst', 'analyst');
    });
    stage = openRunStage(store());
    site = await openSite(store(), () => stage.deps.clock());
    site.setViewer(ana);
    server = createServer(getRequestListener(site.app.fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterEach(async () => {
    await site.close();
    server.closeAllConnections();
    server.close();
    expect(site.faults).toEqual([]);
  });

  const ask = (path: string, headers = {}) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get(`${base}${path}`, { headers }, resolve).on('error', reject);
    });

  it('tell each step as it moves and end with the run; nothing keeps them', async () => {
    const run = await stage.request();
    const answer = await ask(`/runs/${run}/events`);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store',
    });
    const events = readEvents(answer);
    const states = ({ data }: Told) => (data.steps ?? []).map(({ state }) => state).join(', ');
    await events.until((one) => states(one) === 'Ready, Blocked, Blocked');
    for (const expected of ['Completed, Ready, Blocked', 'Completed, Completed, Ready']) {
      const job = stage.sent.shift();
      if (job !== undefined) await stage.work(job);
      await events.until((one) => states(one) === expected);
    }
    await stage.workAll();
    expect((await events.until(({ event }) => event === 'ended')).data.state).toBe('Completed');
    await events.closed;
  });

  it('go on behind the line of the log that a browser had', async () => {
    stage = openRunStage(store(), {
      steps: {
        ...GOOD_STEPS,
        'base-research': async ({ log }) => {
          await log('First.');
          await log('Second.');
          return async () => ({ state: 'Abstained', reason: 'Nothing there.', output: null, version: null });
        },
      },
    });
    const run = await stage.request();
    await stage.workAll();
    const all = readEvents(await ask(`/runs/${run}/events`));
    await all.closed;
    expect(all.told.map(({ event }) => event)).toEqual(['progress', 'ended']);
    const lines = (one: Told | undefined) => one?.data.log?.map(({ message }) => message);
    expect(lines(all.told[0])).toEqual(expect.arrayContaining(['First.', 'Second.']));
    const rest = readEvents(await ask(`/runs/${run}/events`, { 'Last-Event-ID': all.told[0]?.id ?? '' }));
    await rest.closed;
    expect(lines(rest.told[0])).toEqual([]);
  });

  it('let go of a reader who has left, so that others may follow', async () => {
    const run = await stage.request();
    const many = await Promise.all(Array.from({ length: 12 }, () => ask(`/runs/${run}/events`)));
    const refused = await ask(`/runs/${run}/events`);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '30']);
    for (const answer of many) answer.destroy();
    let status = 0;
    while (status !== 200) {
      const again = await ask(`/runs/${run}/events`);
      status = again.statusCode ?? 0;
      again.destroy();
    }
    expect(status).toBe(200);
  });

  it('are for analysts, and of runs that exist', async () => {
    expect((await ask('/runs/99/events')).statusCode).toBe(404);
    site.setViewer({ ...ana, role: 'contributor' });
    const run = await stage.request();
    expect((await ask(`/runs/${run}/events`)).statusCode).toBe(403);
  });

  it('hold no stopping server open: they end first, and nothing is left that has to be cut', async () => {
    const run = await stage.request();
    const events = readEvents(await ask(`/runs/${run}/events`));
    await events.until(({ event }) => event === 'progress');
    await site.news[Symbol.asyncDispose]();
    await events.closed;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await closed;
    expect(events.told.some(({ event }) => event === 'ended')).toBe(false);
  });

  it('wake by themselves while the database cannot be heard', async () => {
    const bounds = { mostOpen: 1, mostForOne: 1, quietMs: 5, deafMs: 5 };
    await using news = openRunNews(store(), bounds);
    const followed = news.follow(1, ana.id);
    expect(await followed?.next()).toMatch(/quiet|moved/);
    expect(news.follow(1, 'another')).toBeNull();
    followed?.leave();
    expect(await followed?.next()).toBe('over');
    followed?.[Symbol.dispose]();
    expect(news.follow(1, 'another')?.[Symbol.dispose]()).toBeUndefined();
  });
});
