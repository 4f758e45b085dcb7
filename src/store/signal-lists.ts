/** Signals as lists show them: each with the current pages it was held against, newest sources first. */
import { sql } from 'kysely';
import type { ConfidenceLevel, EvidenceState } from '#domain/confidence.ts';
import type { SignalRelation, SignalRelationKind } from '#domain/signal.ts';
import type { ReadTx } from './connect.ts';
import { isCurrent } from './current-versions.ts';
import { isCurrentReading, type StoredSignal, signalColumns, signalTables } from './signals.ts';

/** A current page that a signal was held against. A status never travels without its evidence state. */
export type RelatedPage = SignalRelation & {
  readonly analysis: number;
  readonly version: number;
  readonly status: string;
  readonly evidenceState: EvidenceState;
  readonly confidenceLevel: ConfidenceLevel;
};

/** A signal with its pages, by number. */
export type ListedSignal = StoredSignal & { readonly pages: readonly RelatedPage[] };

/** Which signals to list; absent members do not filter. `relation` `none`: held against no page. */
export type SignalFilter = {
  readonly jurisdiction?: string;
  readonly topic?: string;
  readonly relation?: string;
  readonly modality?: string;
  readonly source?: number;
  readonly offset?: number;
  /** At most 500. */
  readonly limit?: number;
};

function currentRelations() {
  return sql`signal_relation r
    join analysis_version v on v.id = r.version
    join version_state state on state.version = v.id
    left join verification checked on checked.id = state.verification
   where r.signal = g.id and ${isCurrent()}`;
}

function conditions(filter: SignalFilter) {
  const all = [isCurrentReading()];
  if (filter.jurisdiction !== undefined) all.push(sql`g.jurisdiction = ${filter.jurisdiction}`);
  if (filter.topic !== undefined) all.push(sql`g.topic = ${filter.topic}`);
  if (filter.modality !== undefined) all.push(sql`g.modality = ${filter.modality}`);
  if (filter.source !== undefined) all.push(sql`s.id = ${filter.source}`);
  if (filter.relation === 'none') all.push(sql`not exists (select from ${currentRelations()})`);
  else if (filter.relation !== undefined) {
    all.push(sql`exists (select from ${currentRelations()} and r.relation = ${filter.relation})`);
  }
  return sql.join(all, sql` and `);
}

/** Signals of the readings that count: those of the source added last come first, within it in reading order. */
export async function listSignals(tx: ReadTx, filter: SignalFilter): Promise<ListedSignal[]> {
  const { rows } = await sql<ListedSignal>`
    select ${signalColumns()},
           (select coalesce(json_agg(json_build_object('analysis', v.analysis, 'version', v.number,
                     'status', v.status, 'evidenceState', coalesce(checked.evidence_state, 'unknown'),
                     'confidenceLevel', coalesce(checked.confidence_level, 'Unknown'), 'relation', r.relation,
                     'page', case when r.place is null then null
                                  else json_build_object('place', r.place, 'words', r.words) end,
                     'reasons', r.reasons) order by v.analysis), '[]')
              from ${currentRelations()}) as pages
      from ${signalTables()}
     where ${conditions(filter)}
     order by s.id desc, g.position, g.id
     offset ${filter.offset ?? 0} limit ${Math.min(filter.limit ?? 50, 500)}`.execute(tx);
  return rows;
}

/** How many signals pass the filter. */
export async function countSignals(tx: ReadTx, filter: SignalFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${signalTables()} where ${conditions(filter)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Jurisdictions that any signal speaks of, by code. */
export async function listSignalJurisdictions(tx: ReadTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('signal')
    .select('jurisdiction')
    .distinct()
    .orderBy('jurisdiction')
    .execute();
  return rows.map((row) => row.jurisdiction);
}

/** A signal held against one version. */
export type HeldSignal = StoredSignal & { readonly relation: SignalRelation };

/** Signals held against the version, those of the source added last first; at most `limit`. */
export async function listHeldSignals(tx: ReadTx, version: string, limit: number): Promise<HeldSignal[]> {
  const { rows } = await sql<HeldSignal>`
    select ${signalColumns()},
           json_build_object('relation', r.relation,
             'page', case when r.place is null then null
                          else json_build_object('place', r.place, 'words', r.words) end,
             'reasons', r.reasons) as relation
      from signal_relation r
      join (${signalTables()}) on g.id = r.signal
     where r.version = ${version} and ${isCurrentReading()}
     order by s.id desc, g.position, g.id
     limit ${limit}`.execute(tx);
  return rows;
}

/** How many signals stand to the version in each relation; kinds without one are left out. */
export async function countHeldSignals(
  tx: ReadTx,
  version: string,
): Promise<Partial<Record<SignalRelationKind, number>>> {
  const { rows } = await sql<{ relation: SignalRelationKind; n: number }>`
    select r.relation, count(*)::int as n
      from signal_relation r join (${signalTables()}) on g.id = r.signal
     where r.version = ${version} and ${isCurrentReading()}
     group by r.relation`.execute(tx);
  return Object.fromEntries(rows.map(({ relation, n }) => [relation, n]));
}
