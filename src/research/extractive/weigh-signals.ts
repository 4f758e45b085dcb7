/**
 * How much a statement on the status weighs: who says it, how, and whether it holds already. What is only announced,
 * claimed, unconfirmed or not yet in force never weighs as a status (product invariants 4 and 11).
 */
import type { Signal } from '#domain/signal.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { isStage } from '#grounding/signals/compare-statuses.ts';
import { isNarrower, tellsOfNothingFound } from '#grounding/signals/relate-signal.ts';
import { isAfter } from './compare-days.ts';
import type { FoundLaw } from './read-laws.ts';
import type { ReadSource, SourceSentence } from './read-sentences.ts';
import { articleBegins, type EndReader } from './what-ended.ts';

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
  endOf: EndReader,
): WeighedSignal[] {
  return sources.flatMap(({ source, sentences }) => {
    const law = laws.find(({ own }) => own.includes(source.ref));
    return sentences.flatMap((sentence) =>
      sentence.signals.flatMap((signal): WeighedSignal[] => {
        if (signal.status === null || signal.modality === 'denied') return [];
        const isPrimary = PRIMARY_TIERS.includes(source.tier);
        const begins = articleBegins(sentence, laws, today);
        const at = { sentence, law, begins, ended: endOf(sentence) };
        const judged = judge(signal, at, topic, today, isPrimary);
        if (judged === null) return [];
        const { weight, why, status = signal.status } = judged;
        return [
          { sentence, signal, status, weight, isPrimary, since: sinceOf(signal, sentence, law, today), why },
        ];
      }),
    );
  });
}

/** "The prohibition does not apply to …" tells where a value ends. */
const NOT_APPLIED = /\b(?:does|do|did|shall|will) not apply\b|\bnot applicable\b/i;

const SAID_TO_BE_FALSE =
  /\b(?:fake|false|falsely|fraudulent|hoax|incorrectly|misconceptions?|misleading|myths?|rumou?rs?|untrue|wrongly)\b/i;
/** Titles of texts that are laid before those who may make them law. */
const PROPOSAL =
  /\bbill\b(?! of)|\bdraft\b|\bproposals?\b|\bproposed\b|\bconsultation\b|\b(?:discussion|green|white) paper\b|\bexplanatory memorandum\b/i;

/** What is known of the place of a statement: why it no longer holds, or when its own article begins. */
type Standing = {
  readonly sentence: SourceSentence;
  readonly law: FoundLaw | undefined;
  readonly begins: string | null;
  readonly ended: string | null;
};

type Judged = { readonly weight: Weight; readonly why: string | null; readonly status?: string };

function judge(
  signal: Signal,
  { sentence, law, begins: ownDay, ended }: Standing,
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
  if (SAID_TO_BE_FALSE.test(sentence.words))
    return { weight: 'claimed', why: 'The sentence speaks of what is false.' };
  if (ended !== null) return { weight: 'ended', why: ended };
  if (isPrimary && PROPOSAL.test(sentence.source.title ?? ''))
    return { weight: 'ahead', why: 'The text is a proposal by its own title.' };
  if (modality !== 'asserted') return judgeAhead(signal, topic);
  const begins = ownDay ?? law?.law.applicableOn ?? law?.law.inForceOn ?? null;
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
function sinceOf(
  { when, modality }: Signal,
  { words }: SourceSentence,
  law: FoundLaw | undefined,
  today: string,
): string | null {
  const isDay = modality === 'asserted' && when !== null && /^\d{4}/.test(when.date ?? '');
  const told = isDay && !isInName(words, when.words) ? when.date : null;
  const day = told ?? law?.law.applicableOn ?? law?.law.inForceOn ?? null;
  return day !== null && isAfter(day, today) ? null : day;
}

/** "Under the Currency Act of 4 May 1990" gives the day of another act. */
function isInName(words: string, date: string): boolean {
  const before = words.slice(0, Math.max(0, words.indexOf(date)));
  return /\b(?:act|circular|code|constitution|decision|decree|directive|law|notice|order|ordinance|regulation|resolution|statute|treaty)s?\b(?:\s+(?:no|nos|number)\.?\s*\S+)?,?\s+(?:dated|of)\s+(?:the\s+)?$/i.test(
    before.slice(-120),
  );
}
