/** Imports 1,000 pages in one command: pages a second and the highest memory of the command. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDataDir, peakMemory, runCommand } from './measured-server.ts';
import { readSamplePage, varyPage } from './sample-page.ts';

const PAGES = Number(process.argv[2] ?? 1000);
const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));

const dataDir = makeDataDir();
try {
  const { text, from } = readSamplePage();
  const folder = join(dataDir.path, 'pages');
  mkdirSync(folder);
  const files = Array.from({ length: PAGES }, (_, index) => {
    const file = join(folder, `${index + 1}.txt`);
    writeFileSync(file, varyPage(text, index + 1));
    return file;
  });
  const data = join(dataDir.path, 'data');
  runCommand(data, ['migrate']);
  const started = performance.now();
  const peak = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, 'import', ...files], {
      env: { ...process.env, REGATLAS_DATA_DIR: data },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let highest = 0;
    const timer = setInterval(() => {
      highest = Math.max(highest, peakMemory(child.pid ?? 0));
    }, 50);
    child.once('exit', (code) => {
      clearInterval(timer);
      if (code === 0) resolve(highest);
      else reject(new Error(`import ended with ${code}`));
    });
  });
  const seconds = (performance.now() - started) / 1000;
  const result = {
    page: from,
    pages: PAGES,
    seconds,
    pagesPerSecond: PAGES / seconds,
    peakMemoryMiB: peak / 2 ** 20,
  };
  console.log(JSON.stringify(result, null, 2));
} finally {
  dataDir.remove();
}
