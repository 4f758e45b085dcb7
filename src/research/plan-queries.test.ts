import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { MOST_WEB_QUERIES, planQueries } from './plan-queries.ts';

const { jurisdictions, topics } = await readReferenceData(resolve(import.meta.dirname, '../../data'));

function planFor(code: string, key: string) {
  const jurisdiction = jurisdictions.find((one) => one.code === code);
  const topic = topics.find((one) => one.key === key);
  if (jurisdiction === undefined || topic === undefined) throw new Error('not in the reference data');
  return planQueries(jurisdiction, topic);
}

describe('the plan of queries', () => {
  it('asks the question, by names of the country and words of the topic', () => {
    const { web, names } = planFor('KP', 'Retail_Trading_Status');
    expect(names).toEqual(expect.arrayContaining(['North Korea', 'DPRK', 'North Korean']));
    expect(web[0]).toEqual({
      text: 'North Korea May individuals buy, sell and hold crypto-assets',
      language: null,
      why: 'question',
    });
    expect(web.filter(({ why }) => why === 'topic').map(({ text }) => text)).toEqual([
      'North Korea crypto law',
      'North Korea crypto retail trading law',
      'North Korea bitcoin law',
      'North Korea crypto retail investors law',
    ]);
  });

  it('asks in the languages of the country where the codebook has words of them', () => {
    const local = planFor('CH', 'Retail_Trading_Status').web.filter(({ why }) => why === 'local');
    expect(local.map(({ text, language }) => [language, text])).toEqual([
      ['de', 'Schweiz Kryptowerte'],
      ['de', 'Schweiz Kryptowährung'],
      ['fr', 'Suisse crypto-actifs'],
      ['fr', 'Suisse cryptomonnaie'],
      ['it', 'Svizzera cripto-attività'],
      ['it', 'Svizzera criptovalute'],
    ]);
  });

  it('asks for the bodies of the country by name', () => {
    const { web, corpus } = planFor('DE', 'Taxation');
    expect(web.some(({ text, why }) => why === 'body' && text.startsWith('BaFin '))).toBe(true);
    expect(corpus.some(({ text }) => text === '"BaFin" topic:Taxation')).toBe(true);
  });

  it('is bounded, without repeats, and the same for the same cell', () => {
    fc.assert(
      fc.property(fc.constantFrom(...jurisdictions), fc.constantFrom(...topics), (jurisdiction, topic) => {
        const plan = planQueries(jurisdiction, topic);
        const texts = plan.web.map(({ text }) => text);
        expect(texts.length).toBeGreaterThan(0);
        expect(texts.length).toBeLessThanOrEqual(MOST_WEB_QUERIES);
        expect(new Set(texts).size).toBe(texts.length);
        expect(plan.corpus.length).toBeLessThanOrEqual(25);
        expect(planQueries(jurisdiction, topic)).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });
});
