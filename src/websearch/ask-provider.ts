/**
 * One question to a search provider over HTTP, answered as an exchange: what came over the wire as it came, without the
 * key, or the fault with words of ours. No redirect is followed, since a key must not travel to an address nobody named,
 * and no more than a bound is read. It is asked once; what to do about a fault is for whoever asks.
 */
import { withoutKey } from '#domain/blank-key.ts';
import type { ExchangeAnswer, ExchangeFault } from '#domain/exchange.ts';
import { readRetryAfter } from '#domain/retry-after.ts';
import type { WebSearchResult } from '#domain/web-search.ts';

/** What a provider is reached by. `key` is empty for one that wants none; `costMicros` null when not known. */
export type SearchAccess = {
  readonly baseUrl: string;
  readonly key: string;
  readonly costMicros: number | null;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

/** What is sent, and how the answer is read; `read` gives null for what the provider does not describe. */
export type ProviderQuestion = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON to post; null for a GET. */
  readonly body: unknown;
  readonly read: (raw: string) => readonly WebSearchResult[] | null;
  /** Why an answer that can be read is none, in words of ours; null when it is one. */
  readonly whyEmpty?: (raw: string) => string | null;
};

const MOST_BYTES = 4 * 1024 * 1024;

type Wire = {
  status: number | null;
  body: string | null;
  end: 'whole' | 'cut' | 'too-long';
  retryAfterSeconds: number | null;
};

/** See the module comment. Throws only what `signal` says when it is aborted. */
export async function askProvider(
  access: SearchAccess,
  question: ProviderQuestion,
  signal: AbortSignal,
): Promise<ExchangeAnswer> {
  const wire: Wire = { status: null, body: null, end: 'whole', retryAfterSeconds: null };
  const timeout = AbortSignal.timeout(access.timeoutMs);
  try {
    await send(access, question, AbortSignal.any([signal, timeout]), wire);
  } catch {
    // The question was called off, which is no fault of the provider's.
    signal.throwIfAborted();
    if (timeout.aborted) {
      const words = `The provider did not answer within ${access.timeoutMs / 1000} s.`;
      return fault('timed-out', words, wire, access);
    }
    if (wire.status === null) return fault('unreachable', 'The provider cannot be reached.', wire, access);
    wire.end = wire.end === 'whole' ? 'cut' : wire.end;
  }
  return readWire(wire, access, question);
}

async function send(
  access: SearchAccess,
  { url, headers, body }: ProviderQuestion,
  signal: AbortSignal,
  wire: Wire,
): Promise<void> {
  const json = body === null ? {} : { method: 'POST', body: JSON.stringify(body) };
  const type: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' };
  const all = { accept: 'application/json', ...type, ...headers };
  const response = await fetch(url, { ...json, headers: all, redirect: 'manual', signal });
  wire.status = response.status;
  wire.retryAfterSeconds = readRetryAfter(response.headers.get('retry-after'), access.now());
  await readBody(response, wire);
}

async function readBody(response: Response, wire: Wire): Promise<void> {
  const decoder = new TextDecoder();
  wire.body = '';
  if (response.body === null) return;
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    wire.body += decoder.decode(chunk.subarray(0, Math.max(0, chunk.length - (bytes - MOST_BYTES))), {
      stream: true,
    });
    if (bytes > MOST_BYTES) {
      wire.end = 'too-long';
      return;
    }
  }
  wire.body += decoder.decode();
}

function readWire(wire: Wire, access: SearchAccess, { read, whyEmpty }: ProviderQuestion): ExchangeAnswer {
  const { status, body } = wire;
  if (wire.end === 'too-long') {
    return fault('too-long', 'The answer is longer than 4 MiB and was not read to its end.', wire, access);
  }
  if (wire.end === 'cut')
    return fault('cut-off', 'The connection ended before the answer did.', wire, access);
  if (status === null || status < 200 || status >= 300) return readStatus(wire, access);
  const raw = withoutKey(body ?? '', access.key);
  if (read(raw) === null) {
    const words = 'The answer is not of the form the provider describes.';
    return fault('invalid-answer', words, wire, access);
  }
  const why = whyEmpty?.(raw) ?? null;
  if (why !== null) return fault('provider-failed', why, wire, access);
  return {
    ...{ kind: 'answer', raw, status, inputTokens: null, outputTokens: null },
    costMicros: access.costMicros,
  };
}

function readStatus(wire: Wire, access: SearchAccess): ExchangeAnswer {
  const status = wire.status ?? 0;
  const answered = `(status ${status})`;
  if (status >= 300 && status < 400) {
    const words = `The provider sends to another address, which is not followed ${answered}.`;
    return fault('rejected', words, wire, access);
  }
  if (status === 401 || status === 402 || status === 403) {
    return fault('key-refused', refusalWords(access.key, answered), wire, access);
  }
  if (status === 429) {
    return fault('rate-limited', `The provider wants fewer questions ${answered}.`, wire, access);
  }
  if (status === 408) {
    return fault('timed-out', `The provider gave the question up ${answered}.`, wire, access);
  }
  if (status >= 500) return fault('provider-failed', `The provider failed ${answered}.`, wire, access);
  return fault('rejected', `The provider does not take the question ${answered}.`, wire, access);
}

function refusalWords(key: string, answered: string): string {
  return key === ''
    ? `The provider lets nobody ask like this ${answered}; it may want a key, or not give JSON.`
    : `The provider does not accept the key ${answered}.`;
}

/** Faults for which providers charge nothing: what was asked was never answered. */
const UNCHARGED: readonly ExchangeFault[] = ['key-refused', 'rate-limited', 'rejected', 'unreachable'];

/** Of a question that may have been answered we take that it is charged, so that a budget is never overrun. */
function fault(fault: ExchangeFault, message: string, wire: Wire, access: SearchAccess): ExchangeAnswer {
  return {
    ...{ kind: 'fault', fault, message, status: wire.status, retryAfterSeconds: wire.retryAfterSeconds },
    ...{ raw: wire.body === null ? null : withoutKey(wire.body, access.key) },
    ...{ inputTokens: null, outputTokens: null },
    costMicros: UNCHARGED.includes(fault) ? 0 : access.costMicros,
  };
}
