/**
 * What a sentence says, as far as it can be compared without understanding it: the stems of its content words in
 * order, its slots, and the jurisdictions it names.
 */
import { stemmer } from 'stemmer';
import type { Gazetteer } from './gazetteer.ts';
import { normaliseText } from './normalise-text.ts';
import { type Slot, supportSlots } from './support-slots.ts';
import { textWords } from './text-words.ts';

/** See the module comment. Profiles of neighbouring sentences can be joined. */
export type SupportProfile = {
  /** The text it was made of: two profiles of one text are the same, so that answers can be kept under it. */
  readonly text: string;
  /** Stems of content words in reading order, repeated as they occur. */
  readonly stems: readonly string[];
  readonly stemSet: ReadonlySet<string>;
  /** Neighbouring stems, `first second`. */
  readonly pairs: ReadonlySet<string>;
  /** Stems of the words that are no figure, duty or other slot: what the sentence is about. */
  readonly topic: ReadonlySet<string>;
  readonly slots: readonly Slot[];
  /** For each slot the topic stems of the clause it stands in. */
  readonly clauses: readonly ReadonlySet<string>[];
  /** Content stems before each number: what the number is of. Keyed by the slot. */
  readonly counted: ReadonlyMap<Slot, string>;
  /** A word as written for each topic stem. */
  readonly written: ReadonlyMap<string, string>;
  /** Jurisdictions named, by code; empty without a gazetteer. */
  readonly places: ReadonlyMap<string, NamedPlace>;
  /** True when a pronoun or "the authority" may stand for something named before. */
  readonly refersBack: boolean;
};

/** A jurisdiction in a text: the stems of its words there, and whether it is a union of states. */
export type NamedPlace = {
  readonly name: string;
  readonly stems: readonly string[];
  readonly isUnion: boolean;
  /** Stems of the longer name it is a part of ("Treasury" in "US Treasury"); empty where it stands for itself. */
  readonly within: readonly string[];
};

/** Words of grammar: they say nothing about what a sentence is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an and are as at be been being but by can could did do does for from had has have he her him his how i if in
  into is it its itself me might more most my no nor not of on one or our out over own she should so some such than
  that the their them then there these they this those through to too under until up upon us was we were what when
  where which while who whom why will with within without would you your also however therefore thus shall may must
  any all each every both only very via per etc between against during before after above below other another same
  s t`.split(/\s+/),
);

/** Irregular forms and spellings the stemmer does not bring together. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  ...{ came: 'come', made: 'make', held: 'hold', said: 'say', gave: 'give', given: 'give', took: 'take' },
  ...{
    taken: 'take',
    began: 'begin',
    begun: 'begin',
    brought: 'bring',
    bought: 'buy',
    sold: 'sell',
    paid: 'pay',
  },
  ...{ kept: 'keep', wrote: 'write', written: 'write', drew: 'draw', led: 'lead', met: 'meet', went: 'go' },
  ...{ license: 'licence', licenses: 'licences', licensed: 'licenced', registration: 'register' },
  ...{ imprisonment: 'prison', authorization: 'authorisation', organization: 'organisation' },
  ...{ cryptocurrency: 'crypto', cryptocurrencies: 'crypto' },
};

const stems = new Map<string, string>();

/** Stem of a lower-cased word. A page repeats its words; the table is cleared before it could grow without limit. */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size > 50_000) stems.clear();
  const stem = stemmer(SAME_WORDS[word] ?? word);
  stems.set(word, stem);
  return stem;
}

/** Stems of the content words of a text, in order. */
export function contentStems(text: string): string[] {
  const { keys } = textWords(normaliseText(text).text);
  return keys.map(plainKey).flatMap((key) => (isContentKey(key) ? [stemOf(key)] : []));
}

/** A word without its possessive ending. */
export function plainKey(key: string): string {
  return key.replace(/'s?$/, '');
}

/** False for words of grammar and lone symbols. */
export function isContentKey(key: string): boolean {
  return /[\p{L}\p{N}]/u.test(key) && !STOP_WORDS.has(key);
}

const CLAUSE_END = /[;:—–]|,\s(?=(?:and|but|while|whereas|which|who|so|because|although|though)\b)/g;
const BACK =
  /\b(?:it|its|he|she|his|her|they|their|this|these|such|the (?:authority|bank|ministry|minister|commission|act|law|agency|government|regulator|country))\b/i;

type Content = { readonly stem: string; readonly start: number; readonly word: string };

/** The profile of a text of any length; linear but for the few slots of a sentence. */
export function supportProfile(text: string, gazetteer?: Gazetteer): SupportProfile {
  const normalised = normaliseText(text).text;
  const words = textWords(normalised);
  const slots = supportSlots(normalised, words);
  const content: Content[] = [];
  words.keys.forEach((word, index) => {
    const key = plainKey(word);
    const start = words.starts[index] ?? 0;
    if (isContentKey(key))
      content.push({ stem: stemOf(key), start, word: normalised.slice(start, words.ends[index]) });
  });
  const list = content.map(({ stem }) => stem);
  const about = withoutHidden(content, slots);
  return {
    text,
    stems: list,
    stemSet: new Set(list),
    pairs: pairsOf(list),
    topic: new Set(about.map(({ stem }) => stem)),
    slots,
    clauses: clausesOf(normalised, slots, about),
    counted: countedOf(slots, about),
    written: new Map(about.map(({ stem, word }) => [stem, word])),
    places: gazetteer === undefined ? new Map() : placesOf(normalised, gazetteer, slots),
    refersBack: BACK.test(normalised),
  };
}

/** A slot's words are compared as a slot; what stands between the two ends of a duty ("no bank may") is not of it. */
function withoutHidden(content: readonly Content[], slots: readonly Slot[]): Content[] {
  const hidden = new Set<Content>();
  for (const { group, start, end } of slots) {
    if (group === 'name' || group === 'polarity' || group === 'role') continue;
    for (let at = firstFrom(content, start); at < content.length; at += 1) {
      const word = content[at];
      if (word === undefined || word.start >= end) break;
      if (group !== 'duty' || word.start === start || word.start + word.word.length === end) hidden.add(word);
    }
  }
  return content.filter((word) => !hidden.has(word));
}

/** Place of the first that begins at the offset or behind it. */
function firstFrom(list: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function clausesOf(text: string, slots: readonly Slot[], about: readonly Content[]): Set<string>[] {
  const ends = [...text.matchAll(CLAUSE_END)].map(({ index }) => ({ start: index }));
  const clauses = new Map<number, Set<string>>();
  for (const { stem, start } of about) {
    const clause = firstFrom(ends, start);
    clauses.set(clause, (clauses.get(clause) ?? new Set()).add(stem));
  }
  return slots.map(({ start }) => clauses.get(firstFrom(ends, start)) ?? new Set());
}

function countedOf(slots: readonly Slot[], about: readonly Content[]): Map<Slot, string> {
  const numbers = slots.filter(({ group }) => group === 'number');
  return new Map(
    numbers.map((slot) => {
      const at = firstFrom(about, slot.start);
      const before = about.slice(Math.max(0, at - 2), at);
      return [slot, before.map(({ stem }) => stem).join(' ')];
    }),
  );
}

function placesOf(text: string, gazetteer: Gazetteer, slots: readonly Slot[]): Map<string, NamedPlace> {
  // One mention of each, the last one: a text may be nothing but mentions inside one endless name.
  const mentions = new Map(gazetteer.mentions(text).map((mention) => [mention.code, mention]));
  return new Map(
    [...mentions.values()].map(({ code, words, start, end }) => {
      const found = gazetteer.byCode(code);
      const isUnion = found?.kind === 'supranational';
      const own = contentStems(words);
      const whole = slots.find((slot) => slot.group === 'name' && slot.start <= start && end <= slot.end);
      const within = contentStems(whole?.value ?? '').filter((stem) => !own.includes(stem));
      return [code, { name: found?.everydayName ?? words, stems: own, isUnion, within }];
    }),
  );
}

/** The profile of texts that stand one after the other. */
export function joinProfiles(profiles: readonly SupportProfile[]): SupportProfile {
  const [only] = profiles;
  if (profiles.length === 1 && only !== undefined) return only;
  const list = profiles.flatMap((profile) => profile.stems);
  return {
    text: profiles.map(({ text }) => text).join('\n'),
    stems: list,
    stemSet: new Set(list),
    pairs: pairsOf(list),
    topic: new Set(profiles.flatMap((profile) => [...profile.topic])),
    slots: profiles.flatMap((profile) => profile.slots),
    clauses: profiles.flatMap((profile) => profile.clauses),
    counted: new Map(profiles.flatMap((profile) => [...profile.counted])),
    written: new Map(profiles.flatMap((profile) => [...profile.written])),
    places: new Map(profiles.flatMap((profile) => [...profile.places])),
    refersBack: profiles[0]?.refersBack ?? false,
  };
}

function pairsOf(list: readonly string[]): Set<string> {
  return new Set(list.slice(1).map((stem, index) => `${list[index]} ${stem}`));
}
