/** All records of a split: every variant of every sampled sentence, and the whole cases in other scripts. */
import { CUTS } from './cut-changes.ts';
import { DISGUISES } from './disguise-changes.ts';
import { FIGURE_CHANGES } from './figure-changes.ts';
import { OTHER_SCRIPTS } from './own-texts.ts';
import { readSamples, type Sample, type Split } from './quote-sources.ts';
import { QUOTING } from './quoting-variants.ts';
import { SLIPS, SOURCE_SLIPS } from './scan-variants.ts';
import { SOURCE_TYPOGRAPHY, TYPOGRAPHY } from './typography-variants.ts';
import { seededRandom, type Variant } from './variant.ts';
import { WORD_CHANGES } from './word-changes.ts';

/** A line of the benchmark `quotes`. */
export type QuoteRecord = {
  readonly id: string;
  readonly category: string;
  readonly source: string;
  readonly quote: string;
  readonly label: 'same' | 'changed';
};

/** Variants that must verify. */
export const HARMLESS: readonly Variant[] = [
  ...TYPOGRAPHY,
  ...SOURCE_TYPOGRAPHY,
  ...SLIPS,
  ...SOURCE_SLIPS,
  ...QUOTING,
];
/** Variants that must not. */
export const CHANGED: readonly Variant[] = [...WORD_CHANGES, ...FIGURE_CHANGES, ...DISGUISES, ...CUTS];

/** Records of one split; `limit` sentences of the documents beside our own. The same for every run. */
export function makeRecords(split: Split, limit: number): QuoteRecord[] {
  const samples = readSamples(split, limit);
  const random = seededRandom(split === 'tune' ? 7 : 13);
  const records = [
    ...HARMLESS.flatMap((variant) => recordsOf(variant, 'same', samples, random)),
    ...CHANGED.flatMap((variant) => recordsOf(variant, 'changed', samples, random)),
  ];
  const scripts = OTHER_SCRIPTS.filter((_, at) => (at % 2 === 0) === (split === 'tune')).map(
    (each, at): QuoteRecord => ({ id: `${split}/${each.category}/${at}`, ...each }),
  );
  return [...records, ...scripts];
}

function recordsOf(
  variant: Variant,
  label: 'same' | 'changed',
  samples: readonly Sample[],
  random: () => number,
): QuoteRecord[] {
  return samples.flatMap(({ origin, sentence, passage }, at) => {
    const made = variant.make(sentence, random);
    if (made === undefined) return [];
    const quote = typeof made === 'string' ? made : made.quote;
    const source =
      typeof made === 'string' || made.passage === undefined
        ? passage
        : passage.replace(sentence, () => made.passage ?? '');
    if (label === 'changed' && isTooShort(quote)) return [];
    return [{ id: `${origin}/${variant.name}/${at}`, category: variant.name, source, quote, label }];
  });
}

/** Too little to be a quotation of a sentence. */
function isTooShort(quote: string): boolean {
  return quote.length < 20;
}
