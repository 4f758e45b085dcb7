import { expect, it } from 'vitest';
import { numeralStyle, numeralValue } from './list-marker.ts';
import { readDeclaredInstant, readLegalDate } from './read-dates.ts';

it.each([
  ['2025-06-26', '2025-06-26'],
  ['2025-06', '2025-06'],
  ['2025', '2025'],
  ['26 June 2025', '2025-06-26'],
  ['June 6th, 2025', '2025-06-06'],
  ['Sept. 2025', '2025-09'],
  ['2025-02-30', null],
  ['2025-13', null],
  ['6/7/2025', null],
  ['soon', null],
])('reads %j as the legal date %j', (words, date) => {
  expect(readLegalDate(words)).toBe(date);
});

it.each([
  ['2025-06-26 13:10', '2025-06-26T13:10'],
  ['2025-06-26T13:10:59Z', '2025-06-26T13:10'],
  ['Jun 26, 2025, 1:10 PM', '2025-06-26T13:10'],
  ['26 June 2025 at 12:05 am', '2025-06-26T00:05'],
  ['2025-06-26', null],
  ['2025-06-26 25:10', null],
  ['13:10', null],
])('reads %j as the time %j', (words, instant) => {
  expect(readDeclaredInstant(words)).toBe(instant);
});

it.each([
  ['IV', 'roman', 4],
  ['XIX', 'roman', 19],
  ['12', 'arabic', 12],
  ['A', 'letter', 1],
  ['C', 'letter', 3],
] as const)('reads the numeral %s as %s %d', (number, style, value) => {
  expect(numeralStyle(number)).toBe(style);
  expect(numeralValue(number, style)).toBe(value);
});

it('takes no impossible Roman numeral', () => {
  expect(numeralValue('IIII', 'roman')).toBeNull();
  expect(numeralValue('VX', 'roman')).toBeNull();
});
