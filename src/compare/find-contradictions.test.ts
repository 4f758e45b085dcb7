import { describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Topic } from '#domain/topic.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { FIRST, makeLaw, SECOND } from '../../test/fixtures/versions.ts';
import { findContradictions } from './find-contradictions.ts';

const country = (code: string, everydayName: string, demonym: string) => ({
  ...{ code, alpha3: null, kind: 'country' as const, officialName: everydayName, everydayName },
  ...{ aliases: [], demonyms: [demonym], capitals: [] },
});
const gazetteer = createGazetteer([
  country('KP', 'North Korea', 'North Korean'),
  country('NO', 'Norway', 'Norwegian'),
]);

const value = (name: string, order: number | null) => ({
  ...{ value: name, label: name.replaceAll('-', ' '), definition: 'So it is.', order, alsoCalled: [] },
});
const topic: Topic = {
  ...{ key: 'Exchange_Licensing', title: 'Exchange licensing', question: 'Must exchanges be authorised?' },
  ...{ guidance: 'Look.', position: 1, reviewIntervalDays: 180, ordered: true, outlineHeadings: [] },
  statuses: [
    value('Licence-Required', 0),
    value('No-Regime', 2),
    value('Prohibited', 4),
    value('Unknown', null),
  ],
  searchCues: ['crypto-asset exchange', 'exchange licence'],
};

const find = (before: AnalysisContent, after: AnalysisContent) =>
  findContradictions(before, after, { topic, gazetteer, recordedOn: null });

/** A page that says this and nothing else. */
function page(text: string, over: Partial<AnalysisContent> = {}): AnalysisContent {
  return { ...FIRST, outline: null, sections: [{ key: 'notes', text }], ...over };
}
const EXCHANGE_ACT = makeLaw('Crypto Exchange Act', { enactedOn: '2022-03-01' });

describe('contradictions', () => {
  it('finds that one version denies what the next one lists', () => {
    const { contradictions } = find(FIRST, SECOND);
    expect(contradictions.map(({ kind, before, after }) => [kind, before.words, after.words])).toEqual([
      [
        'law',
        'No law on crypto-asset exchanges exists.',
        '3 laws are listed: Digital Exchange Act; Payment Services Act; Money Laundering Decree',
      ],
      [
        'licence',
        'There is no licensing requirement for exchanges.',
        'Exchanges must hold a licence of the central bank [1].',
      ],
    ]);
  });

  it('finds the same the other way round', () => {
    const { contradictions } = find(SECOND, FIRST);
    expect(contradictions.map(({ kind }) => kind)).toEqual(['law', 'licence']);
    expect(contradictions[0]?.after.words).toBe('No law on crypto-asset exchanges exists.');
  });

  it('finds nothing between a version and itself', () => {
    expect(find(FIRST, FIRST)).toEqual({ contradictions: [], explanations: [] });
    expect(find(SECOND, SECOND)).toEqual({ contradictions: [], explanations: [] });
  });

  it('finds another status on the same ground and date', () => {
    const held = { ground: 'explicit-law' as const, statusSince: '2024' };
    const [found] = find(
      page('It is so.', { ...held, status: 'Prohibited' }),
      page('It is so.', { ...held, status: 'Licence-Required' }),
    ).contradictions;
    expect(found).toMatchObject({
      kind: 'status',
      before: { words: 'Prohibited' },
      after: { words: 'Licence Required' },
    });
  });

  it.each([
    ['another ground', { ground: 'practice' as const }],
    ['Unknown', { status: 'Unknown', unknownReason: 'conflicting' as const }],
    ['a later date', { statusSince: '2026-01-01' }],
    ['a later act', { laws: [makeLaw('New Act', { inForceOn: '2025-09-01' })] }],
    ['a repeal', { laws: [makeLaw('Old Ban', { repealedOn: '2025-08-01' })] }],
  ])('does not call a status contradicted that has %s', (_, over) => {
    const before = page('It is so.', { ground: 'explicit-law', status: 'Prohibited' });
    const after = page('It is so.', { ground: 'explicit-law', status: 'Licence-Required', ...over });
    expect(find(before, after).contradictions).toEqual([]);
  });

  it.each([
    ['There is no regulator for exchanges.', 'A regulator supervises all exchanges.', 'regulator'],
    [
      'The country has no legal framework for exchanges.',
      'A legal framework for exchanges is in force.',
      'law',
    ],
    ['Exchanges operate without any licence.', 'Every exchange must hold a licence.', 'licence'],
    ['No exchange licence is required.', 'An exchange licence is required.', 'licence'],
    ['The state lacks a specific law on exchanges.', 'A law on exchanges was enacted in 2020.', 'law'],
  ])('holds “%s” against “%s”', (denial, affirmation, kind) => {
    expect(find(page(denial), page(affirmation)).contradictions.map((one) => one.kind)).toContain(kind);
    expect(find(page(affirmation), page(denial)).contradictions.map((one) => one.kind)).toContain(kind);
  });
});

describe('what is no contradiction', () => {
  it.each([
    ['a later act', [makeLaw('Crypto Exchange Act', { enactedOn: '2025-09-01' })], 'later-act'],
  ] as const)('is explained by %s', (_, laws, kind) => {
    const found = find(
      page('No law on crypto-asset exchanges exists.'),
      page('It is so.', { laws: [...laws] }),
    );
    expect(found.contradictions).toEqual([]);
    expect(found.explanations.map((one) => one.kind)).toEqual([kind]);
  });

  it('is a repeal that the later version tells', () => {
    const repealed = { ...EXCHANGE_ACT, repealedOn: '2025-08-01' };
    const found = find(
      page('A law on exchanges is in force.', { laws: [EXCHANGE_ACT] }),
      page('No law on exchanges exists.', { laws: [repealed] }),
    );
    expect(found.contradictions).toEqual([]);
    expect(found.explanations.map(({ kind }) => kind)).toEqual(['repeal']);
  });

  it('is no repeal that the earlier version overlooked', () => {
    const found = find(
      page('A law on exchanges is in force.', { laws: [EXCHANGE_ACT] }),
      page('No law on exchanges exists.', { laws: [{ ...EXCHANGE_ACT, repealedOn: '2023-08-01' }] }),
    );
    expect(found.contradictions.map(({ kind }) => kind)).toEqual(['law']);
  });

  it('is no repeal of something else that brings a licence nobody had', () => {
    const before = page('There is no licensing requirement for exchanges.');
    const after = page('Exchanges must hold a licence.', {
      laws: [makeLaw('Tax Act', { repealedOn: '2025-09-01' })],
    });
    expect(find(before, after).contradictions.map(({ kind }) => kind)).toEqual(['licence']);
  });

  it('is a search without a result', () => {
    const found = find(page('No law on exchanges was found.'), page('It is so.', { laws: [EXCHANGE_ACT] }));
    expect(found.contradictions).toEqual([]);
    expect(found.explanations.map(({ kind }) => kind)).toEqual(['nothing-found']);
  });

  it.each([
    ['a law that does not forbid', 'No law prohibits exchanges.'],
    ['a law that says nothing of it', 'There is no law that prohibits exchanges.'],
    ['a plan', 'A law on exchanges is planned, and until then no law on exchanges exists.'],
    ['an allegation', 'Critics claim that no law on exchanges exists.'],
    ['a question', 'Is there no law on exchanges?'],
    ['another country', 'Norway has no law on exchanges.'],
    ['something narrower', 'There is no law on mining pools and energy prices.'],
    ['who a law does not bind', 'No bank is a regulator.'],
  ])('is %s', (_, sentence) => {
    const later = page('A regulator supervises all exchanges.', { laws: [EXCHANGE_ACT] });
    expect(find(page(sentence), later).contradictions).toEqual([]);
  });

  it('is a denial beside a law in one and the same version that the other has as well', () => {
    const both = page('No law on exchanges exists.', { laws: [EXCHANGE_ACT] });
    expect(find(both, { ...both, status: 'Unknown', unknownReason: 'conflicting' }).contradictions).toEqual(
      [],
    );
  });
});
