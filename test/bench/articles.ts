/**
 * Takes in 355 articles of five laws from a public collection in one command, as sources with their passages, and has
 * every one read for signals. Prints one JSON document; skipped where the collection is not beside the checkout.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDataDir, runCommand } from './measured-server.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/data/law_texts_compliance_compass/', import.meta.url));
const FILES = [
  ...['gdpr', 'eu-ai-act', 'cn-network-data-regulations', 'cn-generative-ai-measures'],
  'kr-ai-framework-act-2025-current',
].map((name) => join(FOLDER, `${name}-articles.json`));

type Added = { files: { articles: number; added: number; passages: number }[] };

const CLOCK_TICKS_PER_SECOND = 100;

/** Processor time of the commands so far, their databases included; Linux only. */
function commandSeconds(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) / CLOCK_TICKS_PER_SECOND;
}

if (!existsSync(FOLDER)) {
  console.log(JSON.stringify({ skipped: 'the articles are not beside this checkout' }));
} else {
  const dir = makeDataDir();
  try {
    runCommand(dir.path, ['migrate']);
    const add = () => {
      const started = performance.now();
      const startedCpu = commandSeconds();
      const { files } = JSON.parse(
        runCommand(dir.path, ['source', 'add-articles', '--json', ...FILES]),
      ) as Added;
      const seconds = (performance.now() - started) / 1000;
      const sum = (figure: 'articles' | 'added' | 'passages') =>
        files.reduce((total, file) => total + file[figure], 0);
      const cpuSeconds = commandSeconds() - startedCpu;
      return {
        articles: sum('articles'),
        added: sum('added'),
        passages: sum('passages'),
        seconds: Number(seconds.toFixed(2)),
        cpuSeconds: Number(cpuSeconds.toFixed(2)),
      };
    };
    const first = add();
    const again = add();
    console.log(
      JSON.stringify({
        ...first,
        perSecond: Math.round(first.articles / first.cpuSeconds),
        addedAgain: again.added,
        secondsAgain: again.seconds,
      }),
    );
  } finally {
    dir.remove();
  }
}
