/** Finds the cues of all topics in one sentence. Bounded work for each word, whatever the text. */
import type { CueElement, CuePart, CueWord } from './cue-grammar.ts';
import type { CueIndex, IndexedCue } from './cue-index.ts';
import type { Token } from './sentence-tokens.ts';

/** A stretch of tokens (end inclusive) and the tokens in it that the part asked for. */
export type PartMatch = { readonly first: number; readonly last: number; readonly tokens: readonly number[] };

/** A cue found whole in one clause. `predicate` is its first part; `tokens` are all words it asked for. */
export type CueMatch = {
  readonly cue: IndexedCue;
  readonly first: number;
  readonly last: number;
  readonly predicate: PartMatch;
  readonly tokens: readonly number[];
  readonly clause: number;
};

/** What was found in a sentence: whole cues, and which topics it has a subject of. */
export type SentenceCues = { readonly matches: readonly CueMatch[]; readonly topics: ReadonlySet<number> };

/** Furthest that two parts of a cue may stand apart, in words. */
const REACH = 16;
/** Places of one part that are looked at in a sentence. */
const MOST_PLACES = 8;
const LIGHT = new Set(
  `a an the all any its their his her our such some these those this that own both of every each certain new first
  other private domestic local national foreign further also fully formally officially effectively currently now yet
  directly explicitly expressly generally legally lawfully outright completely entirely strictly so called`.split(
    /\s+/,
  ),
);
const MOST_LIGHT = 3;

/**
 * `carried`: topics whose subject the sentence takes over from the one before ("it", "such tokens"); `refersBack`: a
 * pronoun may stand in one clause for the subject of another.
 */
export function matchCues(
  tokens: readonly Token[],
  index: CueIndex,
  before: ReadonlySet<number>,
  refersBack = false,
): SentenceCues {
  const places = placesOf(tokens, index);
  const topics = new Set<number>();
  for (const part of places.keys()) for (const topic of index.subjects.get(part) ?? []) topics.add(topic);
  const carried = refersBack ? before.union(topics) : before;
  const matches: CueMatch[] = [];
  for (const part of places.keys()) {
    for (const cue of index.cuesByPart.get(part) ?? []) {
      if (topics.has(cue.topic) || carried.has(cue.topic))
        matches.push(...matchCue(cue, places, tokens, index, carried));
    }
  }
  return { matches, topics };
}

function placesOf(tokens: readonly Token[], index: CueIndex): Map<number, PartMatch[]> {
  const places = new Map<number, PartMatch[]>();
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    for (const key of [token.form, `=${token.lower}`]) {
      for (const number of index.partsByWord.get(key) ?? []) {
        const held = places.get(number) ?? [];
        if (held.length >= MOST_PLACES) continue;
        const part = index.parts[number];
        const match = part === undefined ? undefined : matchPart(part, tokens, at);
        if (match !== undefined) places.set(number, [...held, match]);
      }
    }
  }
  return places;
}

function matchPart({ elements }: CuePart, tokens: readonly Token[], at: number): PartMatch | undefined {
  const failed = new Set<number>();
  const clause = tokens[at]?.clause;
  const walk = (element: number, from: number): number[] | undefined => {
    const step = elements[element];
    if (step === undefined) return [];
    const key = element * 1_000 + from;
    if (failed.has(key)) return undefined;
    for (const position of startsFor(step, element, from, tokens)) {
      if (tokens[position]?.clause !== clause) break;
      for (const words of step.alternatives) {
        if (!fits(words, tokens, position, clause)) continue;
        const rest = walk(element + 1, position + words.length);
        if (rest !== undefined) return [...words.map((_, offset) => position + offset), ...rest];
      }
    }
    failed.add(key);
    return undefined;
  };
  const found = walk(0, at);
  return found === undefined ? undefined : { first: at, last: found.at(-1) ?? at, tokens: found };
}

/** Where an element may begin: at once, behind small words, or within its gap. */
function startsFor({ gap }: CueElement, element: number, from: number, tokens: readonly Token[]): number[] {
  const starts = [from];
  if (element === 0) return starts;
  let passed = 0;
  for (let skipped = 1; skipped <= gap * 2 + MOST_LIGHT; skipped += 1) {
    const word = tokens[from + skipped - 1];
    if (word === undefined) break;
    if (!LIGHT.has(word.lower)) passed += 1;
    if (passed > gap) break;
    starts.push(from + skipped);
  }
  return starts;
}

function fits(
  words: readonly CueWord[],
  tokens: readonly Token[],
  at: number,
  clause: number | undefined,
): boolean {
  return words.every(({ key, exact }, offset) => {
    const token = tokens[at + offset];
    if (token === undefined || token.clause !== clause) return false;
    return exact ? token.lower === key : token.form === key;
  });
}

function matchCue(
  cue: IndexedCue,
  places: ReadonlyMap<number, readonly PartMatch[]>,
  tokens: readonly Token[],
  index: CueIndex,
  carried: ReadonlySet<number>,
): CueMatch[] {
  const [first = 0, ...others] = cue.parts;
  return (places.get(first) ?? []).flatMap((predicate) => {
    const clause = tokens[predicate.first]?.clause ?? 0;
    const inClause = (number: number) =>
      (places.get(number) ?? []).filter((place) => tokens[place.first]?.clause === clause);
    if (
      cue.unless.some((parts) =>
        parts.every((part) => inClause(part).some((place) => !isWithin(place, predicate))),
      )
    )
      return [];
    const found: PartMatch[] = [predicate];
    for (const other of others) {
      const near = nearest(inClause(other), found, predicate);
      if (near !== undefined) found.push(near);
      else if (!(index.parts[other]?.isSubject && carried.has(cue.topic) && isTakenOver(tokens, found)))
        return [];
    }
    return [
      {
        cue,
        first: Math.min(...found.map((part) => part.first)),
        last: Math.max(...found.map((part) => part.last)),
        predicate,
        tokens: [...new Set(found.flatMap((part) => part.tokens))].sort((a, b) => a - b),
        clause,
      },
    ];
  });
}

const AUXILIARY = /^(?:is|are|was|were|has|have|had|will|would|plans|intends)$/;
const STANDS_FOR = /^(?:it|one|its|their|them|they|such|these|those|this)$/;

/** A subject from elsewhere needs a word that stands for it near the predicate, or a cue of more words than one. */
function isTakenOver(tokens: readonly Token[], found: readonly PartMatch[]): boolean {
  if (found.flatMap((part) => part.tokens).length > 1) return true;
  const at = found[0]?.first ?? 0;
  const opening = tokens.find(({ clause }) => clause === tokens[at]?.clause);
  if (opening !== undefined && AUXILIARY.test(opening.lower)) return true;
  return tokens.slice(Math.max(0, at - 4), at + 5).some(({ lower }) => STANDS_FOR.test(lower));
}

function isWithin(inner: PartMatch, outer: PartMatch): boolean {
  return (
    inner.first >= outer.first &&
    inner.last <= outer.last &&
    inner.tokens.every((at) => outer.tokens.includes(at))
  );
}

function nearest(
  candidates: readonly PartMatch[],
  taken: readonly PartMatch[],
  predicate: PartMatch,
): PartMatch | undefined {
  let best: PartMatch | undefined;
  let least = REACH + 1;
  for (const candidate of candidates) {
    if (taken.some((part) => candidate.tokens.some((at) => part.tokens.includes(at)))) continue;
    const distance =
      candidate.first > predicate.last
        ? candidate.first - predicate.last
        : Math.max(0, predicate.first - candidate.last);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}
