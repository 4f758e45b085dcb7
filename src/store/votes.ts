/** Votes and the sentences they were cast on: append-only, beside the verification and never read by it. */
import { sql } from 'kysely';
import {
  type CastVote,
  inputHashOf,
  requestHashOf,
  type Vote,
  type VoteFault,
  type VoteItem,
  type VoterIdentity,
} from '#domain/vote.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** Who was asked what. */
export type VoteRequest = { readonly voter: VoterIdentity; readonly item: VoteItem };

/** Id of the vote that answers exactly this question, or undefined. */
export async function findVote(tx: ReadTx, { voter, item }: VoteRequest): Promise<number | undefined> {
  const row = await tx
    .selectFrom('vote')
    .select('id')
    .where('request_hash', '=', requestHashOf(voter, item))
    .executeTakeFirst();
  return row?.id;
}

/** Whether the vote was cast on this sentence of this verification. */
export async function isCast(
  tx: ReadTx,
  cast: { verification: number; sentence: number; vote: number },
): Promise<boolean> {
  const row = await tx
    .selectFrom('sentence_vote')
    .select('vote')
    .where('verification', '=', cast.verification)
    .where('sentence', '=', cast.sentence)
    .where('vote', '=', cast.vote)
    .executeTakeFirst();
  return row !== undefined;
}

/** Stores an answer and returns its id; of two processes that asked at once the first one's answer counts. */
export async function insertVote(
  tx: WriteTx,
  { voter, item }: VoteRequest,
  answer: { vote: Vote; durationMs: number; at: string },
): Promise<number> {
  const { vote } = answer;
  const inserted = await tx
    .insertInto('vote')
    .values({
      request_hash: requestHashOf(voter, item),
      voter: voter.kind,
      model: voter.model,
      parameters: JSON.stringify(voter.parameters),
      prompt_version: voter.promptVersion,
      schema_hash: voter.schemaHash,
      input_hash: inputHashOf(item),
      verdict: vote.verdict,
      score: vote.score,
      rationale: vote.rationale,
      passages: [...vote.passages],
      raw: keepable(vote.raw),
      input_tokens: vote.usage.inputTokens,
      output_tokens: vote.usage.outputTokens,
      duration_ms: Math.round(answer.durationMs),
      voted_at: answer.at,
    })
    .onConflict((conflict) => conflict.column('request_hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  const id = inserted?.id ?? (await findVote(tx, { voter, item }));
  if (id === undefined) throw new Error('a vote was neither stored nor there already');
  return id;
}

/** Casts a stored vote on a sentence of a verification; false when it was cast before. */
export async function castVote(
  tx: WriteTx,
  cast: { verification: number; sentence: number; vote: number; at: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('sentence_vote')
    .values({
      verification: cast.verification,
      sentence: cast.sentence,
      vote: cast.vote,
      cast_at: cast.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** True when anybody has ever voted. */
export async function hasVotes(tx: ReadTx): Promise<boolean> {
  return (await tx.selectFrom('vote').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Casts every stored vote on exactly these questions, whoever gave it; how many were not cast before. */
export async function castKnownVotes(
  tx: WriteTx,
  verification: number,
  questions: readonly { sentence: number; item: VoteItem }[],
  at: string,
): Promise<number> {
  const sentences = questions.map(({ sentence }) => sentence);
  const hashes = questions.map(({ item }) => inputHashOf(item));
  const { numAffectedRows } = await sql`
    insert into sentence_vote (verification, sentence, vote, cast_at)
    select ${verification}, q.sentence, v.id, ${at}
      from unnest(${sentences}::integer[], ${hashes}::text[]) as q (sentence, input_hash)
      join vote v on v.input_hash = q.input_hash
    on conflict do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Keeps an answer that was none. */
export async function appendVoteFault(
  tx: WriteTx,
  voter: VoterIdentity,
  failed: { verification: number; sentence: number; fault: VoteFault; at: string },
): Promise<void> {
  const { fault } = failed;
  await tx
    .insertInto('vote_fault')
    .values({
      verification: failed.verification,
      sentence: failed.sentence,
      voter: voter.kind,
      model: voter.model,
      fault: fault.fault,
      message: fault.message,
      retry_after_seconds: fault.retryAfterSeconds,
      raw: fault.raw === null ? null : keepable(fault.raw),
      failed_at: failed.at,
    })
    .execute();
}

/** Votes on a verification, by sentence, then voter and model. */
export async function listVotes(tx: ReadTx, verification: number): Promise<CastVote[]> {
  return tx
    .selectFrom('sentence_vote as s')
    .innerJoin('vote as v', 'v.id', 's.vote')
    .select([
      's.sentence',
      'v.voter',
      'v.model',
      'v.prompt_version as promptVersion',
      'v.verdict',
      'v.score',
      'v.rationale',
      'v.passages',
      'v.input_tokens as inputTokens',
      'v.output_tokens as outputTokens',
      'v.voted_at as votedAt',
    ])
    .where('s.verification', '=', verification)
    .orderBy('s.sentence')
    .orderBy('v.voter')
    .orderBy('v.model')
    .orderBy('v.id')
    .execute();
}

// No database text holds NUL or half a character; JSON escapes both, so that they come only from a broken server.
function keepable(raw: string): string {
  return raw.replaceAll('\0', '\ufffd').toWellFormed();
}
