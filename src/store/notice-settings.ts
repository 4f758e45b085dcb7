/** Which letters people want. Who never chose has those of `FIRST_DELIVERY`. */
import { DELIVERIES, type Delivery, FIRST_DELIVERY, NOTICE_KINDS, type NoticeKind } from '#domain/notice.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** A choice for every kind. */
export type NoticeSettings = Readonly<Record<NoticeKind, Delivery>>;

/** Where letters to this person go, and whether they may: only to an address that was shown to be theirs. */
export async function findLetterAddress(
  tx: ReadTx,
  person: string,
): Promise<{ email: string | null; isVerified: boolean }> {
  return tx
    .selectFrom('person')
    .select(['email', 'email_verified as isVerified'])
    .where('id', '=', person)
    .executeTakeFirstOrThrow();
}

/** The letters of this person. */
export async function findNoticeSettings(tx: ReadTx, person: string): Promise<NoticeSettings> {
  const rows = await tx
    .selectFrom('notice_setting')
    .select(['kind', 'delivery'])
    .where('person', '=', person)
    .execute();
  const chosen = new Map(rows.map((row) => [row.kind, row.delivery]));
  const entries = NOTICE_KINDS.map((kind) => [kind, chosen.get(kind) ?? FIRST_DELIVERY[kind]]);
  return Object.fromEntries(entries) as NoticeSettings;
}

/**
 * Keeps the choices. What waits for a letter goes with the one now chosen; what no letter was wanted for gets none.
 */
export async function putNoticeSettings(
  tx: WriteTx,
  person: string,
  settings: NoticeSettings,
): Promise<void> {
  await tx
    .insertInto('notice_setting')
    .values(NOTICE_KINDS.map((kind) => ({ person, kind, delivery: settings[kind] })))
    .onConflict((conflict) =>
      conflict.columns(['person', 'kind']).doUpdateSet(({ ref }) => ({ delivery: ref('excluded.delivery') })),
    )
    .execute();
  for (const delivery of DELIVERIES) {
    const kinds = NOTICE_KINDS.filter((kind) => settings[kind] === delivery);
    if (kinds.length === 0) continue;
    await tx
      .updateTable('notice')
      .set({ delivery })
      .where('person', '=', person)
      .where('kind', 'in', kinds)
      .where('mailed_at', 'is', null)
      .where('delivery', '<>', 'never')
      .execute();
  }
}
