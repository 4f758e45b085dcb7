import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RegatlasExport } from '#domain/analysis-export.ts';
import { contentHash } from '#domain/canonical-json.ts';
import { isAppError } from '#domain/errors.ts';
import { arbitraryExport } from '../../test/fixtures/pages/arbitrary-export.ts';
import { testOptions } from '../../test/fixtures/pages/reference.ts';
import { assertKnownTerms, parseExport } from './read-regatlas-json.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('reads every export as it was written', () => {
  fc.assert(
    fc.property(arbitraryExport, (value) => {
      expect(parseExport(JSON.stringify(value), 'a.json')).toEqual(plain(value));
    }),
    { numRuns: 40 },
  );
});

const [sample] = fc.sample(arbitraryExport, { numRuns: 1, seed: 7 });
const changed = (change: (value: RegatlasExport) => void): string => {
  const value = structuredClone(sample!);
  change(value);
  return JSON.stringify(value);
};

const review = (
  change: Partial<RegatlasExport['reviews'][number]> = {},
): RegatlasExport['reviews'][number] => ({
  ...{
    id: '00000000-0000-4000-8000-000000000001',
    version: 1,
    kind: 'Approval',
    author: 'Ana',
    text: 'So it is.',
  },
  ...{ submittedAt: '2026-01-01T00:00:00Z', ...change },
});
const reviewed = (...reviews: RegatlasExport['reviews']): string =>
  changed((one) => {
    one.reviews = reviews;
  });
const content = (change: (content: Content) => void): string =>
  changed((one) => {
    change(one.versions[0]!.content);
    delete one.versions[0]!.contentHash;
  });
type Content = RegatlasExport['versions'][number]['content'];
const finding = { code: 'A', severity: 'info', place: null, line: null, excerpt: null } as const;
const source = {
  ...{ title: null, publisher: null, url: null, publishedOn: null },
  snapshot: null,
  quote: null,
};

it.each([
  [
    'an altered content',
    changed((one) => (one.versions[0]!.content.language = 'Other')),
    'versions[0].contentHash',
    /altered/,
  ],
  [
    'another topic inside',
    changed((one) => (one.versions[0]!.content.topic = 'Other')),
    'versions[0].content.topic',
    /topic/,
  ],
  [
    'an unknown member',
    changed((one) => Object.assign(one.versions[0]!.content, { extra: 1 })),
    'versions[0].content',
    /extra/,
  ],
  [
    'a number of the wrong kind',
    changed((one) => Object.assign(one.analysis, { number: 'x' })),
    'analysis.number',
    /number/,
  ],
  [
    'a review of no version',
    changed((one) =>
      one.reviews.push({
        ...review(),
        version: 99,
      }),
    ),
    /^reviews\[\d\]\.version$/,
    /no version 99/,
  ],
  ['a review whose id is no UUID', reviewed(review({ id: 'abc' })), 'reviews[0].id', /UUID/],
  ['a review of nobody', reviewed(review({ author: ' ' })), 'reviews[0].author', /empty/],
  ['a review without words', reviewed(review({ text: '' })), 'reviews[0].text', /empty/],
  ['a NUL in a review', reviewed(review({ text: 'a\0b' })), 'reviews[0].text', /control character/],
  [
    'a review in the year 0',
    reviewed(review({ submittedAt: '0000-01-01T00:00:00Z' })),
    'reviews[0].submittedAt',
    /0/,
  ],
  ['one review twice', reviewed(review(), review({ text: 'Other.' })), 'reviews[1].id', /already/],
  [
    'Unknown without a reason',
    content((one) => Object.assign(one, { status: 'Unknown', unknownReason: null })),
    'versions[0].content.unknownReason',
    /needs its reason/,
  ],
  [
    'a reason without Unknown',
    content((one) => Object.assign(one, { status: 'Taxed', unknownReason: 'unreachable' })),
    'versions[0].content.unknownReason',
    /Only Unknown/,
  ],
  [
    'a NUL in a source',
    content((one) => (one.sources = [{ ...source, ref: '1', note: 'a\0b' }])),
    'versions[0].content.sources[0].note',
    /control character/,
  ],
  [
    'half a character in a declared fact',
    content((one) => (one.declared.run = 'a\ud800')),
    'versions[0].content.declared.run',
    /surrogate/,
  ],
  [
    'two sources with one mark',
    content((one) => (one.sources = ['1', '2', '1'].map((ref) => ({ ...source, ref, note: null })))),
    'versions[0].content.sources[2].ref',
    /already/,
  ],
  [
    'two sections with one key',
    content((one) => (one.sections = [0, 1].map((text) => ({ key: 'notes', text: `${text}` })))),
    'versions[0].content.sections[1].key',
    /already/,
  ],
  [
    'a day that no calendar has',
    content((one) => (one.statusSince = '2025-99-99')),
    'versions[0].content.statusSince',
    /calendar/,
  ],
  [
    'a control character in an import finding',
    changed((one) => (one.versions[0]!.importFindings = [{ ...finding, message: 'a\u0007' }])),
    'versions[0].importFindings[0].message',
    /control character/,
  ],
  ['a later schema', '{"schema": "regatlas.export/2"}', 'schema', /regatlas\.export\/2/],
] as const)('refuses %s in one line that names the member', (_, json, field, message) => {
  try {
    parseExport(json, 'a.json');
    expect.unreachable();
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
    expect(error.place.field).toMatch(field);
    expect(error.remedy).toBeTruthy();
  }
});

it.each([
  ['{"schema": "regatlas.export/1",\n "schema": "regatlas.export/1"}', 2, 2],
  ['{"a": [{"b": 1, "c": {"b": 2}, "\\u0062": 3}]}', 1, 32],
])('refuses a member that is there twice in %s', (json, line, column) => {
  expect(() => parseExport(json, 'a.json')).toThrowError(
    expect.objectContaining({
      code: 'invalid-input',
      message: expect.stringContaining(`line ${line}, column ${column}`),
      place: { file: 'a.json', line },
    }),
  );
});

it('takes the same name in objects of their own, and in texts', () => {
  const json = '[{"a": "{\\"a\\": 1, \\"a\\": 2}", "b": ["a", "a"]}, {"a": {"a": [{"a": 1}, {"a": 1}]}}]';
  expect(() => parseExport(json, 'a.json')).toThrow(/schema/);
});

it('takes an edited content whose hash was removed', () => {
  const edited = changed((one) => {
    one.versions[0]!.content.language = 'de';
    delete one.versions[0]!.contentHash;
  });
  const [version] = parseExport(edited, 'a.json').versions;
  expect(version?.contentHash).toBe(contentHash(version?.content));
});

it('takes a bare content as one version', () => {
  const bare = sample!.versions[0]!.content;
  const parsed = parseExport(JSON.stringify(bare), 'a.json');
  expect(parsed.versions).toMatchObject([{ number: 1, stage: 'Draft', createdAt: null }]);
  expect(parsed.versions[0]?.content).toEqual(plain(bare));
});

it.each([
  ['unknown-jurisdiction', { jurisdiction: 'XX' }],
  ['unknown-topic', { topic: 'Nothing' }],
  ['unknown-status', { status: 'taxed' }],
] as const)('refuses contents with an %s', (code, change) => {
  const parsed = parseExport(
    JSON.stringify({ ...sample!.versions[0]!.content, status: 'Taxed', unknownReason: null, ...change }),
    'a.json',
  );
  expect(() => assertKnownTerms(parsed, testOptions)).toThrowError(expect.objectContaining({ code }));
});
