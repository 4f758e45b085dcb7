/** Where the programs under test keep what lies beside their database, the search index; gone when the tests have ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'regatlas-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** A data folder that nobody else uses. */
export const SCRATCH_DATA = join(folder, 'data');
