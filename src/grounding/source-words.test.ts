import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareSource } from './prepared-source.ts';
import { createSourceFinder } from './source-words.ts';

describe('createSourceFinder', () => {
  const texts = [
    'The Office grants every licence within a month.',
    'Nobody grants anything.',
    '银行不得买卖数字货币',
  ];
  const find = createSourceFinder(texts.map(prepareSource));

  it('names the sources that have most of the words', () => {
    expect(find(['the', 'office', 'grants', 'every', 'permit'])).toEqual([0]);
    expect(find(['银', '行', '买', '卖'])).toEqual([2]);
    expect(find(['nothing', 'like', 'that', 'here'])).toEqual([]);
  });

  it('names all when there are too few words to tell', () => {
    expect(find(['of', 'grants'])).toEqual([0, 1, 2]);
  });

  it('leaves out none that holds three in five of the words', () => {
    const word = fc.constantFrom('alpha', 'bravo', 'charlie', 'delta', 'echo', 'foxtrot', 'golf');
    const text = fc.array(word, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 6 }),
        fc.uniqueArray(word, { minLength: 3 }),
        (sources, words) => {
          const expected = sources.flatMap((source, at) =>
            words.filter((each) => source.includes(each)).length >= Math.ceil(words.length * 0.6) ? [at] : [],
          );
          const prepared = sources.map((source) => prepareSource(source.join(' ')));
          expect(createSourceFinder(prepared)(words)).toEqual(expected);
        },
      ),
    );
  });
});
