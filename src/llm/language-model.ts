/**
 * The port of a language model: one question, one JSON object. Whatever comes over the wire is kept as it came, and
 * what can go wrong with an answer is a value.
 */
import type { TokenUsage, VoteFault } from '#domain/vote.ts';

/** A question. `schema` is a JSON Schema that the provider is asked to keep to; whoever asks still checks. */
export type ModelQuestion = {
  readonly system: string;
  readonly prompt: string;
  readonly schemaName: string;
  readonly schema: Readonly<Record<string, unknown>>;
};

/** An answer that is JSON. `object` is unchecked; `raw` is the body as received, without the key should it echo it. */
export type ModelAnswer = {
  readonly kind: 'answer';
  readonly object: unknown;
  readonly raw: string;
  readonly usage: TokenUsage;
};

/** A model of some provider. */
export type LanguageModel = {
  /** `google:gemini-2.5-flash`, without address and key. */
  readonly id: string;
  /** What was asked of the model besides the question and that could change its answer. */
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly ask: (question: ModelQuestion, signal?: AbortSignal) => Promise<ModelAnswer | VoteFault>;
};
