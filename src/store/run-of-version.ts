/** The run that made a version. */
import { sql } from 'kysely';
import type { AnalystKind } from '#domain/run.ts';
import type { ReadTx } from './connect.ts';

/** See the module comment. `sources`: how many its draft rests on; null where it was not kept. */
export type MakingRun = {
  readonly run: number;
  readonly analyst: AnalystKind;
  readonly sources: number | null;
};

/** Undefined for a version that no run of this installation made. */
export async function findMakingRun(tx: ReadTx, versionId: string): Promise<MakingRun | undefined> {
  const { rows } = await sql<MakingRun>`
    select r.number as run, r.analyst,
           (select json_array_length(d.output -> 'brief' -> 'sources') from run_result d
             where d.run = r.number and d.step = 'base-research' and d.output is not null
               and json_typeof(d.output -> 'brief' -> 'sources') = 'array'
             order by d.attempt desc limit 1) as sources
      from version_cause c
      join run r on r.number = c.run
     where c.version = ${versionId}
     order by r.number desc limit 1`.execute(tx);
  return rows[0];
}

/** Whether this actor had a run that made the version done again, before it was made. */
export async function hasRepeatedRun(tx: ReadTx, versionId: string, actor: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from version_cause c
        join analysis_version v on v.id = c.version
        join audit_event e on e.subject = 'run:' || c.run
       where c.version = ${versionId} and c.run is not null
         and e.action = 'run.repeated' and e.actor = ${actor} and e.at <= v.recorded_at) as found`.execute(
    tx,
  );
  return rows[0]?.found === true;
}
