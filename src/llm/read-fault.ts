/**
 * What went wrong with a question, by what the wire shows. The library's own messages may quote the request, so none of
 * them goes further; the words here are ours and safe to show.
 */
import type { ExchangeFault } from '#domain/exchange.ts';
import type { TokenUsage } from '#domain/vote.ts';
import type { ModelFault } from './language-model.ts';
import type { Wire } from './record-wire.ts';

/** A fault before what came over the wire is put beside it. */
export type NamedFault = { readonly fault: ExchangeFault; readonly message: string };

const CONTEXT_WORDS =
  /context[ _-]?(?:length|window|size)|maximum context|prompt is too long|input is too long|input token count|too many (?:input )?tokens|maximum number of tokens|exceeds? the (?:available )?context/i;
const KEY_WORDS = /api[ _-]?key/i;
/** Errors by which the library says that it does not understand what came. */
const NOT_UNDERSTOOD =
  /^AI_(?:JSONParse|TypeValidation|InvalidResponseData|NoObjectGenerated|NoOutputGenerated|NoContentGenerated|EmptyResponseBody|UnsupportedFunctionality)Error$/;
/** Those it also throws when a stream stops without saying that it ends. */
const UNENDED = /^AI_(?:InvalidResponseData|NoOutputGenerated)Error$/;

/** True for a body that holds events. */
export function isStream(body: string): boolean {
  return /^data:/m.test(body);
}

/** Of a question that failed before or while its answer came; `error` is what the library threw or put into the stream. */
export function nameFault(error: unknown, wire: Wire, timeoutMs: number, timedOut: boolean): NamedFault {
  if (timedOut) return named('timed-out', `The model did not answer within ${timeoutMs / 1000} s.`);
  if (wire.isCut) return CUT_OFF;
  if (wire.status === null) return named('unreachable', 'The model’s server cannot be reached.');
  if (wire.status >= 300) return nameStatus(wire.status, wire.body ?? '');
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  if (typeof name === 'string' && NOT_UNDERSTOOD.test(name)) {
    return UNENDED.test(name) && isStream(wire.body ?? '') ? CUT_OFF : NO_STREAM;
  }
  // An error that the provider sends in the middle of its answer carries a status of its own.
  if (statusCode === 429) return RATE_LIMITED;
  return named('provider-failed', 'The provider broke the answer off with an error.');
}

/** The line ended before the answer did. */
export const CUT_OFF: NamedFault = named('cut-off', 'The connection ended before the answer did.');

/** Something came, and it is not what the provider describes. */
export const NO_STREAM: NamedFault = named(
  'invalid-answer',
  'The answer is not of the form the provider describes.',
);

const RATE_LIMITED: NamedFault = named('rate-limited', 'The provider wants fewer questions.');

/** Of an answer with this status, which is none of success. */
export function nameStatus(status: number, body: string): NamedFault {
  const isKey =
    status === 401 || status === 402 || status === 403 || (status === 400 && KEY_WORDS.test(body));
  if (isKey) return named('key-refused', `The provider does not accept the key (status ${status}).`);
  if (status === 429) return RATE_LIMITED;
  if (status === 413 || (status < 500 && CONTEXT_WORDS.test(body))) return TOO_MUCH;
  if (status === 408) return named('timed-out', 'The provider gave the question up (status 408).');
  if (status >= 500) return named('provider-failed', `The provider answered with status ${status}.`);
  return named('refused', `The provider does not take the question (status ${status}).`);
}

/** More than the model can read at once. */
export const TOO_MUCH: NamedFault = named(
  'context-overflow',
  'The question is longer than the model can read at once.',
);

/** The fault with what is known beside it. */
export function faultWith(
  { fault, message }: NamedFault,
  facts: {
    readonly raw: string | null;
    readonly wire: Wire;
    readonly usage: TokenUsage;
    readonly cost: number | null;
  },
): ModelFault {
  return {
    kind: 'fault',
    fault,
    message,
    raw: facts.raw,
    status: facts.wire.status,
    retryAfterSeconds: facts.wire.retryAfterSeconds,
    ...facts.usage,
    costMicros: facts.cost,
  };
}

function named(fault: ExchangeFault, message: string): NamedFault {
  return { fault, message };
}
