/**
 * Which version stands for a page, in one place: of an analysis its Live version, and while it has none its newest one.
 * Of a cell likewise, where a Live version of one analysis leaves nothing for the others to stand for. Lists, exports,
 * search and signals all ask here, so that no two of them can show different versions as the latest.
 */
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

/**
 * Id of the version that stands for an analysis, as an expression. `of` is the alias of its row (`a`), or of a row of
 * one of its versions (`v`). Two index look-ups: a cell has one Live version at most, an analysis one newest.
 */
export function standingVersion(of: 'a' | 'v'): RawBuilder<string> {
  const analysis = sql.ref(of === 'a' ? 'a.number' : 'v.analysis');
  return sql<string>`coalesce(
    (select live.version from version_state live join analysis_version own on own.id = live.version
      where live.jurisdiction = ${sql.ref(`${of}.jurisdiction`)} and live.topic = ${sql.ref(`${of}.topic`)}
        and live.stage = 'Live' and own.analysis = ${analysis}),
    ${newestVersion(analysis)})`;
}

/**
 * For queries over many analyses: all Live versions with their analyses, to be joined once as `l`. Asking for each analysis
 * as {@link standingVersion} does takes twice as long over 16,000 of them.
 */
export function liveVersions(): RawBuilder<{ analysis: number; version: string }> {
  return sql`(select own.analysis, live.version from version_state live
                join analysis_version own on own.id = live.version where live.stage = 'Live')`;
}

/** Id of the version that stands for analysis `a`, given its row `l` of {@link liveVersions} or none. */
export function standingOrLive(): RawBuilder<string> {
  return sql<string>`coalesce(l.version, ${newestVersion(sql.ref('a.number'))})`;
}

/** Ids of the versions of `a` that are kept checked, with `l` as above: what readers see, and what is being worked on. */
export function checkedVersions(): RawBuilder<string[]> {
  return sql<string[]>`array[l.version, ${newestVersion(sql.ref('a.number'))}]`;
}

function newestVersion(analysis: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(select newest.id from analysis_version newest where newest.analysis = ${analysis}
                       order by newest.number desc limit 1)`;
}

/** Condition on `analysis_version v` joined with `version_state state`: the version stands for its cell. */
export function isCurrent(): RawBuilder<boolean> {
  return sql<boolean>`(state.stage = 'Live' or (
    not exists (select from version_state live
                 where live.jurisdiction = v.jurisdiction and live.topic = v.topic and live.stage = 'Live')
    and v.id = ${standingVersion('v')}))`;
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

/** Ids of the versions of this analysis that are kept checked: the standing one and the newest, which may be the same. */
export async function listCheckedVersions(tx: ReadTx, analysis: number): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    select array[${standingVersion('a')}, ${newestVersion(sql.ref('a.number'))}] as ids
      from analysis a where a.number = ${analysis}`.execute(tx);
  return [...new Set(rows[0]?.ids ?? [])];
}
