/** A source file as the verifier sees it: read as it would be captured into the store, and stored nowhere. */
import { basename } from 'node:path';
import { sha256Hex } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import { isLegalDate } from '#domain/legal-date.ts';
import { SOURCE_TIERS, type SourceText, type SourceTier } from '#domain/source.ts';
import { extractSource } from '#ingest/extract/extract.ts';

/** Text and facts of a file's bytes. Throws what cannot be read as a source. */
export async function readSourceText(file: string, bytes: Uint8Array, maxBytes: number): Promise<SourceText> {
  const read = await extractSource(bytes, { name: file, declaredMediaType: null, charset: null, maxBytes });
  return {
    sha256: sha256Hex(bytes),
    textSha256: sha256Hex(read.extracted.text),
    extractor: read.extracted.extractor,
    text: read.extracted.text,
    pageStarts: read.extracted.pageStarts,
    title: read.facts.title ?? null,
    publisher: read.facts.publisher ?? null,
    url: read.facts.url ?? null,
    publishedOn: read.facts.publishedOn ?? null,
    tier: read.facts.tier ?? 'unknown',
    fileName: basename(file),
  };
}

/** What `--published` and `--tier` say, as far as they are given. Throws `invalid-input` naming the flag. */
export function readFactFlags(flags: { readonly published?: string; readonly tier?: string }): {
  publishedOn?: string;
  tier?: SourceTier;
} {
  const { published } = flags;
  const tier = SOURCE_TIERS.find((known): known is SourceTier => known === flags.tier);
  if (flags.tier !== undefined && tier === undefined) {
    throw new AppError('invalid-input', `“${flags.tier}” is not a tier.`, {
      place: { field: '--tier' },
      remedy: `Use one of ${SOURCE_TIERS.join(', ')}.`,
    });
  }
  if (published !== undefined && !isLegalDate(published)) {
    throw new AppError('invalid-input', `“${published}” is not a date.`, {
      place: { field: '--published' },
      remedy: 'Write YYYY-MM-DD, YYYY-MM or YYYY.',
    });
  }
  return {
    ...(published === undefined ? {} : { publishedOn: published }),
    ...(tier === undefined ? {} : { tier }),
  };
}
