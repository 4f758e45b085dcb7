import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords } from './word-diff.ts';

describe('diffWords', () => {
  it('marks the one word that differs', () => {
    expect(diffWords('Banks must report.', 'Banks may report.')).toEqual([
      { kind: 'same', text: 'Banks ' },
      { kind: 'source-only', text: 'may ' },
      { kind: 'page-only', text: 'must ' },
      { kind: 'same', text: 'report.' },
    ]);
  });

  it('does not count typography', () => {
    expect(diffWords('the “ﬁrst”', 'the "first"').map(({ kind }) => kind)).toEqual(['same']);
  });

  it('keeps the whole of the page and every letter of the source', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'may', ' ', ', ', '\n', '5%', '“x”', 'é'), { maxLength: 30 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (page, source) => {
        const parts = diffWords(page, source);
        const joined = (kinds: string[]) =>
          parts
            .filter(({ kind }) => kinds.includes(kind))
            .map((part) => part.text)
            .join('');
        expect(joined(['same', 'page-only'])).toBe(page);
        const letters = (value: string) => value.replace(/\s/g, '');
        expect(letters(joined(['same', 'source-only']))).toBe(letters(source));
      }),
    );
  });
});
