/**
 * Recognises jurisdictions by name: one for a whole string (`byName`) and every mention in a text (`mentions`).
 * A mention is only reported when one jurisdiction can be meant; a doubtful word (a person called Jordan, the plain
 * word `Korean`) is left out, because a wrong mention does more harm downstream than a missed one.
 */
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import { foldName, namesOf } from './jurisdiction-names.ts';
import { addPhrase, emptyTrie, longestAt, type NameTrie, type Word, wordsOf } from './name-trie.ts';

/**
 * By which of its words a jurisdiction was recognised; `name` covers official and everyday names and aliases,
 * `stand-in` bodies, laws and currencies, `part` a part with laws of its own (both in `standIns` only).
 */
export type MentionVia = 'name' | 'demonym' | 'capital' | 'stand-in' | 'part';

/** One mention: UTF-16 offsets into the text, end exclusive, and the words as written. */
export type Mention = {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly via: MentionVia;
};

/** Look-up by code and by name, and recognition in running text. */
export type Gazetteer = {
  /** By exact code (`KP`), upper case. */
  readonly byCode: (code: string) => Jurisdiction | undefined;
  /**
   * By official or everyday name or alias, whatever the case, diacritics, articles and brackets. Undefined when the
   * name is not known, or is an alias of several.
   */
  readonly byName: (name: string) => Jurisdiction | undefined;
  /** Every mention, in order, without overlaps; linear in the length of the text. */
  readonly mentions: (text: string) => Mention[];
  /** As `mentions`, with the bodies, laws and currencies that stand for a jurisdiction besides its names. */
  readonly standIns: (text: string) => Mention[];
};

type Entry = { readonly code: string | null; readonly via: MentionVia; readonly rank: number };

/** Names that hold a jurisdiction's name and mean something else; used only where the list does not know them. */
const OTHER_THINGS = [
  ...['New Mexico', 'New Jersey', 'New England', 'New South Wales', 'Northern Ireland'],
  ...[
    'Gulf of Mexico',
    'Gulf of Guinea',
    'Sea of Japan',
    'South China Sea',
    'East China Sea',
    'Indian Ocean',
  ],
  ...['British Columbia', 'Latin American', 'South American', 'North American', 'Central American'],
  ...['Native American', 'African American', 'Pan American', 'American Samoa', 'Papua New Guinea'],
  ...[
    'Panama Papers',
    'Paris Agreement',
    'Paris Club',
    'Vienna Convention',
    'Warsaw Convention',
    'Rome Statute',
  ],
  ...['Treaty of Rome', 'Treaty of Lisbon', 'Lisbon Treaty', 'Washington Consensus', 'Athens Convention'],
  ...['Niger Delta', 'Jordan River', 'Dutch auction', 'English Channel', 'New Delhi Television'],
];

/** Words that are as often a person's or a place's as a jurisdiction's. */
const DOUBTFUL = new Set(
  'jordan chad georgia israel victoria hamilton stanley kingston wellington santiago washington jamestown douglas'.split(
    ' ',
  ),
);
/** What may stand capitalised right after a jurisdiction's name without making a person of it. */
const INSTITUTION =
  /^(?:Central|National|Ministry|Securities|Financial|Parliament|Revenue|Bank|Banking|Authority|Commission|Government|Supreme|Court|Law|Act|Monetary|Stock|Insurance|Investment|Customs|Tax|Ministers?|Cabinet|Crypto|Bitcoin|Digital|President|Prime|State)$/;
/** What may stand capitalised right before it: words that begin a sentence or a title. */
const LEAD =
  /^(?:In|The|And|But|For|From|To|Of|By|With|While|When|Since|If|As|At|On|Both|Unlike|Like|Although|Though|Republic|Kingdom|Hashemite|State|Government|Bank|Parliament|Ministry|President|Authorities|Regulators|Why|How|Where|After|Before|Because|Related|Not|Only|Neighbouring|Neighboring|Also|Under|Across|Within|Outside|That|Is|Does|Has|What|Following|Despite)$/;
/** What makes the `Georgia` after its comma the American one. */
const US_CITY = /^(?:Atlanta|Savannah|Augusta|Macon|Columbus)$/;
const ENGLISH_WORDS = new Set('us it in is no at be my so to am as do me by or'.split(' '));

/** Builds the gazetteer. Order of `list` does not matter; codes are expected to be unique. */
export function createGazetteer(list: readonly Jurisdiction[]): Gazetteer {
  const codes = new Map(list.map((jurisdiction) => [jurisdiction.code, jurisdiction]));
  const names = nameIndex(list);
  const trie = buildTrie(list);
  const wide = buildTrie(list, new Set(list.flatMap(({ parts = [] }) => parts.map(foldName))));
  for (const { code, standsFor = [], parts = [] } of list) {
    for (const words of parts) addPhrase(wide, words, { code, via: 'part', rank: 5 });
    for (const words of standsFor) addPhrase(wide, words, { code, via: 'stand-in', rank: 4 });
  }
  return {
    byCode: (code) => codes.get(code),
    byName: (name) => names.get(foldName(name)) ?? undefined,
    mentions: (text) => findMentions(text, trie),
    standIns: (text) => findMentions(text, wide),
  };
}

/** Folded name to its jurisdiction; null where several share it and none has the better right. */
function nameIndex(list: readonly Jurisdiction[]): Map<string, Jurisdiction | null> {
  const ranked = new Map<string, { rank: number; jurisdiction: Jurisdiction | null }>();
  for (const jurisdiction of list) {
    for (const name of namesOf(jurisdiction)) {
      const key = foldName(name);
      const rank = rankOf(jurisdiction, isOwnName(jurisdiction, name) ? 0 : 1);
      const held = ranked.get(key);
      if (held === undefined || rank < held.rank) ranked.set(key, { rank, jurisdiction });
      else if (rank === held.rank && held.jurisdiction !== jurisdiction)
        ranked.set(key, { rank, jurisdiction: null });
    }
  }
  return new Map([...ranked].map(([key, { jurisdiction }]) => [key, jurisdiction]));
}

function isOwnName(jurisdiction: Jurisdiction, name: string): boolean {
  const folded = foldName(name);
  return folded === foldName(jurisdiction.everydayName) || folded === foldName(jurisdiction.officialName);
}

/** A state goes before a part of one (Georgia, Luxembourg), and a name before an alias, a demonym, a capital. */
function rankOf(jurisdiction: Jurisdiction, form: number): number {
  return (jurisdiction.kind === 'subdivision' ? 10 : 0) + form;
}

/** `told`: folded names that are told apart in another way. */
function buildTrie(list: readonly Jurisdiction[], told: ReadonlySet<string> = new Set()): NameTrie<Entry> {
  const trie = emptyTrie<Entry>();
  const known = new Set(told);
  for (const jurisdiction of list) {
    const add = (phrase: string, via: MentionVia, form: number) => {
      known.add(foldName(phrase));
      addPhrase(trie, phrase, { code: jurisdiction.code, via, rank: rankOf(jurisdiction, form) });
    };
    for (const name of namesOf(jurisdiction)) add(name, 'name', isOwnName(jurisdiction, name) ? 0 : 1);
    for (const demonym of jurisdiction.demonyms) add(demonym, 'demonym', 2);
    for (const capital of jurisdiction.capitals) add(capital, 'capital', 3);
  }
  for (const phrase of OTHER_THINGS) {
    if (!known.has(foldName(phrase))) addPhrase(trie, phrase, { code: null, via: 'name', rank: -1 });
  }
  return trie;
}

function findMentions(text: string, trie: NameTrie<Entry>): Mention[] {
  const words = wordsOf(text);
  const found: Mention[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const match = longestAt(trie, text, words, index, (entries, first, last) =>
      first === last && isDoubtful(words, first) ? undefined : single(entries),
    );
    if (match === undefined) continue;
    const { start, end, value } = match;
    if (value.code !== null)
      found.push({ code: value.code, start, end, words: text.slice(start, end), via: value.via });
    index = match.last;
  }
  return found;
}

/** The entry with the best right to the words; a phrase that several share equally stands for none of them. */
function single(entries: readonly Entry[]): Entry | undefined {
  const best = Math.min(...entries.map((entry) => entry.rank));
  const first = entries.filter((entry) => entry.rank === best);
  const codes = new Set(first.map((entry) => entry.code));
  return codes.size === 1 ? first[0] : { code: null, via: 'name', rank: best };
}

/** True for one word that its neighbours make a person's name, another place's, or a shouted common word. */
function isDoubtful(words: readonly Word[], at: number): boolean {
  const word = words[at]?.text ?? '';
  const before = words[at - 1];
  const after = words[at + 1];
  const joinedBefore = words[at]?.gap === '' ? before?.text : undefined;
  const joinedAfter = after?.gap === '' ? after.text : undefined;
  if (ENGLISH_WORDS.has(word.toLowerCase()))
    return [before?.text, after?.text].every((near) => /^\p{Lu}{2,}$/u.test(near ?? ''));
  if (!DOUBTFUL.has(word.toLowerCase())) return false;
  if (words[at]?.gap === ',' && US_CITY.test(before?.text ?? '')) return true;
  if (joinedBefore === 'of' && /^state$/i.test(words[at - 2]?.text ?? '')) return true;
  return (
    (isName(joinedBefore) && !LEAD.test(joinedBefore ?? '')) ||
    (isName(joinedAfter) && !INSTITUTION.test(joinedAfter ?? ''))
  );
}

function isName(word: string | undefined): boolean {
  return word !== undefined && /^\p{Lu}\p{Ll}+$/u.test(word);
}
