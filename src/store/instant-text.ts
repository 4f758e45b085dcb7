/** Instants inside JSON, where the driver's reading of them does not apply, written as the driver would give them. */
import { type RawBuilder, sql } from 'kysely';

/** The instant as ISO 8601 text in UTC with milliseconds. */
export function instantText(instant: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
