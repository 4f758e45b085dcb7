/**
 * Exchanges: what a run asked of a service that costs something, and what came back, as it came. A question is written
 * down before it is asked, so that a budget is never overrun and an answer that was paid for is never paid for twice.
 */

/** What is asked: a language model, or a search provider. */
export type ExchangeKind = 'model' | 'search';

/** What went wrong with an exchange; a closed set, shown in words. */
export const EXCHANGE_FAULTS = [
  'key-refused',
  'rate-limited',
  'provider-failed',
  'timed-out',
  'unreachable',
  'cut-off',
  'too-long',
  'invalid-answer',
  'refused',
  'context-overflow',
  'ungrounded',
  'wrong-language',
  'rejected',
] as const;

/** See {@link EXCHANGE_FAULTS}. */
export type ExchangeFault = (typeof EXCHANGE_FAULTS)[number];

/** What may help when it is asked again unchanged. */
export const RETRYABLE_FAULTS: readonly ExchangeFault[] = [
  'rate-limited',
  'provider-failed',
  'timed-out',
  'unreachable',
  'cut-off',
];

/** A question to a service. `request` holds no key. */
export type ExchangeQuestion = {
  readonly kind: ExchangeKind;
  /** `google:gemini-2.5-flash`, `searxng`. */
  readonly service: string;
  /** What it is for, for people: `draft key-pillars`. */
  readonly purpose: string;
  /** Everything that decides the answer: service, parameters, prompt version, schema hash, input hash. */
  readonly requestHash: string;
  readonly request: unknown;
  /** The most that it can come to; null where nothing is known or charged. */
  readonly reserve: { readonly tokens: number | null; readonly costMicros: number | null };
};

/** What came back. `raw` is what went over the wire, without any key; `message` of a fault is ours and safe to show. */
export type ExchangeAnswer =
  | {
      readonly kind: 'answer';
      readonly raw: string;
      readonly status: number | null;
      readonly inputTokens: number | null;
      readonly outputTokens: number | null;
      readonly costMicros: number | null;
    }
  | {
      readonly kind: 'fault';
      readonly fault: ExchangeFault;
      readonly message: string;
      readonly raw: string | null;
      readonly status: number | null;
      readonly retryAfterSeconds: number | null;
      readonly inputTokens: number | null;
      readonly outputTokens: number | null;
      readonly costMicros: number | null;
    };

/**
 * Asks once, if nothing is known and the budget allows it. Gives the answer that is stored when the same was asked before
 * and answered; waits and asks again for faults that may pass, within bounds. Throws {@link BudgetSpent} before anything
 * is sent that the budget does not cover.
 */
export type AskService = (
  question: ExchangeQuestion,
  perform: (signal: AbortSignal) => Promise<ExchangeAnswer>,
) => Promise<ExchangeAnswer>;

/** Thrown by {@link AskService}; `what` names the bound: `tokens`, `money` or `time`. */
export class BudgetSpent extends Error {
  readonly what: 'tokens' | 'money' | 'time';

  constructor(what: 'tokens' | 'money' | 'time') {
    super(`the budget of ${what} is used up`);
    this.name = 'BudgetSpent';
    this.what = what;
  }
}
