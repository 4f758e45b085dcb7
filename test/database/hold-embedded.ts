/**
 * A process of its own that holds the embedded PostgreSQL of the folder given as its argument, with the server lock
 * when a second argument `serve` follows. Prints `ready` or the refusal's code and message, and releases at the end
 * of its input.
 */
import { isAppError } from '#domain/errors.ts';
import { acquireServerLock } from '#store/embedded/server-lock.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';

const [, , dataDir = '', mode] = process.argv;
const log = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

try {
  await using postgres = await startEmbedded({
    dataDir,
    log,
    sharedBuffers: '16MB',
    settings: { fsync: 'off' },
  });
  await using _lock =
    mode === 'serve' ? await acquireServerLock(postgres.connection, postgres.dataDir, log) : undefined;
  process.stdout.write('ready\n');
  for await (const _ of process.stdin);
} catch (error) {
  if (!isAppError(error)) throw error;
  process.stdout.write(`${error.code} ${error.message}\n`);
}
