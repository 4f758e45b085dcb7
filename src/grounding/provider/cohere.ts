/** Cohere: citations with a range of the answer, its words, and the documents (v2) or their identifiers (v1). */
import { asInteger, asList, asRecord, asRecords, asText, type JsonRecord, recordAt } from './json-value.ts';
import {
  collectChunks,
  documentChunk,
  type ProviderAnswer,
  type ProviderChunk,
  type ProviderSupport,
} from './provider-answer.ts';

/** Reads one answer of either version. */
export function readCohere(answer: JsonRecord): ProviderAnswer {
  const message = recordAt(answer, 'message') ?? answer;
  const contents = asRecords(message.content).flatMap((content) => asText(content.text) ?? []);
  const single = asText(message.text);
  const parts = single === null ? contents : [single];
  const chunks = collectChunks();
  const documents = asRecords(answer.documents);
  const known = new Map(documents.map((document) => [document.id, chunks.add(readDocument(document))]));
  const supports = asRecords(message.citations).map((citation): ProviderSupport => {
    const sources = asRecords(citation.sources).map((source) => chunks.add(readSource(source)));
    // An identifier without a document gets the position no list has, so that it stays visible as dangling.
    const named = asList(citation.document_ids).map((id) => known.get(id) ?? -1);
    return {
      segmentText: asText(citation.text),
      start: asInteger(citation.start),
      end: asInteger(citation.end),
      partIndex: asInteger(citation.content_index) ?? 0,
      unit: 'codepoint',
      chunkIndices: [...sources, ...named],
      confidenceCount: null,
    };
  });
  const queries = asRecords(answer.search_queries).flatMap((query) => asText(query.text) ?? []);
  return {
    provider: 'cohere',
    parts: parts.length > 0 ? parts : null,
    supports,
    chunks: chunks.chunks,
    queries,
  };
}

function readSource(source: JsonRecord): ProviderChunk {
  const document = recordAt(source, 'document') ?? asRecord(source.tool_output) ?? source;
  return readDocument({ id: source.id, ...document });
}

function readDocument(document: JsonRecord): ProviderChunk {
  const title = asText(document.title) ?? asText(document.id);
  const words = asText(document.text) ?? asText(document.snippet) ?? asText(document.content);
  return documentChunk(asText(document.url), title, words);
}
