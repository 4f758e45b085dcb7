/** The words for everything about runs that a reader meets, one exhaustive table each; and how time and money are written. */
import type { LeftOutReason } from '#domain/brief.ts';
import type { ExchangeFault } from '#domain/exchange.ts';
import type { AnalystKind, RunState, RunStep } from '#domain/run.ts';
import type { BaseResearchOutput, ComparedPoint, Repair } from '#domain/step-output.ts';
import { counted, grouped } from './amounts.ts';
import type { RunItem, Spent } from './run-views.ts';

/** The state in words: on a badge, and what it means. */
export const RUN_STATE_WORDS: Readonly<Record<RunState, { words: string; sentence: string }>> = {
  Blocked: { words: 'Blocked', sentence: 'What it takes is missing.' },
  Ready: { words: 'Ready', sentence: 'It waits for a worker.' },
  Running: { words: 'Running', sentence: 'It is being worked on.' },
  Completed: { words: 'Completed', sentence: 'A verified draft exists.' },
  'Completed with findings': {
    words: 'Completed with findings',
    sentence: 'A verified draft exists, and something in it wants a person’s eye.',
  },
  Abstained: {
    words: 'Not enough evidence',
    sentence: 'What is stored does not bear a status, so no draft was made. That is a result, not a fault.',
  },
  Failed: { words: 'Failed', sentence: 'It was kept from ending. What it had is kept.' },
  Cancelled: { words: 'Cancelled', sentence: 'Somebody stopped it. No draft was made.' },
};

/** The steps by name, with what each does. */
export const STEP_WORDS: Readonly<Record<RunStep, { name: string; does: string }>> = {
  'base-research': {
    name: 'Base research',
    does: 'Finds sources, drafts from their passages, and checks every sentence.',
  },
  'comparison-analysis': {
    name: 'Comparison analysis',
    does: 'Holds the draft against the page, other drafts and what sources say of the status.',
  },
  'blended-synthesis': {
    name: 'Blended synthesis',
    does: 'Keeps what is better supported and says what stays open.',
  },
};

/** Who drafts. */
export const ANALYST_WORDS: Readonly<Record<AnalystKind, string>> = {
  extractive: 'Extractive rules',
  model: 'Language model',
};

/** Who drafted, with the exact model or the number of the rules: `Extractive rules (extractive/1)`. */
export function drafterName({ kind, model, rules }: BaseResearchOutput['analyst']): string {
  return `${ANALYST_WORDS[kind]} (${model ?? rules})`;
}

/** Why something was left out, as a heading. */
export const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, string>> = {
  'other-jurisdiction': 'About another jurisdiction',
  'off-topic': 'Not about the topic',
  copy: 'Copies of a source that is used',
  'teaching-text': 'Teaching texts of the bundled example',
  'not-reachable': 'Could not be reached',
  refused: 'Refused to programs',
  unreadable: 'Could not be read',
  'too-many': 'Ranked below what a brief holds',
};

/** What went wrong with an exchange, and whether asking again can help. */
export const FAULT_WORDS: Readonly<Record<ExchangeFault, string>> = {
  'key-refused': 'the key was refused',
  'rate-limited': 'too many questions at a time',
  'provider-failed': 'the provider failed',
  'timed-out': 'no answer in time',
  unreachable: 'the service could not be reached',
  'cut-off': 'the answer broke off',
  'too-long': 'the answer reached its length limit',
  'invalid-answer': 'the answer was not in the form asked for',
  refused: 'the provider declined to answer',
  'context-overflow': 'the question was too long for the model',
  ungrounded: 'the answer named no source',
  'wrong-language': 'the answer was in another language',
  rejected: 'the service rejected the question',
};

/** How a point compares, as a heading. */
export const RELATION_HEADINGS: Readonly<Record<ComparedPoint['relation'], string>> = {
  differ: 'They differ',
  'only-draft': 'Only in the draft',
  'only-other': 'Only on the other side',
  agree: 'They agree',
};

/** What a point is about. */
export const ASPECT_WORDS: Readonly<Record<ComparedPoint['aspect'], string>> = {
  status: 'Status',
  ground: 'Ground',
  date: 'Date',
  law: 'Law',
  sentence: 'Sentence',
};

/** Which side is better supported. */
export const BETTER_WORDS: Readonly<Record<ComparedPoint['better'], string>> = {
  draft: 'The draft is better supported',
  other: 'The other side is better supported',
  same: 'Both are equally supported',
  open: 'Open: a person has to decide',
};

/** What became of a sentence that the check did not bear out. */
export const REPAIR_WORDS: Readonly<Record<Repair['outcome'], string>> = {
  mended: 'Mended',
  cut: 'Cut',
  flagged: 'Kept, flagged',
};

/** `run 12`, as an address. */
export function runHref(number: number): string {
  return `/runs/${number}`;
}

/** Where the draft is read. */
export function draftHref({ analysis, version }: { analysis: number; version: number }): string {
  return `/analyses/${analysis}/versions/${version}`;
}

/** The state of a run in a list; one of a batch that waits for its turn is not worked on at all. */
export function stateWords({ state, isWaiting }: Pick<RunItem, 'state' | 'isWaiting'>): string {
  return isWaiting && (state === 'Ready' || state === 'Blocked')
    ? 'Waiting its turn'
    : RUN_STATE_WORDS[state].words;
}

const MICROS = 1_000_000;

/** Millionths of a dollar as dollars: `$0`, `$0.0042`, `$12.50`; in words when a price is not known. */
export function money(micros: number | null): string {
  if (micros === null) return 'price not known';
  if (micros === 0) return '$0';
  const dollars = micros / MICROS;
  const places = dollars >= 1 ? 2 : dollars >= 0.01 ? 4 : 6;
  const [whole = '0', part = ''] = dollars.toFixed(places).split('.');
  return `$${grouped(Number(whole))}.${part.replace(/(?<=\d{2})0+$/, '')}`;
}

/** `412 ms`, `4.2 s`, `1 min 12 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  const seconds = ms / 1_000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${grouped(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** How long a run was worked; null before it began. */
export function workedWords(seconds: number | null): string | null {
  return seconds === null ? null : duration(seconds * 1_000);
}

/** How long it took, or has taken until now; null before it began. */
export function timeTaken(
  { begunAt, endedAt }: { begunAt: string | null; endedAt: string | null },
  now: string,
): string | null {
  if (begunAt === null) return null;
  return duration(Date.parse(endedAt ?? now) - Date.parse(begunAt));
}

/** What was asked and what it came to, in one line. */
export function spentWords(spent: Spent): string {
  if (spent.questions + spent.reused === 0) return 'No question was put to any service';
  const tokens = spent.inputTokens + spent.outputTokens;
  const reused = spent.reused === 0 ? '' : ` · ${grouped(spent.reused)} answered from what was stored`;
  return `${counted(spent.questions, 'question')} sent${reused} · ${counted(tokens, 'token')} · ${money(spent.costMicros)}`;
}
