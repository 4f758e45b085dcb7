/** Decisions to publish a version: who approved exactly which content, and why a gate was overridden if it was. */
import type { ReadTx } from './connect.ts';

/** One decision. */
export type Publication = {
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly overrideReason: string | null;
};

/** The decision on this version; null when it was never approved. */
export async function findPublication(tx: ReadTx, version: string): Promise<Publication | null> {
  const row = await tx
    .selectFrom('publication')
    .select(['approved_by as approvedBy', 'approved_at as approvedAt', 'override_reason as overrideReason'])
    .where('version', '=', version)
    .executeTakeFirst();
  return row ?? null;
}
