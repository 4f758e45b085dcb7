/** People for store tests, without the passwords and sessions that accounts bring. Invented throughout. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type AccountRole, actorOf, type Viewer } from '#domain/person.ts';
import type { WriteTx } from '#store/connect.ts';

const AT = '2026-01-02T03:04:05.000Z';

/** Adds somebody with this role; the name is theirs and the e-mail address made of it. */
export async function addPerson(tx: WriteTx, name: string, role: AccountRole): Promise<Viewer> {
  const id = randomUUID();
  const email = `${name.toLowerCase().replace(/[^a-z]+/g, '.')}-${id.slice(0, 8)}@example.org`;
  await sql`insert into person (id, name, email, role, created_at, updated_at)
            values (${id}, ${name}, ${email}, ${role}, ${AT}, ${AT})`.execute(tx);
  return { id, name, role };
}

/** Adds an Approval of the version by this person; its id. */
export async function addApproval(tx: WriteTx, version: string, by: Viewer): Promise<string> {
  const id = randomUUID();
  await sql`insert into review (id, version, kind, origin, author, text, submitted_at, person, person_role)
            values (${id}, ${version}, 'Approval', 'submitted', ${actorOf(by)}, 'I have read it.', ${AT},
                    ${by.id}, ${by.role})`.execute(tx);
  return id;
}
