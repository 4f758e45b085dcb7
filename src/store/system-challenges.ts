/** Challenges that the system opened, with what they rest on. Rows of `review` with evidence beside them; append-only. */
import { sql } from 'kysely';
import type { SignalRelation } from '#domain/signal.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { type StoredSignal, signalColumns, signalTables } from './signals.ts';

/** A challenge on one version that claims the same status; `texts` are those its evidence stands in. */
export type OpenedChallenge = {
  readonly review: string;
  readonly texts: readonly { readonly sourceId: number; readonly snapshot: string }[];
};

/** Challenges by the system on this version on the ground of a document that claims this status. */
export async function listOpenedChallenges(
  tx: ReadTx,
  version: string,
  claimedStatus: string | null,
): Promise<OpenedChallenge[]> {
  const { rows } = await sql<OpenedChallenge>`
    select c.review, json_agg(distinct jsonb_build_object('sourceId', s.id, 'snapshot', t.snapshot)) as texts
      from system_challenge c
      join challenge_evidence e on e.review = c.review
      join signal g on g.id = e.signal
      join signal_reading reading on reading.id = g.reading
      join source_text t on t.id = reading.source_text
      join snapshot n on n.sha256 = t.snapshot
      join source s on s.id = n.source
     where c.version = ${version} and c.claimed_status is not distinct from ${claimedStatus}
     group by c.review
     order by c.review`.execute(tx);
  return rows;
}

/** How many challenges the system opened on this version. */
export async function countSystemChallenges(tx: ReadTx, version: string): Promise<number> {
  const row = await tx
    .selectFrom('system_challenge')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Marks a review just appended as opened by the system. Throws when the document has such a challenge already. */
export async function appendSystemChallenge(
  tx: WriteTx,
  challenge: {
    readonly review: string;
    readonly version: string;
    readonly snapshot: string;
    readonly claimedStatus: string | null;
  },
): Promise<void> {
  await tx
    .insertInto('system_challenge')
    .values({
      review: challenge.review,
      version: challenge.version,
      snapshot: challenge.snapshot,
      claimed_status: challenge.claimedStatus,
    })
    .execute();
}

/** Adds a signal, held against the version before, to what a challenge rests on; false when its passage is there. */
export async function appendChallengeEvidence(
  tx: WriteTx,
  evidence: {
    readonly review: string;
    readonly version: string;
    readonly signal: number;
    readonly at: string;
  },
): Promise<boolean> {
  // The same passage read again by newer rules is no further evidence.
  const { numAffectedRows } = await sql`
    insert into challenge_evidence (review, version, signal, added_at)
    select ${evidence.review}, ${evidence.version}, g.id, ${evidence.at}
      from signal g join signal_reading r on r.id = g.reading
     where g.id = ${evidence.signal}
       and not exists (select from challenge_evidence e
                         join signal known on known.id = e.signal
                         join signal_reading k on k.id = known.reading
                        where e.review = ${evidence.review} and k.source_text = r.source_text
                          and known.starts_at < g.ends_at and known.ends_at > g.starts_at)`.execute(tx);
  return numAffectedRows === 1n;
}

/** One ground of a challenge: a signal, and how it stands to the page. */
export type ChallengeGround = StoredSignal & { readonly review: string; readonly relation: SignalRelation };

/** What these challenges rest on, each in the order it was added. */
export async function listChallengeGrounds(
  tx: ReadTx,
  reviews: readonly string[],
): Promise<ChallengeGround[]> {
  if (reviews.length === 0) return [];
  const { rows } = await sql<ChallengeGround>`
    select e.review, ${signalColumns()},
           json_build_object('relation', r.relation,
             'page', case when r.place is null then null
                          else json_build_object('place', r.place, 'words', r.words) end,
             'reasons', r.reasons) as relation
      from challenge_evidence e
      join signal_relation r on r.signal = e.signal and r.version = e.version
      join (${signalTables()}) on g.id = e.signal
     where e.review = any (${[...reviews]}::uuid[])
     order by e.review, e.added_at, g.id`.execute(tx);
  return rows;
}
