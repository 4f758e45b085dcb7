import { expect, it } from 'vitest';
import { AppError, atFile, describeError, isAppError } from './errors.ts';

it('is described in one line with place and remedy', () => {
  const error = new AppError('invalid-input', 'is empty.', {
    place: { file: 'a.txt', line: 3, field: 'status' },
    remedy: 'Write something.',
  });
  expect(describeError(error)).toBe('a.txt:3: status: is empty. Write something.');
  expect(describeError(new AppError('internal', 'went wrong.'))).toBe('went wrong.');
});

it('takes a file later without losing what it knew', () => {
  const cause = new Error('deep');
  const error = atFile(
    new AppError('too-large', 'is large.', { place: { line: 2 }, retryable: true, cause, remedy: 'Cut it.' }),
    'b.txt',
  );
  expect(error).toMatchObject({
    code: 'too-large',
    place: { file: 'b.txt', line: 2 },
    retryable: true,
    remedy: 'Cut it.',
    cause,
  });
});

it('is told from other errors, by code when one is named', () => {
  const error = new AppError('conflict', 'changed.');
  expect([
    isAppError(error),
    isAppError(error, 'conflict'),
    isAppError(error, 'internal'),
    isAppError(new Error()),
  ]).toEqual([true, true, false, false]);
});
