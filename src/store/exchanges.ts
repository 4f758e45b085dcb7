/**
 * Exchanges of runs with services that cost something: written before the question is sent, completed once. What a
 * budget has left is reckoned here, under a hold on the row that the budget belongs to, so that no two questions are
 * asked for the same rest.
 */
import { sql } from 'kysely';
import type { ExchangeAnswer, ExchangeFault, ExchangeKind, ExchangeQuestion } from '#domain/exchange.ts';
import { NO_BUDGET, type RunBudget, type RunStep } from '#domain/run.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { storableText } from './storable-text.ts';

/** Whose budget: a run of its own, or all runs of a batch. */
export type BudgetOwner = { readonly run: number } | { readonly batch: number };

/** What was asked, and what came of it. `raw` is what went over the wire; of a reused one, that of the first. */
export type ExchangeRecord = {
  readonly id: string;
  readonly run: number;
  readonly step: RunStep;
  readonly attempt: number;
  readonly kind: ExchangeKind;
  readonly service: string;
  readonly purpose: string;
  readonly requestHash: string;
  readonly request: unknown;
  /** asked: no answer is known, which it never had or which was lost with its worker. */
  readonly state: 'asked' | 'answered' | 'failed';
  readonly reservedTokens: number | null;
  readonly reservedCostMicros: number | null;
  readonly status: number | null;
  readonly raw: string | null;
  readonly fault: ExchangeFault | null;
  readonly message: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costMicros: number | null;
  /** The exchange whose answer was used again; then nothing was sent and nothing charged. */
  readonly reused: string | null;
  readonly askedAt: string;
  readonly answeredAt: string | null;
};

/** One in a list, without what was sent and what came back. */
export type ExchangeSummary = Omit<ExchangeRecord, 'request' | 'raw'>;

/** What was spent, as far as it is known, and what has to be reckoned with beside it. Costs are millionths of a dollar. */
export type Spent = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: number;
  /** Of questions whose tokens are not known, the most they can have come to. */
  readonly reservedTokens: number;
  readonly reservedCostMicros: number;
  /** Questions that were sent; one asked three times counts three times. */
  readonly questions: number;
  /** Answers that were known before and used again. */
  readonly reused: number;
  /** Questions sent whose cost nobody knows: neither told nor reserved. */
  readonly unpriced: number;
};

/** Faults that come before anything is worked out, so that nothing is charged for them. */
export const NEVER_CHARGED: readonly ExchangeFault[] = [
  'key-refused',
  'rate-limited',
  'unreachable',
  'rejected',
  'context-overflow',
];

/** Keeps other questions of the same budget waiting until the transaction ends. */
export async function holdBudget(tx: WriteTx, owner: BudgetOwner): Promise<void> {
  // Weaker than the lock of an update, so that rows that refer to it can be written meanwhile.
  if ('batch' in owner) {
    await sql`select from run_batch where number = ${owner.batch} for no key update`.execute(tx);
  } else {
    await sql`select from run where number = ${owner.run} for no key update`.execute(tx);
  }
}

/** What was spent on behalf of this budget. */
export async function sumSpent(tx: ReadTx, owner: BudgetOwner): Promise<Spent> {
  const whose =
    'batch' in owner
      ? sql`x.run in (select number from run where batch = ${owner.batch})`
      : sql`x.run = ${owner.run}`;
  const { rows } = await sql<Spent>`
    with sent as (
      select x.*, x.fault is not null and x.fault = any (${[...NEVER_CHARGED]}::text[]) as free
        from run_exchange x where ${whose})
    select coalesce(sum(input_tokens), 0)::float8 as "inputTokens",
           coalesce(sum(output_tokens), 0)::float8 as "outputTokens",
           coalesce(sum(cost_micros), 0)::float8 as "costMicros",
           coalesce(sum(reserved_tokens)
             filter (where not free and reused is null and (input_tokens is null or output_tokens is null)), 0)::float8
             as "reservedTokens",
           coalesce(sum(reserved_cost_micros)
             filter (where not free and reused is null and cost_micros is null), 0)::float8 as "reservedCostMicros",
           count(*) filter (where reused is null)::int as questions,
           count(*) filter (where reused is not null)::int as reused,
           count(*) filter (where not free and reused is null and cost_micros is null and reserved_cost_micros is null)::int
             as unpriced
      from sent`.execute(tx);
  return rows[0] ?? NOTHING_SPENT;
}

/** Of a budget that nothing was asked for. */
const NOTHING_SPENT: Spent = {
  ...{ inputTokens: 0, outputTokens: 0, costMicros: 0, reservedTokens: 0, reservedCostMicros: 0 },
  ...{ questions: 0, reused: 0, unpriced: 0 },
};

/** The budget that counts for a run: that of its batch, or its own. */
export async function findBudget(tx: ReadTx, run: number): Promise<RunBudget> {
  const { rows } = await sql<{ budget: RunBudget }>`
    select coalesce(b.request, r.request) -> 'budget' as budget
      from run r left join run_batch b on b.number = r.batch where r.number = ${run}`.execute(tx);
  return rows[0]?.budget ?? NO_BUDGET;
}

/** When the first step for this budget began; null before that. */
export async function findFirstBegun(tx: ReadTx, owner: BudgetOwner): Promise<string | null> {
  const query = tx.selectFrom('run_state').select((eb) => eb.fn.min('first_begun_at').as('at'));
  const row = await ('batch' in owner
    ? query.where('batch', '=', owner.batch)
    : query.where('run', '=', owner.run)
  ).executeTakeFirst();
  return row?.at ?? null;
}

type Asker = { readonly id: string; readonly run: number; readonly step: RunStep; readonly attempt: number };

/** Writes down a question that is about to be asked. */
export async function insertExchange(
  tx: WriteTx,
  asker: Asker,
  question: ExchangeQuestion,
  at: string,
): Promise<void> {
  await tx
    .insertInto('run_exchange')
    .values({
      ...questionRow(asker, question, at),
      state: 'asked',
      reserved_tokens: question.reserve.tokens,
      reserved_cost_micros: question.reserve.costMicros,
    })
    .execute();
}

/** Writes down that a known answer was used again. */
export async function insertReusedExchange(
  tx: WriteTx,
  asker: Asker,
  question: ExchangeQuestion,
  reused: string,
  at: string,
): Promise<void> {
  await tx
    .insertInto('run_exchange')
    .values({
      ...questionRow(asker, question, at),
      state: 'answered',
      reused,
      cost_micros: 0,
      answered_at: at,
    })
    .execute();
}

/** Completes a question with what came back; it can be done once. */
export async function completeExchange(
  tx: WriteTx,
  id: string,
  answer: ExchangeAnswer,
  at: string,
): Promise<void> {
  const fault = answer.kind === 'fault' ? answer : null;
  await tx
    .updateTable('run_exchange')
    .set({
      state: fault === null ? 'answered' : 'failed',
      http_status: answer.status,
      response: answer.raw === null ? null : storableText(answer.raw),
      fault: fault?.fault ?? null,
      message: fault === null ? null : storableText(fault.message),
      input_tokens: answer.inputTokens,
      output_tokens: answer.outputTokens,
      cost_micros: answer.costMicros,
      answered_at: at,
    })
    .where('id', '=', id)
    .execute();
}

/** The newest answer to exactly this question since a moment, whoever asked it; undefined when none is known. */
export async function findKnownAnswer(
  tx: ReadTx,
  requestHash: string,
  since: string,
): Promise<{ readonly id: string; readonly answer: ExchangeAnswer } | undefined> {
  const row = await tx
    .selectFrom('run_exchange')
    .select([
      'id',
      'response as raw',
      'http_status as status',
      'input_tokens as inputTokens',
      'output_tokens as outputTokens',
      'cost_micros as costMicros',
    ])
    .where('request_hash', '=', requestHash)
    .where('state', '=', 'answered')
    .where('reused', 'is', null)
    .where('answered_at', '>=', since)
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.raw === null) return undefined;
  const { id, raw, ...facts } = row;
  return { id, answer: { kind: 'answer', raw, ...facts } };
}

/** What a run asked, in its order. */
export async function listExchanges(tx: ReadTx, run: number): Promise<ExchangeSummary[]> {
  const { rows } = await sql<ExchangeSummary>`
    select ${SUMMARY} from run_exchange x where x.run = ${run} order by x.asked_at, x.id`.execute(tx);
  return rows;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One exchange with what was sent and what came back, or undefined. */
export async function findExchange(tx: ReadTx, id: string): Promise<ExchangeRecord | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await sql<ExchangeRecord>`
    select ${SUMMARY}, x.request, coalesce(x.response, f.response) as raw
      from run_exchange x left join run_exchange f on f.id = x.reused where x.id = ${id}`.execute(tx);
  return rows[0];
}

const SUMMARY = sql`
  x.id, x.run, x.step, x.attempt, x.kind, x.service, x.purpose, x.request_hash as "requestHash", x.state,
  x.reserved_tokens as "reservedTokens", x.reserved_cost_micros as "reservedCostMicros", x.http_status as status,
  x.fault, x.message, x.input_tokens as "inputTokens", x.output_tokens as "outputTokens",
  x.cost_micros as "costMicros", x.reused, x.asked_at as "askedAt", x.answered_at as "answeredAt"`;

function questionRow(asker: Asker, question: ExchangeQuestion, at: string) {
  return {
    ...asker,
    kind: question.kind,
    service: question.service,
    purpose: question.purpose,
    request_hash: question.requestHash,
    request: JSON.stringify(question.request),
    asked_at: at,
  };
}
