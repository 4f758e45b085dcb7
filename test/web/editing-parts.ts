/** What pages need of the editor, on the test's own database: no job runs beside it, and nothing is fetched. */
import { AppError } from '#domain/errors.ts';
import { addSource, prepareSourceFile } from '#ingest/add-source.ts';
import { readImport } from '#ingest/import-analysis.ts';
import type { Reference } from '#ingest/reference.ts';
import { checkContent, verifyVersion } from '#ingest/verify-version.ts';
import { anchorReviews } from '#review/anchor-reviews.ts';
import type { Editing } from '#web/editing.ts';

const MOST_BYTES = 1_000_000;

/** See the module comment. */
export function editingParts(reference: Reference, clock: () => Date): Editing {
  const deps = { reference, clock };
  return {
    verifyVersion: (tx, versionId) => verifyVersion(tx, deps, versionId),
    onAppended: anchorReviews,
    checkContent: (tx, content, standing) => checkContent(tx, deps, content, standing),
    readFile: (input) => {
      const read = readImport(input, reference);
      const newest = read.versions.at(-1);
      if (newest === undefined) throw new Error('a file without a version');
      return { analysis: read.number, content: newest.content };
    },
    prepareSource: (captured, said) => prepareSourceFile(captured, said, reference, MOST_BYTES),
    addSource: (tx, source, actor) => addSource(tx, deps, source, actor),
    fetchSource: async (url) => {
      throw new AppError('forbidden-address', `${url} is not for tests.`);
    },
  };
}
