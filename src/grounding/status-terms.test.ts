import { describe, expect, it } from 'vitest';
import type { Topic } from '#domain/topic.ts';
import { fieldGazetteer, fieldTopics } from '../../test/fixtures/signals/field.ts';
import { createGazetteer } from './gazetteer.ts';
import { createStatusReader } from './status-terms.ts';

const topicWith = (alsoCalled: string[]): Topic => ({
  ...{ key: 'Lamp_Duty', title: 'Lamps', question: 'Must lamps be lit?', guidance: 'Look for duties.' },
  ...{ position: 1, reviewIntervalDays: 30, ordered: true, outlineHeadings: [], searchCues: ['lamp'] },
  statuses: [
    { value: 'Required', label: 'Required', definition: 'A duty.', order: 0, alsoCalled },
    { value: 'None', label: 'None', definition: 'No duty.', order: 1, alsoCalled: ['not required'] },
  ],
});

const reads = (alsoCalled: string[], text: string) =>
  createStatusReader(
    { status: 'Required', jurisdiction: null },
    topicWith(alsoCalled),
    createGazetteer([]),
  ).states(text);

const DUTY = 'The master shall light a lamp at dusk, unless the moon is full.';

describe('a value whose name carries a condition', () => {
  it('is stated by a text with this condition', () => {
    expect(reads(['light a lamp unless the moon is full'], DUTY)).toBe(true);
    expect(reads(['light a lamp without delay'], 'The master shall light a lamp without delay.')).toBe(true);
  });

  it('is stated by no text with the condition where the name has none', () => {
    expect(reads(['light a lamp'], DUTY)).toBe(false);
  });

  it.each([
    ['a condition of another kind', 'The master shall light a lamp without delay if he likes.'],
    ['a plan', 'The master would light a lamp without delay.'],
    ['a claim', 'The opposition claims that the master shall light a lamp without delay.'],
    ['an exception', 'The master shall light a lamp without delay, except on Sundays.'],
    ['no condition at all', 'The master shall light a lamp.'],
  ])('is not stated by a text with %s', (_what, text) => {
    expect(reads(['light a lamp without delay'], text)).toBe(false);
  });
});

describe('a value whose name carries an exception', () => {
  it('is stated by a text with this exception', () => {
    expect(reads(['exempt from the lamp duty'], 'Barges are exempt from the lamp duty.')).toBe(true);
  });

  it('is not stated by a text that takes something from it', () => {
    const text = 'Barges are exempt from the lamp duty, except those that carry oil.';
    expect(reads(['exempt from the lamp duty'], text)).toBe(false);
  });
});

const readsField = (jurisdiction: string, key: string, status: string, text: string) => {
  const topic = fieldTopics.find((each) => each.key === key)!;
  return createStatusReader({ jurisdiction, status }, topic, fieldGazetteer, fieldTopics).states(text);
};

describe('what states a status', () => {
  it.each([
    ['its name', 'Banned', 'Trading in crypto-assets is banned for retail investors.'],
    ['the codebook’s cues', 'Banned', 'Individuals shall not buy, sell or hold crypto-assets.'],
    ['cues in a quotation', 'Banned', 'Article 3 states: “No person may buy or sell crypto-assets.”'],
    ['cues with its country', 'Banned', 'In Bolivia no person may buy or sell crypto-assets.'],
  ])('%s', (_, status, text) => {
    expect(readsField('BO', 'Retail_Trading_Status', status, text)).toBe(true);
  });

  it.each([
    ['a plan', 'Bolivia plans to ban individuals from buying crypto-assets.'],
    ['a proposal', 'A bill would ban individuals from buying crypto-assets.'],
    ['a denial', 'Individuals are not banned from buying crypto-assets.'],
    ['what is past', 'Until 2024 no person could lawfully buy or sell crypto-assets.'],
    ['hearsay', 'Allegedly no person may buy or sell crypto-assets.'],
    ['another country', 'In Algeria no person may buy or sell crypto-assets.'],
    ['an exception', 'The ban on buying crypto-assets does not apply to individuals with a permit.'],
    ['another subject', 'No person may buy or sell fireworks.'],
  ])('is never %s', (_, text) => {
    expect(readsField('BO', 'Retail_Trading_Status', 'Banned', text)).toBe(false);
  });

  it('on a scale of stages is also a plan, for the stage that it stands for', () => {
    const text = 'The Central Bank is studying a national digital currency.';
    expect(readsField('BO', 'CBDC_Status', 'Research', text)).toBe(true);
    expect(readsField('BO', 'CBDC_Status', 'Launched', text)).toBe(false);
    const plan = 'The Central Bank plans to issue a national digital currency.';
    expect(readsField('BO', 'CBDC_Status', 'Announced', plan)).toBe(true);
    expect(readsField('BO', 'CBDC_Status', 'Launched', plan)).toBe(false);
  });

  it('is no plan to leave the stages', () => {
    const plan = 'The Central Bank plans to abandon the national digital currency.';
    expect(readsField('BO', 'CBDC_Status', 'Cancelled', plan)).toBe(false);
  });
});
