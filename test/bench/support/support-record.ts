/** A record of the support benchmark as the converters print it; `group` ties records that must not be told apart. */
import { existsSync, readFileSync } from 'node:fs';

/** See docs/benchmarks.md. `group` names the claim, question or document a record came from; the benchmark ignores it. */
export type SupportRecord = {
  readonly id: string;
  readonly claim: string;
  readonly evidence: readonly string[];
  readonly label: 'supported' | 'partially-supported' | 'contradicted' | 'not-addressed' | 'unsupported';
  readonly evidenceLabels?: readonly number[];
  readonly group: string;
};

/** A file of the data beside the checkout. */
export function sharedFile(path: string): URL {
  return new URL(`../../../../shared/bench/${path}`, import.meta.url);
}

/** Text of such a file; ends the program with a sentence where it is not there. */
export function readShared(path: string): string {
  const file = sharedFile(path);
  if (!existsSync(file)) {
    console.error(`../shared/bench/${path} is not there; nothing can be converted.`);
    process.exit(1);
  }
  return readFileSync(file, 'utf8');
}

/** Records of such a JSON Lines file. */
export function readSharedLines<T>(path: string): T[] {
  return readShared(path)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Prints records, one a line, when the module is the program that runs. */
export function printRecords(isMain: boolean, list: () => readonly SupportRecord[]): void {
  if (isMain)
    process.stdout.write(
      list()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    );
}
