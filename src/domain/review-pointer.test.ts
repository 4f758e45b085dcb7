import { expect, it } from 'vitest';
import { type ReviewPointer, readPointer, writePointer } from './review-pointer.ts';

it.each<ReviewPointer>([
  { kind: 'version' },
  { kind: 'section', section: 'notes' },
  { kind: 'citation', ref: 'a: b 1' },
  { kind: 'sentence', unit: 'outline/2/0', block: 3, start: 120 },
])('reads back what it wrote of a $kind', (pointer) => {
  expect(readPointer(writePointer(pointer))).toEqual(pointer);
});

it.each([
  'section:none',
  'sentence:section/notes 0',
  'sentence:a b 0',
  'sentence:a 0 -1',
  'page:1',
  'citation:',
])('reads nothing from “%s”', (words) => expect(readPointer(words)).toBeUndefined());

it('takes nothing said for the whole version', () => {
  expect(readPointer('')).toEqual({ kind: 'version' });
});
