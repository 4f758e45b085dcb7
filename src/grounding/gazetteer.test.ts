import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import { createGazetteer } from './gazetteer.ts';

const place = (
  code: string,
  officialName: string,
  everydayName: string,
  extra: Partial<Pick<Jurisdiction, 'aliases' | 'demonyms' | 'capitals' | 'kind'>> = {},
): Jurisdiction => ({
  code,
  alpha3: null,
  kind: 'country',
  officialName,
  everydayName,
  aliases: [],
  demonyms: [],
  capitals: [],
  ...extra,
});

const gazetteer = createGazetteer([
  place('KP', "Korea (the Democratic People's Republic of)", 'North Korea', {
    aliases: ['DPRK'],
    demonyms: ['North Korean', 'North Koreans', 'Korean'],
    capitals: ['Pyongyang'],
  }),
  place('KR', 'Korea (the Republic of)', 'South Korea', {
    aliases: ['Korea'],
    demonyms: ['South Korean', 'Korean'],
    capitals: ['Seoul'],
  }),
  place('US', 'United States of America (the)', 'United States', {
    aliases: ['US', 'USA', 'America'],
    demonyms: ['American', 'Americans'],
    capitals: ['Washington'],
  }),
  place('US-GA', 'Georgia', 'Georgia', { kind: 'subdivision' }),
  place('GB', 'United Kingdom of Great Britain and Northern Ireland (the)', 'United Kingdom', {
    aliases: ['UK', 'Britain'],
    demonyms: ['British'],
    capitals: ['London'],
  }),
  place('EU', 'European Union', 'European Union', { aliases: ['EU'], kind: 'supranational' }),
  place('MX', 'Mexico', 'Mexico', { demonyms: ['Mexican'], capitals: ['Mexico City'] }),
  place('GN', 'Guinea', 'Guinea'),
  place('GW', 'Guinea-Bissau', 'Guinea-Bissau'),
  place('GQ', 'Equatorial Guinea', 'Equatorial Guinea'),
  place('PG', 'Papua New Guinea', 'Papua New Guinea'),
  place('GE', 'Georgia', 'Georgia', { capitals: ['Tbilisi'] }),
  place('JO', 'Jordan', 'Jordan', { capitals: ['Amman'] }),
  place('TD', 'Chad', 'Chad'),
  place('TR', 'Türkiye', 'Turkey', { demonyms: ['Turkish'] }),
  place('CI', "Côte d'Ivoire", 'Ivory Coast'),
  place('CD', 'Congo (the Democratic Republic of the)', 'DR Congo'),
  place('PS', 'Palestine, State of', 'Palestine'),
  place('GM', 'Gambia (the)', 'Gambia'),
  place('FK', 'Falkland Islands (the) [Malvinas]', 'Falkland Islands'),
  place('LU', 'Luxembourg', 'Luxembourg', { capitals: ['Luxembourg'] }),
]);

const codes = (text: string) => gazetteer.mentions(text).map((mention) => mention.code);

describe('byName', () => {
  it.each([
    ["Korea (the Democratic People's Republic of)", 'KP'],
    ['the Democratic People’s Republic of Korea', 'KP'],
    ['north korea', 'KP'],
    ['DPRK', 'KP'],
    ['D.P.R.K.', 'KP'],
    ['Korea (the Republic of)', 'KR'],
    ['Turkiye', 'TR'],
    ['Côte d’Ivoire', 'CI'],
    ['COTE D’IVOIRE', 'CI'],
    ['Democratic Republic of the Congo', 'CD'],
    ['State of Palestine', 'PS'],
    ['The Gambia', 'GM'],
    ['Falkland Islands (the) [Malvinas]', 'FK'],
    ['Falkland Islands', 'FK'],
    ['U.S.A.', 'US'],
    ['Georgia', 'GE'],
  ])('knows %s as %s', (name, code) => {
    expect(gazetteer.byName(name)?.code).toBe(code);
  });

  it.each(['Atlantis', '', 'Pyongyang', 'Korean'])('does not take %j for a name', (name) => {
    expect(gazetteer.byName(name)).toBeUndefined();
  });

  it('finds codes exactly', () => {
    expect(gazetteer.byCode('KP')?.everydayName).toBe('North Korea');
    expect(gazetteer.byCode('kp')).toBeUndefined();
  });
});

describe('mentions', () => {
  it.each([
    ['South Korea’s won and North Korea', ['KR', 'KP']],
    ['the Democratic People’s Republic of Korea (DPRK)', ['KP', 'KP']],
    ['the Republic of Korea', ['KR']],
    ['Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea', ['GW', 'GQ', 'PG', 'GN']],
    ['New Mexico is no part of Mexico', ['MX']],
    ['the Gulf of Mexico', []],
    ['Let us see; it told US officials and U.S. courts.', ['US', 'US']],
    ['LET US GO', []],
    ['the U.S. CISA and the US SEC', ['US', 'US']],
    ['EU-wide rules, eu rules', ['EU']],
    ['Northern Ireland alone', []],
    ['turkey with chad', []],
    ['Turkey and Türkiye', ['TR', 'TR']],
    ['Michael Jordan and Chad Johnson', []],
    ['In Jordan, the Jordan Securities Commission', ['JO', 'JO']],
    ['Armenia, Georgia and Chad', ['GE', 'TD']],
    ['Atlanta, Georgia', []],
    ['the state of Georgia', []],
    ['Korean law', []],
    ['North Korean law', ['KP']],
    ['NORTH KOREA BANS', ['KP']],
    ['George Washington; Washington said', ['US']],
    ['Washington, D.C.', ['US']],
    ['Cote d’Ivoire', ['CI']],
    ['Korea, China', ['KR']],
    ['North, Korea', ['KR']],
  ])('in %j finds %j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('says by which kind of word, with offsets that slice the text', () => {
    const text = 'Pyongyang told North Koreans that the D.P.R.K. agrees; Luxembourg too.';
    const found = gazetteer.mentions(text);
    expect(found.map(({ code, via }) => [code, via])).toEqual([
      ['KP', 'capital'],
      ['KP', 'demonym'],
      ['KP', 'name'],
      ['LU', 'name'],
    ]);
    for (const mention of found) expect(text.slice(mention.start, mention.end)).toBe(mention.words);
    expect(found[2]?.words).toBe('D.P.R.K.');
  });

  it('gives ordered mentions without overlaps for any text', () => {
    const piece = fc.constantFrom(
      'North ',
      'Korea',
      ' ',
      'US',
      'U.S.',
      '-',
      'Guinea',
      'Bissau',
      ', ',
      'é',
      'Jordan ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const mention of gazetteer.mentions(text)) {
          expect(mention.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(mention.start, mention.end)).toBe(mention.words);
          end = mention.end;
        }
      }),
    );
  });
});
