/**
 * One GET with redirects followed by hand, so that each hop passes the same checks as the first address.
 * Nothing is carried from hop to hop but the fixed request headers: no cookies, no credentials, no referrer.
 */
import { type Dispatcher, request } from 'undici';
import { AppError, isAppError } from '#domain/errors.ts';
import { type AllowedHosts, parseTarget } from './parse-target.ts';
import { ACCEPTED_ENCODINGS } from './read-limited-body.ts';

/** What every hop needs. */
export type RequestContext = {
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
  readonly allowed: AllowedHosts;
  readonly userAgent: string;
  readonly maxRedirects: number;
};

/** The first answer that is not a redirect. Its body is still to be read or destroyed. */
export type Answer = {
  readonly url: URL;
  readonly redirects: readonly string[];
  readonly response: Dispatcher.ResponseData;
};

const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);

/** Follows at most `maxRedirects` redirects; `beforeHop` may refuse each address by throwing. */
export async function requestFollowing(
  first: URL,
  context: RequestContext,
  beforeHop: (url: URL) => Promise<void>,
): Promise<Answer> {
  const redirects: string[] = [];
  let url = first;
  for (;;) {
    await beforeHop(url);
    const response = await requestOnce(url, context);
    if (!REDIRECT_STATUSES.has(response.statusCode)) return { url, redirects, response };
    discardBody(response);
    redirects.push(url.href);
    if (redirects.length > context.maxRedirects) {
      throw new AppError('fetch-failed', `${first.href} redirects more than ${context.maxRedirects} times.`, {
        remedy: 'Open it in a browser and give the address where it ends.',
      });
    }
    url = nextTarget(url, response, context.allowed);
  }
}

/** Lets go of an answer that will not be read. */
export function discardBody(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined);
  response.body.destroy();
}

function requestOnce(url: URL, context: RequestContext): Promise<Dispatcher.ResponseData> {
  return request(url, {
    method: 'GET',
    dispatcher: context.dispatcher,
    signal: context.signal,
    headers: {
      'user-agent': context.userAgent,
      accept: 'text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain;q=0.9,*/*;q=0.5',
      'accept-encoding': ACCEPTED_ENCODINGS,
      'accept-language': 'en,*;q=0.5',
    },
  });
}

function nextTarget(from: URL, response: Dispatcher.ResponseData, allowed: AllowedHosts): URL {
  const location = response.headers.location;
  if (typeof location !== 'string' || location === '') {
    throw new AppError('fetch-failed', `${from.href} redirects without saying where to.`, {
      remedy: 'Open it in a browser and give the address where it ends.',
    });
  }
  // Node reads header bytes as Latin-1, while sites that do not escape their addresses send UTF-8.
  const target = Buffer.from(location, 'latin1').toString('utf8');
  try {
    return parseTarget(target.includes('\ufffd') ? location : target, allowed, from);
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    throw new AppError(
      'fetch-failed',
      `${from.href} redirects to an address that is not followed. ${error.message}`,
      {
        remedy: 'Open it in a browser and give the address where it ends.',
        cause: error,
      },
    );
  }
}
