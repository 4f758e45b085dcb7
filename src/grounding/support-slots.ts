/**
 * The slots of a sentence: what must agree before likeness of words means anything. Ways of saying one duty share
 * one value ("may not", "shall not", "no person may" are all prohibited; "without" and "unless" are one condition), and
 * what takes a statement out of plain assertion (planned, alleged, conditional, past) is a slot of its own.
 */
import { type PlacedToken, placedTokens } from './critical-tokens.ts';
import type { TextWords } from './text-words.ts';

/** What a slot is about. `planned` to `past` weaken the statement they stand in. */
export type SlotGroup =
  | 'number'
  | 'date'
  | 'unit'
  | 'reference'
  | 'name'
  | 'negation'
  | 'duty'
  | 'comparison'
  | 'quantifier'
  | 'polarity'
  | 'role'
  | 'condition'
  | 'exception'
  | 'planned'
  | 'alleged'
  | 'past';

/** One slot; offsets are UTF-16 into the normalised text. */
export type Slot = {
  readonly group: SlotGroup;
  /** The same for all ways of saying it. */
  readonly value: string;
  /** As it stands in the text, with its unit or currency. */
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** True for the number of a section that heads the sentence: it says where the sentence stands, not what it says. */
  readonly isLabel: boolean;
};

/** A statement with such a slot that the page lacks does not bear the page's plain assertion. */
export const WEAKENING: ReadonlySet<SlotGroup> = new Set([
  'planned',
  'alleged',
  'condition',
  'exception',
  'past',
]);

const DUTIES: Readonly<Record<string, string>> = {
  ...{
    shall: 'required',
    must: 'required',
    required: 'required',
    obliged: 'required',
    mandatory: 'required',
  },
  ...{ may: 'permitted', can: 'permitted', entitled: 'permitted', permit: 'permitted', allow: 'permitted' },
  ...{ legal: 'permitted', lawful: 'permitted', illegal: 'prohibited', unlawful: 'prohibited' },
  ...{ prohibit: 'prohibited', forbid: 'prohibited', ban: 'prohibited', prohibition: 'prohibited' },
  ...{ should: 'recommended', ought: 'recommended', optional: 'optional', voluntary: 'optional' },
};
const PLANNED = new Set('will might would could intends plans proposed draft pending'.split(' '));
const NEGATIONS = new Set('not no never neither nor none'.split(' '));
const CONDITIONS: Readonly<Record<string, string>> = {
  ...{ unless: 'unless', without: 'unless', if: 'if', 'provided that': 'if', 'subject to': 'if' },
  whether: 'whether',
};
const EXCEPTIONS = new Set(['except', 'exception', 'other than', 'save for', 'excluding', 'exempt']);
const PAST = new Set(['until', 'former', 'no longer', 'repealed', 'expired', 'suspended', 'rejected']);
const QUANTIFIERS = new Set('all every each some most few only any half majority minority'.split(' '));
const COMPARISONS: Readonly<Record<string, string>> = {
  ...{ 'at least': 'at least', 'no less than': 'at least', minimum: 'at least', least: 'at least' },
  ...{ 'at most': 'at most', 'no more than': 'at most', 'up to': 'at most', maximum: 'at most' },
  ...{ 'more than': 'more than', 'greater than': 'more than', exceed: 'more than' },
  ...{ 'less than': 'less than', 'fewer than': 'less than' },
};
/** Prepositions as often as comparisons; only a figure behind them makes them one. */
const BEFORE_FIGURE: Readonly<Record<string, string>> = {
  ...{ over: 'more than', above: 'more than', under: 'less than', below: 'less than' },
  approximately: 'approximately',
};

/** Words the table of critical tokens does not have, with the group they put the sentence in. */
const MORE_WORDS: readonly (readonly [SlotGroup, RegExp])[] = [
  [
    'planned',
    /\b(?:aims? to|seeks? to|considers?|considering|under consideration|in preparation|is preparing|preparing to|prepares? to|expects? to|expected to|hopes? to|promised to|to be (?:appointed|determined|announced|decided|published)|consultation|discuss(?:es|ing)|not yet|propos(?:ing|als?))\b/g,
  ],
  [
    'alleged',
    /\b(?:claims? (?=that|it|the|to)|claims|claimed|claiming|alleg(?:e|ing|ations?)|reportedly|rumou?r(?:s|ed)?|argu(?:e|es|ed)|believ(?:e|es|ed)|suggest(?:s|ed)?|speculat(?:es?|ed|ion)|unconfirmed|supposedly|purported(?:ly)?|den(?:y|ies|ied|ying))\b/g,
  ],
  ['past', /\b(?:used to|previously|revoked|abolished|lifted|ceased|formerly)\b/g],
];

/** Duties told in words that are none of their own tokens. */
const PHRASED_DUTIES: readonly (readonly [string, RegExp])[] = [
  ['not required', /\b(?:needs? not|(?:does|do|did) not (?:need|have) to|no need to)\b/g],
  ['required', /(?<!not )\b(?:needs? to|ha(?:s|ve|d) to)\b/g],
];

/** Slots in reading order, for a normalised text and its words. Linear. */
export function supportSlots(normalised: string, words: TextWords): Slot[] {
  const slots: Slot[] = [];
  const add = (group: SlotGroup, value: string, start: number, end: number) =>
    slots.push({
      group,
      value,
      start,
      end,
      written: asWritten(normalised, group, start, end),
      isLabel: group === 'reference' && isLabel(normalised, start, end),
    });
  const lower = normalised.toLowerCase();
  for (const [value, pattern] of PHRASED_DUTIES) {
    for (const { 0: found, index } of lower.matchAll(pattern))
      add('duty', value, index, index + found.length);
  }
  const isPhrased = createOverlap(slots);
  const tokens = placedTokens(normalised, words).filter(({ start }) => !isPhrased(start, start + 1));
  for (let at = 0; at < tokens.length; ) at += addToken(tokens, at, normalised, add);
  for (const [group, pattern] of MORE_WORDS) {
    const isKnown = createOverlap(slots.filter((slot) => slot.group === group));
    for (const { 0: found, index } of lower.matchAll(pattern)) {
      const end = index + found.trimEnd().length;
      if (!isKnown(index, end)) add(group, group, index, end);
    }
  }
  return slots.sort((a, b) => a.start - b.start);
}

/** Says whether a stretch overlaps one of these, which do not overlap one another; by halving. */
function createOverlap(spans: readonly Slot[]): (start: number, end: number) => boolean {
  const sorted = spans.map(({ start, end }) => ({ start, end })).sort((a, b) => a.start - b.start);
  return (start, end) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return (sorted[low]?.start ?? Number.POSITIVE_INFINITY) < end;
  };
}

type Add = (group: SlotGroup, value: string, start: number, end: number) => void;

/** Adds the slot that begins with token `at` and says how many tokens it took. */
function addToken(tokens: readonly PlacedToken[], at: number, text: string, add: Add): number {
  const token = tokens[at];
  if (token === undefined) return 1;
  const next = tokens[at + 1];
  const turned =
    next === undefined
      ? undefined
      : (deniedDuty(token, next, tokens[at + 2], text) ?? denialBefore(token, next, text));
  if (turned !== undefined) {
    add(turned.group, turned.value, token.start, tokens[at + turned.count - 1]?.end ?? token.end);
    return turned.count;
  }
  const found = slotOf(token, next, text);
  if (found !== undefined) add(found[0], found[1], token.start, token.end);
  return 1;
}

/** One slot made of several tokens. */
type Turned = { readonly group: SlotGroup; readonly value: string; readonly count: number };

/** "may not", "must not", "required not"; "shall not be required". */
function deniedDuty(
  token: PlacedToken,
  next: PlacedToken,
  third: PlacedToken | undefined,
  text: string,
): Turned | undefined {
  const duty = dutyOf(token, text);
  if (duty === undefined || !isNot(next) || wordsBetween(text, token.end, next.start) > 0) return undefined;
  const isReleased =
    third !== undefined &&
    dutyOf(third, text) === 'required' &&
    wordsBetween(text, next.end, third.start) <= 1;
  if (isReleased) return { group: 'duty', value: 'not required', count: 3 };
  return duty === 'required' || duty === 'permitted'
    ? { group: 'duty', value: 'prohibited', count: 2 }
    : undefined;
}

const TURNED: Readonly<Record<string, string>> = {
  required: 'not required',
  permitted: 'prohibited',
  prohibited: 'permitted',
};

/** "not required", "not permitted", "no person may", "not exceeding". */
function denialBefore(token: PlacedToken, next: PlacedToken, text: string): Turned | undefined {
  if (!isNot(token)) return undefined;
  const gap = wordsBetween(text, token.end, next.start);
  if (gap === 0 && next.value === 'exceed') return { group: 'comparison', value: 'at most', count: 2 };
  const duty = dutyOf(next, text);
  const isSubject = token.value === 'no' || token.value === 'none';
  if (duty === undefined || gap > (isSubject ? 3 : 1)) return undefined;
  if (isSubject) {
    // "No prohibition" is not the same as a permission, and "no licence is required" is not a prohibition.
    if (next.kind !== 'modal') return undefined;
    const value = isParticiple(next) ? 'not required' : 'prohibited';
    return { group: 'duty', value, count: 2 };
  }
  const value = TURNED[duty];
  return value === undefined ? undefined : { group: 'duty', value, count: 2 };
}

function isParticiple({ value }: PlacedToken): boolean {
  return value === 'required' || value === 'obliged';
}

function isNot({ kind, value }: PlacedToken): boolean {
  return kind === 'negation' && NEGATIONS.has(value);
}

/** "legal" as in "legal person" or "legal tender" says nothing about what may be done. */
function dutyOf({ kind, value, end }: PlacedToken, text: string): string | undefined {
  if (kind !== 'modal' && kind !== 'polarity') return undefined;
  if (
    value === 'legal' &&
    /^ ?(?:person|entit|tender|framework|basis|advice|status|form|system|act|regime|definition)/i.test(
      text.slice(end, end + 12),
    )
  )
    return undefined;
  return DUTIES[value];
}

function slotOf(
  token: PlacedToken,
  next: PlacedToken | undefined,
  text: string,
): [SlotGroup, string] | undefined {
  const { kind, value } = token;
  const duty = dutyOf(token, text);
  if (duty !== undefined) return ['duty', duty];
  const weakening = weakeningOf(token);
  if (weakening !== undefined) return weakening;
  switch (kind) {
    case 'negation':
      return ['negation', NEGATIONS.has(value) ? 'not' : value];
    case 'quantifier':
      if (!QUANTIFIERS.has(value)) return undefined;
      return ['quantifier', value === 'every' || value === 'each' ? 'all' : value];
    case 'comparison':
      return comparisonOf(token, next, text);
    case 'number':
    case 'date':
    case 'reference':
    case 'name':
    case 'role':
    case 'polarity':
      return [kind, value];
    case 'unit':
    case 'currency':
      return ['unit', value];
    case 'temporal':
      return value === 'before' || value === 'after' ? ['comparison', value] : undefined;
    default:
      return undefined;
  }
}

function weakeningOf({ kind, value }: PlacedToken): [SlotGroup, string] | undefined {
  if (PLANNED.has(value) && (kind === 'modal' || kind === 'status')) return ['planned', 'planned'];
  if (value === 'alleged' || value === 'denied') return ['alleged', 'alleged'];
  if (PAST.has(value)) return ['past', 'past'];
  const condition = CONDITIONS[value];
  if (condition !== undefined) return ['condition', condition];
  return EXCEPTIONS.has(value) ? ['exception', 'except'] : undefined;
}

function comparisonOf(
  { value, end }: PlacedToken,
  next: PlacedToken | undefined,
  text: string,
): [SlotGroup, string] | undefined {
  const isFigured = next?.kind === 'number' && wordsBetween(text, end, next.start) <= 1;
  const compared = COMPARISONS[value] ?? (isFigured ? BEFORE_FIGURE[value] : undefined);
  return compared === undefined ? undefined : ['comparison', compared];
}

function wordsBetween(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

const BEFORE_NUMBER = /(?:\b[A-Z]{2,3}\$?|[$€£¥₹])\s?$/u;
const BEHIND_NUMBER =
  /^\s?(?:%|per ?cent\b|(?:(?:working|business|calendar) )?(?:days?|weeks?|months?|years?|hours?)\b|(?:US )?dollars?\b|euros?\b|yen\b|won\b|pounds?\b)/u;

function asWritten(text: string, group: SlotGroup, start: number, end: number): string {
  if (group !== 'number') return text.slice(start, end);
  const before = BEFORE_NUMBER.exec(text.slice(Math.max(0, start - 5), start))?.[0] ?? '';
  const behind = BEHIND_NUMBER.exec(text.slice(end, end + 24))?.[0] ?? '';
  return `${before}${text.slice(start, end)}${behind}`;
}

function isLabel(text: string, start: number, end: number): boolean {
  return /^[\s("'#*]*$/.test(text.slice(0, start)) && /^\s*[.:)–—-]/.test(text.slice(end, end + 2));
}
