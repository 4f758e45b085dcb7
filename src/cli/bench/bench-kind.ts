/**
 * What a benchmark of the verifier is: it reads labelled data that the program has never seen and says how often the
 * program was right, item by item. The shapes of the data and of the metrics are a contract (docs/benchmarks.md).
 */
import type { CliContext } from '../context.ts';

/** Metrics by name, then what was found for each item. Shares are from 0 to 1; null where nothing could be counted. */
export type BenchResult = {
  /** Printed for people in this order; nested values are printed as JSON. */
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly items: readonly Readonly<Record<string, unknown>>[];
};

/** One benchmark. `run` throws `invalid-input`, naming file and line, for data that has not the shape. */
export type BenchKind = {
  readonly name: string;
  /** What the path is to hold, as `--help` says it. */
  readonly expects: string;
  readonly run: (path: string, context: CliContext) => Promise<BenchResult>;
};

/** Items a second of processor time of this process, rounded; time is never part of an item. */
export function perSecond(items: number, cpu: NodeJS.CpuUsage): number {
  const seconds = (cpu.user + cpu.system) / 1e6;
  return seconds === 0 ? 0 : Math.round(items / seconds);
}

/** A share rounded to four digits; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}
