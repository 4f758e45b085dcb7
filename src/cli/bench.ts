/** `regatlas bench KIND PATH`: how often the verifier is right on labelled data that it has never seen. */
import { Argument, type Command } from 'commander';
import { ENGINE } from '#grounding/verify-content.ts';
import { benchGrounding } from './bench/bench-grounding.ts';
import type { BenchKind } from './bench/bench-kind.ts';
import { benchQuotes } from './bench/bench-quotes.ts';
import { benchRetrieval } from './bench/bench-retrieval.ts';
import { benchSegments } from './bench/bench-segments.ts';
import { benchSignals } from './bench/bench-signals.ts';
import { benchSupport } from './bench/bench-support.ts';
import type { CliContext } from './context.ts';

/** All benchmarks, one file each. */
const KINDS: readonly BenchKind[] = [
  benchQuotes,
  benchSupport,
  benchRetrieval,
  benchGrounding,
  benchSignals,
  benchSegments,
];

/** Adds the command. */
export function registerBench(program: Command, context: CliContext): void {
  const help = KINDS.map(({ name, expects }) => `  ${name.padEnd(10)} ${expects}`).join('\n');
  program
    .command('bench')
    .description('measure the verifier on labelled data')
    .addArgument(new Argument('<kind>', 'what is measured').choices(KINDS.map(({ name }) => name)))
    .argument('<path>', 'the labelled data')
    .addHelpText('after', `\nKinds, and what the path is to hold:\n${help}`)
    .action(async (name: string, path: string) => {
      const kind = KINDS.find((each) => each.name === name);
      // `choices` has refused every other name.
      if (kind === undefined) throw new Error(`no benchmark ${name}`);
      await runBench(kind, path, context);
    });
}

async function runBench(kind: BenchKind, path: string, context: CliContext): Promise<void> {
  const { metrics, items } = await kind.run(path, context);
  context.out.json({ kind: kind.name, engine: ENGINE, ...metrics, items });
  const width = Math.max(...Object.keys(metrics).map((name) => name.length));
  for (const [name, value] of Object.entries(metrics)) {
    const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
    context.out.line(`${name.padEnd(width)}  ${shown}`);
  }
}
