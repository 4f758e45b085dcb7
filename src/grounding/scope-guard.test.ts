import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { PageUnit } from '#domain/page-text.ts';
import { createGazetteer } from './gazetteer.ts';
import { readBlocks } from './read-blocks.ts';
import { checkScope, checkSourceScope, sourceJurisdictions } from './scope-guard.ts';
import type { SourceText } from './source-text.ts';

const place = (code: string, everydayName: string, aliases: string[], demonyms: string[]): Jurisdiction => ({
  code,
  alpha3: null,
  kind: code === 'EU' ? 'supranational' : code.includes('-') ? 'subdivision' : 'country',
  officialName: everydayName,
  everydayName,
  aliases,
  demonyms,
  capitals: code === 'KP' ? ['Pyongyang'] : [],
});
const gazetteer = createGazetteer([
  place('KP', 'North Korea', ['DPRK', "Democratic People's Republic of Korea"], ['North Korean']),
  place('KR', 'South Korea', [], ['South Korean']),
  place('US', 'United States', ['US'], ['American']),
  place('US-NY', 'New York', [], []),
  place('JP', 'Japan', [], ['Japanese']),
  place('EU', 'European Union', ['EU'], []),
]);

const entry = (text: string, key = 'section/notes', role: PageUnit['role'] = 'prose') => ({
  unit: { key, role, text, format: 'plain' as const, attributedTo: null },
  blocks: readBlocks(text, 'plain'),
});
const codes = (text: string, key?: string) =>
  checkScope([entry(text, key)], 'KP', gazetteer).map((finding) => finding.code);

describe('sentences', () => {
  it.each([
    ['Japan requires exchanges to register with its regulator.', ['SENTENCE_ABOUT_OTHER_JURISDICTION']],
    ['Japanese law permits trading. North Korean law does not.', ['SENTENCE_ABOUT_OTHER_JURISDICTION']],
    ['The government of Japan requires a licence.', ['SENTENCE_ABOUT_OTHER_JURISDICTION']],
    ['The U.S. Treasury issued an advisory on North Korean law breaking.', []],
    ['Unlike Japan, which requires a licence, there is no regime.', []],
    ['International sanctions by the US prohibit this.', []],
    ['The country banned imports from Japan by decree.', []],
    ['EU law requires a licence.', []],
    ['Traders in Japan were surprised.', []],
    ['Trading is banned by law.', []],
  ])('%s', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('carry place, severity and words', () => {
    const [finding] = checkScope([entry('𝒳 is open. Japan requires a licence.')], 'KP', gazetteer);
    expect(finding).toMatchObject({
      severity: 'minor',
      place: { unit: 'section/notes', block: 0, start: 11, end: 36 },
      excerpt: 'Japan requires a licence.',
    });
  });

  it('are let alone on the page of a union or of an unknown place', () => {
    const units = [entry('Japan requires a licence.')];
    expect(checkScope(units, 'EU', gazetteer)).toEqual([]);
    expect(checkScope(units, 'XX', gazetteer)).toEqual([]);
  });

  it('of a state and of its part belong together', () => {
    expect(checkScope([entry('New York law requires a licence.')], 'US', gazetteer)).toEqual([]);
    expect(checkScope([entry('US law requires a licence.')], 'US-NY', gazetteer)).toEqual([]);
  });
});

describe('regulators', () => {
  it('of another country among the key pillars are a major finding', () => {
    const [finding] = checkScope(
      [entry('The Financial Services Agency of Japan supervises exchanges.', 'section/key-pillars')],
      'KP',
      gazetteer,
    );
    expect([finding?.code, finding?.severity]).toEqual(['OTHER_JURISDICTION_IN_REGULATORS', 'major']);
  });

  const outline = (parent: string, point: string) =>
    checkScope(
      [
        entry('Key Regulatory Bodies & Roles', 'outline/1', 'heading'),
        entry(parent, 'outline/1/1', 'point'),
        entry(point, 'outline/1/1/0', 'point'),
      ],
      'KP',
      gazetteer,
    ).map((finding) => finding.code);

  it('of another country in the outline are found, unless marked as foreign', () => {
    expect(outline('Main bodies:', 'Securities Commission of Japan: rules.')).toEqual([
      'OTHER_JURISDICTION_IN_REGULATORS',
    ]);
    expect(outline('International Monitoring Bodies:', 'U.S. Treasury: issues rules.')).toEqual([]);
    expect(outline('Main bodies:', 'U.S. Treasury: reports on North Korea.')).toEqual([]);
  });
});

describe('sources', () => {
  const source = (text: string, extra: Partial<SourceText> = {}): SourceText => ({
    ...{
      sha256: 'a',
      textSha256: '',
      extractor: 'html 1',
      text,
      pageStarts: [],
      title: 'A note',
      publisher: null,
    },
    ...{ url: null, publishedOn: null, tier: 'news' as const, fileName: null },
    ...extra,
  });
  const JAPAN = 'Japan acts. Japan licenses. Japanese law holds. Tokyo agrees.';

  it('are about whom they mention first and most', () => {
    const found = sourceJurisdictions(
      `Japan and Japan. ${'x '.repeat(900)} DPRK Japan`,
      'North Korea today',
      gazetteer,
    );
    expect(found.map(({ code, mentions }) => [code, mentions])).toEqual([
      ['KP', 2],
      ['JP', 3],
    ]);
    expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    expect(sourceJurisdictions('Nowhere.', null, gazetteer)).toEqual([]);
  });

  it.each([
    ['about another country only', source(JAPAN), 1],
    ['that names the page’s country once', source(`${JAPAN} Pyongyang did not.`), 0],
    ['with few mentions', source('Japan acts.'), 0],
    ['from the page’s own country’s sites', source(JAPAN, { url: 'http://bank.gov.kp/x' }), 0],
    ['about a union', source('EU law. EU rules. The EU acts. Japan too.'), 0],
  ])('%s', (_, text, count) => {
    const findings = checkSourceScope([0, 0], [text], 'KP', gazetteer);
    expect(findings.map((finding) => finding.code)).toEqual(
      Array(count).fill('SOURCE_ABOUT_OTHER_JURISDICTION'),
    );
  });
});

const PAGE = new URL('../../../shared/seeds/000_3c11786f9271637e.txt', import.meta.url);

it.skipIf(!existsSync(PAGE))('raises no alarm over the seed page’s prose', () => {
  const prose = readFileSync(PAGE, 'utf8').split('Summary Points')[0] ?? '';
  expect(checkScope([entry(prose, 'section/detailed-explanation')], 'KP', gazetteer)).toEqual([]);
  expect(sourceJurisdictions(prose, null, gazetteer)[0]?.code).toBe('KP');
});
