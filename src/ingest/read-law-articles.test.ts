import { describe, expect, it } from 'vitest';
import { readCollectionLists, readLawArticles } from './read-law-articles.ts';

const article = (number: number, changed: object = {}) => ({
  ...{
    id: `act-${number}`,
    instrumentId: 'act',
    label: `Article ${number}`,
    paragraphs: ['Lamps shall be lit.'],
  },
  ...{ language: 'en', source: 'https://law.example.org/act', unknownMember: { kept: true } },
  ...changed,
});
const NO_LISTS = readCollectionLists(null, null);
const readAll = (value: unknown) =>
  readLawArticles({ file: 'a.json', text: JSON.stringify(value) }, NO_LISTS);
const recordOf = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));

describe('a file of articles', () => {
  it('gives a record for each, as received', () => {
    const read = readAll([article(1), article(2)]);
    expect(read.map(({ id }) => id)).toEqual(['act-1', 'act-2']);
    expect(recordOf(read[1]?.bytes)).toEqual({
      ...{ schema: 'regatlas.law-article/1', article: article(2), instrument: null, jurisdiction: null },
    });
  });

  it('gives the same bytes whatever the order of members', () => {
    const turned = Object.fromEntries(Object.entries(article(1)).reverse());
    expect(readAll([turned])).toEqual(readAll([article(1)]));
  });

  it('has what the lists beside it say of the act and its jurisdiction, and no more', () => {
    const lists = readCollectionLists(
      {
        file: 'instruments.json',
        text: JSON.stringify([{ id: 'act', title: 'Act', jurisdictionId: 'xx', lookedAtOn: '2031-01-01' }]),
      },
      { file: 'jurisdictions.json', text: JSON.stringify([{ id: 'xx', name: 'Coast', isoCode: 'XX' }]) },
    );
    const [read] = readLawArticles({ file: 'a.json', text: JSON.stringify([article(1)]) }, lists);
    expect(recordOf(read?.bytes)).toMatchObject({
      instrument: { id: 'act', title: 'Act', jurisdictionId: 'xx' },
      jurisdiction: { id: 'xx', name: 'Coast', isoCode: 'XX' },
    });
    expect(recordOf(read?.bytes).instrument).not.toHaveProperty('lookedAtOn');
  });

  it.each([
    ['no array', { articles: [] }, undefined, /not a list of articles/],
    ['an empty array', [], undefined, /no article in the file/],
    ['a record that is a word', [article(1), 'two'], '[1]', /^Record 2: /],
    ['a missing member', [article(1, { label: undefined })], '[0].label', /^Record 1 \(“act-1”\): /],
    [
      'a member of the wrong type',
      [article(1), article(2, { paragraphs: 'x' })],
      '[1].paragraphs',
      /“act-2”/,
    ],
    ['a paragraph of the wrong type', [article(1, { paragraphs: ['x', 3] })], '[0].paragraphs[1]', /“act-1”/],
    ['an empty name', [article(1, { instrumentId: ' ' })], '[0].instrumentId', /nothing written/],
    ['an address that is none', [article(1, { source: 'ftp://x' })], '[0].source', /no web address/],
    ['a day that is none', [article(1, { retrievedOn: '2031-02-30' })], '[0].retrievedOn', /no date/],
    [
      'an article without text',
      [article(1), article(2, { paragraphs: [' '] })],
      '[1].paragraphs',
      /has no text/,
    ],
    ['an id twice', [article(1), article(2), article(2)], '[2].id', /“act-2” is there twice.*2 and record 3/],
    [
      'an article twice where there are no ids',
      [article(1, { id: undefined }), article(1, { id: undefined })],
      '[1].label',
      /“act, Article 1” is there twice/,
    ],
  ])('is refused for %s', (_what, value, field, message) => {
    expect(() => readAll(value)).toThrow(
      expect.objectContaining({
        ...{ code: 'invalid-input', message: expect.stringMatching(message) },
        place: field === undefined ? { file: 'a.json' } : { file: 'a.json', field },
        remedy: expect.stringMatching(/\w/),
      }),
    );
  });

  it('is refused for more articles than one transaction takes', () => {
    expect(() => readAll(Array.from({ length: 5_001 }, () => 1))).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });

  it.each([
    ['[{"id": "act"}]', /^Record 1 \(“act”\): /],
    ['{}', /not a list/],
  ])('is refused with a bad list beside it: %s', (text, message) => {
    expect(() => readCollectionLists({ file: 'instruments.json', text }, null)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(message),
        place: expect.objectContaining({ file: 'instruments.json' }),
      }),
    );
  });
});
