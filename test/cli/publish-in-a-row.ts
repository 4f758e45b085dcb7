/**
 * A process of its own that publishes versions one after the other and prints the number of each once it is done. It is
 * given the database (an address, or `folder:` and a data folder), the editor, and the versions as JSON.
 */
import type { Viewer } from '#domain/person.ts';
import { connect } from '#store/connect.ts';
import { publish, type Seen } from '../database/staged-versions.ts';

const [, , place = '', editor = '', versions = ''] = process.argv;
await using store = await connect({
  ...(place.startsWith('folder:')
    ? { dataDir: place.slice('folder:'.length) }
    : { databaseUrl: place, dataDir: '' }),
  applicationName: 'regatlas publisher',
});
process.stdout.write('ready\n');
for (const seen of JSON.parse(versions) as Seen[]) {
  await publish(store, seen, JSON.parse(editor) as Viewer);
  process.stdout.write(`published ${seen.version}\n`);
}
