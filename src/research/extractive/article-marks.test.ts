import { describe, expect, it } from 'vitest';
import { createArticleFinder, leadLength } from './article-marks.ts';

const placeOf = (text: string, words: string, whole: string | null = null) =>
  createArticleFinder(text, whole)(text.indexOf(words));

describe('the place of a sentence', () => {
  const decree =
    'Article 1. Lamps\n\nLamps burn.\n\nArticle 2\n\n1. Light them.\n\n(2) Watch them.\n\nArticle 1 stays.';
  it.each([
    ['Lamps burn', 'article 1'],
    ['Light them', 'article 2(1)'],
    ['Watch them', 'article 2(2)'],
    ['Article 1 stays', 'article 2'],
  ])('%s: %s', (words, place) => {
    expect(placeOf(decree, words)).toBe(place);
  });

  it('is a section where numbered lines are headings', () => {
    const act =
      '1. Short title\nThis is the Act.\n\n2 Lamps\n(1) Light them.\n\n3. Repeal\nSection 2 does not end.';
    expect(placeOf(act, 'This is')).toBe('section 1');
    expect(placeOf(act, 'Light them')).toBe('section 2(1)');
    expect(placeOf(act, 'Section 2 does')).toBe('section 3');
  });

  it('is a point where they are sentences', () => {
    const notice = '1. The lamps are lit.\n\n2. The lamps are watched.\n\n3. The lamps are old.';
    expect(placeOf(notice, 'The lamps are watched')).toBe('point 2');
    expect(placeOf('The lamps are lit.', 'The')).toBeNull();
  });

  it('is the article that the whole text is', () => {
    expect(placeOf('1. Light them.', 'Light', 'article 7')).toBe('article 7(1)');
    expect(placeOf('Light them.', 'Light', 'article 7')).toBe('article 7');
  });
});

it.each([
  ['1. Light them.', 3],
  ['(a) Light them.', 4],
  ['1b. Light them.', 4],
  ['- Light them.', 2],
  ['Article 3. Light them.', 11],
  ['Section 3 does not apply.', 0],
  ['Light them.', 0],
])('%s begins at %i', (sentence, length) => {
  expect(leadLength(sentence)).toBe(length);
});
