/**
 * Runs: how a draft of a page comes to be, in three steps. What was asked, what each step did and what it cost is kept;
 * a run counts as completed only when a verified draft exists (product invariant 13).
 */
import * as z from 'zod';
import { filledTextSchema, textSchema } from './text.ts';

/** The steps in their order; each takes what the one before it gave. */
export const RUN_STEPS = ['base-research', 'comparison-analysis', 'blended-synthesis'] as const;

/** See {@link RUN_STEPS}. */
export type RunStep = (typeof RUN_STEPS)[number];

/**
 * States of a step and of a run. Blocked: what it takes is missing. Abstained: the evidence does not suffice for a draft,
 * which is a result. Failed: it was kept from ending, and may be tried again.
 */
export const RUN_STATES = [
  'Blocked',
  'Ready',
  'Running',
  'Completed',
  'Completed with findings',
  'Abstained',
  'Failed',
  'Cancelled',
] as const;

/** See {@link RUN_STATES}. */
export type RunState = (typeof RUN_STATES)[number];

/** States in which a step or run has come to its end; only asking for it again moves it. */
export const ENDED_STATES: readonly RunState[] = [
  'Completed',
  'Completed with findings',
  'Abstained',
  'Failed',
  'Cancelled',
];

/** States after which the next step has what it takes. */
export const COMPLETED_STATES: readonly RunState[] = ['Completed', 'Completed with findings'];

/** True when the step or run has come to its end. */
export function hasEnded(state: RunState): boolean {
  return ENDED_STATES.includes(state);
}

/**
 * What a run is, by its steps in their order: what runs or waits comes first, then how the furthest one ended. A step that
 * waits behind one that abstained, failed or was cancelled is Blocked and says nothing of the run. What any step found
 * stays a finding of a run that is completed.
 */
export function runStateOf(steps: readonly RunState[]): RunState {
  if (steps.includes('Running')) return 'Running';
  if (steps.includes('Ready')) return 'Ready';
  const furthest = steps.findLast((state) => state !== 'Blocked') ?? 'Blocked';
  const hasFindings = furthest === 'Completed' && steps.includes('Completed with findings');
  return hasFindings ? 'Completed with findings' : furthest;
}

/** Who drafts. extractive: rules that quote stored passages, without a model or network. model: a language model. */
export const ANALYST_KINDS = ['extractive', 'model'] as const;

/** See {@link ANALYST_KINDS}. */
export type AnalystKind = (typeof ANALYST_KINDS)[number];

/** Everything about an analyst that decides what it makes of the same material. */
export const analystIdentitySchema = z.strictObject({
  kind: z.enum(ANALYST_KINDS),
  /** Name and number of the rules, or of the prompts. */
  rules: filledTextSchema,
  /** `google:gemini-2.5-flash`; null for rules alone. */
  model: textSchema.nullable(),
});

/** See {@link analystIdentitySchema}. */
export type AnalystIdentity = z.infer<typeof analystIdentitySchema>;

/** Addresses that a run may be given. */
export const MOST_ADDRESSES = 50;

const addressList = z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(MOST_ADDRESSES);

/** What may be spent; null for no bound. Costs are millionths of a US dollar, `seconds` is time since the first step began. */
export const runBudgetSchema = z.strictObject({
  tokens: z.number().int().min(1).nullable(),
  costMicros: z.number().int().min(1).nullable(),
  seconds: z.number().int().min(1).nullable(),
});

/** See {@link runBudgetSchema}. */
export type RunBudget = z.infer<typeof runBudgetSchema>;

/** A budget without bounds. */
export const NO_BUDGET: RunBudget = { tokens: null, costMicros: null, seconds: null };

/** What a run is asked to do, beside jurisdiction and topic. The stored corpus is always searched. */
export const runRequestSchema = z.strictObject({
  analyst: z.enum(ANALYST_KINDS),
  /** Whether the search providers that are set up are asked as well. */
  web: z.boolean(),
  /** Documents to take in, and sitemaps whose pages are looked through for such documents. */
  urls: addressList,
  sitemaps: addressList,
  budget: runBudgetSchema,
  /** How often a sentence that is not borne out goes back to the analyst before it is cut. */
  repairs: z.number().int().min(0).max(5),
});

/** See {@link runRequestSchema}. */
export type RunRequest = z.infer<typeof runRequestSchema>;

/** The request of somebody who only says what is to be researched. */
export const DEFAULT_REQUEST: RunRequest = {
  analyst: 'extractive',
  web: false,
  urls: [],
  sitemaps: [],
  budget: NO_BUDGET,
  repairs: 2,
};

/** A run as it was asked for. `number` is its address. */
export type Run = {
  readonly number: number;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly request: RunRequest;
  /** Number of the batch it belongs to; null for one of its own. */
  readonly batch: number | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
};

/** How a step ended. `output` is a JSON value of the step's own shape; null when there is none. */
export type StepResult = {
  readonly state: Exclude<RunState, 'Blocked' | 'Ready' | 'Running'>;
  /** One or more sentences for a person; null when there is nothing to say beyond the state. */
  readonly reason: string | null;
  readonly output: unknown;
};

/** How much a log line matters. */
export const LOG_LEVELS = ['info', 'warning'] as const;

/** See {@link LOG_LEVELS}. */
export type LogLevel = (typeof LOG_LEVELS)[number];
