/**
 * Material for an analyst out of texts, without a store: sources ranked by tier, day and hash, and every paragraph a
 * passage. What a run gathers from its corpus has the same shape.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { BriefPassage, BriefSource } from '#domain/brief.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import { SOURCE_TIERS, type SourceText } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { extractSource } from '#ingest/extract/extract.ts';
import { splitPassages } from '#ingest/extract/split-passages.ts';
import type { Material } from '#research/analyst.ts';

/** Day on which all texts count as captured. */
export const CAPTURED_AT = '2026-11-20T08:00:00.000Z';

/** A text with what is known of it; what is left out is not known. */
export type GivenText = Partial<SourceText> & Pick<SourceText, 'text'>;

/** A stored text of these words. */
export function storedText(given: GivenText): SourceText {
  const hash = sha256Hex(given.text);
  return {
    ...{ sha256: hash, textSha256: hash, extractor: 'plain-text', pageStarts: [] },
    ...{ title: null, publisher: null, url: null, publishedOn: null, fileName: null, tier: 'unknown' },
    ...given,
  };
}

/** Reads a file as `source add` would. */
export async function readStored(path: URL): Promise<SourceText> {
  const bytes = await readFile(path);
  const name = path.pathname.split('/').at(-1) ?? '';
  const { extracted, facts } = await extractSource(bytes, {
    ...{ name, declaredMediaType: null, charset: null, maxBytes: 1_000_000 },
  });
  const { title = null, publisher = null, url = null, publishedOn = null, tier = 'unknown' } = facts;
  return storedText({ text: extracted.text, title, publisher, url, publishedOn, tier, fileName: name });
}

/** All texts of a folder by the name of their file. */
export async function readFolder(folder: URL): Promise<ReadonlyMap<string, SourceText>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md').sort();
  const texts = await Promise.all(names.map((name) => readStored(new URL(name, folder))));
  return new Map(names.map((name, index) => [name, texts[index] as SourceText]));
}

/** See the module comment. Numbers in the store follow the order given, ranks do not. */
export function makeMaterial(
  jurisdiction: Jurisdiction,
  topic: Topic,
  given: readonly SourceText[],
): Material {
  const numbered = given.map((text, index) => ({ text, source: index + 1 }));
  const ranked = [...numbered].sort(
    ({ text: a }, { text: b }) =>
      SOURCE_TIERS.indexOf(a.tier) - SOURCE_TIERS.indexOf(b.tier) ||
      (b.publishedOn ?? '').localeCompare(a.publishedOn ?? '') ||
      a.sha256.localeCompare(b.sha256),
  );
  const sources = ranked.map(({ text, source }, index): BriefSource => {
    const { sha256, title, publisher, url, publishedOn, tier, fileName } = text;
    return {
      ...{ ref: String(index + 1), source, sha256, title, publisher, url, publishedOn, tier, fileName },
      ...{ capturedAt: CAPTURED_AT, language: 'en', foundBy: 'corpus', reasons: [], copies: [] },
    };
  });
  const passages = ranked.flatMap(({ text }, index) => {
    const points = [...text.text];
    return splitPassages(text.text, text.pageStarts).map(
      (passage): Omit<BriefPassage, 'id'> => ({
        ...passage,
        ref: String(index + 1),
        text: points.slice(passage.start, passage.end).join(''),
      }),
    );
  });
  return {
    jurisdiction,
    topic,
    brief: {
      ...{ jurisdiction: jurisdiction.code, topic: topic.key, queries: [], sources, leftOut: [] },
      passages: passages.map((passage, index) => ({ id: `P${index + 1}`, ...passage })),
    },
    texts: new Map(ranked.map(({ text }, index) => [String(index + 1), text])),
  };
}
