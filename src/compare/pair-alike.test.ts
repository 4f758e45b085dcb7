import { expect, it } from 'vitest';
import { pairAlike } from './pair-alike.ts';

it('pairs each text with the one that is most like it, and nothing that is not', () => {
  const before = ['The bank licenses exchanges.', 'Nobody answered the letter.', 'The court sat in spring.'];
  const after = [
    'Rain fell on the harbour.',
    'The court sat again in spring.',
    'The bank licenses all exchanges.',
  ];
  expect(pairAlike(before, after)).toEqual([
    [0, 2],
    [2, 1],
  ]);
});

it('does not take a text for another because it stands where that one stood', () => {
  const near = () => [0, 1];
  expect(
    pairAlike(['The bank licenses exchanges.'], ['Rain fell.', 'The bank licenses exchanges now.'], near),
  ).toEqual([[0, 1]]);
  expect(pairAlike(['The bank licenses exchanges.'], ['Rain fell.'], near)).toEqual([]);
});

it('gives each text away once', () => {
  const same = ['The bank licenses exchanges.', 'The bank licenses exchanges.'];
  expect(pairAlike(same, ['The bank licenses exchanges here.'])).toEqual([[0, 0]]);
});
