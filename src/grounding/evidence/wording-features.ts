/**
 * How far a claim repeats the very wording of the evidence, grammar words included, and what kind of claim it is.
 * Wording is the best sign that a sentence was taken from a source; the manner of the claim tells how much it asks for.
 */
import { normaliseText } from '../normalise-text.ts';
import { textWords } from '../text-words.ts';

/** Names of the features, in the order of their vector. */
export const WORDING_FEATURES = [
  'words in a row',
  'words in a row, share',
  'two words',
  'three words',
  'four words',
  'grammar words',
  'opens with a link word',
  'opens with a pronoun',
  'speaks to the reader',
  'hedged',
  'negated',
  'superlative',
  'hedges in evidence',
  'negations in evidence',
  'letters of the claim',
  'letters that tell',
] as const;

const LINKS = new Set(
  'however additionally furthermore moreover therefore thus overall also finally similarly consequently hence instead but so and or for in if while although as'.split(
    ' ',
  ),
);
const PRONOUNS = new Set('this these it they he she his her its their that those such'.split(' '));
const READER = new Set('you your we our us i my let please remember consider ensure try'.split(' '));
const HEDGES = new Set(
  'may might could can possibly perhaps likely probably often sometimes generally typically usually some suggest suggests seems appears potential potentially would should'.split(
    ' ',
  ),
);
const NEGATIONS = new Set(
  "not no never neither nor none without cannot n't don't doesn't isn't aren't wasn't didn't won't can't lack lacks".split(
    ' ',
  ),
);
const SUPERLATIVES = new Set(
  'first most only largest biggest best highest last oldest longest main all every always never largest greatest least'.split(
    ' ',
  ),
);

/** Markers of references and addresses: no words of the text. */
const NOISE = /\[\^?(?:note )?\d{1,3}\]|https?:\/\/\S{1,2000}/g;

/** The text without what is none of its words. */
export function withoutNoise(text: string): string {
  return text.replace(NOISE, ' ');
}

/** Keys of the words of a text. */
export type Wording = { readonly keys: readonly string[] };

/** Reads the wording of a text. Linear. */
export function readWording(text: string): Wording {
  return { keys: textWords(normaliseText(withoutNoise(text)).text).keys };
}

/** See {@link WORDING_FEATURES}. `evidence` are the sentences nearest to the claim. */
export function wordingFeatures(claim: Wording, evidence: readonly Wording[]): number[] {
  const { keys } = claim;
  const run = longestRun(keys, evidence);
  const size = Math.max(1, keys.length);
  const held = evidence.flatMap((each) => each.keys);
  const heldSet = new Set(held);
  const count = (words: ReadonlySet<string>, list: readonly string[]) =>
    list.filter((key) => words.has(key)).length;
  const first = keys[0] ?? '';
  const grams = (n: number) => gramShare(keys, evidence, n);
  const letters = keys.join(' ').length;
  return [
    Math.min(run, 20),
    run / size,
    grams(2),
    grams(3),
    grams(4),
    keys.filter((key) => heldSet.has(key)).length / size,
    Number(LINKS.has(first)),
    Number(PRONOUNS.has(first)),
    Math.min(2, count(READER, keys)),
    Math.min(3, count(HEDGES, keys)),
    Math.min(2, count(NEGATIONS, keys)),
    Math.min(3, count(SUPERLATIVES, keys)),
    count(HEDGES, held) / Math.max(1, held.length),
    count(NEGATIONS, held) / Math.max(1, held.length),
    Math.log(1 + letters),
    letters / size,
  ];
}

function longestRun(keys: readonly string[], evidence: readonly Wording[]): number {
  const own = keys.slice(0, MOST_WORDS);
  let longest = 0;
  for (const { keys: other } of evidence) {
    let previous = new Uint16Array(own.length + 1);
    for (const key of other.slice(0, MOST_WORDS)) {
      const row = new Uint16Array(own.length + 1);
      for (let at = 0; at < own.length; at += 1) {
        if (own[at] !== key) continue;
        row[at + 1] = (previous[at] ?? 0) + 1;
        if ((row[at + 1] ?? 0) > longest) longest = row[at + 1] ?? 0;
      }
      previous = row;
    }
  }
  return longest;
}

const MOST_WORDS = 120;

function gramShare(keys: readonly string[], evidence: readonly Wording[], n: number): number {
  const own = gramsOf(keys, n);
  if (own.size === 0) return 0;
  const held = new Set<string>();
  for (const each of evidence) for (const gram of gramsOf(each.keys, n)) held.add(gram);
  let found = 0;
  for (const gram of own) if (held.has(gram)) found += 1;
  return found / own.size;
}

function gramsOf(keys: readonly string[], n: number): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + n <= keys.length; at += 1) grams.add(keys.slice(at, at + n).join(' '));
  return grams;
}
