/**
 * How much a statement on the status weighs: who says it, how, and whether it holds already. What is only announced,
 * claimed, unconfirmed or not yet in force never weighs as a status (product invariants 4 and 11).
 */
import type { Signal } from '#domain/signal.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { isStage } from '#grounding/signals/compare-statuses.ts';
import { isNarrower, tellsOfNothingFound } from '#grounding/signals/relate-signal.ts';
import type { FoundLaw } from './read-laws.ts';
import type { ReadSource, SourceSentence } from './read-sentences.ts';

/**
 * holds: stated as the law or the fact. promised: a plan or announcement that the scale has a value for. ahead: it lies
 * in the future. ended: its instrument has been repealed. claimed: somebody says so, or nobody has confirmed it.
 */
export type Weight = 'holds' | 'promised' | 'ahead' | 'ended' | 'claimed';

/** A statement on the status with its sentence and weight. `since` is the day it has held from, where it is told. */
export type WeighedSignal = {
  readonly sentence: SourceSentence;
  readonly signal: Signal;
  readonly status: string;
  readonly weight: Weight;
  readonly isPrimary: boolean;
  readonly since: string | null;
  /** One sentence on the weight, where it is not plain. */
  readonly why: string | null;
};

/** All statements on the status of the page, by source and place. `today` is the day of the newest capture. */
export function weighSignals(
  sources: readonly ReadSource[],
  laws: readonly FoundLaw[],
  topic: Topic,
  today: string,
): WeighedSignal[] {
  return sources.flatMap(({ source, sentences }) => {
    const law = laws.find(({ own }) => own.includes(source.ref));
    return sentences.flatMap((sentence) =>
      sentence.signals.flatMap((signal): WeighedSignal[] => {
        if (signal.status === null || signal.modality === 'denied') return [];
        const isPrimary = PRIMARY_TIERS.includes(source.tier);
        const judged = judge(signal, law, topic, today, isPrimary);
        if (judged === null) return [];
        const { weight, why, status = signal.status } = judged;
        return [{ sentence, signal, status, weight, isPrimary, since: sinceOf(signal, law, today), why }];
      }),
    );
  });
}

/** "The prohibition does not apply to …" tells where a value ends. */
const NOT_APPLIED = /\b(?:does|do|did|shall|will) not apply\b|\bnot applicable\b/i;

type Judged = { readonly weight: Weight; readonly why: string | null; readonly status?: string };

function judge(
  signal: Signal,
  law: FoundLaw | undefined,
  topic: Topic,
  today: string,
  isPrimary: boolean,
): Judged | null {
  const { quote, modality, speaker, unconfirmed, when } = signal;
  // A rule for some, or a search without a result, answers another question.
  if (isNarrower(quote.exact) || tellsOfNothingFound(quote.exact) || NOT_APPLIED.test(quote.exact))
    return null;
  if (unconfirmed) return { weight: 'claimed', why: 'The source says itself that it is not confirmed.' };
  if (modality === 'quoted' || modality === 'alleged' || (speaker !== null && !isPrimary))
    return { weight: 'claimed', why: `It is what ${speaker ?? 'somebody'} says.` };
  const repealed = law?.law.repealedOn ?? null;
  if (repealed !== null && !isAfter(repealed, today))
    return { weight: 'ended', why: `${law?.law.name} is repealed from ${repealed}.` };
  if (modality !== 'asserted') return judgeAhead(signal, topic);
  const begins = law?.law.applicableOn ?? law?.law.inForceOn ?? null;
  if (begins !== null && isAfter(begins, today)) return notYet(signal, topic, `It begins on ${begins}.`);
  if (law?.isContingent === true)
    return notYet(signal, topic, 'When it begins hangs on an event whose day the text does not give.');
  if (when?.date !== undefined && when.date !== null && isAfter(when.date, today))
    return notYet(signal, topic, `It is said for ${when.words}.`);
  return { weight: 'holds', why: null };
}

/** On a scale of stages a plan is a value of its own; elsewhere what is planned does not hold. */
function judgeAhead({ status, modality }: Signal, topic: Topic): Judged {
  const value = topic.statuses.find((each) => each.value === status);
  const why = `It is ${modality} and not in effect.`;
  if (!topic.statuses.some(({ signals }) => signals?.whenAhead !== undefined))
    return { weight: 'ahead', why };
  if (isStage(topic, status ?? '') || value?.signals?.saidAs === modality)
    return { weight: 'promised', why: `It is ${modality}.` };
  // "Is studying" tells of work that goes on, although studying aims at something.
  return value?.order === null ? { weight: 'ahead', why } : { weight: 'holds', why: null };
}

/** A law that is made and not in force is a value of some scales. */
function notYet({ status }: Signal, topic: Topic, why: string): Judged {
  const ahead = topic.statuses.find((each) => each.value === status)?.signals?.whenAhead;
  return ahead === undefined ? { weight: 'ahead', why } : { weight: 'holds', why, status: ahead };
}

/** The day the statement gives, else the day its law became applicable or entered into force. */
function sinceOf({ when, modality }: Signal, law: FoundLaw | undefined, today: string): string | null {
  const told = modality === 'asserted' && when !== null && /^\d{4}/.test(when.date ?? '') ? when.date : null;
  const day = told ?? law?.law.applicableOn ?? law?.law.inForceOn ?? null;
  return day !== null && isAfter(day, today) ? null : day;
}

/** True when `date` surely lies after `day`, at the precision of the coarser. */
function isAfter(date: string, day: string): boolean {
  const length = Math.min(date.length, day.length);
  return date.slice(0, length) > day.slice(0, length);
}
