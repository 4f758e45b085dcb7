import { describe, expect, it } from 'vitest';
import { safeThen } from './safe-then.ts';

describe('the page to go to after signing in', () => {
  it.each(['/', '/analyses/462', '/analyses?text=a%20b&page=2', '/analyses/1#reviews', '/a//b'])(
    'may be %s',
    (path) => {
      expect(safeThen(path)).toBe(path);
    },
  );

  it.each([
    '',
    'analyses',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\..\\\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%0d%0aSet-Cookie:x=1\r\n',
    `/${'a'.repeat(3_000)}`,
  ])('is the front page for %j', (given) => {
    expect(safeThen(given)).toBe('/');
  });
});
