/**
 * OpenAI: the Responses API (web and file search) and chat completions with annotations. Offsets are characters and
 * enclose the link that was inserted, not the statement; the statement is the sentence before it.
 */
import { readAnnotations } from './annotated-text.ts';
import { asList, asRecords, asText, type JsonRecord, recordAt } from './json-value.ts';
import { collectChunks, type ProviderAnswer, type ProviderSupport } from './provider-answer.ts';

/** Reads one response; of a stream, the event that carries the finished response. */
export function readOpenAi(events: readonly JsonRecord[]): ProviderAnswer {
  const response = finishedResponse(events);
  const outputs = asRecords(response.output);
  const messages = [
    ...outputs.flatMap((output) => asRecords(output.content)),
    ...asRecords(response.choices)
      .map((choice) => recordAt(choice, 'message'))
      .filter((message) => message !== null),
  ];
  const chunks = collectChunks();
  const parts: string[] = [];
  const supports: ProviderSupport[] = [];
  for (const message of messages) {
    const text = asText(message.text) ?? asText(message.content);
    if (text === null) continue;
    const annotations = asRecords(message.annotations).map(unwrap);
    const input = {
      text,
      annotations,
      partIndex: parts.length,
      covers: 'marker',
      unit: 'codepoint',
    } as const;
    supports.push(...readAnnotations(input, chunks));
    parts.push(text);
  }
  return {
    provider: 'openai',
    parts: parts.length > 0 ? parts : null,
    supports,
    chunks: chunks.chunks,
    queries: outputs.flatMap(readQueries),
  };
}

function finishedResponse(events: readonly JsonRecord[]): JsonRecord {
  const done = events.findLast((event) => event.type === 'response.completed');
  return (done === undefined ? null : recordAt(done, 'response')) ?? events.at(-1) ?? {};
}

/** Chat completions put the citation one level deeper. */
function unwrap(annotation: JsonRecord): JsonRecord {
  return recordAt(annotation, 'urlCitation') ?? annotation;
}

function readQueries(output: JsonRecord): string[] {
  const action = recordAt(output, 'action');
  const single = action === null ? null : asText(action.query);
  const several = [...asList(output.queries), ...asList(action?.queries)];
  const queries = several.flatMap((query) => asText(query) ?? []);
  return single === null || queries.includes(single) ? queries : [single, ...queries];
}
