import { describe, expect, it } from 'vitest';
import { prepareSource } from './prepared-source.ts';
import { documentKeys } from './same-document.ts';
import type { SourceText } from './source-text.ts';

type Given = { readonly text: string; readonly url?: string; readonly article?: string };

function keysOf(given: readonly Given[]): number[] {
  const sources = given.map(
    ({ text, url = null, article }): SourceText => ({
      ...{ sha256: text, textSha256: text, text, pageStarts: [], url, title: article ?? null },
      extractor: article === undefined ? 'plain-text' : 'law-article',
      ...{ publisher: null, publishedOn: null, fileName: null, tier: 'news' },
    }),
  );
  return documentKeys(
    sources,
    given.map(({ text }) => prepareSource(text)),
  );
}

/** A paragraph of 30 words that no other number has. */
const paragraph = (n: number) => Array.from({ length: 30 }, (_, at) => `word${n}of${at}`).join(' ');
const text = (...paragraphs: number[]) => paragraphs.map(paragraph).join('\n\n');

describe('documentKeys', () => {
  it.each<[string, Given[], number[]]>([
    ['nothing', [], []],
    ['texts that share nothing', [{ text: text(1) }, { text: text(2) }], [0, 1]],
    ['one text twice', [{ text: text(1) }, { text: text(1) }], [0, 0]],
    ['a print with a line of its own', [{ text: text(1, 2, 3) }, { text: text(4, 1, 2, 3) }], [0, 0]],
    ['texts with a third in common', [{ text: text(1, 2, 3) }, { text: text(1, 4, 5) }], [0, 1]],
    [
      'a collection beside its two decrees',
      [{ text: text(1, 2) }, { text: text(1) }, { text: text(2) }],
      [1, 1, 2],
    ],
    [
      'one address in two spellings',
      [
        { text: text(1), url: 'https://office.example/act' },
        { text: text(2), url: 'https://OFFICE.example/act/#top' },
      ],
      [0, 0],
    ],
    [
      'what are no addresses at all',
      [
        { text: text(1), url: 'mailto:a@office.example' },
        { text: text(2), url: 'a paper file' },
      ],
      [0, 1],
    ],
    [
      'short articles of one law, which share its address and most words',
      [
        { text: text(1, 2, 3), url: 'https://office.example/act#art_1', article: 'Act — Article 1' },
        { text: text(1, 2, 4), url: 'https://office.example/act#art_2', article: 'Act — Article 2' },
      ],
      [0, 1],
    ],
    [
      'one article before and after it was reworded',
      [
        { text: text(1), url: 'https://office.example/act', article: 'Act — Article 1' },
        { text: text(2), url: 'https://office.example/act', article: 'Act — Article 1' },
      ],
      [0, 0],
    ],
    [
      'an article beside the whole law, which has its words',
      [
        { text: text(1, 2, 3), url: 'https://office.example/act' },
        { text: text(2), url: 'https://office.example/act#art_2', article: 'Act — Article 2' },
      ],
      [0, 0],
    ],
    ['texts of no words', [{ text: '…' }, { text: '!' }], [0, 1]],
  ])('of %s', (_what, given, keys) => {
    expect(keysOf(given)).toEqual(keys);
  });

  it('compares five hundred long texts at once', () => {
    const all = Array.from({ length: 500 }, (_, n) => ({
      text: text(...Array.from({ length: 60 }, (_, at) => n * 60 + at)),
    }));
    expect(new Set(keysOf(all)).size).toBe(500);
  });
});
