/** The port of a voter: somebody outside the program who is asked whether passages bear a sentence out. */
import type { VoteItem, VoteOutcome, VoterIdentity } from '#domain/vote.ts';

/** A voter, ready to be asked. Close it when nobody asks any more. */
export type SupportVoter = AsyncDisposable & {
  readonly identity: VoterIdentity;
  /**
   * Asks about one sentence. What goes wrong with the answer is a value; only a defect is thrown. `signal` gives the
   * question up.
   */
  readonly vote: (item: VoteItem, signal?: AbortSignal) => Promise<VoteOutcome>;
};
