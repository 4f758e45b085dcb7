/**
 * Sources, the snapshots of their bytes, the text read out of a snapshot, and its passages.
 * A snapshot never changes; everything derived from it names the extractor that made it, so that it can be
 * made again (product invariant 6).
 */

/** Who speaks, from the strongest to the weakest as evidence of the law. */
export const SOURCE_TIERS = [
  'law',
  'regulator',
  'court',
  'government',
  'intergovernmental',
  'news',
  'blog',
  'company',
  'unknown',
] as const;

/** See {@link SOURCE_TIERS}. */
export type SourceTier = (typeof SOURCE_TIERS)[number];

/** Who speaks, in words for people. */
export const TIER_WORDS: Readonly<Record<SourceTier, string>> = {
  law: 'law',
  regulator: 'regulator',
  court: 'court',
  government: 'government',
  intergovernmental: 'intergovernmental body',
  news: 'news',
  blog: 'blog',
  company: 'company',
  unknown: 'not known',
};

/** Tiers that count as primary evidence of what the law or the state says. */
export const PRIMARY_TIERS: readonly SourceTier[] = ['law', 'regulator', 'court', 'government'];

/** Who adds the bundled teaching texts. They are invented: what this name has added never bears a real page. */
export const EXAMPLE_ACTOR = 'bundled example';

/** What is known of a source. Null means not known, never "none". */
export type SourceFacts = {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** Legal date `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as known. */
  readonly publishedOn: string | null;
  readonly tier: SourceTier;
  readonly url: string | null;
  /** BCP 47 primary tag. */
  readonly language: string | null;
};

/** Bytes as received, with where and when they were captured. */
export type SnapshotFacts = {
  /** Lower-case hex of the SHA-256 of the bytes: the identity of a snapshot. */
  readonly sha256: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** ISO 8601, UTC. */
  readonly capturedAt: string;
  /** File name or URL the bytes came from. */
  readonly capturedFrom: string;
};

/** Text read out of a snapshot. Offsets into `text` are in Unicode code points wherever they are stored. */
export type ExtractedText = {
  /** `plain-text`, `markdown`, `html`, `pdf`, `law-article`. */
  readonly extractor: string;
  readonly extractorVersion: string;
  readonly text: string;
  /** For paged media, the offset (code points) at which each page starts; empty otherwise. */
  readonly pageStarts: readonly number[];
};

/** Extractor of single articles of a law: the one kind of source that is a part of a document. */
export const LAW_ARTICLE_EXTRACTOR = 'law-article';

/**
 * True for a source that is a part of a document: other parts have the same address, which therefore names none of
 * them unless it leads to a place within the document.
 */
export function isPartOfDocument({ extractor }: Pick<ExtractedText, 'extractor'>): boolean {
  return extractor === LAW_ARTICLE_EXTRACTOR;
}

/** A stretch of extracted text that is indexed and shown as one: usually a paragraph. Code points, end exclusive. */
export type Passage = { readonly start: number; readonly end: number; readonly page: number | null };

/** A stored text as the verifier sees it, from the store or from a folder. Null means not known. */
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
