import { describe, expect, it } from 'vitest';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { readExistence } from './existence.ts';

const gazetteer = createGazetteer([]);
const read = (sentence: string) =>
  readExistence(sentence, gazetteer, 'KP').map(({ kind, isDenied }) => `${isDenied ? 'no ' : ''}${kind}`);

describe('existence', () => {
  it.each([
    ['No law exists.', ['no law']],
    ['There is no licensing regime.', ['no licence']],
    ['The state lacks a regulator.', ['no regulator']],
    ['Firms trade without any licence.', ['no licence']],
    ['A law is in force.', ['law']],
    ['Every exchange must hold a licence.', ['licence']],
    ['Tokens are popular.', []],
  ])('is read from “%s”', (sentence, said) => {
    expect(read(sentence)).toEqual(said);
  });

  it.each([
    ['a claim of others', 'Critics claim that no law exists.'],
    ['a plan', 'A law is proposed and must still be enacted.'],
    ['the past', 'Until 2020 no law existed.'],
    ['a condition', 'If no law exists, the court decides.'],
    ['a question', 'Is there no law?'],
    ['what a law does not do', 'There is no law that prohibits it.'],
  ])('is not read from %s', (_, sentence) => {
    expect(read(sentence)).toEqual([]);
  });
});
