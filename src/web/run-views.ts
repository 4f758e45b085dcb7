/**
 * What the pages of runs and batches are given. Whatever a step kept is handed over as it was stored; null stands for
 * what is not there yet, or can no longer be read.
 */
import type { ExchangeFault, ExchangeKind } from '#domain/exchange.ts';
import type { AnalystKind, LogLevel, RunRequest, RunState, RunStep } from '#domain/run.ts';
import type { BaseResearchOutput, ComparisonOutput, SynthesisOutput } from '#domain/step-output.ts';
import type { Topic } from '#domain/topic.ts';
import type { BatchRuns } from '#research/present-batch.ts';
import type { JurisdictionName } from './views.ts';

/** What runs have used. `costMicros` are millionths of a US dollar; null when the price of something is not known. */
export type Spent = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number | null;
  /** Questions that were sent. */
  readonly questions: number;
  /** Questions that were answered from what was stored: nothing was sent and nothing charged. */
  readonly reused: number;
};

/** The draft a run made, or the version that said exactly the same before. */
export type DraftLink = { readonly analysis: number; readonly version: number };

/** One run in a list. Instants are ISO 8601, UTC. */
export type RunItem = {
  readonly number: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly analyst: AnalystKind;
  readonly batch: number | null;
  readonly state: RunState;
  /** True while it waits for its turn in a batch. */
  readonly isWaiting: boolean;
  /** Of the step that decided the state. */
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly endedAt: string | null;
  /** That its steps were worked; null before the first began. */
  readonly seconds: number | null;
  readonly spent: Spent;
  readonly draft: DraftLink | null;
};

/** What the list of runs was asked for; empty members do not filter. */
export type RunQuery = {
  readonly state: string;
  readonly topic: string;
  readonly jurisdiction: string;
  readonly analyst: string;
  readonly batch: string;
  readonly page: number;
};

/** The list of runs. `totals` are over all that pass the filter, `stored` counts all there are. */
export type RunListView = {
  readonly query: RunQuery;
  readonly items: readonly RunItem[];
  readonly total: number;
  readonly stored: number;
  readonly totals: Spent;
  readonly pageSize: number;
  readonly jurisdictions: readonly JurisdictionName[];
  readonly topics: readonly Topic[];
};

/** The form for a run or batch as it was filled in. */
export type RunForm = {
  readonly jurisdiction: string;
  /** Codes; of a batch. */
  readonly jurisdictions: readonly string[];
  readonly topic: string;
  readonly analyst: string;
  readonly web: boolean;
  readonly urls: string;
  readonly sitemaps: string;
  readonly tokens: string;
  readonly dollars: string;
  readonly seconds: string;
  readonly repairs: string;
  readonly concurrency: string;
};

/** The page with that form. */
export type RunNewView = {
  readonly form: RunForm;
  readonly problem: string | null;
  readonly jurisdictions: readonly JurisdictionName[];
  readonly topics: readonly Topic[];
  /** Name of the model that is set up; null without one. */
  readonly model: string | null;
  /** Names of the search providers that are set up. */
  readonly searches: readonly string[];
};

/** One attempt at a step that ended. */
export type AttemptItem = {
  readonly attempt: number;
  readonly state: RunState;
  readonly reason: string | null;
  readonly begunAt: string;
  readonly endedAt: string;
  readonly hasOutput: boolean;
};

/** A step as it stands, with what its last attempt kept. `begunAt` null before the first attempt. */
export type StepOf<S extends RunStep, Output> = {
  readonly step: S;
  readonly state: RunState;
  /** 0 before the first. */
  readonly attempt: number;
  readonly reason: string | null;
  readonly begunAt: string | null;
  /** Null while it runs. */
  readonly endedAt: string | null;
  /** Oldest first. */
  readonly attempts: readonly AttemptItem[];
  readonly output: Output | null;
  readonly mayRunAgain: boolean;
};

/** See {@link StepOf}. */
export type StepView =
  | StepOf<'base-research', BaseResearchOutput>
  | StepOf<'comparison-analysis', ComparisonOutput>
  | StepOf<'blended-synthesis', SynthesisOutput>;

/** One exchange in the table. */
export type ExchangeItem = {
  readonly id: string;
  readonly step: RunStep;
  readonly attempt: number;
  readonly kind: ExchangeKind;
  readonly service: string;
  readonly purpose: string;
  readonly state: 'asked' | 'answered' | 'failed';
  readonly status: number | null;
  readonly fault: ExchangeFault | null;
  readonly message: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costMicros: number | null;
  /** Id of the exchange whose answer was used again. */
  readonly reused: string | null;
  readonly askedAt: string;
  readonly answeredAt: string | null;
};

/** A line of the log. */
export type LogLine = {
  readonly id: number;
  readonly step: RunStep;
  readonly attempt: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly at: string;
};

/** A run with everything that its page shows. */
export type RunView = RunItem & {
  readonly request: RunRequest;
  /** Somebody asked for it to stop, and it has not yet. */
  readonly isStopping: boolean;
  readonly steps: readonly StepView[];
  readonly exchanges: readonly ExchangeItem[];
  /** The newest lines, oldest first. */
  readonly log: readonly LogLine[];
  readonly logCount: number;
  /** Numbers of stored sources by the SHA-256 of their bytes. */
  readonly sourceOf: ReadonlyMap<string, number>;
  readonly now: string;
};

/** An exchange with what was sent and what came back, both as text and cut where they are long. */
export type ExchangeView = ExchangeItem & {
  readonly run: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly requestHash: string;
  readonly request: string;
  readonly response: string | null;
  /** Characters there are, shown or not. */
  readonly lengths: { readonly request: number; readonly response: number };
};

/** A batch in a list. */
export type BatchItem = {
  readonly number: number;
  readonly topic: Topic;
  readonly request: RunRequest;
  readonly concurrency: number;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** Null while a run of it runs or waits. */
  readonly endedAt: string | null;
  /** From the first run's begin to the last one's end, or until now; null before the first begins. */
  readonly seconds: number | null;
  readonly runs: BatchRuns;
  readonly spent: Spent;
  /** Why no further run of it is begun; null while nothing stopped it. */
  readonly stop: { readonly words: string; readonly by: string; readonly at: string } | null;
};

/** The list of batches, newest first. */
export type BatchListView = {
  readonly items: readonly BatchItem[];
  /** Number to go on behind; null on the last page. */
  readonly older: number | null;
};

/** A batch with a page of its runs. */
export type BatchView = BatchItem & {
  readonly items: readonly RunItem[];
  /** What the runs are filtered by; empty for all. */
  readonly state: string;
  readonly page: number;
  readonly pageSize: number;
  /** Runs that pass the filter. */
  readonly shown: number;
};
