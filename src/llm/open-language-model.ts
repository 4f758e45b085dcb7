/**
 * Language models through the AI SDK. The library is loaded when a model is first asked, so that an installation
 * without one does not pay for it. It retries nothing: what to do about a fault is for whoever asks.
 */
import type { LanguageModel as SdkModel } from 'ai';
import type { TokenUsage, VoteFault, VoteFaultKind } from '#domain/vote.ts';
import type { LanguageModel, ModelAnswer, ModelQuestion } from './language-model.ts';
import type { ModelName } from './model-name.ts';
import { type RecordedFetch, recordWire, type Wire } from './record-wire.ts';

/** `key` is empty for a server that wants none. */
export type ModelAccess = {
  readonly name: ModelName;
  readonly key: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

// Models that think first spend most of it on that.
const PARAMETERS = { temperature: 0, maxOutputTokens: 4096 } as const;

/** The model with this name; nothing is sent before it is asked. */
export function openLanguageModel(access: ModelAccess): LanguageModel {
  const { provider, model, baseUrl } = access.name;
  return {
    id: `${provider}:${model}`,
    // The same name elsewhere may be another model.
    parameters: baseUrl === null ? PARAMETERS : { ...PARAMETERS, baseUrl },
    ask: (question, signal) => ask(access, question, signal),
  };
}

async function ask(
  access: ModelAccess,
  question: ModelQuestion,
  signal: AbortSignal | undefined,
): Promise<ModelAnswer | VoteFault> {
  const { generateText, jsonSchema, Output } = await import('ai');
  // Remarks on settings that a model does not know would go to the console of a program that did not ask.
  Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });
  const recorded = recordWire(access.now);
  const timeout = AbortSignal.timeout(access.timeoutMs);
  try {
    const result = await generateText({
      model: await sdkModel(access, recorded),
      system: question.system,
      prompt: question.prompt,
      output: Output.object({ name: question.schemaName, schema: jsonSchema(question.schema) }),
      ...PARAMETERS,
      maxRetries: 0,
      abortSignal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return readResult(result.finishReason, result.text, usageOf(result.usage), recorded.wire, access.key);
  } catch (error) {
    // Given up by whoever asked: that is no fault of the voter's.
    signal?.throwIfAborted();
    return readFault(error, timeout.aborted, recorded.wire, access);
  }
}

async function sdkModel(access: ModelAccess, { fetch }: RecordedFetch): Promise<SdkModel> {
  const { provider, model, baseUrl } = access.name;
  const options = { apiKey: access.key, fetch, ...(baseUrl === null ? {} : { baseURL: baseUrl }) };
  switch (provider) {
    case 'google':
      return (await import('@ai-sdk/google')).createGoogleGenerativeAI(options)(model);
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(options).chat(model);
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(options)(model);
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const { apiKey, ...rest } = options;
      const secret = apiKey === '' ? {} : { apiKey };
      return createOpenAICompatible({ name: provider, baseURL: baseUrl ?? '', ...rest, ...secret })(model);
    }
  }
}

function readResult(
  finishReason: string,
  text: string,
  usage: TokenUsage,
  wire: Wire,
  key: string,
): ModelAnswer | VoteFault {
  if (finishReason === 'content-filter') return fault('refused', 'The model declined to answer.', wire, key);
  if (finishReason === 'length') {
    return fault('cut-off', 'The answer was longer than allowed and was cut off.', wire, key);
  }
  const object = parseJson(withoutKey(text, key));
  if (object === undefined) return fault('invalid-answer', 'The answer is not JSON.', wire, key);
  return { kind: 'answer', object, raw: withoutKey(wire.body ?? '', key), usage };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the library threw, by what the wire shows; its own message may quote the request, so it goes no further. */
function readFault(error: unknown, timedOut: boolean, wire: Wire, access: ModelAccess): VoteFault {
  const { key } = access;
  if (timedOut) {
    const seconds = access.timeoutMs / 1000;
    return fault('timed-out', `The model did not answer within ${seconds} s.`, wire, key);
  }
  if (wire.isCut) return fault('cut-off', 'The connection ended before the answer did.', wire, key);
  if (wire.status === null) return fault('failed', 'The model’s server cannot be reached.', wire, key);
  if (wire.status === 429) return fault('rate-limited', 'The provider wants fewer questions.', wire, key);
  if (wire.status === 401 || wire.status === 403) {
    return fault('failed', `The provider does not accept the key (status ${wire.status}).`, wire, key);
  }
  if (wire.status >= 400)
    return fault('failed', `The provider answered with status ${wire.status}.`, wire, key);
  const finishReason = (error as { finishReason?: unknown }).finishReason;
  if (typeof finishReason === 'string' && finishReason !== 'stop') {
    return readResult(finishReason, '', { inputTokens: null, outputTokens: null }, wire, key) as VoteFault;
  }
  return fault('invalid-answer', 'The answer is not of the form the provider describes.', wire, key);
}

function fault(kind: VoteFaultKind, message: string, wire: Wire, key: string): VoteFault {
  return {
    kind: 'fault',
    fault: kind,
    message,
    retryAfterSeconds: wire.retryAfterSeconds,
    raw: wire.body === null ? null : withoutKey(wire.body, key),
  };
}

// Providers quote a wrong key in their refusals, and what a model says may be anything.
function withoutKey(text: string, key: string): string {
  return key === '' ? text : text.replaceAll(key, '…');
}

function usageOf(usage: { inputTokens: number | undefined; outputTokens: number | undefined }): TokenUsage {
  return { inputTokens: usage.inputTokens ?? null, outputTokens: usage.outputTokens ?? null };
}
