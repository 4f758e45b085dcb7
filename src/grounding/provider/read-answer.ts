/**
 * From the raw text of a provider's answer to the neutral shape. The raw text may be one JSON value, JSON lines, or
 * the `data:` lines of an event stream. Text that is none of these gives null: the caller reports it.
 */
import { readAnthropic } from './anthropic.ts';
import { readCohere } from './cohere.ts';
import { readGemini } from './gemini.ts';
import { readGeminiInteraction } from './gemini-interactions.ts';
import { asRecord, asRecords, type JsonRecord } from './json-value.ts';
import { readOpenAi } from './openai.ts';
import { readPerplexity } from './perplexity.ts';
import type { ProviderAnswer } from './provider-answer.ts';
import { isGeminiInteraction, recogniseProvider } from './recognise-provider.ts';
import { readXai } from './xai.ts';

/**
 * The answer in the raw text; null when it is not JSON. A recording of several calls gives the one with the most
 * supports, then the most sources, then the last.
 */
export function readProviderAnswer(raw: string): ProviderAnswer | null {
  const values = parseValues(raw);
  if (values === null) return null;
  const answers = splitAnswers(values).map(readEvents);
  return answers.reduce<ProviderAnswer>(
    (best, each) => (richness(each) >= richness(best) ? each : best),
    emptyAnswer(),
  );
}

function richness(answer: ProviderAnswer): number {
  return answer.supports.length * 1e6 + answer.chunks.length * 1e2 + Math.min(answer.queries.length, 99);
}

function emptyAnswer(): ProviderAnswer {
  return { provider: 'unknown', parts: null, supports: [], chunks: [], queries: [] };
}

/** All JSON values of the text; null when a line of it is not JSON. */
function parseValues(raw: string): unknown[] | null {
  const text = raw.replace(/^\uFEFF/, '').trim();
  const whole = parseJson(text);
  if (whole !== undefined) return [whole];
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !/^(event|id|retry|:)/.test(line))
    .map((line) => line.replace(/^data:\s*/, ''))
    .filter((line) => line !== '[DONE]');
  const values = lines.map(parseJson);
  return lines.length === 0 || values.includes(undefined) ? null : values;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Recorded calls (`{"method": …, "response": …}`) are answers of their own; everything else is events of one. */
function splitAnswers(values: readonly unknown[]): JsonRecord[][] {
  const records = asRecords(values.flat());
  const isRecorded = (record: JsonRecord) =>
    typeof record.response === 'object' && record.response !== null && record.type === undefined;
  const loose = records.filter((record) => !isRecorded(record));
  const calls = records.filter(isRecorded).map((record) => asRecords([record.response].flat()));
  return loose.length === 0 ? calls : [...calls, loose];
}

function readEvents(events: JsonRecord[]): ProviderAnswer {
  switch (recogniseProvider(events)) {
    case 'gemini': {
      const interaction = events.find(isGeminiInteraction);
      return interaction === undefined ? readGemini(events) : readGeminiInteraction(interaction);
    }
    case 'openai':
      return readOpenAi(events);
    case 'xai':
      return readXai(events);
    case 'perplexity':
      return readPerplexity(events);
    case 'anthropic':
      return readAnthropic(events);
    case 'cohere':
      return readCohere(asRecord(events.at(-1)) ?? {});
    case 'unknown':
      return emptyAnswer();
  }
}
