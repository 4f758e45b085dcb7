/** Gathers a page of the audit trail, with the names that people have now. */
import { actorOf, personOf } from '#domain/person.ts';
import { instantOfDay } from '#domain/trail-filter.ts';
import {
  findNames,
  findPeopleCalled,
  listTrailActions,
  listTrailEvents,
  type TrailFilter,
} from '#store/audit-trail.ts';
import type { ReadTx } from '#store/connect.ts';
import { findTrailHead } from '#store/verify-trail.ts';
import type { TrailQuery, TrailView } from '../notice-views.ts';

const PAGE_SIZE = 50;

/** Throws `invalid-input` for a day that is none. */
export async function loadTrail(tx: ReadTx, query: TrailQuery): Promise<TrailView> {
  const filter = await readFilter(tx, query);
  const events = await listTrailEvents(tx, filter, PAGE_SIZE + 1);
  const shown = events.slice(0, PAGE_SIZE);
  const names = await findNames(
    tx,
    shown.flatMap((event) => personOf(event.actor) ?? []),
  );
  return {
    query,
    events: shown.map((event) => ({ ...event, actorName: names.get(personOf(event.actor) ?? '') ?? null })),
    actions: await listTrailActions(tx),
    head: await findTrailHead(tx),
    older: events.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
    problem: null,
  };
}

async function readFilter(tx: ReadTx, query: TrailQuery): Promise<TrailFilter> {
  const { actor, action, subject, since, until, before } = query;
  return {
    ...(actor === '' ? {} : { actors: await actorsCalled(tx, actor) }),
    ...(action === '' ? {} : { action }),
    ...(subject === '' ? {} : { subject }),
    ...(since === '' ? {} : { since: instantOfDay('since', since) }),
    ...(until === '' ? {} : { until: instantOfDay('until', until, true) }),
    ...(before === null ? {} : { before }),
  };
}

/** Everybody of this name or address, and whatever else acts under these very words. */
async function actorsCalled(tx: ReadTx, words: string): Promise<string[]> {
  const people = await findPeopleCalled(tx, words);
  return [words, ...people.map((id) => actorOf({ id }))];
}
