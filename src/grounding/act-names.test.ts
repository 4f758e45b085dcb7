import { describe, expect, it } from 'vitest';
import { readActName, shortName } from './act-names.ts';

describe('readActName', () => {
  it.each([
    ['Act on Examples — Article 7: Duty to report', { act: 'Act on Examples', article: 'article 7' }],
    ['Code of Lamps – Section 12a', { act: 'Code of Lamps', article: 'section 12a' }],
    [
      'Act on Examples (reference translation)',
      { act: 'Act on Examples (reference translation)', article: null },
    ],
    ['Lamps — a history', { act: 'Lamps — a history', article: null }],
    ['', { act: '', article: null }],
  ])('%s', (title, name) => {
    expect(readActName(title)).toEqual(name);
  });
});

describe('shortName', () => {
  it.each([
    ['Decree No. 7 of 2024 on Dealings in Lamps', 'Decree No. 7 of 2024'],
    ['Regulation (EU) 2016/679 (General Lamp Regulation)', 'Regulation (EU) 2016/679'],
    ['Notice No. 12 on the Study of Lamps', 'Notice No. 12'],
    ['Financial Circular LC-4/2023', 'Financial Circular LC-4/2023'],
    ['Lamps Act', null],
    ['What the Decree No. 7 means for you', null],
  ])('%s', (title, name) => {
    expect(shortName(title)).toBe(name);
  });
});
