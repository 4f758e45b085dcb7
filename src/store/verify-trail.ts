/**
 * Whether the audit trail is what was once written: each event's hash follows from its row, and names the event before
 * it. Read in portions in one snapshot, so that millions of events cost no more memory than a thousand.
 *
 * The chain shows any change that does not make every later hash anew. Whoever can do that, or cut off the end, is shown
 * only by a head that was noted elsewhere.
 */
import { sql } from 'kysely';
import type { ReadTx } from './connect.ts';
import { type ContentBreak, findEventContentBreak } from './verify-contents.ts';

/** What was done to the trail, as far as it can be told. */
export type TamperKind =
  | 'changed row'
  | 'missing row'
  | 'reordered'
  | 'rewritten'
  | 'truncated end'
  | ContentBreak['kind'];

/** The first place where the trail does not add up. `event` is null when the place is behind the last event. */
export type TrailBreak = {
  readonly kind: TamperKind;
  readonly event: number | null;
  readonly subject: string | null;
  readonly words: string;
};

/** The last event: its number, and the hash that stands for everything up to it. */
export type TrailHead = { readonly id: number; readonly hash: string };

/** What came out. `head` is null of an empty trail. */
export type TrailCheck = {
  readonly events: number;
  readonly head: TrailHead | null;
  readonly broken: TrailBreak | null;
};

/** `noted`: hash of a head that was noted earlier. `onPortion` hears how many events were looked at since. */
export type TrailCheckOptions = {
  readonly noted?: string | undefined;
  readonly portion?: number;
  readonly onPortion?: (events: number) => void;
};

type ChainRow = {
  readonly id: number;
  readonly action: string;
  readonly subject: string;
  readonly afterHash: string | null;
  readonly hash: string;
  readonly previousHash: string | null;
  readonly computed: string;
};

const PORTION = 2_000;

/** Looks at the whole trail, or up to its first broken event. */
export async function verifyTrail(tx: ReadTx, options: TrailCheckOptions = {}): Promise<TrailCheck> {
  const { noted, portion = PORTION, onPortion } = options;
  let head: TrailHead | null = null;
  let events = 0;
  let isNotedThere = noted === undefined;
  for (;;) {
    const rows = await listChain(tx, head?.id ?? null, portion);
    if (rows.length === 0) break;
    for (const row of rows) {
      const broken = await judgeRow(tx, row, head);
      if (broken !== null) return { events, head, broken };
      head = { id: row.id, hash: row.hash };
      events += 1;
      if (row.hash === noted) isNotedThere = true;
    }
    const broken = await findEventContentBreak(tx, rows);
    if (broken !== null) return { events, head, broken };
    onPortion?.(rows.length);
  }
  return { events, head, broken: isNotedThere ? null : missingHead() };
}

/** The last event; null of an empty trail. */
export async function findTrailHead(tx: ReadTx): Promise<TrailHead | null> {
  const row = await tx
    .selectFrom('audit_event')
    .select(['id', 'hash'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

async function listChain(tx: ReadTx, after: number | null, limit: number): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select a.id, a.action, a.subject, a.after_hash as "afterHash", a.hash, a.previous_hash as "previousHash",
           audit_event_hash(a) as computed
      from audit_event a
     where ${after}::int is null or a.id > ${after}::int
     order by a.id limit ${limit}`.execute(tx);
  return rows;
}

async function judgeRow(tx: ReadTx, row: ChainRow, before: TrailHead | null): Promise<TrailBreak | null> {
  const place = { event: row.id, subject: row.subject };
  const isWhole = row.hash === row.computed;
  const follows = row.previousHash === (before?.hash ?? null);
  if (isWhole && follows) return null;
  // Its place is what changed when the event it names stands somewhere else.
  if (!follows && row.previousHash !== null && (await hasHash(tx, row.previousHash))) {
    const words = `event ${row.id} names another event before it than the one that stands there.`;
    return { ...place, kind: 'reordered', words };
  }
  if (!isWhole) {
    const words = `event ${row.id} is not what it was when it was written: its hash does not follow from its row.`;
    return { ...place, kind: 'changed row', words };
  }
  return { ...place, ...whatIsBefore(row, before) };
}

/** The row is whole, but the event it names is nowhere: that one was taken out, or written anew with another hash. */
function whatIsBefore(row: ChainRow, before: TrailHead | null): Pick<TrailBreak, 'kind' | 'words'> {
  if (before === null) {
    return { kind: 'missing row', words: `the events before event ${row.id} are gone.` };
  }
  if (row.previousHash !== null && before.id === row.id - 1) {
    const words = `event ${before.id} was written anew, with a hash that event ${row.id} does not know.`;
    return { kind: 'rewritten', words };
  }
  if (row.previousHash === null) {
    return { kind: 'rewritten', words: `event ${row.id} begins a chain of its own.` };
  }
  return {
    kind: 'missing row',
    words: `something is gone, or was written anew, between event ${before.id} and event ${row.id}.`,
  };
}

async function hasHash(tx: ReadTx, hash: string): Promise<boolean> {
  const row = await tx.selectFrom('audit_event').select('id').where('hash', '=', hash).executeTakeFirst();
  return row !== undefined;
}

function missingHead(): TrailBreak {
  return {
    kind: 'truncated end',
    event: null,
    subject: null,
    words:
      'no event has the hash that was noted: the end of the trail was cut off, all of it was written anew, or the hash is of another installation.',
  };
}
