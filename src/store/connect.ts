/**
 * The one way to the database: an embedded PostgreSQL in the data folder, or the server named by DATABASE_URL. Data is
 * touched only inside `read` (one consistent snapshot, cannot write) or `write` (bounded waiting, tried again when it
 * lost a race); the branded transaction types make that visible in every signature.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { AppError } from '#domain/errors.ts';
import { assertServer } from './assert-server.ts';
import { isSerialisationFailure, toAppError } from './database-errors.ts';
import { embeddedError } from './embedded/folder-errors.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded/start-embedded.ts';
import type { Database } from './schema.ts';
import { valueParsers } from './value-parsers.ts';

declare const access: unique symbol;

/** A transaction that may read. */
export type ReadTx = Transaction<Database> & { readonly [access]: 'read' | 'write' };

/** A transaction that may write; it serves wherever a {@link ReadTx} is asked for. */
export type WriteTx = Transaction<Database> & { readonly [access]: 'write' };

/** What {@link connect} needs. */
export type StoreSettings = {
  /** A `postgres://` address; undefined for the embedded server of `dataDir`. */
  readonly databaseUrl?: string | undefined;
  readonly dataDir: string;
  /** Shown in the server's list of sessions. */
  readonly applicationName: string;
  /** Size of the pool; 10 when not given. */
  readonly maxConnections?: number | undefined;
  /** Gets what happens to connections in the background; silent when not given. */
  readonly log?: ((line: string) => void) | undefined;
};

/** An open database. */
export type Store = {
  readonly db: Kysely<Database>;
  readonly pool: pg.Pool;
  readonly kind: 'embedded' | 'server';
  /** Which database this is, for people and file names: data folder, or `host:port/name`; never user or password. */
  readonly place: string;
  /** For sessions beside the pool, as `pg.Client` and pg-boss take it; holds the password, so it is not for logs. */
  readonly connection: pg.ClientConfig;
  /** The hold on the embedded server; undefined for a server of someone else's. */
  readonly embedded: EmbeddedPostgres | undefined;
  /** Runs `fn` in one read-only snapshot. */
  read<T>(fn: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * Runs `fn` in one transaction. It may run up to four times (serialisation failure, deadlock), so it must touch
   * nothing but the database.
   */
  write<T>(fn: (tx: WriteTx) => Promise<T>): Promise<T>;
  /** Ends every connection, and the embedded server when nobody else uses it. Safe to repeat. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

const DEFAULT_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const LOCK_TIMEOUT = '10s';
const STATEMENT_TIMEOUT = '60s';
const WRITE_RETRIES = 3;

/**
 * Opens the database. Throws `setting-invalid` for a DATABASE_URL of another kind, `database-unavailable`,
 * `database-version` or, for the embedded one, whatever starting it can refuse.
 */
export async function connect(settings: StoreSettings): Promise<Store> {
  if (settings.databaseUrl !== undefined) {
    return openStore({ connectionString: assertPostgresUrl(settings.databaseUrl) }, undefined, settings);
  }
  const embedded = await startEmbedded({ dataDir: settings.dataDir, log: settings.log ?? (() => {}) });
  try {
    return await openStore(embedded.connection, embedded, settings);
  } catch (error) {
    await embedded.release();
    throw error;
  }
}

/** The address itself. Throws `setting-invalid`, without showing it: it may hold a password. */
export function assertPostgresUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url)) {
    try {
      new pg.Client({ connectionString: url });
      return url;
    } catch {
      // Refused below, as the reason given by the parser repeats the address.
    }
  }
  throw new AppError('setting-invalid', 'It is not the address of a PostgreSQL database.', {
    place: { field: 'DATABASE_URL' },
    remedy:
      'Write it as postgres://user:password@host:5432/database, with special characters percent-encoded.',
  });
}

async function openStore(
  target: pg.ClientConfig,
  embedded: EmbeddedPostgres | undefined,
  settings: StoreSettings,
): Promise<Store> {
  const connection: pg.ClientConfig = {
    ...target,
    application_name: settings.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: valueParsers,
  };
  const place = embedded?.dataDir ?? placeOf(target);
  const refuse = refuserFor(place, embedded);
  const pool = openPool(connection, place, settings);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= (pool.ended ? Promise.resolve() : pool.end()).then(() => embedded?.release());
    return closed;
  };
  try {
    await assertServer(pool, place);
  } catch (error) {
    await pool.end();
    throw refuse(error);
  }
  return {
    db,
    pool,
    kind: embedded === undefined ? 'server' : 'embedded',
    place,
    connection,
    embedded,
    read: (fn) => runRead(db, refuse, fn),
    write: (fn) => runWrite(db, refuse, fn),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function openPool(connection: pg.ClientConfig, place: string, settings: StoreSettings): pg.Pool {
  const pool = new pg.Pool({ ...connection, max: settings.maxConnections ?? DEFAULT_CONNECTIONS });
  pool.on('error', (error) => settings.log?.(`a connection to ${place} was lost: ${error.message}`));
  // A connection in use that is dropped between two statements would otherwise end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

type Refuse = (error: unknown) => unknown;

function refuserFor(place: string, embedded: EmbeddedPostgres | undefined): Refuse {
  return (error) => {
    const refusal = toAppError(error, place);
    return embedded === undefined ? refusal : embeddedError(refusal, embedded.dataDir);
  };
}

async function runRead<T>(db: Kysely<Database>, refuse: Refuse, fn: (tx: ReadTx) => Promise<T>): Promise<T> {
  try {
    return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((tx) => fn(tx as ReadTx));
  } catch (error) {
    throw refuse(error);
  }
}

async function runWrite<T>(
  db: Kysely<Database>,
  refuse: Refuse,
  fn: (tx: WriteTx) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (tx) => {
          await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true),
                           set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`.execute(tx);
          return fn(tx as WriteTx);
        });
    } catch (error) {
      if (!isSerialisationFailure(error) || attempt >= WRITE_RETRIES) throw refuse(error);
      // Two that collided should not collide again at once.
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}

/** `host:port, database name`, or the socket's folder; never user or password. */
function placeOf(target: pg.ClientConfig): string {
  const { host, port, database } = new pg.Client(target);
  return host.startsWith('/') ? host : `${host}:${port}/${database ?? ''}`;
}
