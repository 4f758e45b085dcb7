/**
 * Links that let somebody in once: to set up the first admin, to take up an invitation, to choose a new password. The
 * token is 256 bits of chance, only its SHA-256 is kept, and opening the page does not use it up: programs that look
 * through letters follow links too.
 */
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '#domain/errors.ts';
import type { Clock, NewId } from '#domain/ports.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { findOpenLink, insertLink, type LinkKind, type OpenLink, useUpLink } from '#store/one-time-links.ts';

const HOUR_MS = 3_600_000;

/** Hours that a link can be used. */
export const LINK_HOURS: Readonly<Record<LinkKind, number>> = { 'set-up': 24, invitation: 168, reset: 2 };

/** A link as it is handed to its reader. `path` begins with a slash; whoever has it can use it. */
export type NewLink = { readonly path: string; readonly expiresAt: string };

/** Makes a link. `person` is null for the set-up of the first admin. */
export async function createLink(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  link: { readonly kind: LinkKind; readonly person: string | null },
): Promise<NewLink> {
  const token = randomBytes(32).toString('base64url');
  const now = deps.clock();
  const expiresAt = new Date(now.getTime() + LINK_HOURS[link.kind] * HOUR_MS).toISOString();
  const tokenHash = hashToken(token);
  await insertLink(tx, { ...link, id: deps.newId(), tokenHash, createdAt: now.toISOString(), expiresAt });
  const page = link.kind === 'set-up' ? '/set-up' : '/reset';
  return { path: `${page}?token=${token}`, expiresAt };
}

/** The link of this token. Throws `not-found` when it was used, is out of date or never was. */
export async function getOpenLink(tx: ReadTx, token: string, now: string): Promise<OpenLink> {
  const link = /^[\w-]{43}$/.test(token) ? await findOpenLink(tx, hashToken(token), now) : undefined;
  if (link === undefined) throw unusable();
  return link;
}

/** Uses the link up in this transaction. Throws `not-found` when it is no longer there to use. */
export async function takeLink(tx: WriteTx, token: string, now: string): Promise<OpenLink> {
  const link = await getOpenLink(tx, token, now);
  if (!(await useUpLink(tx, link.id, now))) throw unusable();
  return link;
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function unusable(): AppError {
  return new AppError('not-found', 'This link was used already, or is out of date.', {
    remedy: 'Ask for a new one; each works once.',
  });
}
