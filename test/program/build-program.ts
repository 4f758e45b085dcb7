/** Global set-up of the tests that run the program as its users do: they run the built bundle, so it is made first. */
import { runCommand } from '../../scripts/run-command.ts';

/** Called by Vitest before the first of these tests; a bundle that is newer than its sources is kept. */
export async function setup(): Promise<void> {
  const code = await runCommand('node', ['scripts/build.ts']);
  if (code !== 0) throw new Error(`The program could not be built (exit code ${code}).`);
}
