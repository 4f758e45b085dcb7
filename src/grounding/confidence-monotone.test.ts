/**
 * Monotonicity of the whole verifier, not of its arithmetic alone: on generated small pages with generated sources,
 * more good evidence never lowers confidence, evidence against never raises it, and what has nothing to do with the
 * page changes nothing for the better. `confidence.test.ts` holds the same for arbitrary evidence.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import { CONFIDENCE_LEVELS, type Confidence } from '#domain/confidence.ts';
import { PRIMARY_TIERS, SOURCE_TIERS, type SourceTier } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { createGazetteer } from './gazetteer.ts';
import type { SourceText } from './source-text.ts';
import { type CheckableContent, verifyContent } from './verify-content.ts';

const RUNS = 120;

const gazetteer = createGazetteer([
  { ...names('BM', 'Bermuda'), demonyms: ['Bermudian'], capitals: ['Hamilton'] },
  { ...names('IS', 'Iceland'), demonyms: ['Icelandic'], capitals: ['Reykjavik'] },
]);

function names(code: string, name: string) {
  return {
    code,
    alpha3: null,
    kind: 'country' as const,
    officialName: name,
    everydayName: name,
    aliases: [],
  };
}

const topic: Topic = {
  key: 'Mining_Status',
  title: 'Mining status',
  question: 'May it be mined?',
  guidance: 'Look for bans.',
  position: 1,
  reviewIntervalDays: 180,
  ordered: true,
  statuses: [
    { value: 'Permitted', label: 'Permitted', definition: 'No ban.', order: 0, alsoCalled: ['allowed'] },
    { value: 'Banned', label: 'Banned', definition: 'A ban.', order: 1, alsoCalled: ['prohibited'] },
  ],
  outlineHeadings: [],
  searchCues: ['mining'],
};

const STATUS = 'The mining of crypto-assets is prohibited in Bermuda from 1 March 2024.';
const FACTS = [
  STATUS,
  'A person who mines crypto-assets pays a fine of up to 40,000 dollars.',
  'The ministry may seize the machines of a miner without a warrant.',
  'The electricity company must report unusual consumption within ten days.',
  'Licensed laboratories are exempt from the ban on mining until 2026.',
];
/** The same in other words. */
const REWORDED = [
  'In Bermuda the mining of crypto-assets is prohibited from 1 March 2024.',
  'From 1 March 2024 the mining of all crypto-assets is prohibited in Bermuda.',
  'Any person who mines crypto-assets pays a fine of up to 40,000 dollars at once.',
];
const AGAINST = [
  'The mining of crypto-assets is not prohibited in Bermuda from 1 March 2024.',
  'A person who mines crypto-assets pays a fine of up to 90,000 dollars.',
  'The ministry must seize the machines of a miner without a warrant.',
];
const UNRELATED = [
  'The herring fleet left the harbour before dawn and came back with empty nets.',
  'Every spring the choir of the old town sings for the lighthouse keepers.',
  'Icelandic bakers bury their rye bread in hot sand beside the lake.',
];

const lines = (pool: readonly string[]) => fc.subarray([...pool], { minLength: 1 });
const dates = fc.constantFrom(null, '1999-05-01', '2023-11', '2024-05-20');

function sourceOf(sentences: readonly string[], tier: SourceTier, publishedOn: string | null): SourceText {
  const text = sentences.join(' ');
  const sha256 = sha256Hex(`${text} ${tier} ${publishedOn}`);
  const none = { title: null, publisher: null, url: null, fileName: null };
  return {
    sha256,
    textSha256: sha256Hex(text),
    extractor: 'plain-text',
    text,
    pageStarts: [],
    tier,
    publishedOn,
    ...none,
  };
}

const source = fc
  .tuple(lines([...FACTS, ...REWORDED, ...AGAINST, ...UNRELATED]), fc.constantFrom(...SOURCE_TIERS), dates)
  .map(([sentences, tier, on]) => sourceOf(sentences, tier, on));

const page = fc
  .tuple(lines(FACTS.slice(1)), fc.boolean(), fc.nat(4))
  .map(([facts, quotes, at]): CheckableContent => {
    const said = facts.map((fact, index) => (quotes && index === 0 ? `The decree says: “${fact}”` : fact));
    return contentOf(said.toSpliced(at, 0, STATUS).join(' '));
  });

function contentOf(text: string): CheckableContent {
  return {
    schema: 'regatlas.analysis/1',
    jurisdiction: 'BM',
    topic: topic.key,
    language: 'en',
    textFormat: 'plain',
    status: 'Banned',
    unknownReason: null,
    ground: null,
    statusSince: null,
    sections: [{ key: 'executive-summary', text }],
    laws: [],
    outline: null,
    report: null,
    sources: [],
    grounding: [],
    reviews: [],
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
  };
}

type Reviewed = { readonly criticalChallenges?: number; readonly approved?: boolean };

function confide(
  content: CheckableContent,
  sources: readonly SourceText[],
  openChallenges = 0,
  reviewed: Reviewed = {},
): Confidence {
  const unique = [...new Map(sources.map((each) => [each.sha256, each])).values()];
  const input = { content, sources: unique, gazetteer, topic, asOf: '2024-06-01', openChallenges };
  return verifyContent({ ...input, ...reviewed }).confidence;
}

/** Unknown is the absence of a measurement: it stands with Low, so that neither is an improvement on the other. */
function rank({ level }: Confidence): number {
  return level === 'Unknown' ? 0 : CONFIDENCE_LEVELS.indexOf('Low') - CONFIDENCE_LEVELS.indexOf(level);
}

function expectNotBetter(after: Confidence, before: Confidence): void {
  expect(rank(after)).toBeLessThanOrEqual(rank(before));
  if (before.figure !== null && after.figure !== null)
    expect(after.figure).toBeLessThanOrEqual(before.figure);
}

describe('the confidence of a verified page', () => {
  const sources = fc.array(source, { maxLength: 3 });

  it('is never lowered by a primary source that says what the page says', () => {
    const verified = fc
      .tuple(lines([...FACTS, ...REWORDED]), fc.constantFrom(...PRIMARY_TIERS), dates)
      .map(([facts, tier, on]) => sourceOf([...new Set([STATUS, ...facts])], tier, on));
    fc.assert(
      fc.property(page, sources, verified, fc.nat(1), (content, stored, added, challenges) => {
        const before = confide(content, stored, challenges);
        const after = confide(content, [...stored, added], challenges);
        expectNotBetter(before, after);
      }),
      { numRuns: RUNS },
    );
  });

  it('is never raised by an open challenge', () => {
    fc.assert(
      fc.property(page, sources, fc.nat(2), (content, stored, challenges) => {
        expectNotBetter(confide(content, stored, challenges + 1), confide(content, stored, challenges));
      }),
      { numRuns: RUNS },
    );
  });

  it('is never raised by a challenge that is critical, nor lowered by an approval', () => {
    fc.assert(
      fc.property(page, sources, fc.nat(2), (content, stored, challenges) => {
        const before = confide(content, stored, challenges);
        expectNotBetter(confide(content, stored, challenges + 1, { criticalChallenges: 1 }), before);
        expectNotBetter(before, confide(content, stored, challenges, { approved: true }));
      }),
      { numRuns: RUNS },
    );
  });

  it('is never raised by a source that contradicts the page', () => {
    const contrary = fc
      .tuple(lines(AGAINST), fc.constantFrom(...SOURCE_TIERS), dates)
      .map(([sentences, tier, on]) => sourceOf(sentences, tier, on));
    fc.assert(
      fc.property(page, sources, contrary, (content, stored, added) => {
        expectNotBetter(confide(content, [...stored, added]), confide(content, stored));
      }),
      { numRuns: RUNS },
    );
  });

  it('is never raised by a source about something else', () => {
    const unrelated = fc
      .tuple(lines(UNRELATED), fc.constantFrom(...SOURCE_TIERS), dates)
      .map(([sentences, tier, on]) => sourceOf(sentences, tier, on));
    fc.assert(
      fc.property(page, sources, unrelated, (content, stored, added) => {
        expectNotBetter(confide(content, [...stored, added]), confide(content, stored));
      }),
      { numRuns: RUNS },
    );
  });

  it('is not raised by another print of a source that is stored already', () => {
    fc.assert(
      fc.property(page, fc.array(source, { minLength: 1, maxLength: 2 }), (content, stored) => {
        const [first] = stored;
        const copy = { ...first!, sha256: sha256Hex(`copy ${first!.sha256}`) };
        expectNotBetter(confide(content, [...stored, copy]), confide(content, stored));
      }),
      { numRuns: RUNS },
    );
  });

  it('rests on a law as well when a law is stored that says what a newspaper said first', () => {
    const content = contentOf(STATUS);
    const news = sourceOf([STATUS], 'news', '2024-05-20');
    const law = sourceOf([STATUS, ...FACTS.slice(2)], 'law', '1999-05-01');
    const [before, after] = [confide(content, [news]), confide(content, [news, law])];
    const status = (confidence: Confidence) =>
      confidence.factors.find(({ key }) => key === 'status')?.sentence;
    expect(status(before)).toContain('1 stored source, not a primary one');
    expect(status(after)).toContain('1 stored source, a primary one');
    expect([before.level, after.level]).toEqual(['Medium', 'High']);
  });

  it('counts two decrees as two documents when a collection that holds both is stored before them', () => {
    const filler = (word: string) => Array.from({ length: 40 }, (_, index) => `${word}${index}`).join(' ');
    const first = sourceOf([STATUS, filler('first')], 'law', null);
    const second = sourceOf([FACTS[1] ?? '', filler('second')], 'law', null);
    const collection = sourceOf([first.text, second.text], 'law', null);
    const content = contentOf(FACTS.slice(0, 2).join(' '));
    const documents = (sources: readonly SourceText[]) =>
      confide(content, sources).factors.find(({ key }) => key === 'independence')?.value;
    expect(documents([first, second])).toBeCloseTo(2 / 3);
    expect(documents([collection, first, second])).toBeCloseTo(2 / 3);
    expect(documents([collection, first])).toBeCloseTo(1 / 3);
  });
});
