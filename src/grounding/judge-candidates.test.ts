import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCandidates } from './judge-candidates.ts';
import { indexSource } from './source-index.ts';
import { buildSupportIndex } from './support-index.ts';
import { supportProfile } from './support-profile.ts';

function verdictOf(sentence: string, sources: readonly string[]): string {
  const index = buildSupportIndex(sources.map((text) => indexSource(text)));
  const profile = supportProfile(sentence);
  return judgeCandidates(sentence, profile, index.candidates(profile), null)[0]?.judged.verdict ?? 'none';
}

describe('judgeCandidates', () => {
  it.each<[string, string, string]>([
    // page, source, verdict
    [
      'Holders of a licence must report any suspicious transaction to the unit.',
      'Holders of a licence shall report any suspicious transaction to the unit immediately and in writing.',
      'supported',
    ],
    [
      'The Authority publishes a register of licensed custodians and their owners on its website.',
      'The Authority keeps a register of licensed custodians and their owners. It publishes the register on its website.',
      'supported',
    ],
  ])('bears “%s” by other words or together', (sentence, source, verdict) => {
    expect(verdictOf(sentence, [source])).toBe(verdict);
  });

  it.each<[string, string, string]>([
    [
      'a figure and a subject from two sentences',
      'Section 12 came into force on 1 July 2024.',
      'This Act came into force on 1 July 2024. Section 12 comes into force on a day to be appointed.',
    ],
    [
      'a plan in the sentence beside it',
      'The Authority publishes a register of custodians and their owners on its website.',
      'The Authority plans a register of custodians and their owners. It publishes news on its website.',
    ],
    [
      'an opposite word',
      'The decree lowers the limit for transfers by private customers of a bank.',
      'The decree raises the limit for transfers by private customers of a bank.',
    ],
    [
      'a denial in the other sentence',
      'The register of custodians and their owners is kept by the Authority and is public.',
      'The register of custodians and their owners is kept by the Authority. It is not public.',
    ],
    [
      'one party for the other',
      'The seller shall inform the buyer of a loss of the key, and the seller shall repay the buyer.',
      'The seller shall inform the buyer of a loss of the key, and the buyer shall repay the buyer.',
    ],
  ])('is not taken in by %s', (_, sentence, source) => {
    expect(verdictOf(sentence, [source])).not.toBe('supported');
  });

  it('keeps support whatever is laid beside it', () => {
    const said = 'The fee for a custody licence is 4,000 dollars.';
    const word = fc.constantFrom(
      ...'fee custody licence 4,000 9,000 dollars not bank is may the Authority'.split(' '),
    );
    const other = fc.array(word, { minLength: 1, maxLength: 10 }).map((words) => `${words.join(' ')} today.`);
    fc.assert(
      fc.property(fc.array(other, { maxLength: 5 }), (others) => {
        expect(verdictOf(said, [said, ...others])).toBe('supported');
      }),
      { numRuns: 50 },
    );
  });
});
