/**
 * The port of a language model: one question, one answer, streamed. Whatever comes over the wire is kept as it came,
 * what can go wrong with an answer is a value, and an answer that was kept can be read again without asking.
 */
import type { ExchangeAnswer } from '#domain/exchange.ts';

/**
 * A question. `schema` is a JSON Schema that the provider is asked to keep to, null for plain words; whoever asks still
 * checks. `search` lets the provider look the web up.
 */
export type ModelQuestion = {
  readonly system: string;
  readonly prompt: string;
  readonly schemaName: string;
  readonly schema: Readonly<Record<string, unknown>> | null;
  readonly search?: boolean;
};

/** An answer. `object` is its JSON, unchecked, where a schema was given, else null; `raw` is the stream as received. */
export type ModelAnswer = Extract<ExchangeAnswer, { readonly kind: 'answer' }> & {
  readonly object: unknown;
  readonly text: string;
};

/** No answer that could be used, and why. */
export type ModelFault = Extract<ExchangeAnswer, { readonly kind: 'fault' }>;

/** What asking comes to. */
export type ModelReply = ModelAnswer | ModelFault;

/** A model of some provider. */
export type LanguageModel = {
  /** `google:gemini-2.5-flash`, without address and key. */
  readonly id: string;
  /** What was asked of the model besides the question and that could change its answer. */
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Tokens that question and answer may come to together. */
  readonly contextTokens: number;
  /** The most that a question can come to, answer included. */
  readonly reserve: (question: ModelQuestion) => {
    readonly tokens: number;
    /** Millionths of a US dollar; null while the price is not known. */
    readonly costMicros: number | null;
  };
  readonly ask: (question: ModelQuestion, signal?: AbortSignal) => Promise<ModelReply>;
  /** Reads an answer that was kept as if it came now. */
  readonly reread: (question: ModelQuestion, raw: string) => Promise<ModelReply>;
};
