import { describe, expect, it } from 'vitest';
import type { Topic } from '#domain/topic.ts';
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
