/**
 * A sentence as cues see it: its words in their basic form, cut into clauses. A clause ends at a semicolon, a colon,
 * a dash, and before a word that sets one statement against another (`but`, `while`, `whereas`).
 */
import { basicForm } from './word-forms.ts';

/** One word. Offsets are UTF-16 into the text that was cut. */
export type Token = {
  readonly text: string;
  /** In lower case, without an ending `'s`. */
  readonly lower: string;
  /** See `basicForm`. */
  readonly form: string;
  readonly start: number;
  readonly end: number;
  /** Punctuation between the word before and it, without white space. */
  readonly gap: string;
  /** Number of its clause, from 0. */
  readonly clause: number;
};

/** Words beyond this are left out: no sentence that a person wrote is so long. */
const MOST_TOKENS = 300;
const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]{1,3}(?![\p{L}\p{N}]))?/gu;
const OPENS_CLAUSE = new Set(
  'but while whereas although though however yet despite unlike whilst albeit because until'.split(' '),
);

/** A subordinate clause that goes ahead ends at its comma, unless the comma stands in a list of names. */
const PRELUDE = new Set(
  'while although though whereas whilst because if unless when after since despite as'.split(' '),
);
const LEAST_PRELUDE = 5;

/** "has dropped one and is testing another": a second statement on the same subject. */
const SECOND_VERB = /^(?:is|are|was|were|has|have|had|will|would|plans|intends|does|did)$/;

/** The words of `text` between two offsets. Linear. */
export function readTokens(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let clause = 0;
  let opened = 0;
  let previous = start;
  const piece = text.slice(start, end);
  for (const match of piece.matchAll(WORD)) {
    const from = start + match.index;
    const gap = text.slice(previous, from).replace(/\s+/g, '');
    const lower = match[0].toLowerCase().replaceAll('’', "'").replace(/'s$/, '');
    const first = tokens[opened]?.lower ?? '';
    const endsPrelude = gap === ',' && tokens.length - opened >= LEAST_PRELUDE && PRELUDE.has(first);
    if (tokens.length > 0 && (endsPrelude || startsClause(gap, lower, tokens.at(-1)?.lower ?? ''))) {
      clause += 1;
      opened = tokens.length;
    }
    if (tokens.length - opened > 3 && SECOND_VERB.test(lower) && tokens.at(-1)?.lower === 'and') {
      clause += 1;
      opened = tokens.length;
    }
    previous = from + match[0].length;
    tokens.push({ text: match[0], lower, form: basicForm(lower), start: from, end: previous, gap, clause });
    if (tokens.length === MOST_TOKENS) break;
  }
  return tokens;
}

function startsClause(gap: string, word: string, before: string): boolean {
  if (/[;:–—]/.test(gap)) return true;
  // "has yet to decide" and "not yet" are no turn of thought.
  if (word === 'yet') return gap.includes(',');
  if (word === 'however' || word === 'despite') return gap !== '' || before !== 'and';
  return OPENS_CLAUSE.has(word);
}
