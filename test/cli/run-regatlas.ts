/** The built command line in processes of its own, with nothing of this machine's settings: what a user would see. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SCRATCH_DATA } from '../program/scratch-folder.ts';

/** The root of the checkout. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** The built program. */
export const PROGRAM = join(ROOT, 'dist', 'server', 'cli.js');

/** Variables of a run; `cwd` is the folder it is run in. */
export type RunOptions = { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string };

/** How a command ended. */
export type RunResult = {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
};

/** A command that still runs. Ask for its output at any time. */
export type RunningRegatlas = {
  readonly pid: number;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves with the match once standard error or output has it; rejects when the process ends before that. */
  readonly waitFor: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<RunResult>;
};

/** Runs a command to its end. */
export function runRegatlas(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return startRegatlas(args, options).ended;
}

/** Starts a command and comes back at once. */
export function startRegatlas(args: readonly string[], options: RunOptions = {}): RunningRegatlas {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: environment(options.env ?? {}),
    cwd: options.cwd ?? tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk;
  });
  const ended = endOf(child, output);
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  return {
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    waitFor: async (pattern) => {
      for (;;) {
        const match = pattern.exec(output.stderr) ?? pattern.exec(output.stdout);
        if (match !== null) return match;
        if (hasEnded) throw new Error(`it ended without ${pattern}:\n${output.stderr}${output.stdout}`);
        await pause(10);
      }
    },
    kill: (signal) => {
      child.kill(signal);
    },
    ended,
  };
}

/** The one JSON document that standard output is; throws when it is anything else. */
export function readJson<T = Record<string, unknown>>(result: RunResult): T {
  return JSON.parse(result.stdout) as T;
}

/** The address a server says it serves on. */
export async function addressOf(server: RunningRegatlas): Promise<string> {
  return (await server.waitFor(/is ready: (http:\/\/\S+)/))[1] ?? '';
}

function endOf(child: ChildProcess, output: { stdout: string; stderr: string }): Promise<RunResult> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, ...output }));
  });
}

// No DATABASE_URL unless given, and no data folder that anybody uses: a test that forgets both fails.
function environment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, REGATLAS_DATA_DIR: SCRATCH_DATA, PORT: '0', ...env };
}
