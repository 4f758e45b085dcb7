import { describe, expect, it } from 'vitest';
import { TOPIC } from '../../../test/web/sample-views.ts';
import { SHAPES, statusRank } from './status-shape.ts';

describe('status shapes', () => {
  it.each([
    ['Allowed', '0'],
    ['Restricted', '2'],
    ['Banned', '4'],
    ['Unknown', 'unknown'],
    ['Never heard of', 'none'],
  ])('places %s on step %s', (status, expected) => {
    expect(statusRank(TOPIC, status)).toBe(expected);
  });

  it('differ in outline for every step, so that colour is never the only sign', () => {
    const steps = ['0', '1', '2', '3', '4', 'none'] as const;
    expect(new Set(steps.map((rank) => SHAPES[rank].outline)).size).toBe(steps.length);
  });

  it('are hatched by lines that stay inside the square', () => {
    for (const { hatch } of Object.values(SHAPES)) {
      const numbers = hatch.match(/-?[\d.]+/g)?.map(Number) ?? [];
      expect(numbers.length).toBeGreaterThan(12);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(24);
    }
  });
});
