import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { foldName } from '#grounding/jurisdiction-names.ts';
import { readReferenceData } from './read-reference-data.ts';

const { jurisdictions, topics } = await readReferenceData(
  fileURLToPath(new URL('../../data', import.meta.url)),
);

describe('the jurisdictions', () => {
  const gazetteer = createGazetteer(jurisdictions);
  const national = jurisdictions.filter(({ kind }) => kind !== 'supranational');

  it('are the 249 entries of ISO 3166-1, Kosovo and the supranational orders', () => {
    expect(national).toHaveLength(250);
    expect(national.filter(({ alpha3 }) => alpha3 === null).map(({ code }) => code)).toEqual(['XK']);
    const orders = jurisdictions.filter(({ kind }) => kind === 'supranational').map(({ code }) => code);
    expect(orders).toEqual(['CEMAC', 'EAEU', 'ECCU', 'EEA', 'EU', 'GCC', 'WAEMU']);
  });

  it('have the name that CLDR gives to their code', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region' });
    const plain = (name: string) => foldName(name.replace(/\bSt\.? /g, 'Saint ').replace(/ & /g, ' and '));
    const strangers = national.filter(({ code, officialName, everydayName, aliases }) => {
      const known = [officialName, everydayName, ...aliases].map(plain);
      return !known.includes(plain(names.of(code) ?? ''));
    });
    // CLDR's "Myanmar (Burma)" joins two names, and it cuts that of the U.S. islands short.
    expect(strangers.map(({ code }) => code)).toEqual(['MM', 'UM']);
  });

  it.each([
    ["Korea (the Democratic People's Republic of)", 'KP'],
    ['DPRK', 'KP'],
    ['D.P.R.K.', 'KP'],
    ['Republic of Korea', 'KR'],
    ['U.S.', 'US'],
    ['Iran, Islamic Republic of', 'IR'],
    ['Democratic Republic of the Congo', 'CD'],
    ['Congo', 'CG'],
    ['Georgia', 'GE'],
    ['Turkiye', 'TR'],
    ['UEMOA', 'WAEMU'],
    ['Gulf Cooperation Council', 'GCC'],
  ])('resolve %s to %s', (name, code) => {
    expect(gazetteer.byName(name)?.code).toBe(code);
  });

  it('leave names open that may mean either of two', () => {
    for (const name of ['Korea', 'America', 'Virgin Islands']) expect(gazetteer.byName(name)).toBeUndefined();
  });

  it('are recognised by people and capitals where these are one jurisdiction’s alone', () => {
    const text =
      'Pyongyang and North Koreans, Dominicans, Congolese law, the Bank of Central African States.';
    expect(gazetteer.mentions(text).map(({ code }) => code)).toEqual(['KP', 'KP']);
  });
});

describe('the codebook', () => {
  it('has the topics and values that imports and exports rely on', () => {
    const scales = topics.map(
      ({ key, statuses }) => `${key}: ${statuses.map(({ value }) => value).join(' ')}`,
    );
    expect(scales).toEqual([
      'Retail_Trading_Status: Allowed-Regulated Allowed-Unregulated Restricted Banned Unclear Unknown',
      'CBDC_Status: Launched Pilot Development Research Announced Inactive Cancelled None Unknown',
      'Stablecoin_Regulation: In-Force Transitional Enacted-Not-Effective Proposed Prohibited No-Regime Unknown',
      'Exchange_Licensing: Licence-Required Registration-Required Regime-Pending No-Regime Prohibited Unknown',
      'Taxation: Taxed Partly-Taxed Exempt Not-Specified Proposed Unknown',
      'AML_Travel_Rule: In-Force Partly-In-Force Enacted-Not-Effective Proposed None Unknown',
      'Mining_Status: Permitted Restricted Banned Unregulated Unknown',
      'Banking_Access: Permitted Restricted Barred Unclear Unknown',
      'Data_Breach_Notification: Required Partly-Required Proposed None Unknown',
    ]);
  });

  it.each(topics.map((topic) => [topic.key, topic] as const))('expects eight headings of %s', (_, topic) => {
    expect(topic.outlineHeadings).toHaveLength(8);
    expect(topic.outlineHeadings.at(-1)).toBe('Disclaimer');
  });
});

it('says which file is missing from a folder without reference data', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'regatlas-data-'));
  try {
    await expect(readReferenceData(folder)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(readReferenceData(folder)).rejects.toThrow(/no readable “(jurisdictions|codebook)/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
