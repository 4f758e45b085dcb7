/** Letters that leave the house: written in the transaction that makes them necessary, sent later, kept either way. */
import type { ReadTx, WriteTx } from './connect.ts';

/** A letter. `person` is whom it is for, null for somebody without an account. */
export type OutboxMessage = {
  readonly id: string;
  readonly person: string | null;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  /** Mail headers beside those that every letter has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly queuedAt: string;
  readonly attempts: number;
  readonly sentAt: string | null;
  /** Why the last attempt failed; null when it did not. */
  readonly failure: string | null;
};

const COLUMNS = [
  'id',
  'person',
  'recipient',
  'subject',
  'body',
  'headers',
  'queued_at as queuedAt',
  'attempts',
  'sent_at as sentAt',
  'failure',
] as const;

/** Puts a letter into the outbox. */
export async function insertMessage(
  tx: WriteTx,
  message: Pick<OutboxMessage, 'id' | 'person' | 'recipient' | 'subject' | 'body' | 'queuedAt'> &
    Partial<Pick<OutboxMessage, 'headers'>>,
): Promise<void> {
  const { queuedAt, headers = {}, ...rest } = message;
  await tx
    .insertInto('outbox_message')
    .values({ ...rest, headers: JSON.stringify(headers), queued_at: queuedAt })
    .execute();
}

/** One letter. */
export async function findMessage(tx: ReadTx, id: string): Promise<OutboxMessage | undefined> {
  const row = await tx.selectFrom('outbox_message').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : readMessage(row);
}

/** The newest letters, newest first. */
export async function listMessages(tx: ReadTx, most: number): Promise<OutboxMessage[]> {
  const rows = await tx
    .selectFrom('outbox_message')
    .select(COLUMNS)
    .orderBy('queued_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(readMessage);
}

/** Notes that the letter was handed over. */
export async function markSent(tx: WriteTx, id: string, at: string): Promise<void> {
  await tx
    .updateTable('outbox_message')
    .set(({ eb }) => ({ sent_at: at, failure: null, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();
}

/** Notes why the letter could not be handed over. */
export async function markFailed(tx: WriteTx, id: string, failure: string): Promise<void> {
  await tx
    .updateTable('outbox_message')
    .set(({ eb }) => ({ failure, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute();
}

function readMessage(row: Omit<OutboxMessage, 'headers'> & { readonly headers: unknown }): OutboxMessage {
  // Written by `insertMessage` only.
  return { ...row, headers: row.headers as OutboxMessage['headers'] };
}
