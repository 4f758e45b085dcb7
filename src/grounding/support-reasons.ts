/** Why a passage bears a sentence only in part, in plain sentences: what differs comes first, in the words as written. */
import type { Slot, SlotGroup } from './support-slots.ts';

/** Everything in which the two differ. */
export type SupportDifference = {
  readonly missing: readonly Slot[];
  readonly surplus: readonly Slot[];
  /** Names of the sentence that the passage does not have, as written. */
  readonly names: readonly string[];
  /** Jurisdiction the passage speaks of instead of the page's own; null for none. */
  readonly elsewhere: string | null;
  readonly isSentence: boolean;
  /** Other words of the sentence that the passage does not have, as written. */
  readonly words: readonly string[];
};

const MOST_REASONS = 3;

const WEAKENED: Readonly<Partial<Record<SlotGroup, string>>> = {
  planned: 'The source only plans or expects this',
  alleged: 'The source only reports that somebody claims or denies this',
  condition: 'The source says so only under a condition',
  exception: 'The source makes an exception',
  past: 'The source says so only of the past',
};

/** At most three sentences, the gravest first; never empty. */
export function reasonsOf(difference: SupportDifference): string[] {
  const { missing, surplus, names, elsewhere, words } = difference;
  const pairs = difference.isSentence ? pairsOf(missing, surplus) : [];
  const paired = new Set(pairs.flat());
  const turned = (difference.isSentence ? surplus : []).flatMap((slot) => {
    if (paired.has(slot)) return [];
    const weakened = WEAKENED[slot.group];
    return weakened === undefined
      ? `The source says “${slot.written}”; the page does not.`
      : `${weakened}: “${slot.written}”.`;
  });
  const unsaid = [
    ...new Set([...missing.filter((slot) => !paired.has(slot)).map((slot) => slot.written), ...names]),
  ];
  const plain = words.filter((word) => !unsaid.some((each) => each.includes(word)));
  const reasons = [
    ...(elsewhere === null ? [] : [`The source says it of ${elsewhere}.`]),
    ...pairs.map(([said, found]) => `The page says “${said.written}”; the source says “${found.written}”.`),
    ...turned,
    ...(unsaid.length === 0 ? [] : [`The source does not say ${quoted(unsaid)}.`]),
    ...(plain.length === 0 ? [] : [`Not found in the passage: ${quoted(plain)}.`]),
  ].slice(0, MOST_REASONS);
  if (reasons.length > 0) return reasons;
  return [
    difference.isSentence
      ? 'The passage says it only in part.'
      : 'The words stand in several sentences of the source; no single one says it.',
  ];
}

/** What stands on each side in the same place, as far as its kind tells. */
function pairsOf(missing: readonly Slot[], surplus: readonly Slot[]): [Slot, Slot][] {
  return missing.flatMap((said): [Slot, Slot][] => {
    const found = surplus.find(({ group }) => group === said.group && WEAKENED[group] === undefined);
    return found === undefined ? [] : [[said, found]];
  });
}

function quoted(words: readonly string[]): string {
  const shown = words.slice(0, 3).map((word) => `“${word}”`);
  const rest = words.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' or ');
}
