/** What the editor needs, made of the application. */
import type { App } from '#cli/context.ts';
import { AppError } from '#domain/errors.ts';
import { addSource, prepareSourceFile } from '#ingest/add-source.ts';
import { readImport } from '#ingest/import-analysis.ts';
import { checkContent, verifyVersion } from '#ingest/verify-version.ts';
import { getVersionById } from '#store/versions.ts';
import type { Editing } from '#web/editing.ts';
import type { Settings } from './config.ts';
import { openFetcher } from './open-fetcher.ts';

/** See {@link Editing}. */
export function openEditing(app: App, settings: Settings): Editing {
  const { deps } = app;
  const fetcher = openFetcher(settings);
  return {
    verifyVersion: (tx, versionId) => verifyVersion(tx, deps, versionId),
    onAppended: async (tx, versionId) => {
      await deps.onAppended(tx, versionId);

      await app.requestRelating(tx, (await getVersionById(tx, versionId)).content);
    },
    checkContent: (tx, content, standing) => checkContent(tx, deps, content, standing),
    readFile: (input) => {
      const read = readImport(input, deps.reference);
      const newest = read.versions.at(-1);
      if (newest === undefined) {
        throw new AppError('invalid-input', 'There is no version in the file.', { place: { field: 'file' } });
      }
      return { analysis: read.number, content: newest.content };
    },
    prepareSource: (captured, said) =>
      prepareSourceFile(captured, said, deps.reference, settings.REGATLAS_MAX_SOURCE_BYTES),
    addSource: async (tx, source, actor) => {
      const added = await addSource(tx, deps, source, actor);
      for (const versionId of added.versionsToVerify) await app.requestReverification(tx, versionId);
      if (added.outcome === 'added') await app.requestSourceJobs(tx, added.id);
      return added;
    },
    fetchSource: async (url) => {
      const { bytes, url: from, mediaType, charset, fetchedAt } = await fetcher(url);
      return { bytes, from, url: from, mediaType, charset, capturedAt: fetchedAt };
    },
  };
}
