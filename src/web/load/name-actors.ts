/** Actors as a reader knows them: people by the name they have now, everything else by its own words. */
import { personOf } from '#domain/person.ts';
import { findNames } from '#store/audit-trail.ts';
import type { ReadTx } from '#store/connect.ts';

/** Gives the name of each of these actors. */
export async function nameActors(tx: ReadTx, actors: readonly string[]): Promise<(actor: string) => string> {
  const people = actors.flatMap((actor) => personOf(actor) ?? []);
  const names = await findNames(tx, people);
  return (actor) => names.get(personOf(actor) ?? '') ?? actor;
}
