/** How the versions of an analysis came about: who made each, from what and why, and how it moved through the stages. */
import { sql } from 'kysely';
import type { VersionOrigin } from '#domain/analysis.ts';
import { personOf } from '#domain/person.ts';
import type { ReviewKind } from '#domain/review.ts';
import type { Stage } from '#domain/workflow.ts';
import type { ReadTx } from './connect.ts';

/** A name as the trail holds it, with the person's own name where it is one's. */
export type NamedActor = { readonly actor: string; readonly name: string };

/** One move; `from` is null for the first stage. */
export type HistoryMove = {
  readonly from: string | null;
  readonly to: Stage;
  readonly by: NamedActor;
  readonly reason: string | null;
  readonly at: string;
};

/** A reason for a version, with what it names; null for what it does not name. `run` is the number of one of ours. */
export type HistoryCause = {
  readonly kind: 'review' | 'source' | 'edit' | 'run';
  readonly review: {
    readonly id: string;
    readonly kind: ReviewKind;
    readonly by: NamedActor;
    /** Number of the version it was raised on. */
    readonly version: number;
    readonly text: string;
  } | null;
  readonly source: { readonly id: number; readonly title: string | null } | null;
  readonly run: number | null;
  readonly note: string | null;
};

/** See the module comment. `basedOn` is a number; null for a page imported or made from nothing. */
export type VersionHistory = {
  readonly id: string;
  readonly number: number;
  readonly origin: VersionOrigin;
  readonly recordedAt: string;
  readonly basedOn: number | null;
  readonly note: string | null;
  readonly moves: readonly HistoryMove[];
  readonly causes: readonly HistoryCause[];
  /** Why it was published in spite of what barred it; null when it was not. */
  readonly overrideReason: string | null;
};

/** Every version of the analysis, oldest first. */
export async function listVersionHistory(tx: ReadTx, analysis: number): Promise<VersionHistory[]> {
  const versions = await tx
    .selectFrom('analysis_version as v')
    .leftJoin('version_lineage as l', 'l.version', 'v.id')
    .leftJoin('analysis_version as b', 'b.id', 'l.based_on')
    .leftJoin('publication as p', 'p.version', 'v.id')
    .select(['v.id', 'v.number', 'v.origin', 'v.recorded_at as recordedAt', 'b.number as basedOn'])
    .select(['l.note', 'p.override_reason as overrideReason'])
    .where('v.analysis', '=', analysis)
    .orderBy('v.number')
    .execute();
  const moves = await listMoves(tx, analysis);
  const causes = await listCauses(tx, analysis);
  const named = await nameActors(tx, [
    ...moves.map(({ actor }) => actor),
    ...causes.flatMap(({ author }) => author ?? []),
  ]);
  const [movesOf, causesOf] = [
    Map.groupBy(moves, (one) => one.version),
    Map.groupBy(causes, (one) => one.version),
  ];
  return versions.map((version) => ({
    ...version,
    moves: (movesOf.get(version.id) ?? []).map(({ version: _, actor, ...move }) => ({
      ...move,
      by: named(actor),
    })),
    causes: (causesOf.get(version.id) ?? []).map((row) => presentCause(row, named)),
  }));
}

function listMoves(tx: ReadTx, analysis: number) {
  return tx
    .selectFrom('stage_move as m')
    .innerJoin('analysis_version as v', 'v.id', 'm.version')
    .select([
      'm.version',
      'm.from_stage as from',
      'm.to_stage as to',
      'm.actor',
      'm.reason',
      'm.moved_at as at',
    ])
    .where('v.analysis', '=', analysis)
    .orderBy('m.id')
    .$narrowType<{ to: Stage }>()
    .execute();
}

type CauseRow = Awaited<ReturnType<typeof listCauses>>[number];

function listCauses(tx: ReadTx, analysis: number) {
  return tx
    .selectFrom('version_cause as c')
    .innerJoin('analysis_version as v', 'v.id', 'c.version')
    .leftJoin('review as r', 'r.id', 'c.review')
    .leftJoin('analysis_version as n', 'n.id', 'r.version')
    .leftJoin('source as s', 's.id', 'c.source')
    .select(['c.version', 'c.kind', 'c.note', 'c.review', 'r.kind as reviewKind', 'r.author', 'r.text'])
    .select(['n.number as reviewVersion', 'c.source', 's.title', 'c.run'])
    .where('v.analysis', '=', analysis)
    .orderBy('c.version')
    .orderBy('c.position')
    .execute();
}

type Naming = (actor: string) => NamedActor;

function presentCause(row: CauseRow, named: Naming): HistoryCause {
  const { kind, note, review, reviewKind, author, text, reviewVersion, source, title, run } = row;
  const isReview = review !== null && reviewKind !== null && author !== null && text !== null;
  return {
    kind,
    note,
    review: isReview
      ? { id: review, kind: reviewKind, by: named(author), version: reviewVersion ?? 0, text }
      : null,
    source: source === null ? null : { id: source, title },
    run,
  };
}

/** Names of the people among these; whoever has no row of theirs goes by what the trail says. */
async function nameActors(tx: ReadTx, actors: readonly string[]): Promise<Naming> {
  const ids = [...new Set(actors.flatMap((actor) => personOf(actor) ?? []))];
  const names = new Map<string, string>();
  if (ids.length > 0) {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from person where id = any(${ids}::uuid[])`.execute(tx);
    for (const { id, name } of rows) names.set(id, name);
  }
  return (actor) => ({ actor, name: names.get(personOf(actor) ?? '') ?? actor });
}
