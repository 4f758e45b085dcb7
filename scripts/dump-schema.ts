/**
 * Writes `src/store/schema.sql` and `src/store/schema.ts` from a freshly migrated embedded database. Run it after adding a
 * migration; a test fails while the files are not what this writes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect } from '#store/connect.ts';
import { describeTables } from '#store/describe-tables.ts';
import { dumpSchema } from '#store/dump-schema.ts';
import { migrate } from '#store/migrate.ts';

const storeFolder = fileURLToPath(new URL('../src/store', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'regatlas-schema-'));
try {
  await using store = await connect({ dataDir, applicationName: 'regatlas dump-schema' });
  await migrate(store, join(storeFolder, 'migrations'));
  writeFileSync(join(storeFolder, 'schema.sql'), await dumpSchema(store.pool));
  writeFileSync(join(storeFolder, 'schema.ts'), await describeTables(store.pool));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
