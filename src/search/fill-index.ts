/**
 * Brings the index up to date with PostgreSQL, event by event of the audit trail. A batch is read outside of any lock
 * and written in one short SQLite transaction, and only if nobody else has moved the position meanwhile: any number of
 * processes may fill one file at once, and one that is killed leaves the file as its last batch did.
 */
import type { DatabaseSync } from 'node:sqlite';
import { EXAMPLE_ACTOR } from '#domain/source.ts';
import type { ReadTx } from '#store/connect.ts';
import {
  type FeedAnalysis,
  type FeedEvent,
  type FeedSource,
  hasFeedEvent,
  listFeedAnalyses,
  listFeedEvents,
  listFeedSources,
  listTextSizes,
} from '#store/search-feed.ts';
import { insertAnalysis, insertSource } from './index-rows.ts';

/** How far the index has got: the last event taken in, with its hash, and the highest source among them. */
export type IndexPosition = { readonly event: number; readonly hash: string; readonly lastSource: number };

/** What is to be done next: rows to be put in, nothing any more, or all of it again for another database. */
export type IndexBatch =
  | { readonly kind: 'rows'; readonly to: IndexPosition; readonly rows: BatchRows }
  | { readonly kind: 'current' }
  | { readonly kind: 'foreign' };

type BatchRows = {
  readonly sources: readonly FeedSource[];
  readonly examples: ReadonlySet<number>;
  readonly analyses: readonly FeedAnalysis[];
};

const MOST_EVENTS = 500;
/** Bytes of text after which a batch ends, so that nobody waits long for the file and memory stays bounded. */
const MOST_TEXT = 8 * 1024 * 1024;

/** The position of the file. */
export function readPosition(db: DatabaseSync): IndexPosition {
  const row = db.prepare('select event, hash, last_source from position').get();
  if (row === undefined) throw new Error('the search index has no position');
  return { event: Number(row.event), hash: String(row.hash), lastSource: Number(row.last_source) };
}

/** Reads what comes after a position. */
export async function readBatch(tx: ReadTx, from: IndexPosition): Promise<IndexBatch> {
  if (!(await hasFeedEvent(tx, from.event, from.hash))) return { kind: 'foreign' };
  const events = await listFeedEvents(tx, from.event, MOST_EVENTS);
  const sizes = await listTextSizes(tx, numbersOf(events, 'source'));
  const taken = takeWithin(events, sizes);
  const last = taken.at(-1);
  if (last === undefined) return { kind: 'current' };
  const sourceIds = numbersOf(taken, 'source');
  const examples = numbersOf(
    taken.filter(({ actor }) => actor === EXAMPLE_ACTOR),
    'source',
  );
  return {
    kind: 'rows',
    to: { event: last.id, hash: last.hash, lastSource: Math.max(from.lastSource, ...sourceIds) },
    rows: {
      sources: await listFeedSources(tx, sourceIds),
      examples: new Set(examples),
      analyses: await listFeedAnalyses(tx, numbersOf(taken, 'analysis')),
    },
  };
}

/** Writes a batch that was read from `from`; false, and nothing is done, when the file has moved on since. */
export function writeBatch(
  db: DatabaseSync,
  from: IndexPosition,
  batch: Extract<IndexBatch, { kind: 'rows' }>,
): boolean {
  return changeFrom(db, from, () => {
    const { sources, examples, analyses } = batch.rows;
    for (const source of sources) insertSource(db, source, examples.has(source.id));
    for (const analysis of analyses) insertAnalysis(db, analysis);
    const { event, hash, lastSource } = batch.to;
    db.prepare('update position set event = ?, hash = ?, last_source = ?').run(event, hash, lastSource);
  });
}

/** Empties the file for another database; false when somebody else has moved it on since. */
export function clearIndex(db: DatabaseSync, from: IndexPosition): boolean {
  return changeFrom(db, from, () => {
    for (const table of ['source', 'passage', 'analysis', 'unit', 'passage_words', 'unit_words']) {
      db.exec(`delete from ${table}`);
    }
    db.exec("update position set event = 0, hash = '', last_source = 0");
  });
}

function changeFrom(db: DatabaseSync, from: IndexPosition, change: () => void): boolean {
  db.exec('begin immediate');
  try {
    const now = readPosition(db);
    const isSame = now.event === from.event && now.hash === from.hash;
    if (isSame) change();
    db.exec('commit');
    return isSame;
  } catch (error) {
    // Some errors have ended the transaction already.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

/** Events up to the one whose texts would be too much; always at least one. */
function takeWithin(events: readonly FeedEvent[], sizes: ReadonlyMap<number, number>): FeedEvent[] {
  let bytes = 0;
  const end = events.findIndex((event, index) => {
    bytes += numbersOf([event], 'source').reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0);
    return bytes > MOST_TEXT && index > 0;
  });
  return events.slice(0, end === -1 ? events.length : end);
}

/** Different numbers of the sources or analyses that the events are about, rising. */
function numbersOf(events: readonly FeedEvent[], noun: 'source' | 'analysis'): number[] {
  const numbers = events.flatMap(({ subject }) => {
    const [, kind, number] = /^(source|analysis):([0-9]{1,10})(?:\/|$)/.exec(subject) ?? [];
    return kind === noun ? [Number(number)] : [];
  });
  return [...new Set(numbers)].sort((a, b) => a - b);
}
