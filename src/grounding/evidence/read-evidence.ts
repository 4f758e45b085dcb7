/**
 * Evidence made ready to hold claims against: its sentences, the content words of each, and where each stem stands.
 * One pass; a claim then costs what its own words cost.
 */
import { normaliseText } from '../normalise-text.ts';
import { splitSentences } from '../sentences.ts';
import { isContentKey, plainKey, stemOf } from '../support-profile.ts';
import { textWords } from '../text-words.ts';
import { letterCounts } from './text-likeness.ts';
import { wordWeight } from './word-weight.ts';
import { readWording, type Wording, withoutNoise } from './wording-features.ts';

/** A content word. */
export type EvidenceWord = {
  readonly stem: string;
  readonly weight: number;
  readonly isName: boolean;
  readonly isFigure: boolean;
  /** A clause of the text: counts up at commas, semicolons and "and". */
  readonly clause: number;
};

/** One sentence of the evidence. `item` is the index of the passage it stands in. */
export type EvidencePiece = {
  readonly item: number;
  readonly text: string;
  readonly words: readonly EvidenceWord[];
  readonly weight: number;
  /** All its words, grammar words included; read when first asked for. */
  readonly wording: () => Wording;
};

/** See the module comment. */
export type Evidence = {
  readonly items: number;
  readonly pieces: readonly EvidencePiece[];
  /** Pieces that have the stem, rising, with the place of its first word there. */
  readonly postings: ReadonlyMap<string, readonly (readonly [piece: number, at: number])[]>;
  /** Weights of the stems. */
  readonly weights: ReadonlyMap<string, number>;
  /** Runs of letters; counted when first asked for. */
  readonly letters: () => ReadonlyMap<string, number>;
  /** Stems by their first letters, to find derivations. */
  readonly byPrefix: ReadonlyMap<string, readonly string[]>;
};

/** Letters two words must share at the beginning before they may be derived from one another. */
export const PREFIX = 5;
const SHORT = 240;
const SPELLED = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, value) => [word, String(value)]),
);

/** Reads the words of a text that is a sentence or a little more. */
export function readWords(text: string): EvidenceWord[] {
  const normalised = normaliseText(withoutNoise(text)).text;
  const { count, keys, starts, ends } = textWords(normalised);
  const words: EvidenceWord[] = [];
  let clause = 0;
  for (let at = 0; at < count; at += 1) {
    const key = plainKey(keys[at] ?? '');
    const start = starts[at] ?? 0;
    const before = at === 0 ? '' : normalised.slice(ends[at - 1], start);
    if (/[,;:(–—]/.test(before) || key === 'and') clause += 1;
    const figure = figureOf(key);
    if (figure === undefined && !isContentKey(key)) continue;
    const stem = figure ?? stemOf(key);
    const first = normalised.charCodeAt(start);
    const opens = at === 0 || /[.!?:"]/.test(before);
    const isCapital = first >= 65 && first <= 90;
    const isFigure = figure !== undefined;
    const weight = isFigure ? FIGURE_WEIGHT : wordWeight(stem);
    const isName = isCapital && !isFigure && (!opens || weight >= NAME_WEIGHT);
    words.push({ stem, weight, isName, isFigure, clause });
  }
  return words;
}

const FIGURE_WEIGHT = 5;
const NAME_WEIGHT = 6;

function figureOf(key: string): string | undefined {
  if (/^\p{N}/u.test(key)) return key.replaceAll(',', '').replace(/^(\d+)(?:st|nd|rd|th|s)$/, '$1');
  return SPELLED.get(key);
}

/** Reads passages. Linear. */
export function readEvidence(passages: readonly string[]): Evidence {
  const pieces = passages.flatMap((passage, item) =>
    sentencesOf(passage).map((text): EvidencePiece => {
      const words = readWords(text);
      let wording: Wording | undefined;
      return {
        item,
        text,
        words,
        weight: words.reduce((sum, word) => sum + word.weight, 0),
        wording: () => {
          wording ??= readWording(text);
          return wording;
        },
      };
    }),
  );
  const postings = new Map<string, [number, number][]>();
  pieces.forEach(({ words }, piece) => {
    words.forEach(({ stem }, at) => {
      const list = postings.get(stem);
      if (list === undefined) postings.set(stem, [[piece, at]]);
      else if (list.at(-1)?.[0] !== piece) list.push([piece, at]);
    });
  });
  const weights = new Map(pieces.flatMap(({ words }) => words.map(({ stem, weight }) => [stem, weight])));
  let letters: ReadonlyMap<string, number> | undefined;
  const byPrefix = new Map<string, string[]>();
  for (const stem of postings.keys()) {
    if (stem.length < PREFIX) continue;
    const key = stem.slice(0, PREFIX);
    const list = byPrefix.get(key);
    if (list === undefined) byPrefix.set(key, [stem]);
    else list.push(stem);
  }
  return {
    items: passages.length,
    pieces,
    postings,
    weights,
    letters: () => {
      letters ??= letterCounts(pieces.map(({ text }) => text).join('\n'));
      return letters;
    },
    byPrefix,
  };
}

function sentencesOf(passage: string): string[] {
  if (passage.length <= SHORT && !/[.!?\n]\s+\S/.test(passage)) return [passage];
  return splitSentences(passage).map(({ start, end }) => passage.slice(start, end));
}
