/**
 * Installs what the entailment voter needs, so that its tests run on the real library: a package of its own, since it
 * would double the size of every installation (docs/decisions/0007-voters.md).
 */
import { join } from 'node:path';
import { hasTransformers } from '#llm/load-transformers.ts';
import { ROOT, runCommand } from './run-command.ts';

const PACKAGE = join(ROOT, 'voters', 'nli');

/** False when it is not there and could not be installed; the tests on it are then skipped. */
export async function ensureTransformers(): Promise<boolean> {
  if (hasTransformers(PACKAGE)) return true;
  await runCommand('npm', ['ci', '--prefix', PACKAGE, '--no-audit', '--no-fund']);
  return hasTransformers(PACKAGE);
}
