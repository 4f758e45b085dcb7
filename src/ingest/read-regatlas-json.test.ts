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

it.each([
  [
    'an altered content',
    changed((one) => (one.versions[0]!.content.status = 'Other')),
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
        id: 'r',
        version: 99,
        kind: 'Approval',
        author: '',
        text: '',
        submittedAt: '2026-01-01T00:00:00Z',
      }),
    ),
    /^reviews\[\d\]\.version$/,
    /no version 99/,
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
    JSON.stringify({ ...sample!.versions[0]!.content, status: 'Taxed', ...change }),
    'a.json',
  );
  expect(() => assertKnownTerms(parsed, testOptions)).toThrowError(expect.objectContaining({ code }));
});
