import { describe, expect, it } from 'vitest';
import { resolveSource } from './resolve-source.ts';
import type { SourceText } from './source-text.ts';

const source = (extra: Partial<SourceText>): SourceText => ({
  sha256: 'a',
  textSha256: '',
  extractor: 'html 1',
  text: '',
  pageStarts: [],
  title: null,
  publisher: null,
  url: null,
  publishedOn: null,
  tier: 'unknown',
  fileName: null,
  ...extra,
});
const SOURCES = [
  source({
    sha256: 'aa',
    title: 'TraderTraitor: North Korean State-Sponsored Actors Target Blockchain Companies',
    publisher: 'Cybersecurity and Infrastructure Security Agency',
    url: 'https://www.cisa.gov/alerts/aa22-108a',
  }),
  source({
    sha256: 'bb',
    title: 'Report of the Panel of Experts',
    publisher: 'United Nations Security Council',
    fileName: 's-2023-656.pdf',
  }),
  source({ sha256: 'cc', title: 'Digital Assets Act 2024', fileName: 'act.txt' }),
  source({ sha256: 'dd', title: 'Digital Assets Act 2019', fileName: 'old/act-2019.txt' }),
];
const cited = (extra: object) => ({
  ref: {
    ...{
      ref: '1',
      title: null,
      publisher: null,
      url: null,
      publishedOn: null,
      snapshot: null,
      quote: null,
      note: null,
    },
    ...extra,
  },
});

describe('resolveSource', () => {
  it.each([
    [
      'the snapshot before anything else',
      cited({ snapshot: 'BB', url: 'https://www.cisa.gov/alerts/aa22-108a' }),
      1,
      'snapshot',
    ],
    [
      'the address, however spelt',
      cited({ url: 'http://WWW.cisa.gov/alerts/aa22-108a/?utm_source=x#a' }),
      0,
      'url',
    ],
    ['the file name', { text: 's-2023-656.pdf' }, 1, 'file'],
    ['the file’s stem', cited({ title: 'S-2023-656' }), 1, 'file'],
    ['a file name inside a phrase', { text: 'the law (see act.txt)' }, 2, 'file'],
    [
      'the title',
      cited({ title: 'TraderTraitor: North Korean actors target blockchain companies' }),
      0,
      'title',
    ],
    ['the publisher’s initials', { text: 'a CISA advisory' }, 0, 'title'],
    [
      'the publisher',
      { text: 'United Nations Security Council Panel of Experts Reports (various)' },
      1,
      'title',
    ],
    ['the year that tells two titles apart', cited({ title: 'Digital Assets Act 2024' }), 2, 'title'],
    ['nothing when two fit alike', { text: 'the Digital Assets Act' }, null, 'none'],
    ['nothing by words that any document has', { text: 'the latest report' }, null, 'none'],
    ['nothing by a year', { text: 'a 2024 report' }, null, 'none'],
    [
      'nothing by another title of one publisher',
      cited({ title: 'Notice on drones', publisher: 'Cybersecurity and Infrastructure Security Agency' }),
      null,
      'none',
    ],
    ['nothing by another year of the same act', cited({ title: 'Digital Assets Act 2023' }), null, 'none'],
    ['nothing by another year in a phrase', { text: 'the Digital Assets Act 2023' }, null, 'none'],
    ['nothing from nothing', {}, null, 'none'],
  ])('goes by %s', (_, name, index, by) => {
    expect(resolveSource(name, SOURCES)).toEqual({ index, by });
  });

  it('accepts a title only when it is clearly ahead of the next', () => {
    const near = [
      source({ title: 'Harbour Quay Dock Pier Jetty Wharf, with the ledgers of seven towns and their fees' }),
      source({ title: 'Harbour Quay Dock Pier Jetty, with the ledgers of seven towns and their fees' }),
    ];
    const name = { text: 'Harbour Quay Dock Pier Jetty Wharf Survey' };
    expect(resolveSource(name, near).index).toBeNull();
    expect(resolveSource(name, near.slice(0, 1)).index).toBe(0);
  });
});

describe('articles of one law, which share its address', () => {
  const article = (number: number, extra: Partial<SourceText> = {}) =>
    source({
      sha256: `a${number}`,
      extractor: 'law-article',
      title: `Act on Harbours — Article ${number}: ${number === 7 ? 'Duty to light a lamp' : 'Fees of the pilots'}`,
      url: `https://law.example.org/harbours#art_${number}`,
      ...extra,
    });
  const articles = [article(7), article(8)];

  it.each([
    ['the place in it', 'https://law.example.org/harbours#art_8', 1, 'url'],
    ['the place in it, by http', 'http://law.example.org/harbours/#art_8', 1, 'url'],
    ['the law as a whole, which means none of them', 'https://law.example.org/harbours', null, 'none'],
    ['a place that is not stored', 'https://law.example.org/harbours#art_9', null, 'none'],
  ])('by %s', (_what, url, index, by) => {
    expect(resolveSource({ url }, articles)).toEqual({ index, by });
  });

  it('does not choose between parts that stand at one place', () => {
    const url = 'https://law.example.org/amendments#art_1';
    expect(resolveSource({ url }, [article(7, { url }), article(8, { url })]).index).toBeNull();
    expect(resolveSource({ url }, [article(7, { url }), article(7, { url })]).index).toBe(0);
  });

  it('leaves it to the title where addresses lead to no place', () => {
    const url = 'https://law.example.org/harbours';
    const both = [article(7, { url }), article(8, { url })];
    const named = cited({ url, title: 'Act on Harbours — Article 8: Fees of the pilots' });
    expect(resolveSource(named, both)).toEqual({ index: 1, by: 'title' });
  });
});
