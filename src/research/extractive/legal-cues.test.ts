import { describe, expect, it } from 'vitest';
import { headingTraits, isOverview, mainTrait, readTraits, type Trait } from './legal-cues.ts';

describe('what a sentence is told for', () => {
  it.each<[Trait | null, string]>([
    ['requirement', 'The keeper shall light the lamp at dusk.'],
    ['requirement', 'The keeper shall light the lamp, unless the moon is full.'],
    ['restriction', 'No person may sell a lamp without a permit.'],
    ['restriction', 'The keeper shall not leave the lamp.'],
    ['permission', 'The keeper may rest after dawn.'],
    ['penalty', 'A keeper who leaves the lamp is liable to a fine of 500 units.'],
    ['exception', 'The duty shall not apply to lamps on boats.'],
    ['body', 'The Lamp Office supervises the keepers.'],
    ['body', 'The Commission may require the production of records.'],
    ['requirement', 'The keeper shall report to the Lamp Office, which supervises him.'],
    ['requirement', 'Where the report to the supervisory authority is late, it shall give reasons.'],
    ['commencement', 'This Act enters into force on 1 March 2024.'],
    ['requirement', 'Whoever holds a lamp on the day this Act enters into force shall surrender it.'],
    ['repeal', 'The Lamps Order 1990 is repealed.'],
    ['adoption', 'Adopted by the Assembly on 3 May 2024.'],
    ['definition', 'In this Act, a lamp means any device that gives light.'],
    ['purpose', 'This Act governs the lighting of lamps.'],
    [null, 'The sea was calm.'],
  ])('%s: %s', (trait, text) => {
    expect(mainTrait(readTraits(text, /\d{4}/.test(text)))).toBe(trait);
  });

  it('a development has a day', () => {
    const text = 'The keepers met in the harbour.';
    expect(readTraits(text, true)).toContain('development');
    expect(readTraits(text, false)).not.toContain('development');
  });
});

it('headings say what stands under them', () => {
  expect(headingTraits('Key bodies and roles')).toEqual(['body']);
  expect(headingTraits('Compliance requirements')).toEqual(['requirement']);
  expect(headingTraits('Restrictions')).toContain('penalty');
  expect(headingTraits('Lighthouses')).toEqual([]);
  expect(isOverview('Regulatory environment')).toBe(true);
  expect(isOverview('Restrictions')).toBe(false);
});
