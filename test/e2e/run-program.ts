/** The built program in processes of its own, as a user runs it: a server on a free port, and commands beside it. */
import { execFile, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { SCRATCH_DATA } from '../program/scratch-folder.ts';

const CLI = resolve(import.meta.dirname, '../../dist/server/cli.js');
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** A running server. `takeComplaints` gives the unexpected errors it has reported since it was asked last. */
export type RunningServer = {
  readonly address: string;
  /** Everything it has said so far. */
  readonly log: () => string;
  readonly takeComplaints: () => readonly string[];
  readonly stop: () => Promise<void>;
};

function environment(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    REGATLAS_DATA_DIR: SCRATCH_DATA,
    PORT: '0',
    HOST: '127.0.0.1',
    REGATLAS_EXAMPLE: 'load',
    REGATLAS_JOBS: 'inline',
    REGATLAS_REVIEWS: 'open',
  };
}

/** Runs a command to its end and returns its standard output; rejects with its last words when it fails. */
export async function runRegatlas(databaseUrl: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args], {
    env: environment(databaseUrl),
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  return stdout;
}

/** Starts the server with the bundled example and resolves once it answers. */
export function startServer(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: { ...environment(databaseUrl), ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  let taken = 0;
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  return new Promise((ready, fail) => {
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      log += chunk;
      const address = /ready: (http:\/\/\S+)/.exec(log)?.[1];
      if (address === undefined) return;
      ready({
        address,
        log: () => log,
        takeComplaints: () => {
          const lines = log.split('\n').slice(taken);
          taken += lines.length - 1;
          return lines.filter((line) => line.startsWith('error:'));
        },
        stop: () => {
          child.kill('SIGTERM');
          return exited;
        },
      });
    });
    void exited.then(() => fail(new Error(`the server ended before it was ready:\n${log}`)));
  });
}
