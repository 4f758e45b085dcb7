/** Refuses a server that Regatlas cannot work with, before anything is read from it or written to it. */
import type pg from 'pg';
import { AppError } from '#domain/errors.ts';

/** The oldest major version whose SQL we keep to. */
export const OLDEST_POSTGRES = 15;

type ServerFacts = {
  readonly version: number;
  readonly encoding: string;
  readonly dates: string;
};

/** Throws `database-version` for an old server and `setting-invalid` for one that stores or prints text otherwise. */
export async function assertServer(pool: Pick<pg.Pool, 'query'>, place: string): Promise<void> {
  const { rows } = await pool.query<ServerFacts>(
    `select current_setting('server_version_num')::int as version,
            current_setting('server_encoding') as encoding,
            current_setting('DateStyle') as dates`,
  );
  const facts = rows[0];
  if (facts === undefined) throw new Error('the server did not tell its version');
  const refusal = refuseServer(facts, place);
  if (refusal !== undefined) throw refusal;
}

/** The rule alone; undefined for a server that will do. */
export function refuseServer(facts: ServerFacts, place: string): AppError | undefined {
  const major = Math.floor(facts.version / 10_000);
  if (major < OLDEST_POSTGRES) {
    return new AppError(
      'database-version',
      `The database at ${place} is PostgreSQL ${major}; Regatlas needs ${OLDEST_POSTGRES} or newer.`,
      { remedy: 'Upgrade that server, or leave DATABASE_URL unset to use the embedded one.' },
    );
  }
  if (facts.encoding !== 'UTF8') {
    return new AppError('setting-invalid', `The database at ${place} stores text as ${facts.encoding}.`, {
      place: { field: 'DATABASE_URL' },
      remedy: 'Name a database that was created with encoding UTF8.',
    });
  }
  if (!facts.dates.startsWith('ISO')) {
    return new AppError('setting-invalid', `The database at ${place} prints dates as ${facts.dates}.`, {
      place: { field: 'DATABASE_URL' },
      remedy: "Run: alter role … in database … set datestyle to 'ISO, MDY'.",
    });
  }
  return undefined;
}
