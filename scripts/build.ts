/** Builds what `npm start` and the `regatlas` command run: browser assets first, then the program that names them. */
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { OUT_DIR } from '../vite.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(root, 'dist', 'built');

function newestChange(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
  return Math.max(statSync(path).mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

function isCurrent(): boolean {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return ['src', 'package-lock.json', 'vite.config.ts'].every(
    (path) => newestChange(join(root, path)) <= built,
  );
}

if (!isCurrent()) {
  const next = join(root, OUT_DIR);
  rmSync(next, { recursive: true, force: true });
  await build({ root, mode: 'client', logLevel: 'warn' });
  await build({ root, mode: 'server', logLevel: 'warn' });
  writeFileSync(join(next, 'built'), '');
  // Whatever runs from the old build has its files until the new one is whole.
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  renameSync(next, join(root, 'dist'));
}
