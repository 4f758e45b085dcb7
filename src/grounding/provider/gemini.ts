/**
 * Gemini's grounding metadata in camel and snake case: bare, inside a `generateContent` answer, or spread over the
 * events of a stream. In a stream an index counts the chunks of all events, so they are accumulated here from the
 * raw events; an event that repeats everything so far replaces it.
 */
import {
  asInteger,
  asList,
  asRecord,
  asRecords,
  asText,
  type JsonRecord,
  member,
  recordAt,
} from './json-value.ts';
import {
  documentChunk,
  type ProviderAnswer,
  type ProviderChunk,
  type ProviderSupport,
  webChunk,
} from './provider-answer.ts';

/** Reads the events of one answer, a single event for an answer that was not streamed. */
export function readGemini(events: readonly JsonRecord[]): ProviderAnswer {
  const metadata = events.map(findMetadata).filter((entry) => entry !== null);
  const supports = metadata.flatMap((entry) =>
    asList(member(entry, 'groundingSupports')).flatMap((support) => readSupport(asRecord(support)) ?? []),
  );
  const highest = supports
    .flatMap((support) => support.chunkIndices)
    .reduce((most, index) => Math.max(most, index), -1);
  return {
    provider: 'gemini',
    parts: readParts(events),
    // Events of a stream may repeat what earlier ones said; one answer says it once.
    supports: events.length > 1 ? distinct(supports) : supports,
    chunks: accumulateChunks(metadata, highest),
    queries: [...new Set(metadata.flatMap(readQueries))],
  };
}

/** The metadata object wherever the event keeps it; null when it has none. */
export function findMetadata(event: JsonRecord): JsonRecord | null {
  const direct = recordAt(event, 'groundingMetadata');
  if (direct !== null) return direct;
  for (const candidate of asRecords(member(event, 'candidates')).slice(0, 1)) {
    const inside = recordAt(candidate, 'groundingMetadata');
    if (inside !== null) return inside;
  }
  const bare = ['groundingChunks', 'groundingSupports', 'webSearchQueries'];
  return bare.some((name) => member(event, name) !== undefined) ? event : null;
}

function distinct(values: readonly ProviderSupport[]): ProviderSupport[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** `highest` decides the doubtful case: a repeated list is cumulative unless an index needs the longer one. */
function accumulateChunks(metadata: readonly JsonRecord[], highest: number): readonly ProviderChunk[] {
  const lists = metadata.map((entry) => asList(member(entry, 'groundingChunks')).map(readChunk));
  let cumulative: readonly ProviderChunk[] = [];
  for (const list of lists) {
    const repeats = cumulative.length > 0 && startsWith(list, cumulative);
    cumulative = repeats ? list : [...cumulative, ...list];
  }
  const appended = lists.flat();
  return highest < cumulative.length ? cumulative : appended;
}

function startsWith(list: readonly ProviderChunk[], head: readonly ProviderChunk[]): boolean {
  return (
    list.length >= head.length &&
    head.every((entry, index) => JSON.stringify(entry) === JSON.stringify(list[index]))
  );
}

function readSupport(entry: JsonRecord | null): ProviderSupport | null {
  if (entry === null) return null;
  const segment = recordAt(entry, 'segment');
  const scores = member(entry, 'confidenceScores');
  const indices = asList(member(entry, 'groundingChunkIndices'));
  // Zero is left out of the wire format, so an absent offset in a present segment is zero.
  const offset = (name: string) => (segment === null ? null : (asInteger(member(segment, name)) ?? 0));
  return {
    segmentText: segment === null ? null : asText(member(segment, 'text')),
    start: offset('startIndex'),
    end: offset('endIndex'),
    partIndex: offset('partIndex') ?? 0,
    unit: 'byte',
    chunkIndices: indices.flatMap((index) => asInteger(index) ?? []),
    confidenceCount: Array.isArray(scores) ? scores.length : null,
  };
}

function readChunk(entry: unknown): ProviderChunk {
  const chunk = asRecord(entry) ?? {};
  const web = recordAt(chunk, 'web');
  if (web !== null) return webChunk(asText(member(web, 'uri')), asText(member(web, 'title')));
  const maps = recordAt(chunk, 'maps');
  if (maps !== null) return webChunk(asText(member(maps, 'uri')), asText(member(maps, 'title')));
  const stored = recordAt(chunk, 'retrievedContext') ?? recordAt(chunk, 'image') ?? {};
  const title = asText(member(stored, 'title')) ?? asText(member(stored, 'documentName'));
  const url = asText(member(stored, 'uri')) ?? asText(member(stored, 'sourceUri'));
  return documentChunk(url, title, asText(member(stored, 'text')));
}

function readQueries(metadata: JsonRecord): string[] {
  const names = ['webSearchQueries', 'retrievalQueries', 'imageSearchQueries'];
  return names.flatMap((name) => asList(member(metadata, name)).flatMap((query) => asText(query) ?? []));
}

/** Text by parts, neighbouring pieces of one kind joined as a stream sends them; thoughts count but stay empty. */
function readParts(events: readonly JsonRecord[]): string[] | null {
  const streamed = events.length > 1;
  const parts: { text: string; thought: boolean }[] = [];
  for (const event of events) {
    const candidate = asRecords(member(event, 'candidates'))[0];
    const content = candidate === undefined ? null : recordAt(candidate, 'content');
    for (const part of content === null ? [] : asRecords(content.parts)) {
      const thought = part.thought === true;
      const text = thought ? '' : (asText(part.text) ?? '');
      const last = parts.at(-1);
      if (streamed && last !== undefined && last.thought === thought) last.text += text;
      else parts.push({ text, thought });
    }
  }
  return parts.some((part) => part.text !== '') ? parts.map((part) => part.text) : null;
}
