/**
 * In which slots a sentence of the page and a passage differ, and whether that makes the passage a contradiction.
 * What the passage has beyond the sentence counts only where it governs the same words: a "not" in a clause about
 * something else says nothing, a condition or an exception governs the whole sentence.
 */
import type { SupportProfile } from './support-profile.ts';
import { type Slot, type SlotGroup, WEAKENING } from './support-slots.ts';

/** Slots of the sentence that the passage lacks, and slots of the passage that change what the sentence says. */
export type SlotDifference = { readonly missing: readonly Slot[]; readonly surplus: readonly Slot[] };

/** Share of words both ways from which two wordings count as the same but for one slot. */
const WORDS_TO_CONTRADICT = 0.75;
/** Share of the sentence's words from which one number that counts the same thing decides. */
const WORDS_TO_COUNT = 0.85;

const WHOLE_SENTENCE: ReadonlySet<SlotGroup> = new Set(['alleged', 'condition', 'exception']);
const IN_CLAUSE: ReadonlySet<SlotGroup> = new Set(['planned', 'past', 'negation', 'duty']);
/** Words that narrow down whom or what a statement is about. */
const NARROWING = new Set('some most few only half majority minority'.split(' '));
const BOUNDS = new Set(['at least', 'at most', 'more than', 'less than', 'approximately']);

/** See {@link SlotDifference}. Names are compared elsewhere, by their words. */
export function compareSlots(sentence: SupportProfile, passage: SupportProfile): SlotDifference {
  const own = sentence.slots.filter(({ group }) => group !== 'name' && group !== 'role');
  const held = passage.slots.filter(({ group }) => group !== 'name' && group !== 'role');
  const clauseOf = new Map(passage.slots.map((slot, index) => [slot, passage.clauses[index]]));
  const extra = beyond(held, own);
  const governs = (slot: Slot): boolean => {
    if (slot.group === 'negation' && isInside(slot, extra)) return false;
    if (WHOLE_SENTENCE.has(slot.group)) return true;
    const clause = clauseOf.get(slot) ?? new Set<string>();
    const isNear = clause.size === 0 || !clause.isDisjointFrom(sentence.topic);
    if (slot.group === 'quantifier') return isNear && NARROWING.has(slot.value);
    if (slot.group === 'comparison')
      return isNear && BOUNDS.has(slot.value) && boundsSharedFigure(slot, own, held);
    return isNear && IN_CLAUSE.has(slot.group);
  };
  return {
    missing: distinct(beyond(own, held)),
    surplus: distinct(extra.filter(governs)),
  };
}

/** A "not" within an exception or condition that the sentence lacks: telling that is enough. */
function isInside(negation: Slot, extra: readonly Slot[]): boolean {
  return extra.some(
    ({ group, start, end }) =>
      (group === 'exception' || group === 'condition') && start > FIRST_WORDS && end <= negation.start,
  );
}

/** UTF-16 units within which an "if" or "except" opens the sentence and ends before its main clause. */
const FIRST_WORDS = 12;

/** What the slot counts as when two sides are compared. */
function keyOf({ group, value }: Slot): string {
  return `${group} ${value}`;
}

/** Repeating a duty or a name changes nothing; a second "not" does. */
function beyond(a: readonly Slot[], b: readonly Slot[]): Slot[] {
  const counts = new Map<string, number>();
  for (const slot of b) counts.set(keyOf(slot), (counts.get(keyOf(slot)) ?? 0) + 1);
  return a.filter((slot) => {
    const left = counts.get(keyOf(slot)) ?? 0;
    if (slot.group === 'negation') counts.set(keyOf(slot), left - 1);
    return left <= 0;
  });
}

/** Groups whose slots say nothing alone: one from each of two sentences makes a statement that neither makes. */
const BOUND: ReadonlySet<SlotGroup> = new Set([
  ...(['number', 'date', 'unit', 'reference', 'comparison', 'negation', 'duty'] as const),
  ...(['quantifier', 'condition', 'exception'] as const),
]);

/** One of the sentences has every slot that must not be put together from several, and none weakens or denies. */
export function isTogether(sentence: SupportProfile, held: readonly SupportProfile[]): boolean {
  const wanted = sentence.slots.filter(({ group }) => BOUND.has(group));
  const own = new Set(sentence.slots.map(keyOf));
  const isPlain = held.every(({ slots }) =>
    slots.every((slot) => own.has(keyOf(slot)) || (!WEAKENING.has(slot.group) && slot.group !== 'negation')),
  );
  if (!isPlain || held.some((each) => hasOtherCounts(sentence, each))) return false;
  return held.some(({ slots }) => {
    const keys = new Set(slots.map(keyOf));
    return wanted.every((slot) => keys.has(keyOf(slot)));
  });
}

/** Share of topic words both ways from which two sentences are one wording. */
const ONE_WORDING = 0.85;
const COUNTED: ReadonlySet<SlotGroup> = new Set([
  ...(['number', 'date', 'negation', 'duty', 'quantifier', 'comparison', 'role'] as const),
]);

/** In the same wording the same slots stand, but not as often: "may" where a second "shall" was, one party for the other. */
export function hasOtherCounts(sentence: SupportProfile, held: SupportProfile): boolean {
  const shared = sentence.topic.intersection(held.topic).size;
  if (shared < ONE_WORDING * Math.max(sentence.topic.size, held.topic.size)) return false;
  const counts = new Map<string, number>();
  const count = (slots: readonly Slot[], step: number) => {
    for (const slot of slots) {
      if (COUNTED.has(slot.group)) counts.set(keyOf(slot), (counts.get(keyOf(slot)) ?? 0) + step);
    }
  };
  count(sentence.slots, 1);
  count(held.slots, -1);
  const left = [...counts.values()];
  return left.some((each) => each > 0) && left.some((each) => each < 0);
}

function distinct(slots: readonly Slot[]): Slot[] {
  return [...new Map(slots.map((slot) => [keyOf(slot), slot])).values()];
}

/** "At most" before a figure that the sentence does not give bounds nothing that the sentence says. */
function boundsSharedFigure(slot: Slot, own: readonly Slot[], held: readonly Slot[]): boolean {
  const figure = held.find(({ group, start }) => group === 'number' && start >= slot.end);
  return figure === undefined || own.some((each) => keyOf(each) === keyOf(figure));
}

/** Kinds of which one against another decides, in the order in which they are told. */
const DECISIVE: readonly SlotGroup[] = [
  'duty',
  'number',
  'date',
  'comparison',
  'quantifier',
  'unit',
  'reference',
  'polarity',
];

/** The difference that makes the passage say otherwise, as a sentence; null when there is none. */
export function conflictOf(
  sentence: SupportProfile,
  passage: SupportProfile,
  { missing, surplus }: SlotDifference,
  { covered, back }: { covered: number; back: number },
): string | null {
  // What is only planned, claimed or past contradicts nothing.
  const isAsserted = !surplus.some(
    ({ group, value }) => WEAKENING.has(group) && value !== 'unless' && value !== 'except',
  );
  if (!isAsserted || missing.some(({ group }) => WEAKENING.has(group))) return null;
  const isSame = Math.min(covered, back) >= WORDS_TO_CONTRADICT;
  if (isSame && missing.length <= 2) {
    for (const group of DECISIVE) {
      const said = missing.find((slot) => slot.group === group);
      const found = said === undefined ? undefined : counterpart(said, sentence, passage);
      if (said !== undefined && found !== undefined) return differ(said, found);
    }
    const said = missing.find(({ group }) => group === 'negation');
    const found = surplus.find(({ group }) => group === 'negation');
    if (said !== undefined && found === undefined)
      return `The page says “${said.written}”; the source does not.`;
    if (found !== undefined && said === undefined)
      return `The source says “${found.written}”; the page does not.`;
  }
  if (covered < WORDS_TO_COUNT || missing.length !== 1) return null;
  const [said] = missing;
  const found = said?.group === 'number' ? sameCount(said, sentence, passage) : undefined;
  return said === undefined || found === undefined ? null : differ(said, found);
}

function differ(said: Slot, found: Slot): string {
  return `The page says “${said.written}”; the source says “${found.written}”.`;
}

/** The slot of the passage that stands where the sentence has another of the same kind. */
function counterpart(said: Slot, sentence: SupportProfile, passage: SupportProfile): Slot | undefined {
  const own = new Set(sentence.slots.map(keyOf));
  const others = passage.slots.filter(
    (slot) => slot.group === said.group && !slot.isLabel && !own.has(keyOf(slot)),
  );
  if (said.group !== 'number') return others[0];
  return sameCount(said, sentence, passage) ?? others.find((slot) => unitOf(slot) === unitOf(said));
}

/** Another number with the same unit, counting what stands before it in the same words. */
function sameCount(said: Slot, sentence: SupportProfile, passage: SupportProfile): Slot | undefined {
  const own = new Set(sentence.slots.map(keyOf));
  const counted = sentence.counted.get(said) ?? '';
  if (counted === '') return undefined;
  return passage.slots.find(
    (slot) =>
      slot.group === 'number' &&
      !own.has(keyOf(slot)) &&
      unitOf(slot) === unitOf(said) &&
      passage.counted.get(slot) === counted,
  );
}

/** What stands around the figure: "BMD", "days". */
function unitOf({ written }: Slot): string {
  return written
    .replace(/[\d.,\s]+|\b(?:hundred|thousand|million|billion|trillion)\b/gi, '')
    .replace(/per ?cent/i, '%')
    .replace(/s$/, '')
    .toLowerCase();
}
