/** Perplexity: a chat completion with `[n]` in the text and the list of sources beside it, streamed or not. */
import { asList, asRecord, asRecords, asText, type JsonRecord, recordAt } from './json-value.ts';
import { readNumberedMarkers } from './numbered-markers.ts';
import { type ProviderAnswer, type ProviderChunk, webChunk } from './provider-answer.ts';

/** Reads one answer. `citations` decides what a number means; `search_results` adds the titles. */
export function readPerplexity(events: readonly JsonRecord[]): ProviderAnswer {
  const text = answerText(events);
  const lists = events.findLast((event) => 'citations' in event || 'search_results' in event) ?? {};
  return {
    provider: 'perplexity',
    parts: text === '' ? null : [text],
    supports: readNumberedMarkers(text, 0),
    chunks: readChunks(lists),
    queries: asList(lists.search_queries).flatMap((query) => asText(query) ?? []),
  };
}

function readChunks(lists: JsonRecord): ProviderChunk[] {
  const results = asList(lists.search_results).map((entry) => asRecord(entry) ?? {});
  const titles = new Map(results.map((result) => [asText(result.url), asText(result.title)]));
  const citations = asList(lists.citations);
  if (citations.length === 0) {
    return results.map((result) => webChunk(asText(result.url), asText(result.title)));
  }
  return citations.map((entry) => {
    const url = asText(entry) ?? asText(asRecord(entry)?.url);
    return webChunk(url, titles.get(url) ?? null);
  });
}

function answerText(events: readonly JsonRecord[]): string {
  const choices = events.flatMap((event) => asRecords(event.choices).slice(0, 1));
  const whole = choices.flatMap((choice) => asText(recordAt(choice, 'message')?.content) ?? []).at(-1);
  const pieces = choices.flatMap((choice) => asText(recordAt(choice, 'delta')?.content) ?? []);
  // A stream repeats the growing message in every event beside the new piece.
  return pieces.length > 0 ? pieces.join('') : (whole ?? '');
}
