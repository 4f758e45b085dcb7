import { expect, it } from 'vitest';
import { compareSnapshots } from './compare-snapshots.ts';

const STORED =
  'Nobody may keep the tokens of others without a licence of the Office. Applications are decided within ninety days. The fee is 400 dollars.';

it('tells which words that pages rely on still stand in the newer text', () => {
  const newer =
    'Revised notice. Nobody may keep the tokens of others without a licence of the Office. Applications are decided within sixty days.';
  const { textChanged, passages } = compareSnapshots(STORED, newer, [
    'Nobody may keep the tokens of others without a licence of the Office.',
    'Applications are decided within ninety days.',
    'The fee is 400 dollars.',
    'The fee is 400 dollars.',
  ]);
  expect(textChanged).toBe(true);
  expect(passages.map(({ verdict }) => verdict)).toEqual(['still-there', 'altered', 'gone']);
  expect(passages[1]?.reasons.join(' ')).toContain('ninety');
});

it('finds nothing changed in the same text, and a shifted passage where it now stands', () => {
  expect(compareSnapshots(STORED, STORED, ['ninety days'])).toEqual({
    textChanged: false,
    passages: [{ exact: 'ninety days', verdict: 'still-there', reasons: [] }],
  });
  const shifted = compareSnapshots(STORED, `A preface.\n\n${STORED}`, [
    'Applications are decided within ninety days.',
  ]);
  expect(shifted.passages[0]?.verdict).toBe('still-there');
});
