/**
 * Builds the SSRF-safe fetcher: address checks before and inside every connection, limits on redirects, time, headers
 * and bytes, robots.txt respected. Every refusal is an AppError; no proxy, cookie or credential of the machine is used.
 */
import { MIMEType } from 'node:util';
import { AppError, isAppError } from '#domain/errors.ts';
import { type FetchedResource, type Fetcher, KEPT_HEADERS } from './fetcher.ts';
import { type Answer, discardBody, type RequestContext, requestFollowing } from './follow-redirects.ts';
import { type AllowedHosts, parseTarget, readAllowedHosts } from './parse-target.ts';
import { readLimitedBody } from './read-limited-body.ts';
import { createRobotsGate, ROBOTS_BYTES, type RobotsGate } from './robots.ts';
import { createSafeAgent, type Resolve, resolveBySystem } from './safe-agent.ts';

/** Everything the fetcher may be told. */
export type FetcherSettings = {
  /** `host` or `host:port` entries that may be private and on any port; empty in production. */
  readonly allowHosts: readonly string[];
  /** Largest body in bytes, on the wire as well as unpacked. */
  readonly maxBytes: number;
  /** Milliseconds for the whole fetch, robots.txt and redirects included. */
  readonly timeoutMs: number;
  readonly maxRedirects: number;
  /** Sent as User-Agent; the part before `/` is the name robots.txt rules are matched against. */
  readonly userAgent: string;
  readonly respectRobots: boolean;
  readonly now: () => Date;
  /** Name resolution; the machine's own when left out. */
  readonly resolve?: Resolve;
};

type Job = {
  readonly settings: FetcherSettings;
  readonly context: RequestContext;
  readonly gate: RobotsGate;
};

/** A fetcher that remembers robots.txt rules for as long as it lives (a day at most per origin). */
export function createFetcher(settings: FetcherSettings): Fetcher {
  const allowed = readAllowedHosts(settings.allowHosts);
  const gate = createRobotsGate(settings.userAgent, () => settings.now().getTime());
  return async (text) => {
    const target = parseTarget(text, allowed);
    return withContext(settings, allowed, target, (context) =>
      fetchResource(target, { settings, context, gate }),
    );
  };
}

async function withContext(
  settings: FetcherSettings,
  allowed: AllowedHosts,
  target: URL,
  work: (context: RequestContext) => Promise<FetchedResource>,
): Promise<FetchedResource> {
  const { timeoutMs, maxRedirects, userAgent } = settings;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(timeUp(target, timeoutMs)), timeoutMs);
  // A fresh agent per fetch: no connection opened for one source is ever reused for another.
  const dispatcher = createSafeAgent({ allowed, resolve: settings.resolve ?? resolveBySystem, timeoutMs });
  try {
    return await work({ dispatcher, signal: deadline.signal, allowed, userAgent, maxRedirects });
  } catch (error) {
    throw deadline.signal.aborted ? timeUp(target, timeoutMs) : toAppError(error, target);
  } finally {
    clearTimeout(timer);
    await dispatcher.destroy();
  }
}

async function fetchResource(target: URL, job: Job): Promise<FetchedResource> {
  const { settings, context, gate } = job;
  const beforeHop = async (url: URL) => {
    if (settings.respectRobots) await gate.assertAllowed(url, (robotsUrl) => readRobots(robotsUrl, context));
  };
  const answer = await requestFollowing(target, context, beforeHop);
  assertSuccess(answer);
  const { response } = answer;
  const bytes = await readLimitedBody(
    response.body,
    headerText(answer, 'content-encoding'),
    settings.maxBytes,
  );
  const type = readContentType(headerText(answer, 'content-type'));
  return {
    url: answer.url.href,
    requestedUrl: target.href,
    redirects: answer.redirects,
    status: response.statusCode,
    ...type,
    bytes,
    headers: keepHeaders(answer),
    fetchedAt: settings.now().toISOString(),
  };
}

async function readRobots(url: URL, context: RequestContext): Promise<{ status: number; text: string }> {
  const answer = await requestFollowing(url, context, async () => undefined);
  const status = answer.response.statusCode;
  if (status < 200 || status > 299) {
    discardBody(answer.response);
    return { status, text: '' };
  }
  const encoding = headerText(answer, 'content-encoding');
  const bytes = await readLimitedBody(answer.response.body, encoding, ROBOTS_BYTES, 'truncate');
  return { status, text: new TextDecoder().decode(bytes) };
}

function assertSuccess(answer: Answer): void {
  const status = answer.response.statusCode;
  if (status >= 200 && status < 300 && status !== 206) return;
  discardBody(answer.response);
  const retryable = status === 408 || status === 425 || status === 429 || status >= 500;
  throw new AppError('fetch-failed', `${answer.url.href} answered with status ${status}.`, {
    remedy: retryable
      ? 'Try again later.'
      : 'Check the address, or save the page with a browser and add the file.',
    retryable,
    detail: { status, url: answer.url.href },
  });
}

function headerText(answer: Answer, name: string): string | null {
  const value = answer.response.headers[name];
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join(', ') : value;
}

function readContentType(value: string | null): { mediaType: string | null; charset: string | null } {
  try {
    const parsed = new MIMEType(value ?? '');
    return { mediaType: parsed.essence.toLowerCase(), charset: parsed.params.get('charset') };
  } catch {
    return { mediaType: null, charset: null };
  }
}

function keepHeaders(answer: Answer): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of KEPT_HEADERS) {
    const value = headerText(answer, name);
    if (value !== null) kept[name] = value;
  }
  return kept;
}

function timeUp(target: URL, timeoutMs: number): AppError {
  return new AppError('fetch-failed', `${target.host} took longer than ${timeoutMs} ms to answer in full.`, {
    remedy: 'Try again later, or save the page with a browser and add the file.',
    retryable: true,
  });
}

/** The refusal inside a chain of library errors, or the library's error as `fetch-failed`. */
function toAppError(error: unknown, target: URL): AppError {
  for (let inner: unknown = error; inner instanceof Error; inner = inner.cause) {
    if (isAppError(inner)) return inner;
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new AppError('fetch-failed', `${target.host} could not be read: ${reason}.`, {
    remedy: 'Check the address and the network connection, then try again.',
    retryable: true,
    cause: error,
  });
}
