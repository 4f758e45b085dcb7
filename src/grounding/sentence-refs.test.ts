import { describe, expect, it } from 'vitest';
import { findRefMarkers, refsBySentence } from './sentence-refs.ts';
import { splitSentences } from './sentences.ts';

const known = new Set(['1', '2', 'law']);
const refs = (text: string) => refsBySentence(text, splitSentences(text), findRefMarkers(text, known));

describe('refsBySentence', () => {
  it.each<[string, string[][]]>([
    ['It is so [1]. Then [2] came.', [['1'], ['2']]],
    ['It is so. [1] Then it came. [2, law]', [['1'], ['2', 'law']]],
    ['It is so [1][2]. Then it came.', [['1', '2'], []]],
    ['[1] It is so.', [['1']]],
    ['Words in [brackets] and […] and [sic] are none.', [[]]],
    ['A [9](https://a.example) link.', [[]]],
  ])('%s', (text, expected) => {
    const found = refs(text);
    expect(found.flat()).toEqual(expected.flat());
    expect(found[0]).toEqual(expected[0]);
  });
});
