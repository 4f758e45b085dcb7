import { describe, expect, it } from 'vitest';
import { fieldGazetteer, fieldTopics } from '../../../test/fixtures/signals/field.ts';
import { indexSource } from '../source-index.ts';
import type { SourceText } from '../source-text.ts';
import { createStatusClaimJudge } from './judge-status-claim.ts';

const source = (text: string): SourceText => ({
  ...{ sha256: 'a'.repeat(64), textSha256: 'b'.repeat(64), extractor: 'plain-text', pageStarts: [], text },
  ...{ title: null, publisher: null, publishedOn: null, fileName: null, tier: 'news', url: null },
});
const judge = (sentence: string, ...texts: string[]) =>
  createStatusClaimJudge({
    sources: texts.map(source),
    indexes: texts.map((text) => indexSource(text, fieldGazetteer)),
    topics: fieldTopics,
    gazetteer: fieldGazetteer,
    jurisdiction: 'FJ',
  })(sentence, []);

describe('a sentence held against what the sources state', () => {
  it.each<[string, string, string]>([
    ['no plan against a plan', 'Fiji has no plans to issue a CBDC.', 'Fiji plans to issue a CBDC next year.'],
    [
      'no evidence against an announcement',
      'There is no evidence that the government is pursuing a CBDC.',
      'The Fijian government announced its readiness to issue a digital currency.',
    ],
    [
      'no evidence against a pilot',
      'There is no evidence that Fiji is developing a CBDC.',
      'Fiji has launched a pilot of its CBDC.',
    ],
    [
      'no rules against rules',
      'Fiji has no law on stablecoins.',
      'Stablecoin issuers in Fiji must hold a licence; the Stablecoin Act is in force.',
    ],
    [
      'a ban against a permission',
      'Cryptocurrencies are banned in Fiji.',
      'Fiji allows citizens to own and trade cryptocurrencies.',
    ],
    ['a denial against a ban', 'Fiji has not banned cryptocurrency.', 'Fiji has banned cryptocurrency.'],
  ])('%s conflicts', (_, sentence, text) => {
    const conflict = judge(sentence, 'Nothing is said here.', text);
    expect(conflict?.source).toBe(1);
    expect(conflict?.reasons.join(' ')).toMatch(/amounts to/);
  });

  it.each<[string, string, string]>([
    ['the same', 'Cryptocurrencies are banned in Fiji.', 'Fiji bans cryptocurrencies.'],
    [
      'another country',
      'Cryptocurrencies are banned in Fiji.',
      'Palau allows citizens to own cryptocurrencies.',
    ],
    [
      'a plan',
      'Cryptocurrencies are banned in Fiji.',
      'Fiji plans to allow citizens to own cryptocurrencies.',
    ],
    [
      'hearsay',
      'Cryptocurrencies are banned in Fiji.',
      'Fiji has reportedly allowed citizens to own cryptocurrencies.',
    ],
    [
      'something unconfirmed',
      'Cryptocurrencies are banned in Fiji.',
      'A delegate said that Fiji allows citizens to own cryptocurrencies. The government has not confirmed it.',
    ],
    [
      'another time',
      'In 2019 Fiji banned cryptocurrencies.',
      'In 2024 Fiji allowed citizens to own cryptocurrencies.',
    ],
    [
      'both',
      'Cryptocurrencies are banned in Fiji.',
      'Fiji bans cryptocurrencies. Fiji allows citizens to own cryptocurrencies.',
    ],
    [
      'what the page only reports',
      'Fiji reportedly bans cryptocurrencies.',
      'Fiji allows citizens to own cryptocurrencies.',
    ],
    ['no statement', 'Fiji is an island.', 'Fiji allows citizens to own cryptocurrencies.'],
    ['a later stage', 'Fiji announced plans to issue a CBDC.', 'Fiji has launched a pilot of its CBDC.'],
  ])('%s does not', (_, sentence, text) => {
    expect(judge(sentence, text)).toBeNull();
  });

  it('looks at the cited sources only, where there are any', () => {
    const texts = ['Fiji is an island.', 'Fiji plans to issue a CBDC.'].map(source);
    const indexes = texts.map(({ text }) => indexSource(text, fieldGazetteer));
    const known = { topics: fieldTopics, gazetteer: fieldGazetteer, jurisdiction: null };
    const context = { sources: texts, indexes, ...known };
    const held = createStatusClaimJudge(context);
    expect(held('Fiji has no plans to issue a CBDC.', [0])).toBeNull();
    expect(held('Fiji has no plans to issue a CBDC.', [0, 1])?.source).toBe(1);
  });

  it('reads two prints of one text each by what is known of it', () => {
    const text = 'The central bank plans to issue a CBDC.';
    const index = indexSource(text, fieldGazetteer);
    const known = { topics: fieldTopics, gazetteer: fieldGazetteer, jurisdiction: null };
    const judgeFor = (title: string) =>
      createStatusClaimJudge({ ...known, sources: [{ ...source(text), title }], indexes: [index] });
    const claim = 'Fiji has no plans to issue a CBDC.';
    expect(judgeFor('News from Peru')(claim, [])).toBeNull();
    expect(judgeFor('News from Fiji')(claim, [])?.source).toBe(0);
  });
});
