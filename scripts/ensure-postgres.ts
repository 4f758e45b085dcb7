/**
 * Sees to it that the store suite has a PostgreSQL server to run on besides the embedded one: the address in
 * REGATLAS_TEST_DATABASE_URL, or programs that the set-up of the tests can start by itself.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { findSystemBinaries } from '../test/database/system-postgres.ts';
import { canInstall, installPackage } from './debian-packages.ts';

const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.conf';

/** False when there is none, and none could be installed; the suite for it is then skipped. */
export async function ensurePostgres(): Promise<boolean> {
  if (process.env.REGATLAS_TEST_DATABASE_URL) return true;
  if ((await findSystemBinaries()) !== undefined) return true;
  if (!canInstall()) return false;
  // Debian's package makes and starts a cluster of its own unless it is told not to; the tests want its programs only.
  if (!existsSync(CLUSTER_SETTINGS)) {
    mkdirSync('/etc/postgresql-common', { recursive: true });
    writeFileSync(CLUSTER_SETTINGS, 'create_main_cluster = false\n');
  }
  await installPackage('postgresql');
  return (await findSystemBinaries()) !== undefined;
}
