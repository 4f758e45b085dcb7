/**
 * The version that somebody decides on: named by its numbers, and by the hash of what they had before them. Every
 * decision on a stage begins here, so that none is made on something else than was read.
 */
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { decideAction, type Stage, type StageAction, type StageRule } from '#domain/workflow.ts';
import type { ReadTx, WriteTx } from '#store/connect.ts';
import { findStagedVersion, lockVersions, type StagedVersion } from '#store/stages.ts';

/** Who decides, and on what. */
export type SeenVersion = {
  readonly actor: Viewer;
  readonly analysis: number;
  readonly version: number;
  /** Hash of the content they saw. */
  readonly contentHash: string;
};

/** The version as it stands. Throws `not-found`, or `conflict` when it is not what was seen. */
export async function getSeenVersion(tx: ReadTx, seen: SeenVersion): Promise<StagedVersion> {
  const version = await findStagedVersion(tx, seen.analysis, seen.version);
  if (version === undefined) {
    throw new AppError('not-found', `Analysis #${seen.analysis} has no version ${seen.version}.`);
  }
  if (version.contentHash === seen.contentHash) return version;
  throw new AppError('conflict', 'What you decided on is not what this version says.', {
    remedy: 'Open the version and decide on what it says; nothing was changed.',
  });
}

/** As {@link getSeenVersion}, with the lock on the version: what it says of the stage holds until the transaction ends. */
export async function lockSeenVersion(tx: WriteTx, seen: SeenVersion): Promise<StagedVersion> {
  const { id } = await getSeenVersion(tx, seen);
  await lockVersions(tx, [id]);
  return getSeenVersion(tx, seen);
}

/** The rule by which this person may do it now. Throws `conflict` for the stage, `forbidden` for the role. */
export function assertAction(action: StageAction, stage: Stage, { role }: Viewer): StageRule {
  const decision = decideAction(action, stage, role);
  if ('rule' in decision) return decision.rule;
  if (decision.refused === 'stage') {
    throw new AppError(
      'conflict',
      `The version is ${stage}; ${ACTION_WORDS[action]} is not possible there.`,
      {
        remedy: 'Look at it again; nothing was changed.',
      },
    );
  }
  throw new AppError('forbidden', `This takes the role ${decision.least}; yours is ${role}.`, {
    remedy: 'Ask somebody with that role; nothing was changed.',
  });
}

const ACTION_WORDS: Readonly<Record<StageAction, string>> = {
  submit: 'submitting it for review',
  return: 'returning it to its author',
  approve: 'approving it',
  publish: 'publishing it',
  withdraw: 'withdrawing it',
};

/** How audit events name a version. */
export function subjectOf({ analysis, number }: Pick<StagedVersion, 'analysis' | 'number'>): string {
  return `analysis:${analysis}/${number}`;
}
