/**
 * The words of a sentence as `split-claims.ts` sees them, and which of them are finite verbs. There is no part-of-speech
 * tagger: auxiliaries are certain, the verbs of regulation are listed, and a form that is also a noun (`bans`, `limits`)
 * is a verb only where what follows leaves no other reading. A verb that is missed leaves a sentence whole.
 */
import { setOf } from './abbreviations.ts';

/** One word with its place (UTF-16) and the marks between it and the word before. */
export type ClaimWord = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly before: string;
};

/** How a verb is finite, which tells what may be coordinated with it. */
export type VerbForm = 'modal' | 'auxiliary' | 'third' | 'past';

const MODAL = setOf('must shall may will can cannot could should would might');
const AUXILIARY = setOf('is are was were has have had does do did');

/** Base forms that are no nouns. */
const BASE = setOf(
  `prohibit require regulate supervise define treat impose allow permit restrict grant exempt classify apply exclude
  include provide create establish introduce repeal amend replace enforce oversee maintain keep oblige forbid recognise
  recognize authorise authorize accept reject warn declare announce adopt enact approve propose extend lift suspend revoke
  cancel enter remain become contain govern administer empower enable delegate seek consider distinguish protect punish
  seize freeze investigate prosecute sue settle operate sell buy own obtain submit notify pay appoint verify retain
  disclose identify inform demand refuse withdraw confirm deny publish collect give make take come begin lie stand
  abolish licence license comply ensure prevent determine assess examine hear decide fall belong serve raise reduce
  expand say transfer convert return inspect segregate safeguard employ appeal implement transpose`,
);
/** Base forms that are nouns too. */
const NOUN_BASE = setOf(
  `ban license licence tax fine report limit order plan set use trade mine list name charge cap cover issue register
  record hold offer start end launch monitor mandate run address levy state direct control file audit request review
  warn support test process store deposit lease`,
);
const IRREGULAR_PAST = setOf(
  `took gave made forbade withdrew kept held sold bought paid left ran oversaw sought froze won led built wrote spent lost
  met sent told grew drew chose brought`,
);
const INTRANSITIVE_PAST = setOf(
  'came became began fell lay stood rose entered remained lapsed expired resigned',
);
const NUMERAL =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|several|many|more|most|about|nearly|over)$/;
/** Nouns in the singular that act: only behind one of these, or behind a name, is `bans` a verb. */
const ACTOR = setOf(
  `regulator authority law act bank court government ministry agency commission decree bill rule order statute tribunal
  office parliament regulation directive circular notice guidance licence committee council country state minister
  president company firm exchange article section paragraph chapter ordinance code constitution department body board
  registrar treasury supervisor custodian issuer platform it he she framework regime law amendment annex schedule`,
);
/** What stands behind a noun and hardly behind a verb that has an object. */
const BEHIND_NOUN = setOf(
  `of for on in to by and or with from under that which who is are was were has have had may must shall will can at as
  between against into than among during before after within without since until over about per via through
  towards upon outside inside across along like back because paid made held given taken sold kept`,
);
const DETERMINER = setOf('the a an any all each every its their his her no this these those such both some');

const WORD = /[\p{L}\p{M}\p{N}\uE000][\p{L}\p{M}\p{N}\uE000'’.&/%§-]*/gu;

/** The words of a text; a full stop at the end of a word is left off. Masked stretches are words. */
export function claimWords(text: string): ClaimWord[] {
  const words: ClaimWord[] = [];
  let last = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0].replace(/[.'’/-]+$/, '');
    const end = match.index + word.length;
    words.push({ text: word, start: match.index, end, before: text.slice(last, match.index) });
    last = end;
  }
  return words;
}

/** How the word at `index` is a finite verb of the clause begun at `from`; undefined when it is none or may be none. */
export function finiteVerb(words: readonly ClaimWord[], index: number, from: number): VerbForm | undefined {
  const word = words[index]?.text ?? '';
  if (MODAL.has(word)) return word === 'may' || index > from ? 'modal' : undefined;
  if (AUXILIARY.has(word)) return 'auxiliary';
  const next = words[index + 1];
  if (next === undefined || /[,;:]/.test(next.before)) return undefined;
  if (isPast(words, index)) return isBehindAuxiliary(words, index, from) ? undefined : 'past';
  const base = thirdPersonBase(word);
  if (base === undefined) return undefined;
  if (BASE.has(base) && !NOUN_BASE.has(base))
    return BEHIND_NOUN.has(next.text) && !takesPreposition(base) ? undefined : 'third';
  return isObjectStart(next.text) ? 'third' : undefined;
}

/** True when the words before a verb end like a subject in the singular: a name or a word for somebody who acts. */
export function endsLikeActor(words: readonly ClaimWord[], from: number, to: number): boolean {
  const last = words[to - 1]?.text ?? '';
  if (to <= from) return false;
  return /^[\p{Lu}\p{N}\uE000]/u.test(last) || ACTOR.has(last) || /(?:ly|also)$/.test(last);
}

/** True for a base form that goes on from a modal verb: `must register and keep records`. */
export function isBaseVerb(words: readonly ClaimWord[], index: number): boolean {
  const word = words[index]?.text ?? '';
  const next = words[index + 1];
  if (next === undefined || /[,;:]/.test(next.before)) return false;
  if (NOUN_BASE.has(word)) return DETERMINER.has(next.text);
  return BASE.has(word) && (!BEHIND_NOUN.has(next.text) || takesPreposition(word));
}

/** True for the base form of a known verb, be it a noun as well. */
export function isKnownVerb(word: string): boolean {
  return BASE.has(word) || NOUN_BASE.has(word);
}

/** True for `is`, `must` and the like. */
export function isAuxiliary(word: string): boolean {
  return MODAL.has(word) || AUXILIARY.has(word);
}

/** A participle that tells more of a noun (`firms registered in 2020`) has no object behind it. */
function isPast(words: readonly ClaimWord[], index: number): boolean {
  const word = words[index]?.text ?? '';
  const next = words[index + 1]?.text ?? '';
  if (INTRANSITIVE_PAST.has(word)) return true;
  if (!IRREGULAR_PAST.has(word) && !/^\p{Ll}{3,}ed$/u.test(word)) return false;
  if (startsObject(next)) return true;
  return (IRREGULAR_PAST.has(word) || isListedPast(word)) && !BEHIND_NOUN.has(next) && !/ly$/.test(next);
}

/** True for an article, a number or a name: what stands before an object, and behind no adjective such as `revised`. */
export function startsObject(word: string): boolean {
  return DETERMINER.has(word) || NUMERAL.test(word) || /^[\p{Lu}\p{Nd}\uE000]/u.test(word);
}

function isListedPast(word: string): boolean {
  const stem = word.slice(0, -2);
  const bases = [stem, `${stem}e`, stem.replace(/(.)\1$/, '$1'), stem.replace(/i$/, 'y')];
  return bases.some(isKnownVerb);
}

function isBehindAuxiliary(words: readonly ClaimWord[], index: number, from: number): boolean {
  return words
    .slice(Math.max(from, index - 3), index)
    .some(({ text }) => AUXILIARY.has(text) || text === 'been' || text === 'be');
}

function thirdPersonBase(word: string): string | undefined {
  if (!/^\p{Ll}{3,}s$/u.test(word)) return undefined;
  const bases = [word.slice(0, -1), word.replace(/es$/, ''), word.replace(/ies$/, 'y')];
  return bases.find((base) => BASE.has(base) || NOUN_BASE.has(base));
}

function takesPreposition(base: string): boolean {
  return /^(?:apply|provide|enter|remain|come|comply|begin|lie|fall|belong|operate|appeal|sue|warn|take)$/.test(
    base,
  );
}

/** Gerunds of what is regulated, which are objects; others go on with a noun: `bans affecting miners`. */
const ACTIVITY = setOf(
  'mining trading staking lending advertising gambling marketing dealing banking crowdfunding',
);

function isObjectStart(word: string): boolean {
  if (ACTIVITY.has(word)) return true;
  return !BEHIND_NOUN.has(word) && !/(?:ed|ing|ly)$/.test(word) && !BASE.has(word) && !isAuxiliary(word);
}
