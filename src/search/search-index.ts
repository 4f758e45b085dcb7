/**
 * The search index of a node as the rest of the program sees it: a file beside the data, opened when it is first asked
 * for, brought up to date by whoever is about to read it. Damage is answered by building it again; anything else that
 * keeps it from working is `search-unavailable`, and whoever can do without it says so and goes on.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError, isAppError } from '#domain/errors.ts';
import type { Topic } from '#domain/topic.ts';
import type { Store } from '#store/connect.ts';
import { readFeedHead } from '#store/search-feed.ts';
import { clearIndex, type IndexPosition, readBatch, readPosition, writeBatch } from './fill-index.ts';
import { inodeOf, isDamaged, openIndexFile, removeIndexFile } from './index-file.ts';

/** How fresh and how large the index is. */
export type IndexState = IndexPosition & {
  /** The newest event of the database when it was looked at; the index is current when `event` equals it. */
  readonly head: number;
  readonly passages: number;
  readonly units: number;
};

/** See the module comment. All of it may throw `search-unavailable`; `catchUp` also what the database throws. */
export type SearchIndex = {
  readonly file: string;
  /** Cues of each topic, by which a passage counts as of a topic. */
  readonly topicCues: ReadonlyMap<string, readonly string[]>;
  /** Takes in everything committed before the call. Cheap when there is nothing new: one read of the database. */
  readonly catchUp: () => Promise<void>;
  /** How far the file has got, without looking at the database. */
  readonly position: () => IndexPosition;
  readonly state: () => Promise<IndexState>;
  /** Runs `fn` on the file as it is. */
  readonly read: <T>(fn: (db: DatabaseSync) => T) => T;
  readonly close: () => void;
};

/** What the index is made of. `log` gets one line when it is built again. */
export type SearchIndexSettings = {
  readonly store: Store;
  /** The folder for the files of all databases this node has used. */
  readonly folder: string;
  readonly topics: readonly Topic[];
  readonly log?: (line: string) => void;
};

/** The file of a database: one for each, so that two installations that share a folder do not clear each other's. */
export function indexFileOf(folder: string, store: Pick<Store, 'kind' | 'place'>): string {
  const name =
    store.kind === 'embedded'
      ? 'embedded'
      : createHash('sha256').update(store.place).digest('hex').slice(0, 16);
  return join(folder, `${name}.sqlite`);
}

/** Opens nothing yet; see {@link SearchIndex}. */
export function createSearchIndex(settings: SearchIndexSettings): SearchIndex {
  const { store } = settings;
  const file = indexFileOf(settings.folder, store);
  const open = createHandle(file, settings.log ?? (() => undefined));
  let last: Promise<void> = Promise.resolve();
  const fill = async () => {
    for (;;) {
      const from = open.use(readPosition);
      const batch = await store.read((tx) => readBatch(tx, from));
      if (batch.kind === 'current') return;
      if (batch.kind === 'foreign') {
        settings.log?.('the search index belongs to another database and is built again');
        open.use((db) => clearIndex(db, from));
      } else {
        open.use((db) => writeBatch(db, from, batch));
      }
    }
  };
  return {
    file,
    topicCues: new Map(settings.topics.map(({ key, searchCues }) => [key, searchCues])),
    // One at a time in a process; whoever asks while one runs needs what was committed since it began.
    catchUp: () => {
      last = last.catch(() => undefined).then(fill);
      return last;
    },
    position: () => open.use(readPosition),
    state: async () => {
      const head = await store.read(readFeedHead);
      return open.use((db) => ({ ...readPosition(db), head: head.id, ...countRows(db) }));
    },
    read: open.use,
    close: open.close,
  };
}

type Handle = { readonly use: <T>(fn: (db: DatabaseSync) => T) => T; readonly close: () => void };

function createHandle(file: string, log: (line: string) => void): Handle {
  let held: { db: DatabaseSync; inode: number | undefined } | undefined;
  const close = () => {
    const db = held?.db;
    held = undefined;
    if (db?.isOpen) db.close();
  };
  const opened = (): DatabaseSync => {
    // Somebody may have removed the file, or another process built it anew: ours is then no longer the one at the path.
    if (held !== undefined && held.inode !== inodeOf(file)) close();
    if (held === undefined) {
      const db = openIndexFile(file);
      held = { db, inode: inodeOf(file) };
    }
    return held.db;
  };
  const rebuild = () => {
    log('the search index is damaged and is built again');
    close();
    removeIndexFile(file);
  };
  return {
    close,
    use: (fn) => {
      try {
        try {
          return fn(opened());
        } catch (error) {
          if (!isDamaged(error)) throw error;
          rebuild();
          return fn(opened());
        }
      } catch (error) {
        throw isOfFile(error) ? unavailable(file, error) : error;
      }
    },
  };
}

/** A refusal of SQLite or of the file system; anything else is a defect and no matter of the file. */
function isOfFile(error: unknown): boolean {
  const { errcode, code } = (error ?? {}) as { errcode?: unknown; code?: unknown };
  return typeof errcode === 'number' || (typeof code === 'string' && !isAppError(error));
}

function unavailable(file: string, cause: unknown): AppError {
  const message = `The search index cannot be used (${cause instanceof Error ? cause.message : cause}).`;
  return new AppError('search-unavailable', message, {
    place: { file },
    remedy:
      'See that there is room on the disk and that the folder can be written; the file may be removed at any time.',
    retryable: true,
    cause,
  });
}

function countRows(db: DatabaseSync): { passages: number; units: number } {
  const count = (table: string) => Number(db.prepare(`select count(*) as n from ${table}`).get()?.n);
  return { passages: count('passage'), units: count('unit') };
}
