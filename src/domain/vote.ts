/**
 * Votes: what an optional voter (a language model as judge, or an entailment model) says of a sentence and the passages
 * found for it. A vote never changes a verdict or a confidence; where it differs from the check, a person looks
 * (grounding.md section 4, ADR 7). A voter that gives no usable answer has not voted: that is a fault, a value of its
 * own.
 */
import * as z from 'zod';
import { contentHash } from './canonical-json.ts';

/** Kinds of voters, as the setting REGATLAS_VOTERS names them. */
export const VOTER_KINDS = ['model', 'nli'] as const;

/** See {@link VOTER_KINDS}. */
export type VoterKind = (typeof VOTER_KINDS)[number];

/** What a voter can say. There is no `not-checkable`: without a passage nobody is asked. */
export const VOTE_VERDICTS = ['supported', 'partially-supported', 'contradicted', 'not-addressed'] as const;

/** See {@link VOTE_VERDICTS}. */
export type VoteVerdict = (typeof VOTE_VERDICTS)[number];

/**
 * Why there is no vote. `invalid-answer`: not the JSON that was asked for, or it names a passage that was not given;
 * `cut-off`: the answer ends before its end; `failed`: the provider or the network said no.
 */
export const VOTE_FAULTS = [
  'invalid-answer',
  'refused',
  'timed-out',
  'rate-limited',
  'cut-off',
  'failed',
] as const;

/** See {@link VOTE_FAULTS}. */
export type VoteFaultKind = (typeof VOTE_FAULTS)[number];

/** What a voter is asked: one sentence of a page, and passages of stored sources, best first, at least one. */
export type VoteItem = { readonly claim: string; readonly passages: readonly string[] };

/** Everything about a voter that decides its answer to the same question; equal identities may share votes. */
export type VoterIdentity = {
  readonly kind: VoterKind;
  /** `google:gemini-2.5-flash`; for an entailment model its folder's name and the hash of its files. */
  readonly model: string;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Name and number of the prompt; null for a voter that has none. */
  readonly promptVersion: string | null;
  /** Hash of the JSON schema the answer must have; null as above. */
  readonly schemaHash: string | null;
};

/** Tokens as the provider counts them; null where it does not say. */
export type TokenUsage = { readonly inputTokens: number | null; readonly outputTokens: number | null };

/** An answer that counts. */
export type Vote = {
  readonly kind: 'vote';
  readonly verdict: VoteVerdict;
  /** From 0 to 1, how sure the model's arithmetic is of its verdict; null when the voter has no such figure. */
  readonly score: number | null;
  /** The voter's reason in its own words, untrusted text; null when it gives none. */
  readonly rationale: string | null;
  /** Positions in the item's passages that the voter relies on. */
  readonly passages: readonly number[];
  /** The answer as it came over the wire, or the model's figures as JSON. */
  readonly raw: string;
  readonly usage: TokenUsage;
};

/** No answer that counts, and why. `message` is ours and safe to show; `raw` is what came, if anything did. */
export type VoteFault = {
  readonly kind: 'fault';
  readonly fault: VoteFaultKind;
  readonly message: string;
  /** Seconds after which the provider wants to be asked again; null when it does not say. */
  readonly retryAfterSeconds: number | null;
  readonly raw: string | null;
};

/** What asking a voter comes to. */
export type VoteOutcome = Vote | VoteFault;

/** A vote as it is kept with a verification: on the sentence at this position in the report. */
export const castVoteSchema = z.strictObject({
  sentence: z.number().int().min(0),
  voter: z.enum(VOTER_KINDS),
  model: z.string(),
  promptVersion: z.string().nullable(),
  verdict: z.enum(VOTE_VERDICTS),
  score: z.number().min(0).max(1).nullable(),
  rationale: z.string().nullable(),
  /** Positions in the sentence's `passages`. */
  passages: z.array(z.number().int().min(0)),
  inputTokens: z.number().int().min(0).nullable(),
  outputTokens: z.number().int().min(0).nullable(),
  /** ISO 8601, UTC: when the voter answered. */
  votedAt: z.string(),
});

/** See {@link castVoteSchema}. */
export type CastVote = z.infer<typeof castVoteSchema>;

/** Identity of what was asked. */
export function inputHashOf(item: VoteItem): string {
  return contentHash({ claim: item.claim, passages: item.passages });
}

/** Identity of a question to one voter: with the same hash the answer that is stored counts, and nobody is asked. */
export function requestHashOf(voter: VoterIdentity, item: VoteItem): string {
  return contentHash({ ...voter, input: inputHashOf(item) });
}
