import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CitedSource } from '#domain/analysis.ts';
import type { PageUnit } from '#domain/page-text.ts';
import { checkQuotations } from './check-quotations.ts';
import { checkCitations } from './citation-checks.ts';
import { prepareSource } from './prepared-source.ts';
import { readBlocks } from './read-blocks.ts';
import type { SourceText } from './source-text.ts';

const source = (title: string, text: string, extra: Partial<SourceText> = {}): SourceText => ({
  sha256: title.toLowerCase(),
  textSha256: '',
  extractor: 'plain-text 1',
  text,
  pageStarts: [],
  title,
  publisher: null,
  url: null,
  publishedOn: null,
  tier: 'law',
  fileName: null,
  ...extra,
});

const entry = (ref: string, title: string, extra: Partial<CitedSource> = {}): CitedSource => ({
  ref,
  title,
  publisher: null,
  url: null,
  publishedOn: null,
  snapshot: null,
  quote: null,
  note: null,
  ...extra,
});

const ACT = source(
  'Payments Act 2021',
  '𝒫art 1. A licensed bank may hold digital assets for its customers. Every holder shall register within 30 days. ' +
    'The fee is due yearly. Part 2. The fee is due yearly. A breach is punished with a fine of 500 crowns.',
  { pageStarts: [0, 118] },
);
const NEWS = source(
  'Harbour Times on coins',
  'Governor Mara Quill told reporters that “nobody will be forced to sell their coins this year”. Traders were relieved.',
  { publisher: 'Harbour Times', fileName: 'harbour-times.txt' },
);
const SOURCES = [ACT, NEWS];

const unit = (text: string, attributedTo: string | null = null): PageUnit => ({
  key: 'section/notes',
  role: attributedTo === null ? 'prose' : 'excerpt',
  text,
  format: 'plain',
  attributedTo,
});

const check = (
  text: string,
  { cited = [] as CitedSource[], sources = SOURCES, attributedTo = null as string | null } = {},
) =>
  checkQuotations(
    [{ unit: unit(text, attributedTo), blocks: readBlocks(text, 'plain') }],
    cited,
    sources,
    sources.map(({ text: words }) => prepareSource(words)),
  );
const verdict = (...input: Parameters<typeof check>) => {
  const [first] = check(...input);
  return [first?.verdict, first?.attributedSource];
};

const MONEY = source(
  'Money Act 2022',
  'No person, other than a bank, may issue electronic money. A bank may pay interest on it, except to minors.',
);

describe('words that their sentence turns round', () => {
  it.each([
    ['The Money Act 2022 says that firms “may issue electronic money”.', 'altered'],
    ['The Money Act 2022 says that no person but a bank “may issue electronic money”.', 'verbatim'],
    ['The Money Act 2022 says a bank “may pay interest on it”.', 'altered'],
    ['The Money Act 2022 says a bank “may pay interest on it”, except to minors.', 'verbatim'],
    ['The Money Act 2022 says a bank “may pay interest on it …”.', 'normalised'],
  ])('holds what the page itself says around them against it: %s', (text, expected) => {
    expect(verdict(text, { sources: [MONEY] })[0]).toBe(expected);
  });

  it('finds the source among many that hold the words', () => {
    const others = Array.from({ length: 40 }, (_, at) =>
      source(`Bulletin ${at}`, `Bulletin ${at} tells of fees.`),
    );
    const [found] = check(
      'The Bulletin 3 says “other than a bank, may issue electronic money” and “a bank may pay interest on it, except to minors”.',
      {
        sources: [...others, MONEY],
      },
    ).slice(1);
    expect(found).toMatchObject({ verdict: 'other-source', matches: [{ source: 40 }] });
  });
});

const REFS = [
  entry('1', 'Payments Act 2021'),
  entry('2', 'Harbour Times on coins'),
  entry('3', 'Royal Charter'),
];

describe('a quotation of a named source', () => {
  it.each([
    [
      'word for word',
      'The Payments Act says “A licensed bank may hold digital assets for its customers.”',
      'verbatim',
    ],
    [
      'with other typography',
      'The Payments Act says “A licensed bank may hold digital  assets for its customers”.',
      'normalised',
    ],
    [
      'with another modal',
      'The Payments Act says “A licensed bank must hold digital assets for its customers.”',
      'altered',
    ],
    ['with another figure', 'The Payments Act says “Every holder shall register within 60 days.”', 'altered'],
    ['that stands there twice', 'The Payments Act says “The fee is due yearly.”', 'ambiguous'],
    [
      'half of which stands there',
      'The Payments Act says “Every holder shall register … and pay to the crown a golden coin each”.',
      'partial',
    ],
    [
      'that stands nowhere',
      'The Payments Act says “Ships of foreign lords must anchor outside the port.”',
      'not-found',
    ],
  ])('%s', (_, text, expected) => {
    expect(verdict(text)).toEqual([expected, 0]);
  });

  it('is found by its marker', () => {
    expect(
      verdict('“A licensed bank may hold digital assets for its customers.” [1]', { cited: REFS }),
    ).toEqual(['verbatim', 0]);
  });

  it('is settled among equal places by the reference list', () => {
    const quote = { exact: 'The fee is due yearly.', prefix: 'Part 2. ', suffix: ' A breach' };
    const cited = [entry('1', 'Payments Act 2021', { quote })];
    const [found] = check('“The fee is due yearly.” [1]', { cited });
    expect(found?.verdict).toBe('verbatim');
    expect(found?.matches[0]?.position.start).toBeGreaterThan(118);
    expect(found?.matches[0]?.page).toBe(2);
  });
});

describe('a quotation that stands in another source', () => {
  it.each([
    ['by marker', '“Every holder shall register within 30 days.” [2]', 1],
    ['by name', 'The Harbour Times wrote that “Every holder shall register within 30 days.”', 1],
    [
      'by the marker of an entry without a stored copy',
      '“Every holder shall register within 30 days.” [3]',
      null,
    ],
    [
      'by a name nothing stored bears',
      'The Royal Charter says “Every holder shall register within 30 days.”',
      null,
    ],
  ])('is so reported, %s', (_, text, attributedSource) => {
    const [found] = check(text, { cited: REFS });
    expect([found?.verdict, found?.attributedSource]).toEqual(['other-source', attributedSource]);
    expect(found?.matches[0]?.source).toBe(0);
    expect(found?.reasons[0]).toMatch(/Payments Act 2021/);
  });
});

describe('a quotation whose source is not stored', () => {
  it.each([
    [
      'named, nothing found',
      'The Royal Charter says “Ships of foreign lords must anchor outside.”',
      SOURCES,
      'snapshot-missing',
    ],
    [
      'nobody named, nothing found',
      'Note that “ships of foreign lords must anchor outside the port”.',
      SOURCES,
      'not-found',
    ],
    [
      'nothing stored at all',
      'Note that “ships of foreign lords must anchor outside the port”.',
      [],
      'snapshot-missing',
    ],
    [
      'only pointed at, nothing found',
      'The report says “Ships of foreign lords must anchor outside.”',
      SOURCES,
      'not-found',
    ],
  ])('%s', (_, text, sources, expected) => {
    expect(verdict(text, { sources })).toEqual([expected, null]);
  });
});

describe('a quotation that names nobody in particular', () => {
  it('verifies wherever it stands', () => {
    expect(verdict('It holds that “every holder shall register within 30 days”.')).toEqual(['normalised', 0]);
    expect(verdict('The document states, “Every holder shall register within 30 days.”')).toEqual([
      'verbatim',
      0,
    ]);
  });

  it('verifies in a text that names the speaker beside the words', () => {
    const text = 'Mara Quill said “nobody will be forced to sell their coins this year”.';
    expect(verdict(text)).toEqual(['verbatim', null]);
    expect(verdict(text.replace('Mara Quill', 'Otto Brandt'))).toEqual(['other-source', null]);
  });

  it('is not hidden by a change that matters', () => {
    expect(verdict('Note that “every holder shall not register within 30 days”.')[0]).toBe('altered');
  });
});

it('takes an excerpt’s heading as its source when the sentence only points back', () => {
  const text = 'It sets a duty. The document states, “Every holder shall register within 30 days.”';
  expect(verdict(text, { attributedTo: 'Payments Act 2021' })).toEqual(['verbatim', 0]);
  expect(verdict(text, { attributedTo: 'Harbour Times' })).toEqual(['other-source', 1]);
  expect(verdict(text, { attributedTo: 'Royal Charter of Ostmark' })).toEqual(['other-source', null]);
});

it('lets the same words share the name that one of their places gives', () => {
  const words = '“Ships of foreign lords must anchor outside.”';
  const found = check(`The advisory says ${words}\n\nThe Royal Charter says ${words}`);
  expect(found.map(({ verdict: each, attributedTo, reasons }) => [each, attributedTo, reasons])).toEqual(
    found.map(() => [
      'snapshot-missing',
      'The Royal Charter',
      ['The page names “The Royal Charter”. Searched: “Payments Act 2021”, “Harbour Times on coins”.'],
    ]),
  );
  expect(found).toHaveLength(2);
});

it('names the sources it searched, or counts them when they are many', () => {
  const text = 'The report says “Ships of foreign lords must anchor outside.”';
  const many = Array.from({ length: 5 }, (_, at) => source(`Paper ${at}`, 'Nothing of the kind.'));
  const reasonsOf = (sources: SourceText[]) => check(text, { sources })[0]?.reasons;
  expect(reasonsOf(many)).toEqual(['The page says only “The report”. Searched: all 5 stored sources.']);
  expect(reasonsOf([])).toEqual(['The page names “The report”. No source is stored.']);
});

it('takes the page’s own negation before the marks for the source’s', () => {
  const act = source('Notice', 'Clients must not be offered derivatives of any kind.');
  const given = (text: string) => check(text, { sources: [act] })[0]?.verdict;
  expect(given('Clients must not “be offered derivatives of any kind”.')).toBe('verbatim');
  expect(given('Clients must “be offered derivatives of any kind”.')).toBe('altered');
});

it('gives places and positions in code points', () => {
  const text = '𝒳 The Payments Act says “Every holder shall register within 30 days.”';
  const [found] = check(text);
  const words = 'Every holder shall register within 30 days.';
  expect([...text].slice(found?.place.start, found?.place.end).join('')).toBe(words);
  const { start, end } = found?.matches[0]?.position ?? { start: 0, end: 0 };
  expect([...ACT.text].slice(start, end).join('')).toBe('Every holder shall register within 30 days.');
  expect(found?.matches[0]?.page).toBe(1);
});

it('leaves titles and terms alone', () => {
  expect(check('Papers such as "A Study Of Coins" call it a “coin ban” today.')).toEqual([]);
});

describe('the reference list', () => {
  const citations = (cited: CitedSource[]) =>
    checkCitations(
      cited,
      SOURCES,
      SOURCES.map(({ text }) => prepareSource(text)),
    ).map(({ source: index, resolvedBy, quotation }) => [index, resolvedBy, quotation]);
  const quote = (exact: string) => ({ quote: { exact, prefix: '', suffix: '' } });

  it.each([
    [entry('1', 'Anything', { snapshot: 'payments act 2021' }), [0, 'snapshot', null]],
    [
      entry('1', 'Payments Act', quote('Every holder shall register within 30 days.')),
      [0, 'title', 'verbatim'],
    ],
    [
      entry('1', 'Payments Act', quote('Every holder shall register within 40 days.')),
      [0, 'title', 'altered'],
    ],
    [
      entry('1', 'Royal Charter', quote('Ships of foreign lords must anchor outside.')),
      [null, 'none', 'snapshot-missing'],
    ],
    [entry('1', 'Royal Charter'), [null, 'none', null]],
  ])('%#: resolves and checks the words relied on', (cited, expected) => {
    expect(citations([cited])).toEqual([expected]);
  });
});

const seed = (name: string) => new URL(`../../../shared/seeds/${name}`, import.meta.url);
const PAGE = seed('000_3c11786f9271637e.txt');

it.skipIf(!existsSync(PAGE))(
  'verifies no quotation of the seed page in the seed article, and all in itself',
  () => {
    const prose = readFileSync(PAGE, 'utf8').split('Sources (Raw Data)')[0] ?? '';
    const article = readFileSync(seed('001_7f6c977e5bc026ad.txt'), 'utf8');
    const verdicts = check(prose, { sources: [source('National Crypto', article)] }).map(
      (found) => found.verdict,
    );
    expect(verdicts).toHaveLength(6);
    expect(new Set(verdicts)).not.toContain('verbatim');
    expect(new Set(verdicts)).not.toContain('normalised');
    const own = check(article, { sources: [source('National Crypto', article)] });
    expect(own.map((found) => found.verdict)).toEqual(own.map(() => 'verbatim'));
  },
);
