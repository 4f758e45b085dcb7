import { describe, expect, it } from 'vitest';
import { findRefMarkers, refsBySentence, withoutMarkers } from './sentence-refs.ts';
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

it('gives each of very many markers to its sentence', () => {
  const count = 20_000;
  const text = 'It is so. [1][2] '.repeat(count);
  const spans = Array.from({ length: count }, (_, at) => ({ start: at * 17, end: at * 17 + 9 }));
  const found = refsBySentence(text, spans, findRefMarkers(text, known));
  expect(found).toEqual(spans.map(() => ['1', '2']));
  expect(withoutMarkers(text, known)).toBe('It is so. '.repeat(count));
});
