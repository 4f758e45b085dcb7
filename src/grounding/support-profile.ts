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
  /** Codes of the jurisdictions named; empty without a gazetteer. */
  readonly places: ReadonlySet<string>;
  /** True when a pronoun or "the authority" may stand for something named before. */
  readonly refersBack: boolean;
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
  ...{ taken: 'take', began: 'begin', begun: 'begin', brought: 'bring', bought: 'buy', sold: 'sell', paid: 'pay' },
  ...{ kept: 'keep', wrote: 'write', written: 'write', drew: 'draw', led: 'lead', met: 'meet', went: 'go' },
  ...{ license: 'licence', licenses: 'licences', licensed: 'licenced', registration: 'register' },
  ...{ imprisonment: 'prison', authorization: 'authorisation', organization: 'organisation' },
  ...{ cryptocurrency: 'crypto', cryptocurrencies: 'crypto' },
};

const stems = new Map<string, string>();

/** A page repeats its words; the table is cleared before it could grow without limit. */
function stemOf(word: string): string {
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
  return keys.map(plainKey).flatMap((key) => (isContent(key) ? [stemOf(key)] : []));
}

function plainKey(key: string): string {
  return key.replace(/'s?$/, '');
}

function isContent(key: string): boolean {
  return /[\p{L}\p{N}]/u.test(key) && !STOP_WORDS.has(key);
}

const CLAUSE_END = /[;:—–]|,\s(?=(?:and|but|while|whereas|which|who|so|because|although|though)\b)/g;
const BACK = /\b(?:it|its|he|she|his|her|they|their|this|these|such|the (?:authority|bank|ministry|minister|commission|act|law|agency|government|regulator|country))\b/i;

/** The profile of a text of any length; linear. */
export function supportProfile(text: string, gazetteer?: Gazetteer): SupportProfile {
  const normalised = normaliseText(text).text;
  const words = textWords(normalised);
  const slots = supportSlots(normalised, words);
  const content: { stem: string; start: number }[] = [];
  words.keys.forEach((word, index) => {
    const key = plainKey(word);
    if (isContent(key)) content.push({ stem: stemOf(key), start: words.starts[index] ?? 0 });
  });
  const list = content.map(({ stem }) => stem);
  const hiding = slots.filter(({ group }) => group !== 'name' && group !== 'polarity');
  const about = content.filter(({ start }) => !hiding.some((slot) => slot.start <= start && start < slot.end));
  const ends = [...normalised.matchAll(CLAUSE_END)].map(({ index }) => index);
  const clauseOf = (at: number) => ends.filter((end) => end < at).length;
  const clauses = Map.groupBy(about, ({ start }) => clauseOf(start));
  return {
    stems: list,
    stemSet: new Set(list),
    pairs: pairsOf(list),
    topic: new Set(about.map(({ stem }) => stem)),
    slots,
    clauses: slots.map(({ start }) => new Set(clauses.get(clauseOf(start))?.map(({ stem }) => stem))),
    places: new Set(gazetteer?.mentions(normalised).map(({ code }) => code)),
    refersBack: BACK.test(normalised),
  };
}

/** The profile of texts that stand one after the other. */
export function joinProfiles(profiles: readonly SupportProfile[]): SupportProfile {
  const [only] = profiles;
  if (profiles.length === 1 && only !== undefined) return only;
  const list = profiles.flatMap((profile) => profile.stems);
  return {
    stems: list,
    stemSet: new Set(list),
    pairs: pairsOf(list),
    topic: new Set(profiles.flatMap((profile) => [...profile.topic])),
    slots: profiles.flatMap((profile) => profile.slots),
    clauses: profiles.flatMap((profile) => profile.clauses),
    places: new Set(profiles.flatMap((profile) => [...profile.places])),
    refersBack: profiles[0]?.refersBack ?? false,
  };
}

function pairsOf(list: readonly string[]): Set<string> {
  return new Set(list.slice(1).map((stem, index) => `${list[index]} ${stem}`));
}
