/**
 * What there is in a cell that a draft is to be compared with: the page it will follow, other pages, drafts of other runs,
 * and what stored sources say of the status. The bundled example is invented: no draft follows it or takes from it.
 */
import { sql } from 'kysely';
import { baseResearchOutputSchema } from '#domain/step-output.ts';
import type { ReadTx } from './connect.ts';
import type { Cell } from './current-versions.ts';
import { isCurrentReading, type StoredSignal, signalColumns, signalTables } from './signals.ts';

/** Number of the analysis that a new version of the cell belongs to: the Live one, else the one written last. */
export async function findPageToFollow(tx: ReadTx, cell: Cell): Promise<number | undefined> {
  const { rows } = await sql<{ analysis: number }>`
    select v.analysis
      from analysis_version v join version_state s on s.version = v.id
     where v.jurisdiction = ${cell.jurisdiction} and v.topic = ${cell.topic} and ${isNoExample()}
     order by (s.stage = 'Live') desc, v.recorded_at desc, v.analysis desc
     limit 1`.execute(tx);
  return rows[0]?.analysis;
}

/** Id of the Live version of the cell; undefined while there is none. */
export async function findLiveVersion(tx: ReadTx, cell: Cell): Promise<string | undefined> {
  const { rows } = await sql<{ version: string }>`
    select v.id as version
      from analysis_version v join version_state s on s.version = v.id
     where v.jurisdiction = ${cell.jurisdiction} and v.topic = ${cell.topic} and s.stage = 'Live'
       and ${isNoExample()}`.execute(tx);
  return rows[0]?.version;
}

/** True of a version `v` whose page was not loaded as the bundled example, whoever edited it since. */
function isNoExample() {
  return sql<boolean>`not exists (
    select from analysis_version e where e.analysis = v.analysis and e.origin = 'example')`;
}

/** Ids of the newest versions of the other analyses of the cell, the one written last first. */
export async function listOtherPages(
  tx: ReadTx,
  cell: Cell,
  analysis: number,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select v.id from analysis_version v
     where v.jurisdiction = ${cell.jurisdiction} and v.topic = ${cell.topic} and v.analysis <> ${analysis}
       and ${isNoExample()}
       and not exists (select from analysis_version newer where newer.analysis = v.analysis and newer.number > v.number)
     order by v.recorded_at desc, v.analysis desc
     limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** A draft that a run made, as its first step left it. */
export type RunDraft = {
  readonly run: number;
  readonly output: ReturnType<typeof baseResearchOutputSchema.parse>;
};

/** The newest drafts of other runs of the cell, newest first; runs that abstained made none. */
export async function listRunDrafts(
  tx: ReadTx,
  cell: Cell,
  except: number,
  limit: number,
): Promise<RunDraft[]> {
  const { rows } = await sql<{ run: number; output: unknown }>`
    select r.number as run, last.output
      from run r
      join lateral (
        select output, state from run_result
         where run = r.number and step = 'base-research'
         order by attempt desc limit 1) last on last.state in ('Completed', 'Completed with findings')
     where r.jurisdiction = ${cell.jurisdiction} and r.topic = ${cell.topic} and r.number <> ${except}
     order by r.number desc
     limit ${limit}`.execute(tx);
  return rows.flatMap(({ run, output }) => {
    // Written by an earlier release it may have another shape; then it is no draft that could be compared.
    const parsed = baseResearchOutputSchema.safeParse(output);
    return parsed.success && parsed.data.content !== null ? [{ run, output: parsed.data }] : [];
  });
}

/** What sources about some jurisdiction say of the status of the cell; the source added last first, in its order. */
export async function listCellSignals(tx: ReadTx, cell: Cell, limit: number): Promise<StoredSignal[]> {
  const { rows } = await sql<StoredSignal>`
    select ${signalColumns()} from ${signalTables()}
     where g.jurisdiction = ${cell.jurisdiction} and g.topic = ${cell.topic} and ${isCurrentReading()}
       and g.status is not null
       and exists (select from source_jurisdiction j where j.source = s.id)
     order by s.id desc, g.position, g.id
     limit ${limit}`.execute(tx);
  return rows;
}
