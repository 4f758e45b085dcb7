import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { parseJurisdictions } from './load-jurisdictions.ts';

type Fields = Partial<
  Record<
    | 'code'
    | 'alpha3'
    | 'kind'
    | 'officialName'
    | 'everydayName'
    | 'aliases'
    | 'demonyms'
    | 'standsFor'
    | 'parts'
    | 'localNames'
    | 'members',
    string
  >
>;

const entry = (fields: Fields): string => {
  const all = {
    code: 'KP',
    alpha3: 'PRK',
    kind: 'country',
    officialName: "Korea (the Democratic People's Republic of)",
    everydayName: 'North Korea',
    aliases: '[DPRK]',
    demonyms: '[North Korean]',
    capitals: '[Pyongyang]',
    ...fields,
  };
  return `- ${Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n  ')}\n`;
};

const second: Fields = {
  code: 'XX',
  alpha3: 'XXX',
  officialName: 'Freedonia',
  everydayName: 'Freedonia',
  aliases: '[]',
};

function refusal(yaml: string): AppError {
  try {
    parseJurisdictions(yaml);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('parseJurisdictions', () => {
  it('reads entries in the order of the file', () => {
    const list = parseJurisdictions(entry(second) + entry({}));
    expect(list.map(({ code }) => code)).toEqual(['XX', 'KP']);
    expect(list[1]).toMatchObject({ alpha3: 'PRK', aliases: ['DPRK'], capitals: ['Pyongyang'] });
  });

  it('takes the code of Norway for a text and not for a truth value', () => {
    expect(parseJurisdictions(entry({ ...second, code: 'NO' }))[0]?.code).toBe('NO');
  });

  it('reads local names by language, and members of unions', () => {
    const union = { ...second, kind: 'supranational', members: '[KP]' };
    const list = parseJurisdictions(entry(union) + entry({ localNames: '{ ko: 조선 }' }));
    expect(list[0]?.members).toEqual(['KP']);
    expect(list[1]?.localNames).toEqual({ ko: '조선' });
  });

  it.each([
    ['a member that is no entry', { ...second, kind: 'supranational', members: '[KP, YY]' }, /member YY/],
    ['members of a country', { ...second, members: '[KP]' }, /not supranational/],
    ['a local name without a language', { ...second, localNames: '{ Korean: 조선 }' }, /Entry 2/],
  ])('refuses %s', (_, fields, message) => {
    expect(refusal(entry({}) + entry(fields)).message).toMatch(message);
  });

  it('lets demonyms be shared', () => {
    expect(parseJurisdictions(entry({}) + entry({ ...second, demonyms: '[North Korean]' }))).toHaveLength(2);
  });

  it.each<Fields>([{ standsFor: '[Central Bureau]' }, { parts: '[North Shore]' }])(
    'refuses %o in two entries',
    (shared) => {
      const error = refusal(entry(shared) + entry({ ...second, ...shared }));
      expect(error.message).toMatch(/Entry 2 \(XX\) repeats “(?:Central Bureau|North Shore)”/);
      expect(error.place.line).toBeGreaterThan(9);
    },
  );

  it('lets an entry spell one of its own names in several ways', () => {
    expect(parseJurisdictions(entry({ aliases: '[DPRK, D.P.R.K.]' }))).toHaveLength(1);
  });

  it.each<[string, Fields, RegExp]>([
    ['a code', { ...second, code: 'KP' }, /Entry 2 \(KP\) is there twice/],
    ['an alpha-3 code', { ...second, alpha3: 'PRK' }, /Entry 2 \(XX\) repeats the alpha-3 code PRK of KP/],
    [
      'an everyday name',
      { ...second, everydayName: 'north korea' },
      /Entry 2 \(XX\) repeats the name “north korea” of KP/,
    ],
    [
      'an alias',
      { ...second, aliases: '["The D.P.R.K."]' },
      /Entry 2 \(XX\) repeats the name “The D.P.R.K.” of KP/,
    ],
  ])('refuses %s that another entry has', (_, fields, message) => {
    expect(refusal(entry({}) + entry(fields)).message).toMatch(message);
  });

  it('names the entry, its line and the field that does not fit', () => {
    const error = refusal(entry({}) + entry({ ...second, alpha3: 'xx' }));
    expect(error.message).toMatch(/^Entry 2 \(XX\) cannot be read/);
    expect(error.place).toEqual({ line: 10, field: 'alpha3' });
  });

  it('refuses a key that the schema does not have', () => {
    expect(refusal(`${entry({})}  capital: Pyongyang\n`).message).toMatch(/Entry 1 \(KP\).*capital/);
  });

  it.each([
    ['an empty text', ''],
    ['a mapping', 'code: KP'],
    ['an empty list', '[]'],
  ])('refuses %s', (_, yaml) => {
    expect(refusal(yaml).message).toMatch(/not a list of entries/);
  });

  it('tells the line on which the YAML is broken', () => {
    expect(refusal(`${entry({})}- code: [KP\n`)).toMatchObject({
      code: 'invalid-input',
      place: { line: 10 },
    });
  });
});
