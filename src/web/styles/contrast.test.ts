import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');

function tokens(text: string): Map<string, string> {
  return new Map([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXT = [
  'ink',
  'quiet',
  'accent',
  'warn',
  'supported',
  'partial',
  'not-addressed',
  'contradicted',
  'cannot',
];
const GROUNDS = ['paper', 'recess', 'accent-tint', 'warn-tint', 'page-tint', 'source-tint'];
const SHAPES = ['edge', 'rank-0', 'rank-1', 'rank-2', 'rank-3', 'rank-4', 'rank-none', 'rank-unknown'];

describe.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('the %s colours', (_name, colours) => {
  const of = (name: string) => colours.get(name)!;

  it.each(TEXT)('let %s be read on paper', (name) => {
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(GROUNDS)('let ink, quiet words and links be read on %s', (ground) => {
    for (const name of ['ink', 'quiet', 'accent']) {
      expect(contrast(of(name), of(ground)), name).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(SHAPES)('let the shape %s be seen on paper', (name) => {
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(3);
  });

  it('let a button be read and a warning stand on its tint', () => {
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of('warn'), of('warn-tint'))).toBeGreaterThanOrEqual(4.5);
  });
});
