/**
 * A page's sentence read as a statement on a status, held against what the stored sources state. It catches what
 * comparing words cannot: "there is no evidence that a currency is planned" against a source that reports the plan.
 * Careful on purpose: a denial that anything exists falls to any report that something does; any other claim only to
 * a plain, confirmed statement of a value that cannot be true beside it.
 */
import type { Signal } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import type { CitationCheck, SentenceCheck, SupportVerdict } from '#domain/verification.ts';
import type { Gazetteer } from '../gazetteer.ts';
import { titleOf } from '../judge-quotation.ts';
import type { SourceIndex } from '../source-index.ts';
import type { SourceText } from '../source-text.ts';
import { compareStatuses, isNegative } from './compare-statuses.ts';
import { extractSignals } from './extract-signals.ts';
import { readLoneStatements } from './lone-statements.ts';
import type { Statement } from './state-match.ts';

/** The signal that speaks against the sentence, the source it is from (index into the sources), and why. */
export type StatusConflict = {
  readonly source: number;
  readonly signal: Signal;
  readonly reasons: readonly string[];
};

/** Judges one sentence against the sources at `cited`, all of them when none is cited; null for no conflict. */
export type StatusClaimJudge = (sentence: string, cited: readonly number[]) => StatusConflict | null;

/** What the judge needs. `jurisdiction` is the page's, meant where a sentence names none; null for none. */
export type StatusClaimContext = {
  readonly sources: readonly SourceText[];
  /** Of the sources, in their order; what was read of them is kept there. */
  readonly indexes: readonly SourceIndex[];
  readonly topics: readonly Topic[];
  readonly gazetteer: Gazetteer;
  readonly jurisdiction: string | null;
};

/** Sources are read for signals when the first claim asks for them, each once. */
export function createStatusClaimJudge(context: StatusClaimContext): StatusClaimJudge {
  const { sources, indexes, topics, gazetteer } = context;
  const signalsOf = (source: number): readonly Signal[] => {
    const text = sources[source];
    if (text === undefined) return [];
    const read = () => extractSignals(text, { topics, gazetteer });
    // Reprints share one text: what is read out of it depends on what is known of each print, and on the codebook.
    const { text: _, ...facts } = text;
    const key = `signals ${JSON.stringify([facts, topics.map((topic) => topic.key)])}`;
    return indexes[source]?.once(key, read) ?? read();
  };
  return (sentence, cited) => {
    const claims = readClaims(sentence, context);
    if (claims.length === 0) return null;
    const within = cited.length > 0 ? cited : sources.map((_, index) => index);
    for (const claim of claims) {
      const topic = topics.find(({ key }) => key === claim.topic);
      if (topic === undefined) continue;
      for (const source of within) {
        const about = signalsOf(source).filter(
          (signal) => signal.topic === claim.topic && signal.jurisdiction === claim.jurisdiction,
        );
        const signal = findConflict(claim, about, topic);
        if (signal !== undefined) return { source, signal, reasons: reasonsFor(claim, signal, topic) };
      }
    }
    return null;
  };
}

/** What is known of a sentence so far. */
type JudgedSentence = Pick<SentenceCheck, 'passages'> & {
  readonly verdict: SupportVerdict;
  readonly reasons: readonly string[];
};

type SentenceContext = {
  readonly statusClaim: StatusClaimJudge;
  readonly sources: readonly SourceText[];
  readonly citations: readonly CitationCheck[];
};

/**
 * The verdict with the sources' signals taken in: a sentence whose words no source bears, and whose statement on a
 * status its cited sources (else any) speak against, is contradicted. What a source bears word for word stays borne.
 */
export function holdAgainstSignals(
  judged: JudgedSentence,
  { text, refs }: Pick<SentenceCheck, 'text' | 'refs'>,
  { statusClaim, sources, citations }: SentenceContext,
): JudgedSentence {
  if (judged.verdict === 'supported' || judged.verdict === 'contradicted') return judged;
  const cited = citations.flatMap(({ ref, source }) =>
    source !== null && refs.includes(ref) ? [source] : [],
  );
  const conflict = statusClaim(text, cited);
  if (conflict === null) return judged;
  const { source, signal, reasons } = conflict;
  const { quote, position, page } = signal;
  return {
    verdict: 'contradicted',
    reasons: [...reasons, `The passage is in ${titleOf(sources, source)}.`],
    passages: [{ source, quote, position, page, score: 1 }, ...judged.passages],
  };
}

/** Statements of the page's own: what it only reports, expects or quotes is not its claim. */
function readClaims(sentence: string, context: StatusClaimContext): Statement[] {
  return readLoneStatements(sentence, context).filter(
    ({ modality }) => modality === 'asserted' || modality === 'denied',
  );
}

function findConflict(claim: Statement, about: readonly Signal[], topic: Topic): Signal | undefined {
  const held = claim.status ?? '';
  const isDenial = claim.modality === 'denied';
  // A source that says the same as the page, and something else besides, is not simply against it.
  const agrees = ({ status, modality }: Signal) => status === held && (modality === 'denied') === isDenial;
  if (about.some(agrees)) return undefined;
  return about.find((signal) => {
    if (signal.status === null || signal.modality === 'denied') return false;
    if (isDenial) return signal.status === held && isPlain(signal);
    if (compareStatuses(topic, signal.status, held) !== 'apart') return false;
    if (isNegative(topic, held) && !isNegative(topic, signal.status)) return true;
    return isPlain(signal) && !isAnotherTime(claim, signal);
  });
}

/** Said as a fact, by somebody in charge or the document itself, and not called unconfirmed. */
function isPlain({ modality, unconfirmed }: Signal): boolean {
  return modality === 'asserted' && !unconfirmed;
}

/** Two dates that differ may both be right: the law changed in between. */
function isAnotherTime(claim: Statement, signal: Signal): boolean {
  const [a, b] = [claim.when?.date ?? null, signal.when?.date ?? null];
  return (a !== null || b !== null) && a !== b;
}

const HOW: Readonly<Record<Signal['modality'], string>> = {
  asserted: 'the source states',
  announced: 'the source reports an announcement',
  planned: 'the source reports a plan',
  proposed: 'the source reports a proposal',
  alleged: 'the source reports as hearsay',
  denied: 'the source denies',
  quoted: 'the source quotes somebody',
};

function reasonsFor(claim: Statement, signal: Signal, topic: Topic): string[] {
  const label = (value: string | null) => topic.statuses.find((each) => each.value === value)?.label ?? value;
  const not = claim.modality === 'denied' ? 'not ' : '';
  const who = signal.speaker === null ? '' : ` by ${signal.speaker}`;
  const doubt = signal.unconfirmed ? ' The source adds that it is not confirmed.' : '';
  return [
    `The sentence amounts to “${not}${label(claim.status)}” for ${topic.title}; ${HOW[signal.modality]}${who} that amounts to “${label(signal.status)}”: “${signal.predicate}”.${doubt}`,
  ];
}
