/** What runs cost, for tables: one row for each run with its draft, its time and what was asked of services. */
import { type RawBuilder, sql } from 'kysely';
import type { AnalystKind, RunState } from '#domain/run.ts';
import type { ReadTx } from './connect.ts';
import { NEVER_CHARGED } from './exchanges.ts';

/** What was asked of services and what it came to. */
export type RunCosts = {
  /** Questions that were sent. */
  readonly asked: number;
  /** Questions whose answer was known from before; nothing was sent and nothing charged. */
  readonly reused: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar; null as soon as the price of one question that may have been charged is not known. */
  readonly costMicros: number | null;
};

/** A run in the table. Instants are ISO 8601, UTC. */
export type RunCostRow = RunCosts & {
  readonly number: number;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly analyst: AnalystKind;
  readonly batch: number | null;
  readonly state: RunState;
  /** False while a run of a batch waits for its turn. */
  readonly isSent: boolean;
  /** The draft it made, or the version that said exactly the same before. */
  readonly analysis: number | null;
  readonly version: number | null;
  /** Why it ended as it did, or what its last step says; null when there is nothing to say. */
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly endedAt: string | null;
  /** Seconds that its steps were worked, all attempts together; null before the first begins. */
  readonly seconds: number | null;
  /** Services that were asked, by name. */
  readonly services: readonly string[];
};

/** Which runs: all of them without any of these. */
export type RunCostFilter = {
  readonly number?: number;
  readonly state?: RunState;
  readonly batch?: number;
  readonly jurisdiction?: string;
  readonly topic?: string;
  readonly analyst?: AnalystKind;
};

const COST_IS_OPEN = sql<boolean>`(e.reused is null and e.cost_micros is null and (e.fault is null
  or e.fault <> all (${[...NEVER_CHARGED]}::text[])))`;

const COSTS = sql`
  count(*) filter (where e.reused is null)::int as asked,
  count(*) filter (where e.reused is not null)::int as reused,
  coalesce(sum(e.input_tokens) filter (where e.reused is null), 0)::float8 as "inputTokens",
  coalesce(sum(e.output_tokens) filter (where e.reused is null), 0)::float8 as "outputTokens",
  case when bool_or(${COST_IS_OPEN}) then null
       else coalesce(sum(e.cost_micros) filter (where e.reused is null), 0)::float8 end as "costMicros"`;

/** The newest runs that match, newest first. `now` is the present, for steps that still run. */
export async function listRunCosts(
  tx: ReadTx,
  filter: RunCostFilter,
  page: { readonly limit: number; readonly offset?: number; readonly now: string },
): Promise<RunCostRow[]> {
  const { rows } = await sql<RunCostRow>`
    select r.number, r.jurisdiction, r.topic, r.analyst, r.batch, s.state, s.is_sent as "isSent",
           v.analysis, v.number as version,
           (select p.reason from run_step p
             where p.run = r.number and p.state = s.state and p.reason is not null
             order by p.changed_at desc limit 1) as reason,
           r.requested_by as "requestedBy", r.requested_at as "requestedAt", s.ended_at as "endedAt",
           t.seconds, c.asked, c.reused, c."inputTokens", c."outputTokens", c."costMicros", c.services
      from run r
      join run_state s on s.run = r.number
      left join analysis_version v on v.id = s.version
      cross join lateral (
        select ${COSTS}, coalesce(array_agg(distinct e.service) filter (where e.service is not null), '{}') as services
          from run_exchange e where e.run = r.number) c
      cross join lateral (
        select sum(seconds)::float8 as seconds from (
          select extract(epoch from d.ended_at - d.started_at) as seconds from run_result d where d.run = r.number
          union all
          select extract(epoch from ${page.now}::timestamptz - max(b.started_at))
            from run_step p join run_attempt b on (b.run, b.step, b.attempt) = (p.run, p.step, p.attempt)
           where p.run = r.number and p.state = 'Running'
           group by p.step) worked) t
     where ${matches(filter)}
     order by r.number desc
     limit ${page.limit} offset ${page.offset ?? 0}`.execute(tx);
  return rows;
}

/** How many runs match. */
export async function countRunCosts(tx: ReadTx, filter: RunCostFilter): Promise<number> {
  const { rows } = await sql<{ runs: number }>`
    select count(*)::int as runs from run r join run_state s on s.run = r.number where ${matches(filter)}`.execute(
    tx,
  );
  return rows[0]?.runs ?? 0;
}

/** What all runs that match came to. */
export async function sumRunCosts(tx: ReadTx, filter: RunCostFilter): Promise<RunCosts> {
  const { rows } = await sql<RunCosts>`
    select ${COSTS}
      from run_exchange e
      join run r on r.number = e.run
      join run_state s on s.run = e.run
     where ${matches(filter)}`.execute(tx);
  const [sum] = rows;
  if (sum === undefined) throw new Error('a sum without groups is one row');
  return sum;
}

function matches({ number, state, batch, jurisdiction, topic, analyst }: RunCostFilter): RawBuilder<boolean> {
  const parts = [sql`true`];
  if (number !== undefined) parts.push(sql`r.number = ${number}`);
  if (state !== undefined) parts.push(sql`s.state = ${state}`);
  if (batch !== undefined) parts.push(sql`r.batch = ${batch}`);
  if (jurisdiction !== undefined) parts.push(sql`r.jurisdiction = ${jurisdiction}`);
  if (topic !== undefined) parts.push(sql`r.topic = ${topic}`);
  if (analyst !== undefined) parts.push(sql`r.analyst = ${analyst}`);
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}
