/** Pages to measure with: the first seed when ../shared is there, else the project's own page fixture. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SEED = join(ROOT, '..', 'shared', 'seeds', '000_3c11786f9271637e.txt');

/** Text of an analysis page, and where it is from. */
export function readSamplePage(): { text: string; from: string } {
  if (existsSync(SEED)) return { text: readFileSync(SEED, 'utf8'), from: 'first seed' };
  const folder = join(ROOT, 'test', 'fixtures', 'pages');
  const name = readdirSync(folder).find((file) => file.endsWith('.txt'));
  if (name === undefined) throw new Error('there is no page fixture');
  return { text: readFileSync(join(folder, name), 'utf8'), from: name };
}

/** The page with another number, and a sentence that makes its content its own. */
export function varyPage(text: string, number: number): string {
  return text
    .replace(/^#\d+$/m, `#${number}`)
    .replace(
      /^Considerations$/m,
      `Considerations\n\nThis is copy number ${number} of a page made for measuring.`,
    );
}
