/**
 * Signals as they were read out of stored texts. A reading is kept whole with the rules that made it; the newest one
 * of the newest text of a snapshot counts, older ones stay.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Signal } from '#domain/signal.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import type { Cell } from './current-versions.ts';
import { insertRows } from './insert-rows.ts';

/** Which rules and vocabulary a text was read with. */
export type ReadingRules = {
  /** Name and number, `regatlas-signals/1`. */
  readonly engine: string;
  /** Over codebook and jurisdictions. */
  readonly referenceHash: string;
};

/** A signal with the source it stands in. */
export type StoredSignal = Signal & {
  readonly id: number;
  readonly sourceId: number;
  readonly sourceTextId: number;
  /** SHA-256 of the snapshot. */
  readonly snapshot: string;
  readonly source: SignalSource;
};

/** What a reader is told of the source of a signal; null means not known. */
export type SignalSource = {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly publishedOn: string | null;
  readonly url: string | null;
};

/** Columns of `signal g` joined with `source_text t` and `source s`, in the shape of {@link StoredSignal}. */
export function signalColumns(): RawBuilder<unknown> {
  return sql`g.id, g.jurisdiction, g.topic, g.status, g.modality, g.speaker, g.speaker_role as "speakerRole",
    g.unconfirmed, g.instrument, g.predicate,
    case when g.when_words is null then null
         else json_build_object('words', g.when_words, 'date', g.when_on) end as "when",
    json_build_object('exact', g.exact, 'prefix', g.prefix, 'suffix', g.suffix) as quote,
    json_build_object('start', g.starts_at, 'end', g.ends_at) as position, g.page, g.tier, g.reasons,
    s.id as "sourceId", t.id as "sourceTextId", t.snapshot,
    json_build_object('title', s.title, 'publisher', s.publisher, 'publishedOn', s.published_on, 'url', s.url) as source`;
}

/** The tables of {@link signalColumns}: `g`, its reading `reading`, `t`, the snapshot `n` and `s`. */
export function signalTables(): RawBuilder<unknown> {
  return sql`signal g
    join signal_reading reading on reading.id = g.reading
    join source_text t on t.id = reading.source_text
    join snapshot n on n.sha256 = t.snapshot
    join source s on s.id = n.source`;
}

/** Condition on the tables of {@link signalTables}: the reading that counts. */
export function isCurrentReading(): RawBuilder<boolean> {
  return sql<boolean>`(
    not exists (select from signal_reading newer where newer.source_text = t.id and newer.id > reading.id)
    and not exists (select from source_text newer where newer.snapshot = t.snapshot and newer.id > t.id))`;
}

/** Keeps a reading of a text with all its signals; false when these rules have read it before. */
export async function appendReading(
  tx: WriteTx,
  reading: ReadingRules & {
    readonly sourceTextId: number;
    readonly signals: readonly Signal[];
    readonly at: string;
  },
): Promise<boolean> {
  const row = await tx
    .insertInto('signal_reading')
    .values({
      source_text: reading.sourceTextId,
      engine: reading.engine,
      reference_hash: reading.referenceHash,
      read_at: reading.at,
    })
    .onConflict((conflict) => conflict.columns(['source_text', 'engine', 'reference_hash']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  await insertSignals(tx, row.id, reading.signals);
  return true;
}

function insertSignals(tx: WriteTx, reading: number, signals: readonly Signal[]): Promise<void> {
  const rows = signals.map((signal, position) => ({
    reading,
    position,
    jurisdiction: signal.jurisdiction,
    topic: signal.topic,
    status: signal.status,
    modality: signal.modality,
    speaker: signal.speaker,
    speaker_role: signal.speakerRole,
    unconfirmed: signal.unconfirmed,
    instrument: signal.instrument,
    predicate: signal.predicate,
    when_words: signal.when?.words ?? null,
    when_on: signal.when?.date ?? null,
    exact: signal.quote.exact,
    prefix: signal.quote.prefix,
    suffix: signal.quote.suffix,
    starts_at: signal.position.start,
    ends_at: signal.position.end,
    page: signal.page,
    tier: signal.tier,
    reasons: JSON.stringify(signal.reasons),
  }));
  return insertRows(rows, (part) => tx.insertInto('signal').values(part).execute());
}

/** Whether these rules have read the text. */
export async function hasReading(tx: ReadTx, sourceTextId: number, rules: ReadingRules): Promise<boolean> {
  const row = await tx
    .selectFrom('signal_reading')
    .select('id')
    .where('source_text', '=', sourceTextId)
    .where('engine', '=', rules.engine)
    .where('reference_hash', '=', rules.referenceHash)
    .executeTakeFirst();
  return row !== undefined;
}

/** Ids above `after` of sources whose newest text these rules have not read; rising, at most `limit`. */
export async function listUnreadSources(
  tx: ReadTx,
  rules: ReadingRules,
  after: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select distinct n.source as id
      from source_text t join snapshot n on n.sha256 = t.snapshot
     where n.source > ${after}
       and not exists (select from source_text newer where newer.snapshot = t.snapshot and newer.id > t.id)
       and not exists (select from signal_reading r
                        where r.source_text = t.id and r.engine = ${rules.engine}
                          and r.reference_hash = ${rules.referenceHash})
     order by n.source
     limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** The cells that the signals of a text speak of, by the reading that counts. */
export async function listSignalCells(tx: ReadTx, sourceTextId: number): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    select distinct g.jurisdiction, g.topic from ${signalTables()}
     where t.id = ${sourceTextId} and ${isCurrentReading()}
     order by 1, 2`.execute(tx);
  return rows;
}

/** Whether any signal speaks of the cell. */
export async function hasSignals(tx: ReadTx, cell: Cell): Promise<boolean> {
  const row = await tx
    .selectFrom('signal')
    .select('id')
    .where('jurisdiction', '=', cell.jurisdiction)
    .where('topic', '=', cell.topic)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
