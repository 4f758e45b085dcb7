/** Links that work once. Only hashes are kept: who reads the database cannot follow any of them. */
import type { ReadTx, WriteTx } from './connect.ts';

/** What a link is for. */
export type LinkKind = 'set-up' | 'invitation' | 'reset';

/** A link that can still be used. `person` is null for the set-up of the first admin. */
export type OpenLink = { readonly id: string; readonly kind: LinkKind; readonly person: string | null };

/** Keeps a new link. */
export async function insertLink(
  tx: WriteTx,
  link: OpenLink & { readonly tokenHash: string; readonly createdAt: string; readonly expiresAt: string },
): Promise<void> {
  await tx
    .insertInto('one_time_link')
    .values({
      id: link.id,
      token_hash: link.tokenHash,
      kind: link.kind,
      person: link.person,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
    })
    .execute();
}

/** The link with this hash, while it is neither used nor out of date. */
export async function findOpenLink(
  tx: ReadTx,
  tokenHash: string,
  now: string,
): Promise<OpenLink | undefined> {
  return tx
    .selectFrom('one_time_link')
    .select(['id', 'kind', 'person'])
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** Uses the link up; false when somebody was faster. */
export async function useUpLink(tx: WriteTx, id: string, at: string): Promise<boolean> {
  const result = await tx
    .updateTable('one_time_link')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Makes the person's other links useless, once one of them was used or a newer one was made. */
export async function dropOpenLinks(tx: WriteTx, person: string): Promise<void> {
  await tx.deleteFrom('one_time_link').where('person', '=', person).where('used_at', 'is', null).execute();
}
