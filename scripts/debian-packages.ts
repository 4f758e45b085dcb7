/** Installs a Debian package for the tests where that is ours to do: as root, on a system that has apt-get. */
import { existsSync } from 'node:fs';
import { runCommand } from './run-command.ts';

/** True when packages can be installed here without asking anybody. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** False when apt-get failed; its own words are on the terminal. */
export async function installPackage(name: string): Promise<boolean> {
  console.log(`Installing ${name} for the tests.`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-q'], env);
  return (await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], env)) === 0;
}
