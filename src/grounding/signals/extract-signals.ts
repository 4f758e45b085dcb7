/**
 * Signals of a document: what it says about the status of a jurisdiction × topic, sentence by sentence, by the cues of
 * the codebook and without a model. Deterministic and linear in the length of the text; what is asked, supposed, told
 * of the past or said of another country gives none.
 */
import type { Signal } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { type OffsetMap, offsetMap } from '../offsets.ts';
import { describePassage } from '../selectors.ts';
import { splitSentences } from '../sentences.ts';
import type { SourceText } from '../source-text.ts';
import { cueIndexOf } from './cue-index.ts';
import { readDocumentPlaces } from './document-places.ts';
import { mergeStatements } from './merge-signals.ts';
import { createStatementReader, type Doubt } from './read-statements.ts';
import type { Statement } from './state-match.ts';

/** What is known beforehand. Pass the same list of topics each time: its cues are prepared once for the list. */
export type SignalKnowledge = { readonly topics: readonly Topic[]; readonly gazetteer: Gazetteer };

/** Signals in the order of the text, the same statement once. See the module comment. */
export function extractSignals(source: SourceText, known: SignalKnowledge): Signal[] {
  return signalsOf(source, known, mergeStatements);
}

/** As {@link extractSignals}, with every statement at its own place, however often it is made. */
export function listSignals(source: SourceText, known: SignalKnowledge): Signal[] {
  return signalsOf(source, known, (statements) => statements);
}

function signalsOf(
  source: SourceText,
  known: SignalKnowledge,
  choose: (statements: readonly Statement[]) => readonly Statement[],
): Signal[] {
  const index = cueIndexOf(known.topics);
  const read = createStatementReader(source, index, readDocumentPlaces(source, known.gazetteer));
  const readings = splitSentences(source.text).map(read);
  const doubts = readings.flatMap(({ doubt }) => doubt ?? []);
  const offsets = offsetMap(source.text);
  return choose(readings.flatMap(({ statements }) => statements)).map((statement) =>
    toSignal(statement, source, doubts, offsets),
  );
}

function toSignal(
  { span, isNamed: _, ...statement }: Statement,
  source: SourceText,
  doubts: readonly Doubt[],
  offsets: OffsetMap,
): Signal {
  const { quote, position } = describePassage(source.text, span.start, span.end, offsets);
  const doubt = doubts.find((each) => isDoubted(statement, each));
  return {
    ...statement,
    unconfirmed: doubt !== undefined,
    quote,
    position,
    page: pageAt(source.pageStarts, position.start),
    tier: source.tier,
    reasons: [
      ...statement.reasons,
      ...(doubt === undefined
        ? []
        : [`The document says itself that it is not confirmed: “${doubt.text.slice(0, 200)}”`]),
    ],
  };
}

/** A doubt is about the topic it names or the speaker it names; one that names neither is about everything. */
function isDoubted(statement: Omit<Statement, 'span' | 'isNamed'>, doubt: Doubt): boolean {
  if (doubt.codes.length > 0 && !doubt.codes.includes(statement.jurisdiction)) return false;
  const surname = statement.speaker?.split(/\s+/).at(-1) ?? '';
  return (
    doubt.topics.length === 0 ||
    doubt.topics.includes(statement.topic) ||
    (surname !== '' && doubt.text.includes(surname))
  );
}

/** 1-based page by the code point where each page starts; null for a text without pages. */
function pageAt(pageStarts: readonly number[], start: number): number | null {
  const at = pageStarts.findLastIndex((each) => each <= start);
  return at === -1 ? null : at + 1;
}
