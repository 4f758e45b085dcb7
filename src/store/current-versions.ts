/** Which versions stand for a cell at present: its Live one, and while there is none the newest of each analysis. */
import { type RawBuilder, sql } from 'kysely';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { ReadTx } from './connect.ts';

/** A jurisdiction × topic. */
export type Cell = { readonly jurisdiction: string; readonly topic: string };

/** A version that stands for its cell. */
export type CurrentVersion = {
  readonly id: string;
  readonly analysis: number;
  readonly number: number;
  readonly contentHash: string;
  readonly content: AnalysisContent;
};

/** Condition on `analysis_version v` joined with `version_state state`. */
export function isCurrent(): RawBuilder<boolean> {
  return sql<boolean>`(state.stage = 'Live' or (
    not exists (select from version_state live
                 where live.jurisdiction = v.jurisdiction and live.topic = v.topic and live.stage = 'Live')
    and not exists (select from analysis_version later
                     where later.analysis = v.analysis and later.number > v.number)))`;
}

/** The current versions of a cell, by analysis. */
export async function listCurrentVersions(tx: ReadTx, cell: Cell): Promise<CurrentVersion[]> {
  const { rows } = await sql<CurrentVersion>`
    select v.id, v.analysis, v.number, v.content_hash as "contentHash", v.content
      from analysis_version v join version_state state on state.version = v.id
     where v.jurisdiction = ${cell.jurisdiction} and v.topic = ${cell.topic} and ${isCurrent()}
     order by v.analysis, v.number`.execute(tx);
  return rows;
}
