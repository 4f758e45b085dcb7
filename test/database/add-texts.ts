/** Puts texts into a store as sources, by the path that `source add` takes; what is not given is not known. */
import type { SourceFacts } from '#domain/source.ts';
import { type AddedSource, addSources } from '#ingest/add-source.ts';
import type { Store } from '#store/connect.ts';

/** A text with what is known of it; `about` are codes of jurisdictions. */
export type TextToAdd = Partial<SourceFacts> & { readonly text: string; readonly about?: readonly string[] };

const AT = '2026-03-01T00:00:00.000Z';

/** Adds them in one transaction, in order. */
export function addTexts(
  store: Store,
  texts: readonly TextToAdd[],
  actor = 'test',
): Promise<readonly AddedSource[]> {
  const sources = texts.map(({ text, about = [], ...facts }, index) => ({
    captured: {
      ...{ bytes: Buffer.from(text), from: `text-${index}.txt`, url: null },
      ...{ mediaType: null, charset: null, capturedAt: AT },
    },
    mediaType: 'text/plain',
    facts: {
      ...{ title: null, publisher: null, author: null, publishedOn: null, tier: 'unknown' as const },
      ...{ url: null, language: null, ...facts },
    },
    extracted: { extractor: 'plain-text', extractorVersion: '1', text, pageStarts: [] },
    jurisdictions: about.map((code) => ({ code, basis: 'declared' as const, mentions: 1 })),
  }));
  return store.write((tx) => addSources(tx, { clock: () => new Date(AT) }, sources, actor));
}
