/** One statement out of a cue that was found: where it holds, how it is said, by whom, when, and what it amounts to. */
import type { Signal } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import type { Span } from '../span.ts';
import type { CueMatch } from './match-cues.ts';
import { type MentionGroup, placeMatch } from './place-signal.ts';
import type { Speaker } from './read-speaker.ts';
import { readStance } from './read-stance.ts';
import type { When } from './read-when.ts';
import type { Token } from './sentence-tokens.ts';
import { statusAmount } from './status-amount.ts';

/** A signal before it is told from its copies. Offsets are UTF-16 into the source's text. */
export type Statement = Pick<
  Signal,
  | 'jurisdiction'
  | 'topic'
  | 'status'
  | 'modality'
  | 'speaker'
  | 'speakerRole'
  | 'instrument'
  | 'predicate'
  | 'when'
  | 'reasons'
> & { readonly span: Span; readonly isNamed: boolean };

/** What is known of the sentence a cue stands in. */
export type SentenceFacts = {
  readonly text: string;
  /** The quotation a statement of it is kept with. */
  readonly span: Span;
  readonly tokens: readonly Token[];
  readonly groups: readonly MentionGroup[];
  /** Jurisdictions meant where the sentence names none. */
  readonly meant: readonly string[];
  readonly said: Speaker | null;
  readonly dates: readonly When[];
  readonly instrument: string | null;
  readonly isQuestion: boolean;
  /** The sentences before spoke of a draft. */
  readonly inDraft: boolean;
};

const OPINION: ReadonlySet<Signal['modality']> = new Set(['planned', 'announced']);

/** A statement for each jurisdiction it is about; none when the words state nothing. */
export function stateMatch(match: CueMatch, topic: Topic, sentence: SentenceFacts): Statement[] {
  const { text, tokens, said, span, instrument } = sentence;
  if (isInSpeaker(match, sentence)) return [];
  const isAsked = sentence.isQuestion && match.clause === tokens.at(-1)?.clause;
  const stance = readStance(tokens, match, isAsked, sentence.inDraft);
  if (stance === null) return [];
  const place = placeMatch(match, sentence.groups);
  const when = nearestDate(sentence.dates, match);
  const isAhead = stance.isAhead || (when?.isAhead === true && tokens[when.first]?.clause === match.clause);
  const rules = topic.statuses.find(({ value }) => value === match.cue.status)?.signals;
  const amount = statusAmount(match.cue.status, rules, { ...stance, isAhead });
  // What an analyst wants or expects is nobody's plan.
  if (amount === null || (said?.isOutsider && OPINION.has(amount.modality))) return [];
  return (place?.codes ?? sentence.meant).map((jurisdiction) => ({
    jurisdiction,
    topic: topic.key,
    status: amount.status,
    modality: said?.isOutsider && amount.modality === 'asserted' ? 'quoted' : amount.modality,
    speaker: said?.name ?? null,
    speakerRole: said?.role ?? null,
    instrument,
    predicate: text.slice(tokens[match.first]?.start, tokens[match.last]?.end),
    when: when === null ? null : { words: when.words, date: when.date },
    reasons: reasonsFor(match, place?.words ?? null, stance.reasons, amount.reason),
    span,
    isNamed: place !== null,
  }));
}

/** "A research analyst at the Center for Crime" studies nothing and makes no crime: a title is no predicate. */
function isInSpeaker({ predicate }: CueMatch, { said, tokens, text, span }: SentenceFacts): boolean {
  const at = tokens[predicate.first]?.start ?? 0;
  return [said?.name, said?.role].some((words) => {
    if (words === undefined || words === null) return false;
    const start = text.indexOf(words, span.start);
    return start !== -1 && at >= start && at < Math.min(start + words.length, span.end);
  });
}

function nearestDate(dates: readonly When[], { first, last }: CueMatch): When | null {
  const distance = (date: When) =>
    date.first > last ? date.first - last : date.last < first ? first - date.last : 0;
  return [...dates].sort((a, b) => distance(a) - distance(b) || a.first - b.first)[0] ?? null;
}

function reasonsFor(
  match: CueMatch,
  named: string | null,
  stance: readonly string[],
  amount: string | null,
): string[] {
  const where =
    named === null
      ? 'The sentence names no jurisdiction; that of the text is meant.'
      : `It speaks of “${named}”.`;
  return [`Read by the cue “${match.cue.cue}”.`, where, ...stance, ...(amount === null ? [] : [amount])];
}
