/**
 * Finds a Chromium for the browser tests, and installs one where none is: Debian's package as root, else the build
 * that Playwright downloads.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { canInstall, installPackage } from './debian-packages.ts';
import { ROOT, runCommand } from './run-command.ts';

/** Path of the first one there is: CHROMIUM_PATH, Debian's, Playwright's own; undefined when there is none. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', chromium.executablePath()];
  return candidates.find((path) => path !== undefined && path !== '' && existsSync(path));
}

/** As {@link findChromium}, after trying to install one. */
export async function ensureChromium(): Promise<string | undefined> {
  const found = findChromium();
  if (found !== undefined) return found;
  if (canInstall()) await installPackage('chromium');
  if (findChromium() === undefined) {
    await runCommand('node', [
      join(ROOT, 'node_modules', 'playwright-core', 'cli.js'),
      'install',
      'chromium',
    ]);
  }
  return findChromium();
}
