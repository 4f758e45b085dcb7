/**
 * Language models through the AI SDK, streamed. The library is loaded when a model is first asked, so that an
 * installation without one does not pay for it. It retries nothing: what to do about a fault is for whoever asks.
 */
import { withoutKey } from '#domain/blank-key.ts';
import type { TokenUsage } from '#domain/vote.ts';
import { costOf, type ModelPrice, mostTokens } from './count-tokens.ts';
import type { LanguageModel, ModelQuestion, ModelReply } from './language-model.ts';
import type { ModelName } from './model-name.ts';
import {
  CUT_OFF,
  faultWith,
  isStream,
  type NamedFault,
  NO_STREAM,
  nameFault,
  TOO_MUCH,
} from './read-fault.ts';
import { type RecordedFetch, recordWire, replayWire } from './record-wire.ts';
import { type OpenAiApi, sdkModel, searchTools } from './sdk-model.ts';

/** `key` is empty for a server that wants none. What is left out has a default. */
export type ModelAccess = {
  readonly name: ModelName;
  readonly key: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
  /** Null or left out while it is not known. */
  readonly price?: ModelPrice | null;
  /** Tokens that question and answer may come to together. */
  readonly contextTokens?: number;
  readonly maxOutputTokens?: number;
  readonly api?: OpenAiApi;
};

// Models that think first spend most of it on that.
const MOST_OUTPUT = 4096;
const CONTEXT = 128_000;
const NO_USAGE: TokenUsage = { inputTokens: null, outputTokens: null };
const NOTHING_SENT: TokenUsage = { inputTokens: 0, outputTokens: 0 };

/** The model with this name; nothing is sent before it is asked. */
export function openLanguageModel(access: ModelAccess): LanguageModel {
  const { provider, model, baseUrl } = access.name;
  const contextTokens = access.contextTokens ?? CONTEXT;
  const reserve = (question: ModelQuestion) => {
    const inputTokens = mostTokens(question.system, question.prompt, JSON.stringify(question.schema ?? ''));
    const outputTokens = mostOutput(access);
    const costMicros = costOf({ inputTokens, outputTokens }, access.price ?? null);
    return { tokens: inputTokens + outputTokens, costMicros };
  };
  return {
    id: `${provider}:${model}`,
    parameters: {
      temperature: 0,
      maxOutputTokens: mostOutput(access),
      // The same name elsewhere may be another model.
      ...(baseUrl === null ? {} : { baseUrl }),
      ...(access.api === 'responses' && provider === 'openai' ? { api: 'responses' } : {}),
    },
    contextTokens,
    reserve,
    ask: async (question, signal) => {
      const recorded = recordWire(access.now);
      if (reserve(question).tokens > contextTokens) {
        return faultWith(TOO_MUCH, { raw: null, wire: recorded.wire, usage: NOTHING_SENT, cost: 0 });
      }
      return converse(access, question, recorded, signal);
    },
    reread: (question, raw) => converse(access, question, replayWire(raw), undefined),
  };
}

function mostOutput(access: ModelAccess): number {
  return access.maxOutputTokens ?? MOST_OUTPUT;
}

/** What was heard until the answer ended or broke off. */
type Heard = { text: string; finishReason: string | null; usage: TokenUsage; error: unknown };

async function converse(
  access: ModelAccess,
  question: ModelQuestion,
  recorded: RecordedFetch,
  signal: AbortSignal | undefined,
): Promise<ModelReply> {
  const timeout = AbortSignal.timeout(access.timeoutMs);
  const heard: Heard = { text: '', finishReason: null, usage: NO_USAGE, error: undefined };
  try {
    const both = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    await listen(access, question, recorded, both, heard);
  } catch (error) {
    heard.error = error ?? new Error('nothing was said');
  }
  // Given up by whoever asked: that is no fault of the model's.
  signal?.throwIfAborted();
  return readHeard(access, question, recorded, heard, timeout.aborted);
}

async function listen(
  access: ModelAccess,
  question: ModelQuestion,
  { fetch }: RecordedFetch,
  abortSignal: AbortSignal,
  heard: Heard,
): Promise<void> {
  const { streamText, jsonSchema, Output } = await import('ai');
  // Remarks on settings that a model does not know would go to the console of a program that did not ask.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
  const { name, key, api = 'chat' } = access;
  const { schema, schemaName } = question;
  const result = streamText({
    model: await sdkModel({ name, key, api, fetch }),
    system: question.system,
    prompt: question.prompt,
    ...(schema === null ? {} : { output: Output.object({ name: schemaName, schema: jsonSchema(schema) }) }),
    ...(question.search === true ? { tools: await searchTools(name.provider) } : {}),
    temperature: 0,
    maxOutputTokens: mostOutput(access),
    maxRetries: 0,
    abortSignal,
    // What is asked is kept here and nowhere else.
    providerOptions: { openai: { store: false } },
    onError: () => undefined,
  });
  for await (const part of result.stream) {
    if (part.type === 'text-delta') heard.text += part.text;
    else if (part.type === 'error') heard.error ??= part.error ?? new Error('nothing was said');
    else if (part.type === 'finish-step') {
      heard.finishReason = part.finishReason;
      heard.usage = usageOf(part.usage);
    }
  }
}

function readHeard(
  access: ModelAccess,
  question: ModelQuestion,
  { wire }: RecordedFetch,
  heard: Heard,
  timedOut: boolean,
): ModelReply {
  const { key, timeoutMs, price = null } = access;
  const raw = wire.body === null ? null : withoutKey(wire.body, key);
  const cost = costOf(heard.usage, price);
  const fault = (named: NamedFault) => faultWith(named, { raw, wire, usage: heard.usage, cost });
  const isLate = timedOut && heard.finishReason === null;
  if (heard.error !== undefined || isLate || wire.isCut) {
    return fault(nameFault(heard.error, wire, timeoutMs, isLate));
  }
  const unfinished = faultOfFinish(heard.finishReason, wire.body ?? '');
  if (unfinished !== null) return fault(unfinished);
  const text = withoutKey(heard.text, key);
  const object = question.schema === null ? null : parseJson(text);
  if (object === undefined) return fault(NOT_JSON);
  const { usage } = heard;
  return { kind: 'answer', object, text, raw: raw ?? '', status: wire.status, ...usage, costMicros: cost };
}

const NOT_JSON: NamedFault = { fault: 'invalid-answer', message: 'The answer is not JSON.' };

/** What the end of the answer says; null when it says that it is whole. */
function faultOfFinish(finishReason: string | null, body: string): NamedFault | null {
  switch (finishReason) {
    case 'content-filter':
      return { fault: 'refused', message: 'The model declined to answer.' };
    case 'length':
      return { fault: 'too-long', message: 'The answer was longer than allowed and was cut off.' };
    case 'stop':
    case 'tool-calls':
      return null;
    default:
      // A stream that just stops says nothing of how it ended; a page in HTML was none to begin with.
      return isStream(body) ? CUT_OFF : NO_STREAM;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function usageOf(usage: { inputTokens: number | undefined; outputTokens: number | undefined }): TokenUsage {
  return { inputTokens: usage.inputTokens ?? null, outputTokens: usage.outputTokens ?? null };
}
