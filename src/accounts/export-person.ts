/** All that is stored about a person, for that person: one JSON document, without tokens, hashes of passwords and keys. */
import { actorOf } from '#domain/person.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { ReadTx } from '#store/connect.ts';
import { type PersonRecords, readPersonRecords } from '#store/person-records.ts';
import { getPerson } from './change-person.ts';

/** See the module comment. */
export type PersonExport = PersonRecords & {
  readonly schema: 'regatlas.person/1';
  readonly exportedAt: string;
};

/** The document of the person with this id or e-mail address. Throws `not-found`. */
export async function exportPerson(
  tx: ReadTx,
  deps: { readonly clock: Clock },
  idOrEmail: string,
): Promise<PersonExport> {
  const { id } = await getPerson(tx, idOrEmail);
  const records = await readPersonRecords(tx, id, actorOf({ id }));
  return { schema: 'regatlas.person/1', exportedAt: nowIso(deps.clock), ...records };
}
