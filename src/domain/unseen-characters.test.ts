import { describe, expect, it } from 'vitest';
import { findUnseen, isBlank, withoutBidiControls, withoutUnseen } from './unseen-characters.ts';

describe('characters that nobody sees', () => {
  it.each([
    ['a\0b', 'NUL'],
    ['a\u001B[31mb', 'U+001B'],
    ['a\rb', 'U+000D'],
    ['a\u0085b', 'U+0085'],
    ['a\u200Bb', 'U+200B'],
    ['a\u202Eb', 'U+202E'],
    ['\uFEFFab', 'U+FEFF'],
    ['a\u{E0041}b', 'U+E0041'],
    ['a\uD800b', 'U+D800'],
    ['\uDC00ab', 'U+DC00'],
  ])('are found in %j as %s, and taken out', (text, name) => {
    expect(findUnseen(text)).toBe(name);
    expect(findUnseen(withoutUnseen(text))).toBeUndefined();
    expect(withoutUnseen(text)).toContain('b');
  });

  it.each(['Ana Example', 'tab\tand\nline', 'می\u200Cخواهم', '👩\u200D⚖️ 𝒳', 'Ærø 日本', ''])(
    'are not in %j, which stays as it is',
    (text) => {
      expect(findUnseen(text)).toBeUndefined();
      expect(withoutUnseen(text)).toBe(text);
    },
  );

  it('that turn the direction of writing can be taken out alone', () => {
    expect(withoutBidiControls('\u200Fa\u202Eb\u2066c\u2069\u200B')).toBe('abc\u200B');
  });

  it.each([
    ['', true],
    [' \n\u200D\u200C', true],
    ['\u00A0\u3000', true],
    ['x', false],
  ])('or nothing but room: %j %s', (text, blank) => {
    expect(isBlank(text)).toBe(blank);
  });
});
