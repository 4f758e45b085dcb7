import { describe, expect, it } from 'vitest';
import { extractPlain } from './extract-plain.ts';

describe('extractPlain', () => {
  it('keeps the text but for its line ends', () => {
    expect(extractPlain('a\r\nb\rc  d\t\n').extracted.text).toBe('a\nb\nc  d\t\n');
  });

  it.each([
    ['a short first line set off by a blank one', 'A title\n\nText.', { title: 'A title' }],
    ['leading blank lines', '\n\n  A title  \n\nText.', { title: 'A title' }],
    ['a line alone', 'Act 12\n\n', {}],
    ['a first line that runs on', 'No title\nbut text.', {}],
    ['a first line that is a paragraph', `${'word '.repeat(60)}\n\nText.`, {}],
    [
      'a header',
      'Title: The Act\nBy: R. Fictive\nPublisher: The Bank\nDate: 1 May 2024\nURL: https://bank.example/a\nTier: law\n\nText.',
      {
        title: 'The Act',
        author: 'R. Fictive',
        publisher: 'The Bank',
        publishedOn: '2024-05-01',
        url: 'https://bank.example/a',
        tier: 'law',
      },
    ],
    [
      'a byline and a date below the title',
      'A title\n\nBy Rita Fictive\nPublished: 2024-05\n\nText.',
      { title: 'A title', author: 'Rita Fictive', publishedOn: '2024-05' },
    ],
    ['an unclear date', 'Date: 01/02/2024\nText', {}],
    ['prose that begins with “By”', 'By law, all providers must register.\nText', {}],
    ['prose that begins with “By” and ends early', 'By then the bank had acted.\nText', {}],
    ['labels far below', `${'line\n'.repeat(20)}By: Somebody`, {}],
  ])('%s', (_name, text, facts) => {
    expect(extractPlain(text).facts).toEqual(facts);
  });
});
