/**
 * Where a command writes: results to standard output, everything else to standard error. With `--json` the result is
 * one JSON document and nothing else. Lines for people quote documents of strangers, so nothing in them that a terminal
 * would obey, or that nobody sees, is written.
 */
import { withoutUnseen } from '#domain/unseen-characters.ts';
import { createProgressBars, type Progress } from './progress-bar.ts';

/** The streams of a command. */
export type Output = {
  /** A line of the result for people; silent with `--json`. */
  readonly line: (text: string) => void;
  /** The result as one JSON document; only with `--json`, and only the first: there is never a second one. */
  readonly json: (value: unknown) => void;
  /** Raw text of a result, such as an export, in both forms. */
  readonly raw: (text: string) => void;
  /** A remark on standard error. */
  readonly note: (text: string) => void;
  /** A remark that helps a person on and is of no use to a program; silent with `--json`. */
  readonly hint: (text: string) => void;
  /** A progress bar on standard error, shown only when that is a terminal. */
  readonly progress: (label: string, total: number) => Progress;
  readonly isJson: boolean;
};

/** True when the arguments ask for JSON; behind `--` everything is an argument of its own. */
export function wantsJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}

/** Writes to the process's own streams. */
export function processOutput(isJson: boolean): Output {
  let isAnswered = false;
  const bars = createProgressBars(process.stderr);
  // A reader that has seen enough (`| head`) closes the pipe; what was begun is still brought to its end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  const answer = (text: string) => bars.around(() => process.stdout.write(text));
  const remark = (text: string) => bars.around(() => process.stderr.write(`${withoutUnseen(text)}\n`));
  return {
    isJson,
    line: (text) => {
      if (!isJson) answer(`${withoutUnseen(text)}\n`);
    },
    json: (value) => {
      if (!isJson || isAnswered) return;
      isAnswered = true;
      answer(`${JSON.stringify(value, null, 2)}\n`);
    },
    raw: (text) => {
      isAnswered = true;
      answer(text);
    },
    note: remark,
    hint: (text) => {
      if (!isJson) remark(text);
    },
    progress: bars.start,
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
