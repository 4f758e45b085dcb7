/** Signals held against versions: the pair has one answer, which is kept and never changes. */
import { sql } from 'kysely';
import type { SignalRelation } from '#domain/signal.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import type { Cell } from './current-versions.ts';
import { isCurrentReading, type StoredSignal, signalColumns, signalTables } from './signals.ts';

/**
 * Signals that speak of the version's cell and were not held against it yet, oldest first. A source about no
 * jurisdiction (a teaching text) is held against a page only if the page names it by its hash.
 */
export async function listUnrelatedSignals(
  tx: ReadTx,
  version: Cell & { readonly id: string },
  limit: number,
): Promise<StoredSignal[]> {
  const { rows } = await sql<StoredSignal>`
    select ${signalColumns()} from ${signalTables()}
     where g.jurisdiction = ${version.jurisdiction} and g.topic = ${version.topic} and ${isCurrentReading()}
       and not exists (select from signal_relation r where r.signal = g.id and r.version = ${version.id})
       and (exists (select from source_jurisdiction j where j.source = s.id)
            or exists (select from analysis_version v
                        where v.id = ${version.id} and position(t.snapshot::text in v.content::text) > 0))
     order by g.id
     limit ${limit}`.execute(tx);
  return rows;
}

/** Keeps how a signal stands to a version. */
export async function appendRelation(
  tx: WriteTx,
  pair: { readonly signal: number; readonly version: string; readonly at: string },
  relation: SignalRelation,
): Promise<void> {
  await tx
    .insertInto('signal_relation')
    .values({
      signal: pair.signal,
      version: pair.version,
      relation: relation.relation,
      place: relation.page === null ? null : JSON.stringify(relation.page.place),
      words: relation.page?.words ?? null,
      reasons: JSON.stringify(relation.reasons),
      related_at: pair.at,
    })
    .execute();
}
