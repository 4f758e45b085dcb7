/**
 * Whether what the trail speaks of is what it was: the hash in an event is the hash of the version it names, the content
 * of every version has its hash, every version and publication is told of, and captured bytes have theirs.
 */
import { sql } from 'kysely';
import { contentHash } from '#domain/canonical-json.ts';
import type { ReadTx } from './connect.ts';

/** Something stored that is not what it was. `event` is null when no event tells of it. */
export type ContentBreak = {
  readonly kind: 'changed version' | 'missing version' | 'changed publication' | 'changed bytes' | 'untold';
  readonly event: number | null;
  readonly subject: string;
  readonly words: string;
};

/** What came out: the versions looked at, and the first one that is not what it was. */
export type ContentCheck = { readonly versions: number; readonly broken: ContentBreak | null };

type VersionRow = {
  readonly id: string;
  readonly analysis: number;
  readonly number: number;
  readonly hash: string;
  readonly content: unknown;
  readonly columns: Readonly<Record<string, string | null>>;
  readonly event: number | null;
};

/** Actions whose hash after them is that of the version they name. */
const VERSION_EVENTS = ['version.imported', 'version.saved', 'version.published'];
const MAKING_EVENTS = ['version.imported', 'version.saved'];
/** A long page has a few hundred kilobytes. */
const PORTION = 20;

/** The first of these events that names a version which is gone or has another hash. */
export async function findEventContentBreak(
  tx: ReadTx,
  events: readonly {
    readonly id: number;
    readonly action: string;
    readonly subject: string;
    readonly afterHash: string | null;
  }[],
): Promise<ContentBreak | null> {
  const asked = events.filter((one) => VERSION_EVENTS.includes(one.action) && one.afterHash !== null);
  if (asked.length === 0) return null;
  const { rows } = await sql<{ subject: string; hash: string }>`
    select 'analysis:' || v.analysis || '/' || v.number as subject, v.content_hash as hash
      from unnest(${asked.map((one) => analysisOf(one.subject))}::int[]) with ordinality as a (analysis, place)
      join unnest(${asked.map((one) => numberOf(one.subject))}::int[]) with ordinality as n (number, place) using (place)
      join analysis_version v on v.analysis = a.analysis and v.number = n.number`.execute(tx);
  const hashes = new Map(rows.map((row) => [row.subject, row.hash]));
  for (const { id, subject, afterHash } of asked) {
    const hash = hashes.get(subject);
    if (hash === afterHash) continue;
    const place = { event: id, subject };
    if (hash === undefined) {
      return { ...place, kind: 'missing version', words: `${subject}, of which event ${id} tells, is gone.` };
    }
    const words = `${subject} does not have the hash that event ${id} gives it.`;
    return { ...place, kind: 'changed version', words };
  }
  return null;
}

/** Reads every version and makes its hash again. `onPortion` hears how many were looked at since. */
export async function verifyContents(
  tx: ReadTx,
  onPortion: (versions: number) => void = () => undefined,
): Promise<ContentCheck> {
  let versions = 0;
  let last = { analysis: 0, number: 0 };
  for (;;) {
    const rows = await listVersionsAfter(tx, last);
    if (rows.length === 0) break;
    for (const row of rows) {
      const broken = judgeVersion(row);
      if (broken !== null) return { versions, broken };
      versions += 1;
      last = row;
    }
    onPortion(rows.length);
  }
  return { versions, broken: (await findPublicationBreak(tx)) ?? (await findBytesBreak(tx)) };
}

async function listVersionsAfter(
  tx: ReadTx,
  last: { readonly analysis: number; readonly number: number },
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.id, v.analysis, v.number, v.content_hash as hash, v.content,
           json_build_object('jurisdiction', v.jurisdiction, 'topic', v.topic, 'status', v.status,
             'unknownReason', v.unknown_reason, 'ground', v.ground, 'statusSince', v.status_since) as columns,
           (select min(e.id) from audit_event e
             where e.subject = 'analysis:' || v.analysis || '/' || v.number
               and e.action = any (${MAKING_EVENTS}::text[]) and e.after_hash = v.content_hash) as event
      from analysis_version v
     where (v.analysis, v.number) > (${last.analysis}::int, ${last.number}::int)
     order by v.analysis, v.number limit ${PORTION}`.execute(tx);
  return rows;
}

function judgeVersion(row: VersionRow): ContentBreak | null {
  const subject = `analysis:${row.analysis}/${row.number}`;
  const place = { event: row.event, subject };
  if (contentHash(row.content) !== row.hash) {
    const words = `the content of ${subject} is not the one it had when it was stored.`;
    return { ...place, kind: 'changed version', words };
  }
  const content = row.content as Readonly<Record<string, unknown>>;
  const column = Object.keys(row.columns).find((name) => (content[name] ?? null) !== row.columns[name]);
  if (column !== undefined) {
    const words = `${subject} is listed with another ${column} than its content has.`;
    return { ...place, kind: 'changed version', words };
  }
  if (row.event !== null) return null;
  return { ...place, kind: 'untold', words: `no event tells of ${subject} with the hash it has.` };
}

/** Publications are of the content that was approved, and each is told of. */
async function findPublicationBreak(tx: ReadTx): Promise<ContentBreak | null> {
  const { rows } = await sql<{ subject: string; event: number | null; isSame: boolean }>`
    select p.* from (
      select 'analysis:' || v.analysis || '/' || v.number as subject, p.content_hash = v.content_hash as "isSame",
             (select min(e.id) from audit_event e
               where e.subject = 'analysis:' || v.analysis || '/' || v.number
                 and e.action = 'version.published' and e.after_hash = p.content_hash) as event
        from publication p join analysis_version v on v.id = p.version) p
     where not p."isSame" or p.event is null
     order by p.subject limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const { subject, event } = row;
  if (row.isSame)
    return { event, subject, kind: 'untold', words: `no event tells that ${subject} was published.` };
  const words = `the publication of ${subject} is of another content than the version has.`;
  return { event, subject, kind: 'changed publication', words };
}

/** The database looks at the bytes itself, one snapshot after the other. */
async function findBytesBreak(tx: ReadTx): Promise<ContentBreak | null> {
  const { rows } = await sql<{ subject: string; sha256: string }>`
    select 'source:' || source as subject, sha256 from snapshot
     where encode(sha256(bytes), 'hex') <> sha256 limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const words = `the stored bytes of snapshot ${row.sha256} are not the ones that were captured.`;
  return { event: null, subject: row.subject, kind: 'changed bytes', words };
}

function analysisOf(subject: string): number {
  return Number(/^analysis:(\d{1,9})\/\d{1,9}$/.exec(subject)?.[1] ?? 0);
}

function numberOf(subject: string): number {
  return Number(/^analysis:\d{1,9}\/(\d{1,9})$/.exec(subject)?.[1] ?? 0);
}
