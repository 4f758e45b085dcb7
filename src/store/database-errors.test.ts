import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { isSerialisationFailure, toAppError } from './database-errors.ts';

const coded = (code: string) => Object.assign(new Error('as the server put it'), { code });

describe('what a database refuses', () => {
  it.each([
    ['ECONNREFUSED', 'database-unavailable', true],
    ['ENOENT', 'database-unavailable', true],
    ['28P01', 'database-unavailable', false],
    ['3D000', 'database-unavailable', false],
    ['57P01', 'database-unavailable', true],
    ['53100', 'disk-full', false],
    ['ENOSPC', 'disk-full', false],
  ])('%s becomes %s', (code, expected, retryable) => {
    const cause = coded(code);
    expect(toAppError(cause, 'db:5432/atlas')).toMatchObject({
      code: expected,
      message: expect.stringContaining('db:5432/atlas'),
      remedy: expect.stringMatching(/\.$/),
      retryable,
      cause,
    });
  });

  it.each(['23505', '23514', '42P01', 'P0001'])('%s passes through', (code) => {
    const error = coded(code);
    expect(toAppError(error, 'db')).toBe(error);
  });

  it.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Connection terminated due to connection timeout',
  ])('the driver saying "%s" becomes database-unavailable', (message) => {
    expect(toAppError(new Error(message), 'db')).toMatchObject({
      code: 'database-unavailable',
      retryable: true,
    });
  });

  it('keeps a refusal of ours and an error of the program as they are', () => {
    for (const error of [new AppError('conflict', 'no'), new TypeError('defect'), 'text']) {
      expect(toAppError(error, 'db')).toBe(error);
    }
  });

  it('knows which failures are races', () => {
    expect(['40001', '40P01', '23505', '55P03'].map((code) => isSerialisationFailure(coded(code)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
