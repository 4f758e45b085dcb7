/**
 * Works out from the trail who is to be told of what, and makes their notices. It follows the numbers of events from
 * where it last stopped; as numbers are given under a lock that is held until commit, none can appear below one that was
 * seen. Notices and the place where it stopped are written together, so ending anywhere and beginning again neither
 * repeats nor loses one (ADR 12).
 */
import { personOf } from '#domain/person.ts';
import { listTrailEventsAfter, type TrailEvent } from '#store/audit-trail.ts';
import type { WriteTx } from '#store/connect.ts';
import { holdNoticeCursor, insertNotices, moveNoticeCursor, type NoticeToSend } from '#store/notices.ts';
import { type Audience, EVENT_RULES } from './event-rules.ts';

/** What one call did: events looked at, notices made, and whether it reached the end of the trail. */
export type Told = { readonly events: number; readonly notices: number; readonly isDone: boolean };

const PORTION = 200;
const ACCOUNTS = ['contributor', 'analyst', 'editor', 'admin'];
/** Drafts are no news to those who may not work on them. */
const DESK = ['analyst', 'editor', 'admin'];

/** Looks at the next events, at most `portion`. Call it until it is done. */
export async function tellWatchers(tx: WriteTx, portion: number = PORTION): Promise<Told> {
  const after = await holdNoticeCursor(tx);
  const events = await listTrailEventsAfter(tx, after, portion);
  let notices = 0;
  for (const event of events) {
    const notice = noticeOf(event);
    if (notice !== undefined) notices += await insertNotices(tx, notice);
  }
  const last = events.at(-1);
  if (last !== undefined) await moveNoticeCursor(tx, last.id);
  return { events: events.length, notices, isDone: events.length < portion };
}

/** Who is to be told of an event; undefined when it concerns nobody. */
export function noticeOf(event: TrailEvent): NoticeToSend | undefined {
  const rule = Object.hasOwn(EVENT_RULES, event.action) ? EVENT_RULES[event.action] : undefined;
  const place = /^analysis:(\d{1,9})\/(\d{1,9})$/.exec(event.subject);
  if (rule === undefined || place === null || isNoChange(event)) return undefined;
  const { detail } = event;
  const audiences = rule.tell(detail);
  const tells = (audience: Audience) => audiences.includes(audience);
  return {
    event: event.id,
    at: event.at,
    analysis: Number(place[1]),
    version: Number(place[2]),
    kind: rule.kind(detail),
    actor: personOf(event.actor) ?? null,
    review: idIn(detail.review),
    assignee: tells('assignee') ? idIn(detail.assignee) : null,
    tellsAuthor: tells('author'),
    tellsThread: tells('thread'),
    watcherRoles: tells('watchers') ? ACCOUNTS : tells('desk') ? DESK : [],
  };
}

/** Published again as it was: readers see what they saw before. */
function isNoChange({ action, beforeHash, afterHash }: TrailEvent): boolean {
  return action === 'version.published' && afterHash !== null && afterHash === beforeHash;
}

/** An id, or the id of the person that an actor names. */
function idIn(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const id = personOf(value) ?? value;
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}
