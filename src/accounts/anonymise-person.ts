/**
 * Takes a person out for good: name, address, everything to sign in with, what they watched and were told. What they did
 * stays under an id that leads to nobody, so the trail is whole afterwards; so do the words they wrote in reviews, which
 * are part of the pages' history.
 */
import { AppError } from '#domain/errors.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import { appendAuditEvent } from '#store/audit-events.ts';
import type { WriteTx } from '#store/connect.ts';
import { removeCredentials } from '#store/credentials.ts';
import { lockAdmins } from '#store/people.ts';
import { endPersonalWork, eraseProfile, removePersonalRecords } from '#store/person-records.ts';
import { getPerson, type PersonChange, refuseLastAdmin } from './change-person.ts';

/** What everybody is called who was taken out. */
export const FORMER_MEMBER = 'Former member';

/** Does it; the id that stays. Throws `not-found`, and `conflict` for the last admin and for who was taken out before. */
export async function anonymisePerson(
  tx: WriteTx,
  deps: { readonly clock: Clock },
  { actor, person: idOrEmail }: PersonChange,
): Promise<string> {
  const admins = await lockAdmins(tx);
  const person = await getPerson(tx, idOrEmail);
  refuseLastAdmin(admins, person);
  const at = nowIso(deps.clock);
  if (!(await eraseProfile(tx, person.id, FORMER_MEMBER, at))) {
    throw new AppError('conflict', 'This person was taken out before.', {
      remedy: 'There is nothing left to do.',
    });
  }
  await removeCredentials(tx, person.id);
  await removePersonalRecords(tx, person.id, person.email);
  await endPersonalWork(tx, person.id, actor, at);
  await appendAuditEvent(tx, { at, actor, action: 'person.anonymised', subject: `person:${person.id}` });
  return person.id;
}
