/**
 * Runs one of PostgreSQL's short programs as the server's account and collects what it says. The environment is
 * reduced to what they need: a stray `PGDATA` or `PGOPTIONS` of the caller must not reach them.
 */
import { spawn } from 'node:child_process';
import type { ServerUser } from './unprivileged-user.ts';

/** How a program ended; `code` is null when it was ended by a signal. `output` is both streams together. */
export type ProgramEnd = { readonly code: number | null; readonly output: string };

/** The spawn options by which a program runs as the account, away from folders that it may not enter. */
export function runAs(user: ServerUser | undefined) {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return user === undefined ? { cwd: '/', env } : { cwd: '/', env, uid: user.uid | 0, gid: user.gid | 0 };
}

/** Never throws for a program that fails or cannot be started: then `code` is -1 and `output` holds the reason. */
export function runProgram(
  program: string,
  args: readonly string[],
  user: ServerUser | undefined,
): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...runAs(user), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: -1, output: String(error.message) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
