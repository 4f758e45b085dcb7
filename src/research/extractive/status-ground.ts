/** What a proposed status rests on, kept apart from the status itself (product invariant 3), with the reason in a sentence. */
import type { Ground, Topic } from '#domain/topic.ts';
import { titleOf } from './choose-value.ts';
import type { TopicWords } from './topic-words.ts';
import type { WeighedSignal } from './weigh-signals.ts';

/** Null where only reports were read and they name neither a law nor a practice. */
export type ProposedGround = { readonly ground: Ground | null; readonly reason: string };

const PRACTICE = /\b(?:de facto|in practice|customar(?:y|ily)|settled practice|tolerated|not enforced)\b/i;
const STATUTE = /\b(?:Acts?|Laws?|Code|Statute|Decrees?|Ordinances?|Directives?|Regulations?|Proclamation)\b/;

/** See the module comment. `bearing` has the strongest statement first. */
export function groundOf(
  status: string,
  bearing: readonly WeighedSignal[],
  topic: Topic,
  words: TopicWords,
): ProposedGround {
  const [first] = bearing;
  if (first === undefined) return { ground: null, reason: 'Nothing bears the status.' };
  const { sentence, signal, isPrimary } = first;
  const name = titleOf(first);
  const isSilence = topic.statuses.find((each) => each.value === status)?.signals?.isSilence === true;
  if (isSilence) return { ground: 'none-found', reason: `${name} says that no rule exists.` };
  if (PRACTICE.test(sentence.words))
    return { ground: 'practice', reason: `${name} speaks of practice and not of a rule.` };
  if (!isPrimary) {
    const named = bearing.find((each) => each.signal.instrument !== null);
    if (named === undefined)
      return { ground: null, reason: 'The reports do not say on what the status rests.' };
    const reason = `The reports name ${named.signal.instrument}; its own text was not read.`;
    return { ground: 'explicit-law', reason };
  }
  if (sentence.source.tier === 'law')
    return { ground: 'explicit-law', reason: `${name} is the text of a law and states it.` };
  const { instrument } = signal;
  const applied = instrument !== null && STATUTE.test(instrument) && !words.names(instrument);
  return applied
    ? {
        ground: 'general-law-applied',
        reason: `${name} applies ${instrument}, which is not made for the topic.`,
      }
    : {
        ground: 'regulator-act',
        reason: `${name} is an act of an authority; no law that states it was read.`,
      };
}
