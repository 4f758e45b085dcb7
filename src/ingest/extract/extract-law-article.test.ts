import { describe, expect, it } from 'vitest';
import { extractSource } from './extract.ts';
import { extractLawArticle } from './extract-law-article.ts';
import { LAW_ARTICLE_MEDIA_TYPE } from './law-article.ts';
import { splitPassages } from './split-passages.ts';

const INSTRUMENT = {
  id: 'xx-harbours',
  title: 'Act on Harbours',
  jurisdictionId: 'xx',
  issuingBodies: ['Assembly of the Coast'],
  dates: { publishedOn: '2031-05-04', effectiveFrom: '2031-06-01' },
  source: { label: 'Official Journal of the Coast' },
};
const JURISDICTION = { id: 'xx', name: 'Republic of the Coast', shortName: 'Coast', isoCode: 'XX' };
const ARTICLE = {
  id: 'xx-harbours-art-7',
  instrumentId: 'xx-harbours',
  articleNumber: '7',
  label: 'Article 7',
  title: 'Duty to light a lamp',
  chapter: { label: 'CHAPTER II', title: 'Masters of vessels' },
  section: null,
  paragraphs: ['1. The master shall light a lamp at dusk.', '(a) on the bow;', '2. The lamp shall be green.'],
  fullText: 'Not used, as there are paragraphs.',
  language: 'en',
  source: 'https://law.example.org/harbours',
  sourceFragment: 'https://law.example.org/harbours#art_7',
  retrievedOn: '2032-01-02',
};

const read = (
  article: object,
  instrument: object | null = INSTRUMENT,
  jurisdiction: object | null = JURISDICTION,
) =>
  extractLawArticle(JSON.stringify({ schema: 'regatlas.law-article/1', article, instrument, jurisdiction }));

describe('an article of a law', () => {
  it('is a heading, where it stands, a passage for each paragraph, and what the collection says of its dates', () => {
    const { extracted } = read(ARTICLE);
    const points = [...extracted.text];
    const passages = splitPassages(extracted.text, []).map(({ start, end }) =>
      points.slice(start, end).join(''),
    );
    expect(passages).toEqual([
      'Act on Harbours — Article 7: Duty to light a lamp',
      'Coast · Issued by Assembly of the Coast · CHAPTER II, Masters of vessels',
      ...ARTICLE.paragraphs,
      'As given by the collection: published 2031-05-04; in force 2031-06-01; retrieved 2032-01-02',
    ]);
  });

  it('states who published it, when, and the place in the law', () => {
    expect(read(ARTICLE).facts).toEqual({
      title: 'Act on Harbours — Article 7: Duty to light a lamp',
      publisher: 'Official Journal of the Coast',
      publishedOn: '2031-05-04',
      tier: 'law',
      url: 'https://law.example.org/harbours#art_7',
      language: 'en',
      jurisdiction: 'XX',
    });
  });

  it.each([
    ['a heading that only repeats the number', { title: 'Article 7' }, 'Act on Harbours — Article 7'],
    ['no heading', { title: null }, 'Act on Harbours — Article 7'],
  ])('names it by its number with %s', (_what, changed, title) => {
    expect(read({ ...ARTICLE, ...changed }).facts.title).toBe(title);
  });

  it('keeps to what the article itself says where the collection lists no act', () => {
    const { facts, extracted } = read(ARTICLE, null, null);
    expect(facts).toEqual({
      title: 'xx-harbours — Article 7: Duty to light a lamp',
      ...{ tier: 'law', language: 'en', url: 'https://law.example.org/harbours#art_7' },
    });
    expect(extracted.text).toMatch(/\n\nCHAPTER II, Masters of vessels\n\n1\. The master/);
  });

  it('reads a text that is not divided by its blank lines', () => {
    const { extracted } = read({ ...ARTICLE, paragraphs: [], fullText: 'One lamp.\n\nTwo lamps.' });
    expect(extracted.text).toContain('vessels\n\nOne lamp.\n\nTwo lamps.\n\nAs given');
  });

  it.each([
    ['the law as amended', { consolidatedAsOf: '2033-01-01' }, '2033-01-01'],
    ['a version of its own', { sourceVersion: { publishedOn: '2032-12-01' } }, '2032-12-01'],
    ['a later act', { promulgatedOn: '2032-11' }, '2032-11'],
  ])('takes the day of publication from %s', (_what, changed, day) => {
    expect(read({ ...ARTICLE, ...changed }).facts.publishedOn).toBe(day);
  });

  it('does not take another document for the place in the law', () => {
    const sourceFragment = 'https://law.example.org/api?article=7';
    expect(read({ ...ARTICLE, sourceFragment }).facts.url).toBe('https://law.example.org/harbours');
  });
});

describe('an article in another language', () => {
  const foreign = {
    ...ARTICLE,
    ...{
      language: 'de-XX',
      label: 'Article 7',
      originalTitle: '§ 7',
      paragraphs: ['Der Kapitän zündet eine Lampe an.'],
    },
  };
  const en = {
    title: 'Lamps',
    paragraphs: ['The master lights a lamp.'],
    authorityNote: 'The German text\ncontrols.',
  };

  it('is shown in its English translation, named as one, with the original below', () => {
    const { extracted, facts } = read({ ...foreign, translations: { en } });
    expect(extracted.text).toContain(
      [
        'Reference translation into English. The German text controls.',
        'The master lights a lamp.',
        'Original text (de-XX): § 7',
        'Der Kapitän zündet eine Lampe an.',
      ].join('\n\n'),
    );
    expect(facts).toMatchObject({
      title: 'Act on Harbours — Article 7: Duty to light a lamp (reference translation)',
      language: 'en',
    });
  });

  it('says itself that the original controls where the translation does not', () => {
    const { extracted } = read({ ...foreign, translations: { en: { ...en, authorityNote: null } } });
    expect(extracted.text).toContain('The text in the original language (de-XX) controls.');
  });

  it.each([
    ['without a translation', undefined],
    ['with one that has no words', { en: { paragraphs: ['  '] } }],
    ['with one into a third language', { fr: { paragraphs: ['Le capitaine allume.'] } }],
  ])('stays as it is %s', (_what, translations) => {
    const { extracted, facts } = read({ ...foreign, translations });
    expect(facts).toMatchObject({ language: 'de', title: expect.not.stringContaining('translation') });
    expect(extracted.text).not.toContain('translation');
    expect(extracted.text).toContain('Der Kapitän');
  });
});

describe('a snapshot of that kind', () => {
  const hints = { name: 'a.json', charset: null, declaredMediaType: LAW_ARTICLE_MEDIA_TYPE };

  it('is read by its media type alone', async () => {
    const record = {
      schema: 'regatlas.law-article/1',
      article: ARTICLE,
      instrument: null,
      jurisdiction: null,
    };
    const { mediaType, extracted } = await extractSource(Buffer.from(JSON.stringify(record)), hints);
    expect([mediaType, extracted.extractor]).toEqual([LAW_ARTICLE_MEDIA_TYPE, 'law-article']);
  });

  it.each(['{', '[]', '{"schema":"regatlas.law-article/1"}', JSON.stringify(ARTICLE)])(
    'is not %s',
    async (text) => {
      await expect(extractSource(Buffer.from(text), hints)).rejects.toMatchObject({
        code: 'invalid-input',
        remedy: expect.stringContaining('add-articles'),
      });
    },
  );
});
