/** Starts the built program on a throw-away data folder and reads what it costs from /proc (Linux only). */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/server/cli.js', import.meta.url));
const CLOCK_TICKS_PER_SECOND = 100;

/** A data folder that `remove` deletes. */
export function makeDataDir(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'regatlas-bench-'));
  // As root the database runs as another account, which must be able to pass.
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a command to its end and returns its standard output. */
export function runCommand(dataDir: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, [CLI, ...args], {
    env: { ...process.env, REGATLAS_DATA_DIR: dataDir, ...env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** A running server: its address, CPU seconds used so far, and its end. */
export type MeasuredServer = { address: string; cpuSeconds: () => number; stop: () => Promise<void> };

/** Starts a server on a free port and waits until it is ready. */
export async function startServer(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<MeasuredServer> {
  const child = spawn(process.execPath, [CLI, 'serve'], {
    env: { ...process.env, REGATLAS_DATA_DIR: dataDir, PORT: '0', REGATLAS_EXAMPLE: 'skip', ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const address = await readAddress(child);
  return {
    address,
    cpuSeconds: () => cpuSeconds(child.pid ?? 0),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGINT');
      }),
  };
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.on('data', (chunk) => {
      log += chunk;
      const address = log.match(/ready: (http:\/\/\S+)/)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the server ended before it was ready:\n${log}`)));
  });
}

/** Processor time a process has used so far, in seconds; 0 when it is gone. */
export function cpuSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

/** Highest memory a process has used, in bytes; 0 when it is gone. */
export function peakMemory(pid: number): number {
  try {
    const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/);
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
