/**
 * A progress bar on standard error while that is a terminal. Lines of the result may be written to the same terminal
 * meanwhile, so every writer goes through `around`, which takes the bar away and draws it again below the line.
 */

/** A bar that grows by one with each `step`; disposing of it takes it away. */
export type Progress = Disposable & { readonly step: () => void };

/** The bars of one process, of which one is shown at a time. */
export type ProgressBars = {
  /** Shows nothing when standard error is no terminal, or when there is only one thing to do. */
  readonly start: (label: string, total: number) => Progress;
  /** Writes something else without the bar getting into it. */
  readonly around: (write: () => void) => void;
};

/** Where bars are drawn; the process's standard error, or a stand-in. */
export type BarTarget = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

const BAR_WIDTH = 24;
const CLEAR_LINE = '\r\x1b[K';
const NO_BAR: Progress = { step: () => undefined, [Symbol.dispose]: () => undefined };

/** Bars on the given stream. */
export function createProgressBars(target: BarTarget): ProgressBars {
  let shown: string | undefined;
  const draw = (label: string, count: number, total: number) => {
    const filled = Math.floor((count / total) * BAR_WIDTH);
    shown = `${label} ${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${count} of ${total}`;
    target.write(`${CLEAR_LINE}${shown}`);
  };
  return {
    start: (label, total) => {
      if (target.isTTY !== true || total < 2) return NO_BAR;
      let count = 0;
      draw(label, count, total);
      return {
        step: () => {
          count = Math.min(count + 1, total);
          draw(label, count, total);
        },
        [Symbol.dispose]: () => {
          shown = undefined;
          target.write(CLEAR_LINE);
        },
      };
    },
    around: (write) => {
      if (shown !== undefined) target.write(CLEAR_LINE);
      write();
      if (shown !== undefined) target.write(shown);
    },
  };
}
