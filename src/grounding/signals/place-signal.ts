/**
 * Which jurisdiction a statement is about. A name in its own clause decides; of several the one that governs the
 * predicate. A name that only serves as a background ("following X", "unlike X", "than X") decides nothing. Without a
 * name the last subject of the paragraph is taken, then the one the whole document is about.
 */
import type { Mention } from '../gazetteer.ts';
import type { CueMatch } from './match-cues.ts';
import type { Token } from './sentence-tokens.ts';

/** Mentions that stand next to each other in a list and are meant together; token numbers, end inclusive. */
export type MentionGroup = {
  readonly codes: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly clause: number;
  /** Recognised by a body, law or currency only. */
  readonly isStandIn: boolean;
  readonly words: string;
  /** A part of a country only: nothing is said of the whole. */
  readonly isPart: boolean;
  /** After `in`, `for`, `across`. */
  readonly isPlace: boolean;
};

const BACKGROUND =
  /^(?:following|unlike|like|after|than|compared|versus|besides|via|from|neighbou?ring|near|mirroring|echoing|joining|joins|join|despite|against)$/;
const BACKGROUND_PAIR =
  /^(?:such as|similar to|compared (?:to|with)|inspired by|modell?ed (?:on|after)|based in|contrast to|apart from|aside from|ahead of|instead of|as in|just like)$/;
const ATTRIBUTE =
  /^(?:sanctions?|states?|dollars?|treasuries|bonds?|based|backed|giant|firms?|compan(?:y|ies)|startups?|investors?|embassy|ambassador|media|newspaper|hackers?|researchers?)$/;
const PLACE = /^(?:in|for|across|within|throughout|inside|by|of)$/;
const JOINS = new Set('and or the both as well'.split(' '));

/** The groups of a sentence that may be what it is about, in order. */
export function groupMentions(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): MentionGroup[] {
  const groups: MentionGroup[] = [];
  let at = 0;
  for (const mention of mentions) {
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= mention.start) at += 1;
    let last = at;
    while (last + 1 < tokens.length && (tokens[last + 1]?.start ?? 0) < mention.end) last += 1;
    const token = tokens[at];
    if (token === undefined) break;
    const previous = groups.at(-1);
    const isStandIn = mention.via === 'stand-in';
    const isPart = mention.via === 'part';
    if (isCompound(text, mention)) continue;
    if (previous !== undefined && previous.isPart === isPart && joins(tokens, previous.last, at)) {
      groups[groups.length - 1] = {
        ...previous,
        codes: previous.codes.includes(mention.code) ? previous.codes : [...previous.codes, mention.code],
        last,
        isStandIn: previous.isStandIn && isStandIn,
      };
    } else if (!isBackground(tokens, at) && !isAttribute(tokens, last)) {
      const isPlace = PLACE.test(wordBefore(tokens, at));
      groups.push({
        codes: [mention.code],
        first: at,
        last,
        clause: token.clause,
        isStandIn,
        isPart,
        words: mention.words,
        isPlace,
      });
    }
    at = last + 1;
  }
  return groups;
}

/** "Moscow-Pullman": a half of another name. */
function isCompound(text: string, { start, end, via }: Mention): boolean {
  if (via !== 'capital') return false;
  return /^-\p{Lu}/u.test(text.slice(end, end + 2)) || text[start - 1] === '-';
}

/** "US sanctions", "a dollar token of a US firm": the name only tells things apart. */
function isAttribute(tokens: readonly Token[], last: number): boolean {
  const next = tokens[last + 1];
  // "Its board states that" speaks; only "member states" are told apart by the name.
  if (next?.lower === 'states' && tokens[last + 2]?.lower === 'that') return false;
  return next !== undefined && !/[,.;]/.test(next.gap) && ATTRIBUTE.test(next.lower);
}

function joins(tokens: readonly Token[], from: number, to: number): boolean {
  if (to - from > 3) return false;
  const between = tokens.slice(from + 1, to);
  const hasGap = [...between, tokens[to]].some((token) => token !== undefined && /[,/&]/.test(token.gap));
  if (!between.every(({ lower }) => JOINS.has(lower))) return false;
  return between.some(({ lower }) => lower === 'and' || lower === 'or' || lower === 'as') || hasGap;
}

function wordBefore(tokens: readonly Token[], at: number): string {
  const before = tokens[at - 1];
  if (before?.lower === 'the') return tokens[at - 2]?.lower ?? '';
  return before?.lower ?? '';
}

function isBackground(tokens: readonly Token[], at: number): boolean {
  const word = wordBefore(tokens, at);
  if (BACKGROUND.test(word)) return true;
  const skip = tokens[at - 1]?.lower === 'the' ? 1 : 0;
  const pair = `${tokens[at - 2 - skip]?.lower ?? ''} ${tokens[at - 1 - skip]?.lower ?? ''}`;
  return BACKGROUND_PAIR.test(pair);
}

/** The codes a match is about by the sentence's own names, and the words; null when it has none that count. */
export function placeMatch(
  match: CueMatch,
  groups: readonly MentionGroup[],
): { readonly codes: readonly string[]; readonly words: string } | null {
  const named = groups.filter((group) => !group.isStandIn);
  const chosen = choose(match, named) ?? choose(match, groups);
  return chosen?.isPart ? { codes: [], words: chosen.words } : chosen;
}

function choose(match: CueMatch, groups: readonly MentionGroup[]) {
  const own = groups.filter(({ clause }) => clause === match.clause);
  const inside = own.filter((group) => group.first >= match.first && group.last <= match.last);
  const behind = own.find(
    (group) => group.isPlace && group.first > match.last && group.first - match.last <= 4,
  );
  const before = own.filter((group) => group.last < match.first).at(-1);
  const after = own.find((group) => group.first > match.last);
  const earlier = groups.filter(({ clause }) => clause < match.clause).at(-1);
  const later = groups.find(({ clause }) => clause > match.clause);
  const placeInside = inside.find((group) => group.isPlace);
  return behind ?? placeInside ?? before ?? inside[0] ?? after ?? earlier ?? later ?? null;
}
