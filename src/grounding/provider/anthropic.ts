/**
 * Anthropic: text blocks with citations. The whole block is the statement; a citation's own offsets count characters
 * of the source, so they say nothing about the answer. The cited words come along and are kept.
 */
import { asRecord, asRecords, asText, type JsonRecord, recordAt } from './json-value.ts';
import {
  collectChunks,
  documentChunk,
  type ProviderAnswer,
  type ProviderChunk,
  type ProviderSupport,
} from './provider-answer.ts';

/** Reads one message, or the events of a streamed one. */
export function readAnthropic(events: readonly JsonRecord[]): ProviderAnswer {
  const streamed = events.some((event) => event.type === 'content_block_start');
  const blocks = streamed ? accumulateBlocks(events) : asRecords(events.at(-1)?.content);
  const chunks = collectChunks();
  const parts: string[] = [];
  const supports: ProviderSupport[] = [];
  for (const block of blocks) {
    const text = block.type === 'text' ? asText(block.text) : null;
    if (text === null) continue;
    const cited = asRecords(block.citations).map((citation) => chunks.add(readCitation(citation)));
    if (cited.length > 0) supports.push(wholeBlock(text, parts.length, cited));
    parts.push(text);
  }
  return {
    provider: 'anthropic',
    parts: parts.length > 0 ? parts : null,
    supports,
    chunks: chunks.chunks,
    queries: blocks.flatMap((block) => asText(recordAt(block, 'input')?.query) ?? []),
  };
}

function wholeBlock(text: string, partIndex: number, chunkIndices: readonly number[]): ProviderSupport {
  const range = { start: 0, end: text.length, unit: 'utf16' as const };
  return { segmentText: text, ...range, partIndex, chunkIndices, confidenceCount: null };
}

function readCitation(citation: JsonRecord): ProviderChunk {
  const url = asText(citation.url) ?? asText(citation.source);
  const title = asText(citation.title) ?? asText(citation.document_title);
  return documentChunk(url, title, asText(citation.cited_text));
}

/** Blocks arrive as a start, then pieces of text, of citations, and of the JSON of a tool's input. */
function accumulateBlocks(events: readonly JsonRecord[]): JsonRecord[] {
  const blocks = new Map<unknown, { block: JsonRecord; text: string; citations: unknown[]; json: string }>();
  for (const event of events) {
    const started = event.type === 'content_block_start' ? recordAt(event, 'contentBlock') : null;
    if (started !== null) {
      const text = asText(started.text) ?? '';
      blocks.set(event.index, {
        block: started,
        text,
        citations: asRecords(started.citations),
        json: '',
      });
    }
    const open = blocks.get(event.index);
    const delta = recordAt(event, 'delta');
    if (open === undefined || delta === null) continue;
    open.text += asText(delta.text) ?? '';
    open.json += asText(delta.partial_json) ?? '';
    if (delta.type === 'citations_delta') open.citations.push(delta.citation);
  }
  return [...blocks.values()].map(({ block, text, citations, json }) => ({
    ...block,
    text,
    citations,
    input: json === '' ? block.input : parseInput(json),
  }));
}

function parseInput(json: string): JsonRecord | null {
  try {
    return asRecord(JSON.parse(json));
  } catch {
    return null;
  }
}
