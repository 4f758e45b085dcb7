/**
 * The neutral shape into which every provider's answer is read before anything is judged. Positions in `chunks`
 * are the provider's own and nothing is filtered out of them, so that an index always means what it meant there.
 */
import type { ProviderGrounding } from '#domain/analysis.ts';

/** Names of the providers whose answers can be read. */
export type ProviderName = ProviderGrounding['provider'];

/** What an offset counts. */
export type OffsetUnit = 'byte' | 'utf16' | 'codepoint';

/** One statement tied to sources. */
export type ProviderSupport = {
  /** The words of the statement; null when the provider gave offsets only. */
  readonly segmentText: string | null;
  /** Offsets into `parts[partIndex]`, end exclusive, in `unit`; null when none were given. */
  readonly start: number | null;
  readonly end: number | null;
  readonly partIndex: number;
  /** The unit the provider documents; a claim to be tested, not a fact. */
  readonly unit: OffsetUnit;
  /** Positions in `chunks`, 0-based, as given: possibly repeated, negative or past the end. */
  readonly chunkIndices: readonly number[];
  /** How many confidence values came with it; null when the member is absent. */
  readonly confidenceCount: number | null;
};

/** One source in the provider's list. */
export type ProviderChunk = {
  readonly url: string | null;
  readonly title: string | null;
  /** Words of the source sent along; null when none. */
  readonly citedText: string | null;
  /** False when the entry names no document that anyone could look up. */
  readonly identified: boolean;
};

/** One answer of a provider. */
export type ProviderAnswer = {
  readonly provider: ProviderName;
  /** The answer's text by parts; null when only the grounding was kept. */
  readonly parts: readonly string[] | null;
  readonly supports: readonly ProviderSupport[];
  readonly chunks: readonly ProviderChunk[];
  readonly queries: readonly string[];
};

/** A chunk known by its address, title and words; identified when it has an address. */
export function webChunk(
  url: string | null,
  title: string | null,
  citedText: string | null = null,
): ProviderChunk {
  return { url, title, citedText, identified: url !== null };
}

/** A chunk known by the name of a stored document or by its address. */
export function documentChunk(
  url: string | null,
  title: string | null,
  citedText: string | null,
): ProviderChunk {
  return { url, title, citedText, identified: url !== null || title !== null || citedText !== null };
}

/** Collects chunks where the provider repeats the source at each citation; the same source gets the same position. */
export function collectChunks(): { add(chunk: ProviderChunk): number; readonly chunks: ProviderChunk[] } {
  const chunks: ProviderChunk[] = [];
  const positions = new Map<string, number>();
  return {
    chunks,
    add(chunk) {
      const key = JSON.stringify([chunk.url, chunk.title, chunk.citedText]);
      const known = positions.get(key);
      if (known !== undefined) return known;
      positions.set(key, chunks.length);
      chunks.push(chunk);
      return chunks.length - 1;
    },
  };
}
