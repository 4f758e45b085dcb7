/** The log of a run: what its steps tell a person while they work. Appended at once, so that it can be followed. */
import type { LogLevel, RunStep } from '#domain/run.ts';
import type { ReadTx, WriteTx } from './connect.ts';
import { storableText } from './storable-text.ts';

/** A line of the log. */
export type RunLogLine = {
  readonly id: number;
  readonly step: RunStep;
  readonly attempt: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly at: string;
};

/** Characters of a line; what is longer is cut. */
const LONGEST_LINE = 2_000;
/** Lines that are read at a time. */
const MOST_LINES = 1_000;

/** Appends a line. A blank one is left out. */
export async function appendRunLog(
  tx: WriteTx,
  line: Omit<RunLogLine, 'id'> & { readonly run: number },
): Promise<void> {
  const message = storableText(line.message).trim();
  if (message === '') return;
  const cut = message.length <= LONGEST_LINE ? message : `${message.slice(0, LONGEST_LINE - 2)} …`;
  await tx
    .insertInto('run_log')
    .values({ ...line, message: cut })
    .execute();
}

/** Lines of a run after the one with this id (0 for all), oldest first, 1,000 at most. */
export async function listRunLog(tx: ReadTx, run: number, afterId: number): Promise<RunLogLine[]> {
  return (await tx
    .selectFrom('run_log')
    .select(['id', 'step', 'attempt', 'level', 'message', 'at'])
    .where('run', '=', run)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(MOST_LINES)
    .execute()) as RunLogLine[];
}

/** The newest lines of a run, oldest first, and how many it has in all. */
export async function listNewestRunLog(
  tx: ReadTx,
  run: number,
  most: number,
): Promise<{ readonly lines: readonly RunLogLine[]; readonly total: number }> {
  const lines = (await tx
    .selectFrom('run_log')
    .select(['id', 'step', 'attempt', 'level', 'message', 'at'])
    .where('run', '=', run)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()) as RunLogLine[];
  const { total } = await tx
    .selectFrom('run_log')
    .select((eb) => eb.fn.countAll<string>().as('total'))
    .where('run', '=', run)
    .executeTakeFirstOrThrow();
  return { lines: lines.reverse(), total: Number(total) };
}
