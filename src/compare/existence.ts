/**
 * Sentences by which a page says that there is a law, a licence or a regulator, or that there is none. Careful on
 * purpose: what is planned, alleged, conditional or past says neither, nor does `no law prohibits it`.
 */
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { tellsOfNothingFound } from '#grounding/signals/relate-signal.ts';
import { contentStems, isContentKey, supportProfile } from '#grounding/support-profile.ts';
import { WEAKENING } from '#grounding/support-slots.ts';

/** What can exist or not. */
export type ExistenceKind = 'law' | 'licence' | 'regulator';

/** `isDenied`: there is none. `isSearch`: none was found, which denies nothing. `subject`: stems of what it is about. */
export type Existence = {
  readonly kind: ExistenceKind;
  readonly isDenied: boolean;
  readonly isSearch: boolean;
  readonly subject: ReadonlySet<string>;
};

const NOUNS: Readonly<Record<ExistenceKind, string>> = {
  licence:
    'licen[cs]es?|licensing(?: (?:requirements?|regimes?|frameworks?))?|authori[sz]ations?|registration requirements?|permits?',
  law: 'laws?|legislation|statutes?|acts?|regulations?|decrees?|ordinances?|rules?|(?:legal |regulatory )?(?:frameworks?|regimes?)',
  regulator:
    'regulators?|supervisors?|supervisory (?:authorit(?:y|ies)|bod(?:y|ies))|regulatory (?:authorit(?:y|ies)|bod(?:y|ies))',
};
const KINDS = Object.keys(NOUNS) as ExistenceKind[];
const WHOLE_NOUNS = new Map(
  KINDS.map((kind) => [kind, new RegExp(`(?<![\\p{L}-])(?:${NOUNS[kind]})(?![\\p{L}-])`, 'iu')] as const),
);
const DENIAL =
  '(?:\\b(?:no|without|lacks?|lacking|absence of|not have|not has|not require|not need)\\b|n.t (?:have|require|need)\\b)';
const DENIALS = new Map(
  KINDS.map(
    (kind) =>
      [kind, new RegExp(`${DENIAL}((?: [\\p{L}-]+){0,4}?) (?:${NOUNS[kind]})(?![\\p{L}-])`, 'giu')] as const,
  ),
);
/** Before a denial: the sentence states that something is there or not. */
const STATES_BEFORE = /\b(?:there (?:is|are|exists?|was|were)|has|have|with|and|exists?) *$/i;
/** Behind the noun: it is there, holds, or is asked for. */
const STATES_BEHIND =
  /^[^.;:]{0,90}?\b(?:exists?|in force|into force|in place|enacted|adopted|passed|issued|applies|apply|required|needed|governs?|regulates?|covers?|addresses?|established|binding)\b/i;
/** It is not the law that is denied, but that it says something. */
const NARROWED =
  /^ (?:that|which|against|to )|^ (?:prohibit|bann?|forbid|allow|permit|restrict|prevent|stop)/i;
const AFFIRMS =
  /\b(?:exists?|exist|in force|into force|in place|enacted|adopted|passed|governs?|regulates?|requires?|required|must|shall|established|supervises?|oversees?|needs?)\b/i;
/** Words that say how something exists and not what it is about. */
const VAGUE = new Set(
  contentStems(
    `exist specific dedicated explicit special currently requirement regime framework force place apply legal regulatory
     country state government jurisdiction operate`,
  ),
);

/** What the sentence says exists or does not, one entry for each kind; empty for most sentences. */
export function readExistence(sentence: string, gazetteer: Gazetteer, jurisdiction: string): Existence[] {
  const text = normaliseText(sentence).text;
  const kinds = KINDS.filter((kind) => WHOLE_NOUNS.get(kind)?.test(text));
  if (kinds.length === 0 || /\?["')\]]*$/.test(text.trim())) return [];
  const profile = supportProfile(text, gazetteer);
  if (profile.places.size > 0 && !profile.places.has(jurisdiction)) return [];
  // "No licence without a fee" has a condition in it; a bare "without any licence" is how absence is said.
  if (profile.slots.some(({ group, written }) => WEAKENING.has(group) && !/^without$/i.test(written)))
    return [];
  const names = new Set([...profile.places.values()].flatMap(({ stems }) => stems));
  const isSearch = tellsOfNothingFound(text);
  const isNegative = profile.slots.some(
    ({ group, value }) => group === 'negation' || value === 'not required',
  );
  return kinds.flatMap((kind): Existence[] => {
    const own = new Set(contentStems(WHOLE_NOUNS.get(kind)?.exec(text)?.[0] ?? ''));
    const subject = new Set(
      [...profile.stemSet].filter((stem) => !own.has(stem) && !VAGUE.has(stem) && !names.has(stem)),
    );
    if (isDenial(text, kind) || (isSearch && isNegative))
      return [{ kind, isDenied: true, isSearch, subject: withoutDenial(subject) }];
    const isAffirmed = !isNegative && !isSearch && AFFIRMS.test(text);
    return isAffirmed ? [{ kind, isDenied: false, isSearch: false, subject }] : [];
  });
}

function isDenial(text: string, kind: ExistenceKind): boolean {
  for (const match of text.matchAll(DENIALS.get(kind) ?? /(?!)/g)) {
    const between = (match[1] ?? '').trim().toLowerCase().split(' ').filter(Boolean);
    // Words of grammar between them part the negation from the noun: "no bank is a regulator".
    if (between.some((word) => !isContentKey(word) && !/^(?:any|a|an|such)$/.test(word))) continue;
    // A licensing regime is no law in general.
    if (kind === 'law' && between.some((word) => /^licen[cs]/.test(word))) continue;
    const behind = text.slice(match.index + match[0].length);
    if (NARROWED.test(behind)) continue;
    const isPlain = !/^no$/i.test(match[0].split(' ', 1)[0] ?? '');
    const before = text.slice(0, match.index);
    if (isPlain || STATES_BEFORE.test(before) || STATES_BEHIND.test(behind)) return true;
  }
  return false;
}

const DENYING = new Set(contentStems('lack lacks lacking absence without require required need find found'));

function withoutDenial(subject: ReadonlySet<string>): Set<string> {
  return new Set([...subject].filter((stem) => !DENYING.has(stem)));
}
