import { describe, expect, it } from 'vitest';
import { isQuotable } from './quotable.ts';

describe('isQuotable', () => {
  it.each([
    ['a plain sentence', 'The lamps shall be lit at dusk.'],
    ['few words', 'Lamps are banned.'],
    ['a closed quotation inside', 'The keeper said “light the lamps” and left.'],
    ['a wrapped line', 'The lamps shall\nbe lit at dusk.'],
    ['two sentences', 'The lamps shall be lit. The keeper shall watch them.'],
    ['another script', '灯塔必须在黄昏时点亮。'],
  ])('%s', (_, words) => {
    expect(isQuotable(words)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['an open quotation inside', 'The keeper said “light the lamps and left.'],
    ['a closing mark alone', 'The keeper said light the lamps” and left.'],
    ['a marker that the page would take for its own', 'The lamps shall be lit [3] at dusk.'],
    ['two paragraphs', 'The lamps shall be lit.\n\nAt dusk.'],
    ['space at its ends', ' The lamps shall be lit. '],
  ])('not %s', (_, words) => {
    expect(isQuotable(words)).toBe(false);
  });
});
