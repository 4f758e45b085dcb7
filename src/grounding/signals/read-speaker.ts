/**
 * Who says it. Three forms are read: "according to X", "X said that …" and "…, said X", each with a role behind or
 * before the name. A pronoun takes over the last speaker. Bounded to a few words around the verb.
 */
import type { Token } from './sentence-tokens.ts';

/** Words as the document writes them. `isOutsider`: an analyst, lawyer or company and not somebody in charge. */
export type Speaker = { readonly name: string; readonly role: string | null; readonly isOutsider: boolean };

const SAYS = new Set(
  `said says say told tells tweeted tweets stated states announced announces confirmed confirms claimed claims noted
  notes warned warns wrote writes declared declares explained explains argued argues insisted insists revealed reveals
  reported reports added adds believes believe thinks think suggested suggests predicted predicts posted denied denies reiterated reaffirmed reaffirms reminded reminds clarified clarifies recalled ruled indicated indicates maintains maintained pledged pledges promised promises vowed vows informed`.split(
    /\s+/,
  ),
);
/** Nouns as often as verbs; only "reports that" is taken for one who speaks. */
const NOUNS = new Set(
  'reports reported states notes claims posts stated suggested suggests posted'.split(' '),
);
const NAMES_NO_ONE = new Set(
  'nothing nobody no none it this that which there these those who what some many several others also and but however here'.split(
    ' ',
  ),
);
const PRONOUN = new Set('he she they him her them'.split(' '));
const OUTSIDER =
  /\b(?:analysts?|experts?|researchers?|professors?|economists?|lawyers?|attorneys?|founder|co-founder|ceo|chief executive|partner|strategist|commentators?|observers?|critics?|advocates?|investors?|traders?|academics?|consultants?|vice president of the|think tank|outlets)\b/i;
const OFFICIAL =
  /\b(?:governor|minister|ministry|president of|prime|central bank|bank of|authorit\w+|commission\w*|regulators?|parliament\w*|lawmakers?|senators?|government|officials?|spokes\w+|delegate|agency|department|treasury|secretary|court|cabinet|committee|council|deputy|chair\w*|director|mp|king|emir)\b/i;
const MOST_WORDS = 14;

/** The speaker of the sentence; `last` is whom a pronoun means. Null for the document's own voice. */
export function readSpeaker(text: string, tokens: readonly Token[], last: Speaker | null): Speaker | null {
  const according = tokens.findIndex(
    ({ lower }, at) => lower === 'according' && tokens[at + 1]?.lower === 'to',
  );
  if (according !== -1) return nounFrom(text, tokens, according + 2, last);
  for (let verb = 0; verb < tokens.length; verb += 1) {
    const token = tokens[verb];
    if (token === undefined || !SAYS.has(token.lower)) continue;
    if (NOUNS.has(token.lower) && tokens[verb + 1]?.lower !== 'that') continue;
    const found = subjectBefore(text, tokens, verb, last) ?? subjectBehind(text, tokens, verb, last);
    if (found !== null) return found;
  }
  return null;
}

const PARTICLE = /^(?:de|del|della|di|da|dos|van|von|der|den|bin|ibn|bint|al|el|la|le)$/;

/**
 * Somebody who is introduced and says nothing yet ("Jane Doe is the deputy governor of the bank."), so that "she said"
 * means her. Null where the sentence does not begin with a name of two words and more, or gives no role.
 */
export function readIntroduced(text: string, tokens: readonly Token[]): Speaker | null {
  const end = tokens.findIndex(({ text: word, lower }) => !/^\p{Lu}/u.test(word) && !PARTICLE.test(lower));
  const [first, last, verb, article] = [tokens[0], tokens[end - 1], tokens[end], tokens[end + 1]];
  if (first === undefined || last === undefined || verb === undefined || end < 2 || end > 6) return null;
  if (!/^(?:is|was)$/.test(verb.lower) || !/^(?:a|an|the)$/.test(article?.lower ?? '')) return null;
  if (tokens.slice(1, end + 1).some(({ gap }) => /[,;:.(]/.test(gap))) return null;
  const from = tokens[end + 2];
  const stop = tokens.findIndex(
    ({ gap, lower }, at) => at > end + 2 && (/[,;:–—(]/.test(gap) || isPronounOf(lower)),
  );
  const final = tokens[Math.min(stop === -1 ? tokens.length : stop, end + 2 + MOST_WORDS) - 1];
  if (from === undefined || final === undefined) return null;
  const role = text.slice(from.start, final.end);
  if (!OFFICIAL.test(role) && !OUTSIDER.test(role)) return null;
  return { name: text.slice(first.start, last.end), role, isOutsider: OUTSIDER.test(role) };
}

/** "According to him the country is ready": the noun phrase ends with the pronoun; "her office" goes on. */
function isPronoun({ lower }: Token, next: Token | undefined, isAlone: boolean): boolean {
  if (!PRONOUN.has(lower)) return false;
  return isAlone || /^(?:him|them)$/.test(lower) || /^(?:the|a|an|no|its)$/.test(next?.lower ?? '');
}

function isPronounOf(word: string): boolean {
  return /^(?:who|which|that|whose)$/.test(word);
}

/** "Jane Doe, a governor of the bank, said", "On Monday, the ministry said". */
function subjectBefore(
  text: string,
  tokens: readonly Token[],
  verb: number,
  last: Speaker | null,
): Speaker | null {
  let end = verb - 1;
  while (end >= 0 && /^(?:also|has|have|had|recently|later|then|today|since)$/.test(tokens[end]?.lower ?? ''))
    end -= 1;
  if (end < 0) return null;
  // A comma right before the verb closes a role that stands behind the name.
  if (/,/.test(tokens[end + 1]?.gap ?? '')) return nameWithRole(text, tokens, end, last);
  let start = end;
  while (
    start > 0 &&
    end - start < MOST_WORDS &&
    !/[,;:–—"“”(]/.test(tokens[start]?.gap ?? '') &&
    !isBoundary(tokens[start - 1])
  )
    start -= 1;
  return speakerOf(text, tokens, start, end, null, last);
}

function nameWithRole(
  text: string,
  tokens: readonly Token[],
  end: number,
  last: Speaker | null,
): Speaker | null {
  const limit = Math.max(0, end - 3 * MOST_WORDS);
  for (let at = end; at > limit; at -= 1) {
    const token = tokens[at];
    if (token === undefined || !/,/.test(token.gap)) continue;
    if (
      !/^(?:a|an|the|head|chief|governor|deputy|minister|director|chair\w*|president|vice|research|senior|founder|co|ceo|secretary|spokes\w+|former|partner|professor|who)$/.test(
        token.lower,
      )
    )
      continue;
    let start = at - 1;
    while (
      start > 0 &&
      at - start < 7 &&
      !/[,;:–—"“”(]/.test(tokens[start]?.gap ?? '') &&
      !isBoundary(tokens[start - 1])
    )
      start -= 1;
    const role = text.slice(token.start, tokens[end]?.end);
    return speakerOf(text, tokens, start, at - 1, role, last);
  }
  return null;
}

/** "…," said Jane Doe, head of research. */
function subjectBehind(
  text: string,
  tokens: readonly Token[],
  verb: number,
  last: Speaker | null,
): Speaker | null {
  if (!/["”’,]/.test(tokens[verb]?.gap ?? '')) return null;
  return nounFrom(text, tokens, verb + 1, last);
}

function nounFrom(
  text: string,
  tokens: readonly Token[],
  start: number,
  last: Speaker | null,
): Speaker | null {
  let end = start;
  while (end + 1 < tokens.length && end - start < MOST_WORDS) {
    const next = tokens[end + 1];
    if (
      next === undefined ||
      /[,;:.–—"“”()]/.test(next.gap) ||
      /^(?:and|who|which|that|has|have|is|are|was|in|on)$/.test(next.lower)
    )
      break;
    end += 1;
  }
  const comma = tokens[end + 1];
  let role: string | null = null;
  if (
    comma !== undefined &&
    /^,$/.test(comma.gap) &&
    /^(?:a|an|the|head|chief|governor|director|research|senior|professor|founder|ceo|minister|deputy|who)$/.test(
      comma.lower,
    )
  ) {
    let stop = end + 1;
    while (
      stop + 1 < tokens.length &&
      stop - end < MOST_WORDS &&
      !/[,;:–—"“”()]/.test(tokens[stop + 1]?.gap ?? '')
    )
      stop += 1;
    role = text.slice(comma.start, tokens[stop]?.end);
  }
  return speakerOf(text, tokens, start, end, role, last);
}

function isBoundary(token: Token | undefined): boolean {
  return (
    token === undefined ||
    /^(?:that|as|and|but|when|while|where|after|which|because|since)$/.test(token.lower)
  );
}

function speakerOf(
  text: string,
  tokens: readonly Token[],
  start: number,
  end: number,
  role: string | null,
  last: Speaker | null,
): Speaker | null {
  let from = start;
  while (
    from < end &&
    /^(?:and|but|that|as|then|meanwhile|however|yesterday|today|the)$/.test(tokens[from]?.lower ?? '')
  )
    from += 1;
  const first = tokens[from];
  const final = tokens[end];
  if (first === undefined || final === undefined || from > end) return null;
  if (isPronoun(first, tokens[from + 1], from === end) || /^(?:he|she|they)$/.test(final.lower)) return last;
  if (NAMES_NO_ONE.has(first.lower)) return null;
  if (/^(?:is|are|was|were|be|been|being|not)$/.test(final.lower) || end - from > 10) return null;
  const name = text.slice(first.start, final.end).replace(/['’]s?$/, '');
  const known = last !== null && role === null && last.name.endsWith(name) ? last : null;
  if (known !== null) return known;
  const described = `${name} ${role ?? ''}`;
  const isName = /\p{Lu}/u.test(name);
  if (!isName && !OFFICIAL.test(name) && !OUTSIDER.test(name)) return null;
  return { name, role, isOutsider: OUTSIDER.test(described) || !(OFFICIAL.test(described) || role === null) };
}
