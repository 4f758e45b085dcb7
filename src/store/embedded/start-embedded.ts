/**
 * The embedded PostgreSQL of a data folder, shared by every Regatlas process that uses the folder at the same time.
 * The first one starts it, the others join, the last one stops it; a killed process is as good as one that left.
 * PostgreSQL's own `postmaster.pid` decides between two starters. Nothing here ever removes a lock.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#domain/errors.ts';
import { type DataFolder, prepareDataFolder } from './data-folder.ts';
import { findBinaries, type PostgresBinaries } from './find-binaries.ts';
import { folderError, lastComplaint, programError } from './folder-errors.ts';
import { EMBEDDED_USER, hasCluster, initCluster } from './init-cluster.ts';
import { EMBEDDED_DATABASE, type JoinAttempt, joinPostmaster, leavePostmaster } from './join-postmaster.ts';
import { keepSession } from './keep-session.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { provideBinaries } from './provide-binaries.ts';
import { type StartingPostmaster, spawnPostmaster, stopPostmaster } from './spawn-postmaster.ts';

/** What {@link startEmbedded} needs. */
export type EmbeddedOptions = {
  /** Folder for everything of the server; made when missing. */
  readonly dataDir: string;
  /** Gets one line for each step worth telling. */
  readonly log: (line: string) => void;
  /** As PostgreSQL writes it (`256MB`); by default what fits the machine. Counts only for who starts the server. */
  readonly sharedBuffers?: string;
  /** More PostgreSQL settings for a server that this call starts. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the programs are; by default the npm package for this machine. */
  readonly binaries?: PostgresBinaries;
};

/** How to reach an embedded server; `host` is the folder of its Unix socket. */
export type EmbeddedConnection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
};

/** One process's hold on the server. */
export type EmbeddedPostgres = {
  readonly connection: EmbeddedConnection;
  /** Absolute path of the data folder, free of symbolic links. */
  readonly dataDir: string;
  /** Leaves, and stops the server when nobody else uses it; close your own connections first. Safe to repeat. */
  release(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

type Joined = Extract<JoinAttempt, { state: 'joined' }>;

/** For a lock whose holder is dying and for two starters at once. */
const PATIENCE_MS = 10_000;
/** For a live server that replays its log or writes its last checkpoint. */
const RECOVERY_PATIENCE_MS = 120_000;
/** A lock whose process lives without a socket may be a dead server's number taken by another program. */
const SILENCE_MS = 1_000;

/**
 * Joins the server of the folder, or starts it. Throws `database-version`, `database-unavailable`, `disk-full` or
 * `folder-in-use`, each with its remedy. Should the server die later, it is started again in the background.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = await prepareDataFolder(options.dataDir);
  const joined = await joinOrStart(folder, options);
  const { socketDir, port } = joined.postmaster;
  let first: Joined | undefined = joined;
  const session = await keepSession(async () => {
    const next = first ?? (await joinOrStart(folder, options));
    first = undefined;
    return next.client;
  }, options.log);
  let released: Promise<void> | undefined;
  const release = (): Promise<void> => {
    released ??= session.close(async (client) => {
      // A session that broke this instant has left already; should the server have survived, the next user adopts it.
      const alone = await leavePostmaster(client).catch((error: Error) => {
        options.log(`PostgreSQL had ended the session before it was left: ${error.message}`);
        return false;
      });
      if (alone) await stopServer(folder, options.log);
    });
    return released;
  };
  return {
    connection: {
      host: socketDir ?? folder.socketDir,
      port,
      user: EMBEDDED_USER,
      database: EMBEDDED_DATABASE,
    },
    dataDir: folder.dataDir,
    release,
    [Symbol.asyncDispose]: release,
  };
}

async function joinOrStart(folder: DataFolder, options: EmbeddedOptions): Promise<Joined> {
  const began = Date.now();
  let starting: StartingPostmaster | undefined;
  let complaint = '';
  for (;;) {
    const attempt = (await hasCluster(folder))
      ? await joinPostmaster(folder)
      : ({ state: 'absent' } as const);
    if (attempt.state === 'joined') return attempt;
    if (starting?.hasEnded()) {
      complaint = await complaintOf(starting, folder);
      starting = undefined;
    }
    const waited = Date.now() - began;
    const unclaimed = attempt.state === 'absent' || (attempt.state === 'silent' && waited > SILENCE_MS);
    if (waited > patienceFor(attempt)) throw gaveUp(folder, attempt, complaint);
    if (unclaimed && starting === undefined) starting = await start(folder, options);
    await pause(complaint === '' ? 15 : 200);
  }
}

async function start(folder: DataFolder, options: EmbeddedOptions): Promise<StartingPostmaster> {
  const bin = await provideBinaries(options.binaries ?? (await findBinaries()), folder, options.log);
  if (!(await hasCluster(folder))) {
    options.log(`making a new database in ${folder.dataDir}`);
    await initCluster(folder, bin);
  }
  const buffers = options.sharedBuffers === undefined ? {} : { shared_buffers: options.sharedBuffers };
  try {
    return await spawnPostmaster(bin, folder, { ...buffers, ...options.settings });
  } catch (error) {
    throw folderError(error, folder.dataDir);
  }
}

/** What a server that gave up said, when waiting may help; everything else is thrown. */
async function complaintOf(starting: StartingPostmaster, folder: DataFolder): Promise<string> {
  const output = await starting.output();
  if (
    /lock file ".*" already exists|shared memory block .* is still in use|Address already in use/.test(output)
  ) {
    return lastComplaint(output);
  }
  throw programError('start', output, folder.dataDir, folder.logFile);
}

function patienceFor(attempt: JoinAttempt): number {
  return attempt.state === 'starting' || attempt.state === 'stopping' ? RECOVERY_PATIENCE_MS : PATIENCE_MS;
}

function gaveUp(folder: DataFolder, attempt: JoinAttempt, complaint: string): AppError {
  if (attempt.state === 'absent' || attempt.state === 'joined') {
    const reason = complaint === '' ? '' : `: ${complaint}`;
    return new AppError('database-unavailable', `PostgreSQL did not start in ${folder.dataDir}${reason}`, {
      remedy: `The whole story is in ${folder.logFile}.`,
      retryable: true,
    });
  }
  return new AppError(
    'folder-in-use',
    `Process ${attempt.pid} holds the data folder ${folder.dataDir} but does not answer (it is ${attempt.state}).`,
    { remedy: 'Wait until it has ended or end it, then start again.', retryable: true },
  );
}

async function stopServer(folder: DataFolder, log: (line: string) => void): Promise<void> {
  const postmaster = await readPostmasterPid(folder.clusterDir);
  if (postmaster === undefined) return;
  if (!(await stopPostmaster(folder.clusterDir, postmaster.pid))) {
    log(`PostgreSQL (process ${postmaster.pid}) is still writing; it will stop by itself`);
  }
}
