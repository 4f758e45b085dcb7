/** A stored source as the verifier sees it: its text and what is known of it. Built by the store or from a folder. */
import type { SourceTier } from '#domain/source.ts';

/** Everything the verifier may know of one stored text. `text` is the extracted text; null means not known. */
export type SourceText = {
  /** SHA-256 of the snapshot's bytes, lower-case hex. */
  readonly sha256: string;
  /** SHA-256 of the UTF-8 extracted text. */
  readonly textSha256: string;
  readonly extractor: string;
  readonly text: string;
  /** Start of each page in code points; empty when not paged. */
  readonly pageStarts: readonly number[];
  readonly title: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly publishedOn: string | null;
  readonly tier: SourceTier;
  /** Name of the file the bytes came from, without folder; null when fetched. */
  readonly fileName: string | null;
};
