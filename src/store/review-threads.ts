/** What follows a review: comments, the outcome, who is to look at it. All appended; one outcome for each review. */
import { sql } from 'kysely';
import type { AccountRole, Viewer } from '#domain/person.ts';
import type { CommentKind, ReviewOutcome } from '#domain/review.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Words added to a review. `vouched` false where only a file says who wrote them. */
export type ReviewComment = {
  readonly id: string;
  readonly name: string;
  readonly vouched: boolean;
  readonly kind: CommentKind;
  readonly text: string;
  readonly writtenAt: string;
};

/** A comment to append. `author` is the actor, or without a `person` the name a file gives. */
export type NewComment = {
  readonly id: string;
  readonly review: string;
  readonly person: string | null;
  readonly author: string;
  readonly kind: CommentKind;
  readonly text: string;
  readonly at: string;
};

/** Appends a comment. */
export async function appendComment(tx: WriteTx, comment: NewComment): Promise<void> {
  const { at, ...row } = comment;
  await tx
    .insertInto('review_comment')
    .values({ ...row, written_at: at })
    .execute();
}

/** Comments of a review, oldest first; the newest `limit` of them. */
export async function listComments(tx: ReadTx, review: string, limit: number): Promise<ReviewComment[]> {
  const { rows } = await sql<ReviewComment>`
    select * from (
      select c.id, coalesce(p.name, c.author) as name, c.person is not null as vouched, c.kind, c.text,
             c.written_at as "writtenAt"
        from review_comment c left join person p on p.id = c.person
       where c.review = ${review} order by c.written_at desc, c.id desc limit ${limit}) newest
     order by "writtenAt", id`.execute(tx);
  return rows;
}

/** All comments on reviews of an analysis, with the review they belong to, oldest first. */
export async function listAllComments(
  tx: ReadTx,
  analysis: number,
): Promise<(ReviewComment & { readonly review: string })[]> {
  const { rows } = await sql<ReviewComment & { review: string }>`
    select c.review, c.id, coalesce(p.name, c.author) as name, c.person is not null as vouched, c.kind, c.text,
           c.written_at as "writtenAt"
      from review_comment c
      join review_state s on s.review = c.review
      left join person p on p.id = c.person
     where s.analysis = ${analysis} order by c.written_at, c.id`.execute(tx);
  return rows;
}

/** True when this person's last words on the review were these. */
export async function hasSameComment(
  tx: ReadTx,
  comment: Pick<NewComment, 'review' | 'author' | 'text'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('review_comment')
    .select('text')
    .where('review', '=', comment.review)
    .where('author', '=', comment.author)
    .orderBy('written_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.text === comment.text;
}

/** Appends the outcome; false when there is one already. */
export async function appendOutcome(
  tx: WriteTx,
  decided: {
    readonly review: string;
    readonly outcome: ReviewOutcome;
    readonly reason: string;
    readonly person: string | null;
    readonly actor: string;
    readonly at: string;
  },
): Promise<boolean> {
  const { at, ...row } = decided;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('review_outcome')
    .values({ ...row, decided_at: at })
    .onConflict((conflict) => conflict.column('review').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Locks the state of a review and tells who is to look at it; undefined when there is no such review. */
export async function lockAssignee(
  tx: WriteTx,
  review: string,
): Promise<{ readonly assignee: string | null } | undefined> {
  return tx
    .selectFrom('review_state')
    .select('assignee')
    .where('review', '=', review)
    .forUpdate()
    .executeTakeFirst();
}

/** Hands the review to somebody, or with null to nobody. */
export async function appendAssignment(
  tx: WriteTx,
  given: {
    readonly review: string;
    readonly assignee: string | null;
    readonly by: string;
    readonly at: string;
  },
): Promise<void> {
  await tx
    .insertInto('review_assignment')
    .values({
      review: given.review,
      assignee: given.assignee,
      assigned_by: given.by,
      assigned_at: given.at,
    })
    .execute();
}

/** People who work on reviews, by name. Somebody whose account is closed is none of them. */
export async function listReviewers(tx: ReadTx): Promise<Viewer[]> {
  return reviewers(tx).orderBy('name').orderBy('id').execute();
}

/** The person who works on reviews with this id, or undefined. */
export async function findReviewer(tx: ReadTx, id: string): Promise<Viewer | undefined> {
  return reviewers(tx).where('id', '=', id).executeTakeFirst();
}

function reviewers(tx: ReadTx) {
  const working: AccountRole[] = ['analyst', 'editor', 'admin'];
  return tx
    .selectFrom('person')
    .select(['id', 'name', 'role'])
    .where('role', 'in', working)
    .where('disabled_at', 'is', null);
}
