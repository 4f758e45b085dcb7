/** What commands get from `main`: settings, ways to open the application, and where to write. */

import type { Fetcher } from '#fetch/fetcher.ts';
import type { ImportDeps } from '#ingest/import-analysis.ts';
import type { Reference } from '#ingest/reference.ts';
import type { SupportVoter } from '#llm/support-voter.ts';
import type { RunDeps } from '#research/request-run.ts';
import type { SearchIndex } from '#search/search-index.ts';
import type { Store, WriteTx } from '#store/connect.ts';
import type { Cell } from '#store/current-versions.ts';
import type { Output } from './output.ts';

/** The application around a migrated database. Closing it also stops an embedded database that nobody else uses. */
export type App = AsyncDisposable & {
  readonly store: Store;
  readonly deps: ImportDeps;
  readonly search: SearchIndex;
  /** Asks for a version to be verified again once the transaction is committed. */
  readonly requestReverification: (tx: WriteTx, versionId: string) => Promise<void>;
  /** Verifies a version in this transaction. */
  readonly verifyVersion: (tx: WriteTx, versionId: string) => Promise<unknown>;
  /** Asks, once the transaction is committed, for what a new source entails: its signals, and the pages it bears on. */
  readonly requestSourceJobs: (tx: WriteTx, sourceId: number) => Promise<void>;
  /** Asks for the signals of a cell to be held against its versions; false when no signal speaks of it. */
  readonly requestRelating: (tx: WriteTx, cell: Cell) => Promise<boolean>;
  /** Asks for everything to be read that these rules have not read; whether there is any. */
  readonly requestUnread: () => Promise<boolean>;
  /** Works off all waiting jobs, together with whoever else does; how many are left to others when it stops waiting. */
  readonly drainJobs: (onDone: () => void) => Promise<number>;
  /** What asking for runs, cancelling and repeating them needs. */
  readonly runs: RunDeps;
  /** Works steps of runs as they come, together with whoever else does, until the application is closed. */
  readonly workRuns: () => Promise<void>;
  /** The voters that the settings name, ready to be asked; none when they name none. Throws `setting-invalid`. */
  readonly voters: () => Promise<readonly SupportVoter[]>;
};

/** Limits and switches that commands look at. */
export type CliSettings = {
  readonly maxImportBytes: number;
  readonly maxSourceBytes: number;
  readonly dataDir: string;
  /** Address readers know the site by, as far as settings tell; without a slash at its end. */
  readonly publicUrl: string;
  /** The language model that is set; empty for none. */
  readonly model: string;
  /** Most sentences of a version that voters are asked about. */
  readonly votesMost: number;
};

/** A server that takes requests. */
export type RunningServer = {
  /** `http://127.0.0.1:3000`, with the port that was really taken. */
  readonly address: string;
  readonly version: string;
  /** True when this start put the bundled example into an empty database. */
  readonly exampleLoaded: boolean;
};

/** One row of `regatlas config`. */
export type SettingRow = {
  readonly name: string;
  readonly value: string;
  readonly origin: 'set' | 'default';
  readonly meaning: string;
};

/** One line of `regatlas doctor`. */
export type DoctorCheck = { readonly name: string; readonly ok: boolean; readonly detail: string };

/** See the module comment. Everything is lazy: `check` and `config` touch no database. */
export type CliContext = {
  readonly out: Output;
  readonly settings: () => CliSettings;
  readonly settingRows: () => readonly SettingRow[];
  readonly openApp: () => Promise<App>;
  /** As `openApp`, on an empty database of its own that is gone once it is closed. */
  readonly openScratchApp: () => Promise<App>;
  /** Aborted when the person asks to stop; from the first call on, a command stops by itself between two steps. */
  readonly stopSignal: () => AbortSignal;
  readonly reference: () => Promise<Reference>;
  readonly fetcher: () => Fetcher;
  /** Runs until the process is asked to stop; `onReady` is called once pages are served. */
  readonly serve: (onReady: (server: RunningServer) => void) => Promise<void>;
  /** Runs until the process is asked to stop; `onReady` is called once jobs are taken. */
  readonly work: (onReady: () => void) => Promise<void>;
  readonly migrate: () => Promise<readonly string[]>;
  readonly diagnose: () => Promise<readonly DoctorCheck[]>;
};
