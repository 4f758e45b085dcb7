/**
 * Verifies small pages at once and long ones in a thread of their own, one after the other: the report is the same
 * either way. The thread starts when it is first needed and lives until closed.
 */
import { Worker } from 'node:worker_threads';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { createSourceMemory } from '#grounding/source-memory.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import type { RunVerification } from '#ingest/verify-version.ts';
import { MOST_REMEMBERED } from './most-remembered.ts';

/** Characters of sources and page from which handing them to a thread costs less than the wait (about 100 ms of work). */
const BIG = 400_000;

/** A way of verifying that has something to close. */
export type BigPageVerifier = AsyncDisposable & { readonly run: RunVerification };

/** See the module comment. A thread that dies fails the verification it was doing; the next one gets a new thread. */
export function verifyBigPages(
  jurisdictions: readonly Jurisdiction[],
  gazetteer: Gazetteer,
  big = BIG,
): BigPageVerifier {
  const memory = createSourceMemory(gazetteer, MOST_REMEMBERED);
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const inThread = (input: Parameters<RunVerification>[0]): Promise<VerificationReport> => {
    const turn = last.then(() => {
      thread ??= startThread(jurisdictions, () => {
        thread = undefined;
      });
      return ask(thread, input);
    });
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    run: async (input) =>
      sizeOf(input) < big ? verifyContent({ ...input, gazetteer, memory }) : await inThread(input),
    [Symbol.asyncDispose]: async () => {
      await last;
      await thread?.terminate();
    },
  };
}

function sizeOf({ content, sources }: Parameters<RunVerification>[0]): number {
  return sources.reduce((sum, { text }) => sum + text.length, JSON.stringify(content).length);
}

function startThread(jurisdictions: readonly Jurisdiction[], onEnd: () => void): Worker {
  // The built program stands beside the built thread, the sources beside the sources.
  const name = import.meta.url.endsWith('.ts') ? './verify-thread.ts' : './verify-thread.js';
  const worker = new Worker(new URL(name, import.meta.url), { workerData: jurisdictions });
  // A thread with an error is about to exit and takes nothing more. `ask` tells whoever waits for it.
  worker.on('error', onEnd).once('exit', onEnd);
  worker.unref();
  return worker;
}

function ask(worker: Worker, input: Parameters<RunVerification>[0]): Promise<VerificationReport> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      worker.unref();
    };
    const onMessage = (report: VerificationReport) => {
      settle();
      resolve(report);
    };
    const onError = (error: unknown) => {
      settle();
      reject(error);
    };
    const onExit = (code: number) => onError(new Error(`the verifying thread ended with ${code}`));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.ref();
    worker.postMessage(input);
  });
}
