/** A process of its own that fills the search index of the database and the folder given as its arguments. */
import { createSearchIndex } from '#search/search-index.ts';
import { connect } from '#store/connect.ts';

const [, , databaseUrl = '', folder = ''] = process.argv;
await using store = await connect({ databaseUrl, dataDir: '', applicationName: 'regatlas test index' });
const index = createSearchIndex({ store, folder, topics: [] });
await index.catchUp();
index.close();
process.stdout.write('filled\n');
