/** Entry of the `regatlas` command: reads the settings, builds what a command needs when it needs it, sets the exit code. */
import { CommanderError } from 'commander';
import { keepSecret } from '#accounts/keep-secret.ts';
import type { CliContext } from '#cli/context.ts';
import { processOutput, wantsJson } from '#cli/output.ts';
import { buildProgram } from '#cli/program.ts';
import { exitCodeOf, presentRefusal, refusalLine, toRefusal } from '#cli/refusal.ts';
import { keepTelling } from '#jobs/tell-watchers.ts';
import { publicUrlOf } from './account-settings.ts';
import { describeSettings, readSettings } from './config.ts';
import { diagnose } from './diagnose.ts';
import { letterDeps } from './letter-deps.ts';
import { migrateStore, openApp, openStore, readReference } from './open-app.ts';
import { openFetcher } from './open-fetcher.ts';
import { openScratchApp } from './open-scratch-app.ts';
import { appVersion } from './project-root.ts';
import { serve } from './serve.ts';
import { stopSignal, untilStopped } from './stop-signal.ts';

const settings = () => readSettings(process.env);
const out = processOutput(wantsJson(process.argv.slice(2)));
const onError = (error: unknown) => out.note(`regatlas: ${error instanceof Error ? error.message : error}`);

const context: CliContext = {
  out,
  settings: () => {
    const read = settings();
    return {
      maxImportBytes: read.REGATLAS_MAX_IMPORT_BYTES,
      maxSourceBytes: read.REGATLAS_MAX_SOURCE_BYTES,
      dataDir: read.REGATLAS_DATA_DIR,
      publicUrl: publicUrlOf(read),
      votesMost: read.REGATLAS_VOTES_MOST,
      model: read.REGATLAS_MODEL,
    };
  },
  settingRows: () => describeSettings(process.env, settings()),
  openApp: () => openApp(settings(), { role: 'command', supervise: false, onError }),
  openScratchApp: () => openScratchApp(settings(), onError),
  stopSignal,
  reference: async () => (await readReference()).reference,
  fetcher: () => openFetcher(settings()),
  serve: (onReady) => serve(settings(), out.note, onReady),
  work: async (onReady) => {
    const stopped = untilStopped();
    const read = settings();
    await using app = await openApp(read, { role: 'worker', supervise: true, onError, log: out.note });
    await app.queue.work();
    const secret = await keepSecret(read.REGATLAS_SECRET, read.REGATLAS_DATA_DIR);
    const telling = { secret, publicUrl: () => publicUrlOf(read) };
    await using _telling = keepTelling(app.store, letterDeps(app, read, telling), onError);
    out.note('The worker is ready. Ctrl-C stops it.');
    onReady();
    await stopped;
    out.note('Stopping …');
  },
  migrate: async () => {
    const { data } = await readReference();
    await using store = await openStore(settings(), 'command');
    // Awaited here: the store closes when this function is left.
    return await migrateStore(store, data);
  },
  diagnose: () => diagnose(settings),
};

try {
  await buildProgram(context, appVersion()).parseAsync();
} catch (error) {
  // Help and version are printed by then.
  if (!(error instanceof CommanderError && error.exitCode === 0)) {
    const refusal = toRefusal(error);
    out.json({ refused: presentRefusal(refusal) });
    out.note(refusalLine(refusal));
    if (refusal.code === 'internal' && error instanceof Error) out.note(error.stack ?? '');
    process.exitCode = exitCodeOf(refusal);
  }
}
