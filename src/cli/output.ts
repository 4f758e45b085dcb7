/**
 * Where a command writes: results to standard output, everything else to standard error. With `--json` the result is
 * one JSON document and nothing else.
 */

/** The streams of a command. */
export type Output = {
  /** A line of the result for people; silent with `--json`. */
  readonly line: (text: string) => void;
  /** The result as one JSON document; only with `--json`. */
  readonly json: (value: unknown) => void;
  /** Raw text of a result, such as an export, in both forms. */
  readonly raw: (text: string) => void;
  /** A remark on standard error. */
  readonly note: (text: string) => void;
  /** A progress bar on standard error, shown only when that is a terminal. */
  readonly progress: (label: string, total: number) => Progress;
  readonly isJson: boolean;
};

/** A bar that grows; `done` removes it. */
export type Progress = { readonly step: () => void; readonly done: () => void };

const BAR_WIDTH = 24;

/** Writes to the process's own streams. */
export function processOutput(isJson: boolean): Output {
  return {
    isJson,
    line: (text) => {
      if (!isJson) process.stdout.write(`${text}\n`);
    },
    json: (value) => {
      if (isJson) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    raw: (text) => {
      process.stdout.write(text);
    },
    note: (text) => {
      process.stderr.write(`${text}\n`);
    },
    progress: (label, total) => (process.stderr.isTTY && total > 1 ? terminalBar(label, total) : silentBar),
  };
}

const silentBar: Progress = { step: () => undefined, done: () => undefined };

function terminalBar(label: string, total: number): Progress {
  let count = 0;
  const draw = () => {
    const filled = Math.round((count / total) * BAR_WIDTH);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
    process.stderr.write(`\r\x1b[K${label} ${bar} ${count}/${total}`);
  };
  draw();
  return {
    step: () => {
      count += 1;
      draw();
    },
    done: () => {
      process.stderr.write('\r\x1b[K');
    },
  };
}
