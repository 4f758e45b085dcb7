import { describe, expect, it } from 'vitest';
import type { SourceText } from '#domain/source.ts';
import { readLines } from './read-lines.ts';
import { leansBack, wholeLines } from './whole-lines.ts';

const source = (text: string): SourceText => ({
  ...{ sha256: 'a', textSha256: 'b', extractor: 'test', text, pageStarts: [], title: null, publisher: null },
  ...{ url: null, publishedOn: null, tier: 'law', fileName: null },
});

/** Each paragraph is a passage, but for those from `upTo` on, which the brief does not have. */
function whole(text: string, { canLean = true, upTo = Number.POSITIVE_INFINITY } = {}) {
  const passages = [...text.matchAll(/[^\n]+/g)].slice(0, upTo).map((match, at) => ({
    ...{ id: `P${at + 1}`, ref: '1', page: null, text: match[0] },
    ...{ start: match.index, end: match.index + match[0].length },
  }));
  const places = passages.map((passage) => ({ passage, from: passage.start }));
  return wholeLines(text, readLines(source(text), passages), places, canLean);
}

const LIST = `3. A lamp need not be lit where:

(a) the keeper has covered it;

(b) nobody can see it. In such a case, a bell shall be rung; or

(c) the harbour is closed.

4. The keeper shall write down each night.`;

describe('a line that begins a list', () => {
  it('has its points, with what stands between them, and ends where the numbers go on', () => {
    const [list, next, ...others] = whole(LIST);
    expect(others).toEqual([]);
    expect(list).toMatchObject({ words: 'A lamp need not be lit where' });
    expect(list?.points.map(({ mark, words, joint, passage }) => [passage.id, mark, words, joint])).toEqual([
      ['P2', '(a)', 'the keeper has covered it', ''],
      ['P3', '(b)', 'nobody can see it. In such a case, a bell shall be rung', 'or'],
      ['P4', '(c)', 'the harbour is closed.', ''],
    ]);
    expect(next?.words).toBe('The keeper shall write down each night.');
  });

  it.each([
    ['whose points the brief gives in part', LIST, 3],
    ['with a list inside', 'A lamp shall be:\n\n(a) one of these:\n\n(b) a bell that is rung.', 9],
    ['with one point only', 'A lamp shall always be:\n\n(a) a light that burns.', 9],
    ['without any', 'A lamp shall always be:\n\nThe keeper shall see to it.', 9],
  ])('%s is left out', (_, text, upTo) => {
    expect(whole(text, { upTo }).map(({ words }) => words)).not.toContainEqual(
      expect.stringMatching(/^A lamp/),
    );
  });
});

describe('a sentence that leans on the one before it', () => {
  const text =
    'The keeper shall light the lamp. That lamp shall burn until dawn. This Decree begins on 1 May 2024.';

  it('is told with that one', () => {
    expect(whole(text).map(({ words }) => words)).toEqual([
      'The keeper shall light the lamp. That lamp shall burn until dawn.',
      'This Decree begins on 1 May 2024.',
    ]);
  });

  it('is left out where that one is not there, and in news', () => {
    expect(whole('Lamps\n\nThat lamp shall burn until dawn.')).toEqual([]);
    expect(whole(text, { canLean: false }).map(({ words }) => words)).toEqual([
      'The keeper shall light the lamp.',
      'This Decree begins on 1 May 2024.',
    ]);
  });

  it.each([
    ['In such a case, there shall be a bell.', true],
    ['If the violator refuses to take corrective action, a fine is imposed.', true],
    ['It shall keep a list of lamps.', true],
    ['This Notice does not alter the Decree.', false],
    ['In this Decree, a lamp means a light.', false],
    ['Under this Regulation keepers are free.', false],
    ['If a keeper finds a fault, the keeper reports it.', false],
  ])('%s %s', (words, leans) => {
    expect(leansBack(words)).toBe(leans);
  });
});
