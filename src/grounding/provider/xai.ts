/**
 * xAI: a response like OpenAI's whose annotations often carry no place at all, or a chat completion with a list of
 * addresses. Without a place no statement is tied to a source, and none is invented.
 */
import { asList, asText, type JsonRecord } from './json-value.ts';
import { readNumberedMarkers } from './numbered-markers.ts';
import { readOpenAi } from './openai.ts';
import { type ProviderAnswer, webChunk } from './provider-answer.ts';

/** Reads one answer. */
export function readXai(events: readonly JsonRecord[]): ProviderAnswer {
  const answer = readOpenAi(events);
  const last = events.at(-1) ?? {};
  const listed = asList(last.citations).map((url) => webChunk(asText(url), null));
  const queries = [...answer.queries, ...asList(last.output).flatMap(readQuery)];
  if (answer.supports.length > 0 || listed.length === 0) return { ...answer, provider: 'xai', queries };
  const supports = (answer.parts ?? []).flatMap((text, part) => readNumberedMarkers(text, part));
  return { provider: 'xai', parts: answer.parts, supports, chunks: listed, queries };
}

/** The search call carries its arguments as JSON inside a string. */
function readQuery(output: unknown): string[] {
  const call = (typeof output === 'object' && output !== null ? output : {}) as JsonRecord;
  const given = call.type === 'web_search_call' ? asText(call.arguments) : null;
  const query = given === null ? null : /"query"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(given)?.[1];
  if (query === null || query === undefined) return [];
  try {
    return [JSON.parse(query) as string];
  } catch {
    return [];
  }
}
