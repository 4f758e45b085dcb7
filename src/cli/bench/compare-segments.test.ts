import { expect, it } from 'vitest';
import { compareSegments } from './compare-segments.ts';

const text = 'See Art. 5.\nIt applies. Nothing else does.';

it('takes the same sentences as exact, whatever the white space', () => {
  const got = ['See Art. 5.', 'It applies.', 'Nothing else does.'];
  const expected = ['See  Art.\n5.', ' It applies.', 'Nothing else does. '];
  expect(compareSegments(text, got, expected)).toEqual({
    exact: true,
    extra: [],
    missing: [],
    unmatched: [],
  });
});

it('counts boundaries too many and too few', () => {
  const got = ['See Art.', '5.', 'It applies. Nothing else does.'];
  const expected = ['See Art. 5.', 'It applies.', 'Nothing else does.'];
  expect(compareSegments(text, got, expected)).toEqual({
    exact: false,
    extra: ['SeeArt.'],
    missing: ['SeeArt.5.Itapplies.'],
    unmatched: [],
  });
});

it('names an expected sentence that is not in the text', () => {
  expect(compareSegments(text, ['See Art. 5.'], ['Another.'])).toMatchObject({
    exact: false,
    unmatched: ['Another.'],
  });
});
