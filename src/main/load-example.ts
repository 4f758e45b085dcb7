/** Loads the bundled example into an empty database, so that the first page a new user opens shows what pages are. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from '#cli/context.ts';
import { sha256Hex } from '#domain/canonical-json.ts';
import { EXAMPLE_ACTOR } from '#domain/source.ts';
import { addSource, type PreparedSourceFile, prepareSourceFile } from '#ingest/add-source.ts';
import { importAnalysis, readImport } from '#ingest/import-analysis.ts';
import type { ReadAnalysis } from '#ingest/read-analysis-file.ts';
import { readOverview } from '#store/overview.ts';
import { projectPath } from './project-root.ts';

const MAX_BYTES = 1024 * 1024;

/** Loads the example unless anything is stored already; true when it did. All of it or nothing. */
export async function loadExample(app: App): Promise<boolean> {
  const overview = await app.store.read(readOverview);
  if (overview.analyses > 0 || overview.sources > 0) return false;
  const folder = projectPath('data', 'example');
  const names = (await readdir(join(folder, 'sources'))).sort();
  const sources = await Promise.all(
    names.map(async (name) => ({
      ...(await prepareSourceFile(
        {
          bytes: await readFile(join(folder, 'sources', name)),
          from: name,
          url: null,
          mediaType: null,
          charset: null,
          capturedAt: app.deps.clock().toISOString(),
        },
        {},
        app.deps.reference,
        MAX_BYTES,
      )),
      // A teaching text must never bear a real page: it is about no jurisdiction, and the example names it by hash.
      jurisdictions: [],
    })),
  );
  const reports = (await readdir(folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort();
  const inputs = await Promise.all(
    reports.map(async (name) => ({ file: name, bytes: await readFile(join(folder, name)) })),
  );
  await app.store.write(async (tx) => {
    for (const source of sources) {
      const { id } = await addSource(tx, app.deps, source, EXAMPLE_ACTOR);
      await app.requestSourceJobs(tx, id);
    }
    for (const input of inputs) {
      const read = nameSnapshots(readImport(input, app.deps.reference), sources);
      await importAnalysis(tx, app.deps, input, read, {
        actor: EXAMPLE_ACTOR,
        origin: 'example',
        renumber: true,
      });
    }
  });
  return true;
}

/** The example with its reference list bound to the stored teaching texts, entry by file name. */
function nameSnapshots(read: ReadAnalysis, sources: readonly PreparedSourceFile[]): ReadAnalysis {
  const snapshotOf = (note: string | null) => {
    const found = sources.find(({ captured }) => note?.includes(captured.from));
    return found === undefined ? null : sha256Hex(found.captured.bytes);
  };
  return {
    ...read,
    versions: read.versions.map((version) => ({
      ...version,
      content: {
        ...version.content,
        sources: version.content.sources.map((entry) => ({ ...entry, snapshot: snapshotOf(entry.note) })),
      },
    })),
  };
}
