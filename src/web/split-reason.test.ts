import { describe, expect, it } from 'vitest';
import { splitReason } from './split-reason.ts';

describe('splitReason', () => {
  it('leaves a reason of a few words as it is', () => {
    const reason = 'The source says “may”; the page says “must”.';
    expect(splitReason(reason)).toEqual({ first: reason, rest: null });
  });

  it('shows twenty words of a longer one and keeps it whole behind them', () => {
    const reason = Array.from({ length: 30 }, (_, index) => `word${index},`).join(' ');
    const { first, rest } = splitReason(reason);
    expect(first.split(' ')).toHaveLength(20);
    expect(first).toMatch(/word19…$/);
    expect(rest).toBe(reason);
  });
});
