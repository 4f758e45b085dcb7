/** Nobody approves what they made: a version they wrote, or a draft of a run that they asked for or had done again. */
import { AppError } from '#domain/errors.ts';
import { actorOf, type Viewer } from '#domain/person.ts';
import type { ReadTx } from '#store/connect.ts';
import { hasRepeatedRun } from '#store/run-of-version.ts';
import { getAuthor } from '#store/stages.ts';

/** Throws `forbidden` when this person made the version. */
export async function refuseMaker(
  tx: ReadTx,
  versionId: string,
  person: Viewer,
  remedy: string,
): Promise<void> {
  const actor = actorOf(person);
  if ((await getAuthor(tx, versionId)) === actor) {
    throw new AppError('forbidden', 'You made this version; somebody else has to approve it.', { remedy });
  }
  if (await hasRepeatedRun(tx, versionId, actor)) {
    const words = 'You had the run that drafted this version done again; somebody else has to approve it.';
    throw new AppError('forbidden', words, { remedy });
  }
}
