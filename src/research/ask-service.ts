/**
 * Asks services on behalf of a step. Every question is written down before it is sent, under a hold on its budget, and
 * sent only if the most it can come to is covered; an answer that is known is used again and costs nothing.
 */
import { setTimeout as pauseFor } from 'node:timers/promises';
import { AppError } from '#domain/errors.ts';
import {
  type AskService,
  BudgetSpent,
  type ExchangeAnswer,
  type ExchangeKind,
  type ExchangeQuestion,
  RETRYABLE_FAULTS,
} from '#domain/exchange.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import {
  completeExchange,
  findKnownAnswer,
  holdBudget,
  insertExchange,
  insertReusedExchange,
  sumSpent,
} from '#store/exchanges.ts';
import type { ClaimedStep } from './claim-step.ts';
import type { StepContext } from './step-work.ts';

/** Waits so many milliseconds, or less when the signal is aborted; then it throws. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** What asking needs; tests bring a pause that does not take long. */
export type AskDeps = { readonly clock: Clock; readonly newId: NewId; readonly pause: Pause };

/** The pause of real time. */
export const realPause: Pause = async (ms, signal) => {
  await pauseFor(ms, undefined, { signal });
};

/** How often a question is sent, and how long is waited in between altogether. */
const MOST_TRIES = 3;
const LONGEST_WAITS_S = 60;
/** Seconds before the second try and the third when the service names none. */
const WAITS_S = [2, 8];

const DAY_MS = 86_400_000;
/** How long an answer is as good as a new one: what a model says of the same text, and what the web has, which changes. */
const KNOWN_FOR_MS: Readonly<Record<ExchangeKind, number>> = { model: 3_650 * DAY_MS, search: DAY_MS };

/** The way of a step to services. Throws {@link BudgetSpent}, and what `perform` throws, such as for an aborted signal. */
export function askService(
  store: Store,
  deps: AskDeps,
  held: ClaimedStep,
  { signal, log }: Pick<StepContext, 'signal' | 'log'>,
): AskService {
  return async (question, perform) => {
    let waitedS = 0;
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      const opened = await store.write((tx) => openExchange(tx, deps, held, question));
      if (opened.kind === 'known') return opened.answer;
      // What it throws leaves the question without an answer, and that counts as the most it can have come to.
      const answer = await perform(signal);
      await store.write((tx) => completeExchange(tx, opened.id, answer, nowIso(deps.clock)));
      const waitS = secondsToWait(answer, tries);
      if (waitS === null || waitedS + waitS > LONGEST_WAITS_S) return answer;
      waitedS += waitS;
      await log(
        `${question.service}, ${question.purpose}: ${faultOf(answer)} Asked again in ${waitS} s.`,
        'warning',
      );
      await deps.pause(waitS * 1_000, signal);
    }
  };
}

type Opened =
  | { readonly kind: 'known'; readonly answer: ExchangeAnswer }
  | { readonly kind: 'asked'; readonly id: string };

async function openExchange(
  tx: WriteTx,
  deps: AskDeps,
  held: ClaimedStep,
  question: ExchangeQuestion,
): Promise<Opened> {
  await holdBudget(tx, held.owner);
  const { run, step, attempt } = held;
  const asker = { id: deps.newId(), run, step, attempt };
  const at = nowIso(deps.clock);
  const since = new Date(deps.clock().getTime() - KNOWN_FOR_MS[question.kind]).toISOString();
  const known = await findKnownAnswer(tx, question.requestHash, since);
  if (known !== undefined) {
    await insertReusedExchange(tx, asker, question, known.id, at);
    return { kind: 'known', answer: known.answer };
  }
  await assertCovered(tx, held, question, at);
  await insertExchange(tx, asker, question, at);
  return { kind: 'asked', id: asker.id };
}

/** Throws {@link BudgetSpent} when the most that the question can come to is more than what is left. */
async function assertCovered(
  tx: WriteTx,
  { budget, owner, endsAt }: ClaimedStep,
  { kind, service, reserve }: ExchangeQuestion,
  at: string,
): Promise<void> {
  if (endsAt !== null && at >= endsAt) throw new BudgetSpent('time');
  if (budget.tokens === null && budget.costMicros === null) return;
  if (budget.costMicros !== null && reserve.costMicros === null) throw noPrice(service, kind);
  const spent = await sumSpent(tx, owner);
  const tokens = spent.inputTokens + spent.outputTokens + spent.reservedTokens + (reserve.tokens ?? 0);
  if (budget.tokens !== null && tokens > budget.tokens) throw new BudgetSpent('tokens');
  const costMicros = spent.costMicros + spent.reservedCostMicros + (reserve.costMicros ?? 0);
  if (budget.costMicros !== null && costMicros > budget.costMicros) throw new BudgetSpent('money');
}

/** What cannot be reckoned cannot be kept within bounds. */
function noPrice(service: string, kind: ExchangeKind): AppError {
  const field = kind === 'model' ? 'REGATLAS_MODEL_PRICE' : 'REGATLAS_SEARCH_PRICE';
  const also =
    kind === 'model'
      ? '0/0 for a model that costs nothing'
      : '0 for a provider that costs nothing, and REGATLAS_MODEL_PRICE where the model searches';
  return new AppError(
    'setting-invalid',
    `A budget of money cannot be kept: the price of ${service} is not known.`,
    {
      place: { field },
      remedy: `Set ${field}, ${also}, or give a budget of tokens or time.`,
    },
  );
}

/** Seconds until it is asked again; null when that would be of no use. */
function secondsToWait(answer: ExchangeAnswer, tries: number): number | null {
  if (answer.kind === 'answer' || tries >= MOST_TRIES) return null;
  if (!RETRYABLE_FAULTS.includes(answer.fault)) return null;
  return Math.max(0, answer.retryAfterSeconds ?? WAITS_S[tries - 1] ?? 0);
}

function faultOf(answer: ExchangeAnswer): string {
  return answer.kind === 'fault' ? answer.message : '';
}
