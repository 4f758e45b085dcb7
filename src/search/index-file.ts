/**
 * The file of the index: SQLite with two FTS5 tables, one for passages of sources and one for units of analyses, kept
 * apart so that neither changes the other's ranking. It holds nothing that PostgreSQL does not hold, so whatever is
 * wrong with it (missing, damaged, of another shape) is answered by throwing it away (ADR 4).
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Marks the file as ours ("RGLT"), and the shape of its tables; a file of another shape is rebuilt. */
const APPLICATION_ID = 0x52474c54;
const SHAPE = 1;
const BUSY_MS = 5_000;

const TABLES = `
  create table position (one integer primary key check (one = 1), event integer not null, hash text not null,
                         last_source integer not null);
  create table source (id integer primary key, source_text integer not null, sha256 text not null, title text,
                       publisher text, tier text not null, published_on text, published_from text, published_to text,
                       jurisdictions text not null, is_example integer not null);
  create table passage (id integer primary key, source integer not null, starts_at integer not null,
                        ends_at integer not null, page integer);
  create index passage_source on passage (source);
  create table analysis (number integer primary key, version integer not null, version_id text not null,
                         jurisdiction text not null, topic text not null, status text not null,
                         recorded_on text not null);
  create table unit (id integer primary key, analysis integer not null, key text not null);
  create index unit_analysis on unit (analysis);
  create virtual table passage_words using fts5(title, text, pairs, tokenize='porter unicode61');
  create virtual table unit_words using fts5(title, text, pairs, tokenize='porter unicode61');
  insert into position values (1, 0, '', 0);
`;

/** Opens the file, making or remaking it when it is missing or not one of this shape. Throws what SQLite throws. */
export function openIndexFile(file: string): DatabaseSync {
  // It holds whole texts of sources, so nobody else is to read it.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const opened = tryOpen(file);
  if (opened !== undefined) return opened;
  removeIndexFile(file);
  const made = tryOpen(file);
  if (made === undefined) throw new Error(`${file} cannot be used as a search index`);
  return made;
}

/** Removes the file with what SQLite keeps beside it. */
export function removeIndexFile(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}

/** The identity of the file at this path; undefined when there is none. */
export function inodeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** True for a file that is damaged or no database: rebuilding helps. */
export function isDamaged(error: unknown): boolean {
  // SQLITE_CORRUPT and SQLITE_NOTADB with their extended codes; SQLITE_ERROR where a table is gone.
  const code = (error as { errcode?: unknown } | null)?.errcode;
  if (typeof code !== 'number') return false;
  if ((code & 0xff) === 11 || (code & 0xff) === 26) return true;
  return (code & 0xff) === 1 && /no such (table|column)/.test(String((error as Error).message));
}

/** Undefined for a file that is not ours, of another shape, or no database at all. */
function tryOpen(file: string): DatabaseSync | undefined {
  const db = new DatabaseSync(file, { timeout: BUSY_MS });
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = normal; begin immediate');
    const isNew = db.prepare('select count(*) as n from sqlite_schema').get()?.n === 0;
    if (isNew) {
      db.exec(TABLES);
      db.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SHAPE}`);
    }
    db.exec('commit');
    const id = db.prepare('pragma application_id').get()?.application_id;
    const shape = db.prepare('pragma user_version').get()?.user_version;
    if (id === APPLICATION_ID && shape === SHAPE) return db;
  } catch (error) {
    db.close();
    if (isDamaged(error)) return undefined;
    throw error;
  }
  db.close();
  return undefined;
}
