/** `regatlas audit list`: the events of the trail, newest first, with the names that people have now. */
import { AppError } from '#domain/errors.ts';
import { personOf } from '#domain/person.ts';
import { instantOfDay } from '#domain/trail-filter.ts';
import { findNames, listTrailEvents, type TrailEvent, type TrailFilter } from '#store/audit-trail.ts';
import type { ReadTx } from '#store/connect.ts';
import type { CliContext } from './context.ts';

/** Flags as they are typed. */
export type AuditListFlags = {
  readonly actor?: string;
  readonly action?: string;
  readonly subject?: string;
  readonly since?: string;
  readonly until?: string;
  readonly before?: string;
  readonly most: string;
};

/** Most events of one list. */
export const MOST_LISTED = 1_000;
const LAST_EVENT = 2 ** 31 - 1;

/** Runs it. Throws `invalid-input` naming the flag. */
export async function runAuditList(context: CliContext, flags: AuditListFlags): Promise<void> {
  const { out } = context;
  const filter = readFilter(flags);
  const most = readCount('--most', flags.most, MOST_LISTED);
  await using app = await context.openApp();
  const { events, names } = await app.store.read((tx) => load(tx, filter, most));
  const nameOf = (actor: string) => names.get(personOf(actor) ?? '') ?? null;
  out.json({ events: events.map((event) => ({ ...event, actorName: nameOf(event.actor) })) });
  for (const event of events) out.line(describeEvent(event, nameOf(event.actor)));
  if (events.length === 0) out.line('No event matches.');
  const last = events.at(-1);
  if (last !== undefined && events.length === most) {
    out.hint(`regatlas: There may be more; add --before ${last.id} for those before.`);
  }
}

function readFilter({ actor, before, since, until, most: _, ...words }: AuditListFlags): TrailFilter {
  return {
    ...words,
    ...(actor === undefined ? {} : { actors: [actor] }),
    ...(since === undefined ? {} : { since: instantOfDay('--since', since) }),
    ...(until === undefined ? {} : { until: instantOfDay('--until', until, true) }),
    ...(before === undefined ? {} : { before: readCount('--before', before, LAST_EVENT) }),
  };
}

async function load(tx: ReadTx, filter: TrailFilter, most: number) {
  const events = await listTrailEvents(tx, filter, most);
  const people = events.flatMap((event) => personOf(event.actor) ?? []);
  return { events, names: await findNames(tx, people) };
}

function describeEvent(event: TrailEvent, name: string | null): string {
  const who = name === null ? event.actor : `${name} (${event.actor})`;
  const detail = Object.keys(event.detail).length === 0 ? '' : `  ${JSON.stringify(event.detail)}`;
  return `${String(event.id).padStart(6)}  ${event.at}  ${event.action}  ${event.subject}  by ${who}${detail}`;
}

function readCount(field: string, text: string, most: number): number {
  const count = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= most) return count;
  throw new AppError('invalid-input', `“${text}” is no whole number from 1 to ${most}.`, {
    place: { field },
    remedy: 'Give such a number.',
  });
}
