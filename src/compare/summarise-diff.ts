/**
 * A diff in plain sentences, computed from it and from nothing else: `Status unchanged. One law added. 4 sentences
 * reworded after challenge #1f3a9c2e.` What is not said has not changed.
 */
import type { ConfidenceLevel } from '#domain/confidence.ts';
import type { QuotationVerdict } from '#domain/verification.ts';
import {
  type ConfidenceChange,
  changedStatusFacts,
  isEmptyDiff,
  type QuotationChange,
  type RowKind,
  type VersionDiff,
} from './version-diff.ts';

/** How to name what the diff only has keys for. */
export type SummaryWords = {
  /** The word a reader sees for a status. */
  readonly status: (value: string) => string;
  /** What the later version was made after, each in words: `challenge #1f3a9c2e`. */
  readonly causes: readonly string[];
};

const PLAIN: SummaryWords = { status: (value) => value, causes: [] };
const MOST_NAMED = 3;
const MOST_LETTERS = 80;

/** Whole sentences in a fixed order; `Nothing changed.` alone when the diff is empty. */
export function summariseDiff(diff: VersionDiff, words: SummaryWords = PLAIN): string[] {
  if (isEmptyDiff(diff)) return ['Nothing changed.'];
  const text = describeSentences(diff);
  const after = words.causes.length === 0 ? '' : ` after ${listed(words.causes)}`;
  const caused = text.map((phrase, at) => `${phrase}${at === 0 ? after : ''}.`);
  return [
    ...describeStatus(diff, words),
    ...describeLaws(diff),
    ...caused,
    ...(text.length === 0 && after !== '' ? [`Made${after}.`] : []),
    ...describeSources(diff),
    ...describeEvidence(diff),
    ...describeDetails(diff),
  ];
}

/** `One law`, `3 laws`; never for none. */
function count(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? `One ${one}` : `${n} ${many}`;
}

/** `a`, `a and b`, `a, b and c`. */
function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function spaced(key: string): string {
  return key.replaceAll('-', ' ');
}

function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= MOST_LETTERS ? text : `${letters.slice(0, MOST_LETTERS).join('').trimEnd()}…`;
}

function describeStatus({ status, evidence }: VersionDiff, words: SummaryWords): string[] {
  const { before, after } = status;
  const changed = new Set(changedStatusFacts(status));
  const said: string[] = [];
  said.push(
    changed.has('status')
      ? `Status changed from ${words.status(before.status)} to ${words.status(after.status)}.`
      : 'Status unchanged.',
  );
  const tell = (name: string, from: string | null, to: string | null) => {
    said.push(`${name} changed from ${from ?? 'not stated'} to ${to ?? 'not stated'}.`);
  };
  if (changed.has('unknownReason') && before.unknownReason !== null && after.unknownReason !== null)
    tell('Reason for not knowing it', spaced(before.unknownReason), spaced(after.unknownReason));
  if (changed.has('ground'))
    tell('Ground', before.ground && spaced(before.ground), after.ground && spaced(after.ground));
  if (changed.has('statusSince')) tell('Date since when it holds', before.statusSince, after.statusSince);
  if (changed.has('evidenceState') && evidence.unchecked === null)
    said.push(`Evidence of the status: ${after.evidenceState} (before: ${before.evidenceState}).`);
  return said;
}

function describeLaws({ laws }: VersionDiff): string[] {
  return (['added', 'removed', 'renamed', 'changed'] as const).flatMap((kind) => {
    const found = laws.filter((change) => change.kind === kind);
    if (found.length === 0) return [];
    const names = found.map(({ before, after }) => shorten((after ?? before)?.name ?? ''));
    const named = found.length <= MOST_NAMED ? `: ${names.join('; ')}` : '';
    return [`${count(found.length, 'law')} ${kind}${named}.`];
  });
}

/** Phrases without a stop. The notes of laws are told with the laws. */
function describeSentences({ parts }: VersionDiff): string[] {
  const counts = new Map<RowKind, number>();
  for (const { key, rows } of parts) {
    if (key === 'law-notes') continue;
    for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const phrases: readonly (readonly [RowKind, string, string])[] = [
    ['reworded', 'reworded', 'reworded'],
    ['added', 'added', 'added'],
    ['removed', 'removed', 'removed'],
    ['moved-here', 'moved', 'moved'],
    ['recited', 'cites other sources', 'cite other sources'],
    ['typography', 'changed in typography only', 'changed in typography only'],
  ];
  return phrases.flatMap(([kind, one, many]) => {
    const n = counts.get(kind) ?? 0;
    return n === 0 ? [] : [`${count(n, 'sentence')} ${n === 1 ? one : many}`];
  });
}

function describeSources({ sources }: VersionDiff): string[] {
  const phrases = [
    ['added', 'added'],
    ['removed', 'removed'],
    ['replaced', 'replaced'],
    ['changed', 'described otherwise'],
    ['renumbered', 'renumbered'],
  ] as const;
  return phrases.flatMap(([kind, words]) => {
    const n = sources.filter((change) => change.kind === kind).length;
    return n === 0 ? [] : [`${count(n, 'source')} ${words}.`];
  });
}

function describeEvidence({ evidence }: VersionDiff): string[] {
  if (evidence.unchecked !== null) {
    const who = {
      before: 'The earlier version has',
      after: 'The later version has',
      both: 'Neither version has',
    };
    const not = evidence.unchecked === 'both' ? '' : ' not';
    return [`${who[evidence.unchecked]}${not} been checked yet.`];
  }
  return [
    ...describeQuotations(evidence.quotations),
    ...describeVerdicts(evidence.sentences),
    ...(evidence.confidence === null ? [] : [describeConfidence(evidence.confidence)]),
    ...(evidence.rules === null ? [] : ['They were checked by different rules.']),
  ];
}

const isVerified = (verdict: QuotationVerdict) => verdict === 'verbatim' || verdict === 'normalised';

function describeQuotations(changes: readonly QuotationChange[]): string[] {
  const lost = changes.filter(({ before, after }) => isVerified(before) && !isVerified(after));
  const won = changes.filter(({ before, after }) => !isVerified(before) && isVerified(after));
  const other = changes.filter(({ before, after }) => isVerified(before) === isVerified(after));
  return [
    ...tellQuotations(lost, 'no longer matches its source', 'no longer match their sources'),
    ...tellQuotations(won, 'now matches its source', 'now match their sources'),
    ...tellQuotations(other, 'has another verdict', 'have another verdict'),
  ];
}

function tellQuotations(changes: readonly QuotationChange[], one: string, many: string): string[] {
  if (changes.length > MOST_NAMED) return [`${changes.length} quotations ${many}.`];
  return changes.map(({ text }) => `The quotation “${shorten(text)}” ${one}.`);
}

function describeVerdicts(changes: VersionDiff['evidence']['sentences']): string[] {
  const kinds = Map.groupBy(changes, ({ before, after }) => `${before} ${after}`);
  return [...kinds.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const be = same.length === 1 ? 'is' : 'are';
    const unchanged = count(same.length, 'unchanged sentence');
    return [`${unchanged} ${be} now ${spaced(first.after)} (before: ${spaced(first.before)}).`];
  });
}

const LEVELS: Readonly<Record<ConfidenceLevel, number>> = { Unknown: 0, Low: 1, Medium: 2, High: 3 };

function describeConfidence({ before, after }: ConfidenceChange): string {
  const told = ({ level, figure }: ConfidenceChange['before']) =>
    figure === null ? level : `${level} (${figure.toFixed(2)})`;
  if (before.level !== after.level) {
    const isKnown = before.level !== 'Unknown' && after.level !== 'Unknown';
    if (!isKnown) return `Confidence is now ${told(after)}; before it was ${told(before)}.`;
    const way = LEVELS[after.level] > LEVELS[before.level] ? 'rose' : 'fell';
    return `Confidence ${way} from ${told(before)} to ${told(after)}.`;
  }
  if (before.figure !== after.figure && before.figure !== null && after.figure !== null) {
    const way = after.figure > before.figure ? 'rose' : 'fell';
    return `Confidence ${after.level} as before; its figure ${way} from ${before.figure.toFixed(3)} to ${after.figure.toFixed(3)}.`;
  }
  return 'Confidence unchanged, for other reasons.';
}

function describeDetails({ parts, details }: VersionDiff): string[] {
  const laidOut = parts.filter(({ isLaidOutAnew }) => isLaidOutAnew).length;
  return [
    ...(laidOut === 0 ? [] : [`${count(laidOut, 'part')} laid out anew, in the same words.`]),
    ...(details.length === 0 ? [] : [`${count(details.length, 'other detail')} changed.`]),
  ];
}
