/**
 * A run as a stream of events: `progress` whenever it moved or its log grew, `ended` once, and a comment now and then so
 * that nothing between us and the reader takes the silence for an end. A stream lives for some minutes; browsers open
 * the next one by themselves, and who may read it is asked again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { AppError } from '#domain/errors.ts';
import { loadRunProgress, type RunProgress } from '../load/load-run.ts';
import type { PageContext } from '../page-context.ts';
import type { FollowedRun } from '../run-news.ts';
import { viewerOf } from './draft-request.ts';
import { RUN, runNumber } from './run-request.ts';

const LIFE_MS = 10 * 60_000;
/** What a burst of log lines is gathered for. */
const GATHER_MS = 200;
/** Lines of the log in one event; whoever missed more reads the page. */
const MOST_LINES = 100;
const RETRY_MS = 2_000;
const RETRY_AFTER_S = 30;

/** `/runs/12/events`. Refuses with `too-many` when as many follow runs as may. */
export function createRunEventRoutes(context: PageContext): Hono {
  const routes = new Hono();
  routes.get(`${RUN}/events`, async (request) => {
    const number = runNumber(request);
    const first = await context.store.read((tx) => loadRunProgress(tx, number, afterLine(request)));
    // Hono asks a GET for a HEAD and throws its body away; a stream would go on for nobody.
    if (request.req.method === 'HEAD') return request.body(null, 200, HEADERS);
    const followed = context.researching.news.follow(number, viewerOf(request).id);
    if (followed === null) {
      throw new AppError('too-many', 'Too many pages follow runs at the moment.', {
        remedy: 'Close some of them, or reload this page to see where it stands.',
        detail: { retryAfterSeconds: RETRY_AFTER_S },
      });
    }
    const answer = streamSSE(request, async (stream) => {
      stream.onAbort(followed.leave);
      followed.over.addEventListener('abort', () => stream.abort());
      const life = setTimeout(followed.leave, LIFE_MS);
      try {
        await sendProgress(context, stream, { number, first, followed });
      } catch {
        // The browser asks again, and is told then what is wrong; here the answer has long begun.
      } finally {
        clearTimeout(life);
        await stream.close();
        followed[Symbol.dispose]();
      }
    });
    for (const [name, value] of Object.entries(HEADERS)) answer.headers.set(name, value);
    return answer;
  });
  return routes;
}

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'private, no-store',
  // Proxies that gather an answer before they pass it on.
  'X-Accel-Buffering': 'no',
};

/** The last line of the log that a browser had before its stream broke off. */
function afterLine(request: Context): number {
  const id = request.req.header('Last-Event-ID') ?? '';
  return /^[0-9]{1,9}$/.test(id) ? Number(id) : 0;
}

type Followed = { readonly number: number; readonly first: RunProgress; readonly followed: FollowedRun };

async function sendProgress(
  context: PageContext,
  stream: SSEStreamingApi,
  { number, first, followed }: Followed,
): Promise<void> {
  let last = first;
  let line = await send(stream, first, 0);
  while (!last.hasEnded) {
    const why = await followed.next();
    if (why === 'over') return;
    if (why === 'quiet') await stream.write(': nothing new\n\n');
    else await pause(GATHER_MS);
    const now = await context.store.read((tx) => loadRunProgress(tx, number, line));
    if (now.log.length === 0 && isSame(now, last)) continue;
    line = await send(stream, now, line);
    last = now;
  }
  await stream.writeSSE({ event: 'ended', data: JSON.stringify({ state: last.state }) });
}

/** The number of the last line that was told. */
async function send(stream: SSEStreamingApi, progress: RunProgress, before: number): Promise<number> {
  const line = progress.log.at(-1)?.id ?? before;
  const data = JSON.stringify({ ...progress, log: progress.log.slice(-MOST_LINES) });
  await stream.writeSSE({ event: 'progress', id: String(line), retry: RETRY_MS, data });
  return line;
}

function isSame(one: RunProgress, other: RunProgress): boolean {
  return JSON.stringify([one.state, one.steps]) === JSON.stringify([other.state, other.steps]);
}
