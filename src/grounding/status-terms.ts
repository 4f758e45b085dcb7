/**
 * Whether a text states the status of a page, or another value of its scale. A text states a value when it uses all
 * words of its name, label or one of its other names, or says by the codebook's cues that it applies; when it speaks of
 * the topic and of no other jurisdiction only; and when it asserts it: what is planned, alleged, past, conditional or
 * denied states nothing. A name that carries a condition or exception itself ("notified unless no risk is likely",
 * "exempt") is stated by a text with no more than that, because laws seldom put a duty without.
 */
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { CheckableContent } from './checkable-content.ts';
import type { Gazetteer } from './gazetteer.ts';
import { holdsToday } from './signals/compare-statuses.ts';
import { readLoneStatements } from './signals/lone-statements.ts';
import { isSameOrder } from './source-jurisdictions.ts';
import { contentStems, type SupportProfile, supportProfile } from './support-profile.ts';
import { type Slot, WEAKENING } from './support-slots.ts';

/** Reads one sentence at a time; a weakening word anywhere in the text counts. */
export type StatusReader = {
  /** True for a text that asserts the page's status. */
  readonly states: (text: string) => boolean;
  /** Label of another value of the scale that the text asserts instead; null when it asserts none. */
  readonly otherValue: (text: string) => string | null;
  /** Stems by which the page's own status is told, all of its names together. */
  readonly ownStems: ReadonlySet<string>;
};

type Term = {
  readonly stems: readonly string[];
  readonly denies: boolean;
  /** Conditions and exceptions that the name itself has; see {@link limitOf}. */
  readonly limits: ReadonlySet<string>;
};

/**
 * A reader for the page's status; one that finds nothing when the status is unknown or not given. `topics` is the whole
 * codebook, by whose cues another topic may explain the words better.
 */
export function createStatusReader(
  { status, jurisdiction }: Pick<CheckableContent, 'status' | 'jurisdiction'>,
  topic: Topic | null,
  gazetteer: Gazetteer,
  topics: readonly Topic[] = topic === null ? [] : [topic],
): StatusReader {
  if (status === null || status === UNKNOWN_STATUS)
    return { states: () => false, otherValue: () => null, ownStems: new Set() };
  const own = topic?.statuses.find((each) => each.value === status);
  const ownTerms = termsOf(own ?? { value: status, label: '', alsoCalled: [] });
  const others = (topic?.statuses ?? [])
    .filter((each) => each !== own && each.value !== UNKNOWN_STATUS)
    .map((each) => ({ label: each.label, terms: termsOf(each) }));
  const cues = new Set([topic?.title ?? '', ...(topic?.searchCues ?? [])].flatMap(contentStems));
  const isHere = ({ places }: SupportProfile) =>
    jurisdiction === null ||
    places.size === 0 ||
    [...places].some(([code, { isUnion }]) => isUnion || isSameOrder(code, jurisdiction));
  const read = (text: string): SupportProfile | null => {
    const profile = supportProfile(text, gazetteer);
    const isOnTopic = cues.size === 0 || !cues.isDisjointFrom(profile.stemSet);
    return isHere(profile) && isOnTopic ? profile : null;
  };
  const hasTerm = (profile: SupportProfile, terms: readonly Term[]) =>
    terms.some(
      (term) =>
        term.denies === denies(profile) &&
        isAsserted(profile, term.limits) &&
        term.stems.every((stem) => held(profile).has(stem)),
    );
  const allowed = new Set(ownTerms.flatMap(({ limits }) => [...limits]));
  // As among the places of a text, a union's rules are taken to apply.
  const appliesHere = (code: string) =>
    jurisdiction === null ||
    isSameOrder(code, jurisdiction) ||
    gazetteer.byCode(code)?.kind === 'supranational';
  const isTold = (text: string) => {
    const profile = supportProfile(text, gazetteer);
    if (topic === null || !isHere(profile) || NOT_APPLIED.test(text)) return false;
    return readLoneStatements(text, { topics, gazetteer, jurisdiction }).some(
      (told) =>
        told.topic === topic.key &&
        told.status === status &&
        appliesHere(told.jurisdiction) &&
        holdsToday(topic, status, told.modality) &&
        isAsserted(profile, allowed, told.modality === 'asserted' ? null : 'planned'),
    );
  };
  const known = new Map<string, boolean>();
  const states = (text: string) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    const profile = read(text);
    const found = (profile !== null && hasTerm(profile, ownTerms)) || isTold(text);
    known.set(text, found);
    return found;
  };
  return {
    states,
    otherValue: (text) => {
      const profile = read(text);
      if (profile === null || states(text)) return null;
      return others.find(({ terms }) => hasTerm(profile, terms))?.label ?? null;
    },
    ownStems: new Set(ownTerms.flatMap((term) => term.stems)),
  };
}

function termsOf({
  value,
  label,
  alsoCalled,
}: Pick<Topic['statuses'][number], 'value' | 'label' | 'alsoCalled'>): Term[] {
  return [value.replaceAll('-', ' '), label, ...alsoCalled]
    .map((name) => {
      const profile = supportProfile(name);
      return { stems: contentStems(name), denies: denies(profile), limits: limitsOf(profile) };
    })
    .filter(({ stems }) => stems.length > 0);
}

/** "The prohibition does not apply to …" tells where a value ends. */
const NOT_APPLIED = /\b(?:does|do|did|shall|will) not apply\b|\bnot applicable\b/i;

/** "May not … without a licence" says that a licence is required. */
function isRequirement({ slots }: SupportProfile): boolean {
  const has = (group: string, value: string) =>
    slots.some((slot) => slot.group === group && slot.value === value);
  return has('duty', 'prohibited') && has('condition', 'unless');
}

function held(profile: SupportProfile): ReadonlySet<string> {
  return isRequirement(profile) ? profile.stemSet.union(REQUIRED) : profile.stemSet;
}

const REQUIRED: ReadonlySet<string> = new Set(contentStems('required'));

/** A "not", whether on its own or in a duty ("may not", "not required"); in a requirement it denies nothing. */
function denies(profile: SupportProfile): boolean {
  if (isRequirement(profile)) return false;
  return profile.slots.some(
    ({ group, value, written }) =>
      group === 'negation' ||
      (group === 'condition' && value === 'unless') ||
      (group === 'duty' && /\b(?:not|no|cannot|never|none)\b|n't/i.test(written)),
  );
}

/** Nothing weakens it but limits that are `allowed`; `reckoned` is what the reading of a status took into account. */
function isAsserted(
  profile: SupportProfile,
  allowed: ReadonlySet<string>,
  reckoned: Slot['group'] | null = null,
): boolean {
  const isRule = isRequirement(profile);
  return !profile.slots.some((slot) => {
    const { group, value } = slot;
    if (!WEAKENING.has(group) || group === reckoned || (isRule && value === 'unless')) return false;
    const limit = limitOf(slot);
    return limit === null || !allowed.has(limit);
  });
}

function limitsOf({ slots }: SupportProfile): ReadonlySet<string> {
  return new Set(slots.flatMap((slot) => limitOf(slot) ?? []));
}

/**
 * A condition by its kind, as laws put one in many words. An exception by its word: "exempt" may be what a value says, and
 * an "except" beside it still takes something away.
 */
function limitOf({ group, value, written }: Slot): string | null {
  if (group === 'condition') return value;
  return group === 'exception' ? `except ${contentStems(written).join(' ')}` : null;
}
