import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countCodePoints } from './clean-text.ts';
import { PASSAGE_MAX_CHARS, splitPassages } from './split-passages.ts';

const slices = (text: string, starts: readonly number[] = []) => {
  const points = [...text];
  return splitPassages(text, starts).map((passage) => points.slice(passage.start, passage.end).join(''));
};

describe('splitPassages', () => {
  it('makes a passage of each paragraph, in code points', () => {
    expect(slices('One 😀.\n\n Two\nlines. \n \n\nThree.\n')).toEqual(['One 😀.', 'Two\nlines.', 'Three.']);
  });

  it('has nothing to say of blank text', () => {
    expect(splitPassages('', [])).toEqual([]);
    expect(splitPassages(' \n\n\t', [0])).toEqual([]);
  });

  it('cuts a long paragraph at sentence ends', () => {
    const sentence = 'Every provider of such services must be entered in the register. ';
    const found = slices(sentence.repeat(50));
    expect(found.length).toBeGreaterThan(1);
    for (const passage of found) {
      expect(passage.endsWith('register.')).toBe(true);
      expect(passage.length).toBeLessThanOrEqual(PASSAGE_MAX_CHARS);
    }
  });

  it('cuts an endless sentence between words, and an endless word anywhere but inside a character', () => {
    for (const passage of slices('word '.repeat(1_000))) expect(passage).toMatch(/^word( word)*$/);
    for (const passage of slices('😀'.repeat(2_001))) expect(passage).toMatch(/^(😀)+$/u);
  });

  it('never crosses a page start and names the page', () => {
    const text = '😀 one two three';
    expect(splitPassages(text, [0, 6])).toEqual([
      { start: 0, end: 5, page: 1 },
      { start: 6, end: 15, page: 2 },
    ]);
    expect(splitPassages(text, [])[0]?.page).toBeNull();
    expect(splitPassages('ab', [0, 0, 1]).map((passage) => passage.page)).toEqual([2, 3]);
  });

  it('covers every character that is not white space exactly once, in order', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ' ',
        '\n',
        '\n\n',
        '\t',
        '. ',
        'word',
        '😀',
        '\u00a0',
        'x'.repeat(700),
        'A sentence ends. '.repeat(80),
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    );
    const texts = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('').toWellFormed());
    const property = fc.property(texts, fc.array(fc.nat(400), { maxLength: 4 }), (text, starts) => {
      const points = [...text];
      const pages = starts.filter((start) => start <= points.length).sort((a, b) => a - b);
      const passages = splitPassages(text, pages);
      const covered = new Array<boolean>(points.length).fill(false);
      let last = 0;
      for (const { start, end } of passages) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end - start).toBeLessThanOrEqual(PASSAGE_MAX_CHARS);
        expect(pages.some((page) => page > start && page < end)).toBe(false);
        const passage = points.slice(start, end).join('');
        expect(passage).toBe(passage.trim());
        covered.fill(true, start, end);
        last = end;
      }
      points.forEach((point, index) => {
        if (!/^\s$/.test(point)) expect(covered[index]).toBe(true);
      });
    });
    fc.assert(property, { numRuns: 200 });
  });
});

describe('countCodePoints', () => {
  it('agrees with the iterator of strings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(countCodePoints(text)).toBe([...text].length);
      }),
    );
  });
});
