/**
 * pdf.js in a thread of its own. A small PDF can unpack into hours of work, and pdf.js has no way to be interrupted;
 * a thread can be ended. The thread's program is text because the built program is one file and has no second one to
 * start a thread from; it finds the library where this module finds it.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { AppError } from '#domain/errors.ts';
import type { PdfTextRun } from './pdf-page-text.ts';

/** What one PDF may cost. */
export type PdfLimits = {
  readonly milliseconds: number;
  readonly pages: number;
  /** UTF-16 units of text on all pages together. */
  readonly characters: number;
};

/** The runs of each page in order, and the text fields of the document's own description. */
export type PdfRuns = {
  readonly pages: readonly (readonly PdfTextRun[])[];
  readonly info: Readonly<Record<string, string>>;
};

/** What pdf.js threw, by its name (`PasswordException`, `InvalidPDFException`, …). */
export class PdfFault extends Error {}

type Message =
  | { readonly kind: 'opened'; readonly pages: number }
  | { readonly kind: 'page'; readonly runs: readonly PdfTextRun[]; readonly characters: number }
  | { readonly kind: 'done'; readonly info: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string };

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
const tell = (message) => parentPort.postMessage(message);
const toRun = (item) => 'str' in item
  ? [{ text: item.str, y: Number(item.transform[5] ?? 0), height: item.height, endsLine: item.hasEOL }] : [];
async function read() {
  const { getDocumentProxy } = await import(workerData.library);
  const document = await getDocumentProxy(workerData.bytes, { verbosity: 0 });
  tell({ kind: 'opened', pages: document.numPages });
  if (document.numPages > workerData.pages) return;
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const runs = (await page.getTextContent()).items.flatMap(toRun);
    page.cleanup();
    tell({ kind: 'page', runs, characters: runs.reduce((sum, run) => sum + run.text.length, 0) });
  }
  const { info } = await document.getMetadata();
  const texts = Object.entries(info ?? {}).filter(([, value]) => typeof value === 'string');
  tell({ kind: 'done', info: Object.fromEntries(texts) });
}
read().catch((error) => tell({ kind: 'failed', name: String(error?.name), message: String(error?.message ?? error) }));
`;

/** Reads the runs. Throws AppError `too-large`, or {@link PdfFault} with the name pdf.js gave the fault. */
export async function readPdfRuns(bytes: Uint8Array, limits: PdfLimits): Promise<PdfRuns> {
  // The thread takes the buffer over, so it gets a copy.
  const copy = new Uint8Array(bytes);
  const library = pathToFileURL(createRequire(import.meta.url).resolve('unpdf')).href;
  const worker = new Worker(PROGRAM, {
    eval: true,
    workerData: { library, bytes: copy, pages: limits.pages },
    transferList: [copy.buffer],
    resourceLimits: { maxOldGenerationSizeMb: MAX_THREAD_MEGABYTES },
  });
  try {
    return await collect(worker, limits);
  } finally {
    await worker.terminate();
  }
}

const MAX_THREAD_MEGABYTES = 1024;

function collect(worker: Worker, limits: PdfLimits): Promise<PdfRuns> {
  const { promise, resolve, reject } = Promise.withResolvers<PdfRuns>();
  const pages: (readonly PdfTextRun[])[] = [];
  let characters = 0;
  const timer = setTimeout(() => {
    reject(tooLarge(`takes longer than ${limits.milliseconds / 1000} seconds to read`));
  }, limits.milliseconds);
  worker.on('message', (message: Message) => {
    if (message.kind === 'failed') reject(faultOf(message));
    if (message.kind === 'done') resolve({ pages, info: message.info });
    if (message.kind === 'opened' && message.pages > limits.pages) {
      reject(tooLarge(`has ${message.pages} pages; the limit is ${limits.pages}`));
    }
    if (message.kind === 'page') {
      pages.push(message.runs);
      characters += message.characters;
      if (characters > limits.characters) {
        reject(tooLarge(`holds more text than ${limits.characters} characters`));
      }
    }
  });
  worker.on('error', (error) => {
    const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    reject(isMemory ? tooLarge('needs more memory than a document may take') : error);
  });
  worker.on('exit', () => reject(new PdfFault('the reader ended before the document did')));
  return promise.finally(() => clearTimeout(timer));
}

function faultOf({ name, message }: { name: string; message: string }): PdfFault {
  const fault = new PdfFault(message);
  fault.name = name;
  return fault;
}

function tooLarge(what: string): AppError {
  return new AppError('too-large', `The PDF ${what}.`, {
    remedy: 'Split it and add the part you need, or print that part to a new PDF.',
  });
}
