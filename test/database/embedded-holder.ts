/** Drives `hold-embedded.ts` from a test: several processes on one data folder, to be killed or asked to leave. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A running holder. */
export type EmbeddedHolder = {
  readonly pid: number;
  /** `ready`, or the code and message of the refusal. */
  readonly answer: string;
  /** Asks it to release and waits for its end. */
  leave(): Promise<void>;
  /** Ends it without giving it a chance, as the out-of-memory killer would. */
  kill(): Promise<void>;
};

const PROGRAM = join(import.meta.dirname, 'hold-embedded.ts');

/** Starts a holder of the folder and waits for its answer. */
export async function holdEmbedded(dataDir: string, mode: 'use' | 'serve' = 'use'): Promise<EmbeddedHolder> {
  const child = spawn(process.execPath, [PROGRAM, dataDir, mode], { stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8');
  });
  const answer = await firstLine(child);
  if (answer === undefined) throw new Error(`the holder ended without an answer: ${complaint}`);
  return {
    pid: child.pid ?? 0,
    answer,
    leave: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface({ input: child.stdout })) return line;
  return undefined;
}
