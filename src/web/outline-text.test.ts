import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutlineNode } from '#domain/analysis.ts';
import { readOutline, writeOutline } from './outline-text.ts';

const point = (text: string, change: Partial<OutlineNode> = {}): OutlineNode => ({
  ...{ number: null, label: null, text, children: [] },
  ...change,
});

const words = fc.constantFrom(
  'A rule',
  'I. Not a number',
  'Label: no label',
  'https://a.example',
  'two\nlines',
);
const withChildren = (children: fc.Arbitrary<OutlineNode[]>): fc.Arbitrary<OutlineNode> =>
  fc.record({
    number: fc.option(fc.constantFrom('I', '2', 'b'), { nil: null }),
    label: fc.option(fc.constantFrom('Rationale', 'A: b'), { nil: null }),
    text: words,
    children,
  });
const leaf = withChildren(fc.constant([]));
const node = withChildren(fc.array(withChildren(fc.array(leaf, { maxLength: 2 })), { maxLength: 2 }));

describe('the summary points as text', () => {
  it('are the same points again, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(node, { maxLength: 4 }), (headings) => {
        expect(readOutline(writeOutline(headings), headings)).toEqual(headings);
      }),
    );
  });

  it('take a new line as a point at its place, and keep the others', () => {
    const before = [point('Law', { number: 'I', children: [point('None.', { label: 'Act' })] })];
    const text = 'I. Law\r\n  Act: None.\r\n    Since: 2024\r\n\r\nII. Practice\r\n  Nobody tests.';
    expect(readOutline(text, before)).toEqual([
      point('Law', {
        number: 'I',
        children: [point('None.', { label: 'Act', children: [point('2024', { label: 'Since' })] })],
      }),
      point('Practice', { number: 'II', children: [point('Nobody tests.')] }),
    ]);
  });

  it('take an address for words, not for a label', () => {
    expect(readOutline('https://a.example/x', [])).toEqual([point('https://a.example/x')]);
  });
});
