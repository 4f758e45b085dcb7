/**
 * Jurisdictions and topics in the database: a copy of `data/`, so that foreign keys can hold. The files are the truth;
 * every start writes them again, and a status value that is in use cannot be taken away.
 */
import { sql } from 'kysely';
import { AppError } from '#domain/errors.ts';
import { type Jurisdiction, jurisdictionSchema } from '#domain/jurisdiction.ts';
import { type Topic, topicSchema } from '#domain/topic.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** The vocabulary that everything else refers to. */
export type ReferenceData = {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly topics: readonly Topic[];
};

/** Writes the reference data where it differs from what is stored; true when anything changed. */
export async function syncReferenceData(tx: WriteTx, data: ReferenceData): Promise<boolean> {
  const stored = await readReferenceDataRows(tx);
  if (JSON.stringify(stored) === JSON.stringify(sortReferenceData(data))) return false;
  await syncJurisdictions(tx, data.jurisdictions);
  await syncTopics(tx, data.topics);
  return true;
}

/** The stored reference data, jurisdictions by code and topics by position. */
export async function readReferenceDataRows(tx: ReadTx): Promise<ReferenceData> {
  const jurisdictions = await tx.selectFrom('jurisdiction').select('facts').orderBy('code').execute();
  const topics = await tx.selectFrom('topic').select('definition').orderBy('position').execute();
  return {
    jurisdictions: jurisdictions.map((row) => jurisdictionSchema.parse(row.facts)),
    topics: topics.map((row) => topicSchema.parse(row.definition)),
  };
}

function sortReferenceData(data: ReferenceData): ReferenceData {
  return {
    jurisdictions: [...data.jurisdictions]
      .map((one) => jurisdictionSchema.parse(one))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    topics: [...data.topics].map((one) => topicSchema.parse(one)).sort((a, b) => a.position - b.position),
  };
}

async function syncJurisdictions(tx: WriteTx, jurisdictions: readonly Jurisdiction[]): Promise<void> {
  const rows = jurisdictions.map((one) => ({
    code: one.code,
    kind: one.kind,
    official_name: one.officialName,
    everyday_name: one.everydayName,
    facts: JSON.stringify(one),
  }));
  if (rows.length === 0) return;
  await tx
    .insertInto('jurisdiction')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((eb) => ({
        kind: eb.ref('excluded.kind'),
        official_name: eb.ref('excluded.official_name'),
        everyday_name: eb.ref('excluded.everyday_name'),
        facts: eb.ref('excluded.facts'),
      })),
    )
    .execute();
}

async function syncTopics(tx: WriteTx, topics: readonly Topic[]): Promise<void> {
  for (const topic of topics) {
    await tx
      .insertInto('topic')
      .values({
        key: topic.key,
        title: topic.title,
        position: topic.position,
        review_interval_days: topic.reviewIntervalDays,
        definition: JSON.stringify(topic),
      })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((eb) => ({
          title: eb.ref('excluded.title'),
          position: eb.ref('excluded.position'),
          review_interval_days: eb.ref('excluded.review_interval_days'),
          definition: eb.ref('excluded.definition'),
        })),
      )
      .execute();
    await syncStatuses(tx, topic);
  }
}

async function syncStatuses(tx: WriteTx, topic: Topic): Promise<void> {
  const rows = topic.statuses.map((status, position) => ({
    topic: topic.key,
    value: status.value,
    label: status.label,
    position,
    rank: status.order,
  }));
  await tx
    .insertInto('topic_status')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['topic', 'value']).doUpdateSet((eb) => ({
        label: eb.ref('excluded.label'),
        position: eb.ref('excluded.position'),
        rank: eb.ref('excluded.rank'),
      })),
    )
    .execute();
  const kept = topic.statuses.map((status) => status.value);
  const inUse = await tx
    .selectFrom('analysis_version')
    .select('status')
    .where('topic', '=', topic.key)
    .where('status', 'not in', kept)
    .limit(1)
    .executeTakeFirst();
  if (inUse !== undefined) {
    throw new AppError(
      'conflict',
      `the codebook no longer has the status ${inUse.status}, which versions use`,
      {
        place: { file: `data/codebook (${topic.key})` },
        remedy: 'Put the value back; a scale may grow, but a value in use stays.',
      },
    );
  }
  await sql`delete from topic_status where topic = ${topic.key} and value <> all (${kept})`.execute(tx);
}

/** Names by which a page of this cell is headed; null for what does not exist. */
export async function readCellNames(
  tx: ReadTx,
  cell: { readonly jurisdiction: string; readonly topic: string },
): Promise<{ readonly jurisdiction: string | null; readonly topic: string | null }> {
  const { rows } = await sql<{ jurisdiction: string | null; topic: string | null }>`
    select (select everyday_name from jurisdiction where code = ${cell.jurisdiction}) as jurisdiction,
           (select title from topic where key = ${cell.topic}) as topic`.execute(tx);
  return rows[0] ?? { jurisdiction: null, topic: null };
}

/** The values of a topic's scale in its order; empty for a topic that does not exist. */
export async function listStatusValues(tx: ReadTx, topic: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('topic_status')
    .select('value')
    .where('topic', '=', topic)
    .orderBy('position')
    .execute();
  return rows.map(({ value }) => value);
}
