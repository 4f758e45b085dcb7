/**
 * Adds the articles of one file as sources, one for each, in one transaction: all of them or none. The same file again
 * changes nothing, and an article that was reworded is a new source beside the old one.
 */
import { basename } from 'node:path';
import { AppError } from '#domain/errors.ts';
import { type Clock, nowIso } from '#domain/ports.ts';
import type { WriteTx } from '#store/connect.ts';
import {
  type AddedSource,
  addSources,
  type PreparedSourceFile,
  prepareSourceFile,
  type SourceOverrides,
} from './add-source.ts';
import { LAW_ARTICLE_MEDIA_TYPE } from './extract/law-article.ts';
import { splitPassages } from './extract/split-passages.ts';
import type { ReadArticle } from './read-law-articles.ts';
import type { Reference } from './reference.ts';

/** What became of a file's articles; `ids` of those that were new, in order. */
export type AddedArticles = {
  readonly articles: number;
  readonly added: number;
  readonly passages: number;
  readonly ids: readonly number[];
  readonly versionsToVerify: readonly string[];
};

/** Text, facts and subject of each; stores nothing. Throws as {@link prepareSourceFile}, naming file and article. */
export async function prepareLawArticles(
  articles: readonly ReadArticle[],
  file: string,
  deps: { readonly clock: Clock; readonly reference: Reference },
  options: { readonly overrides: SourceOverrides; readonly maxBytes: number },
): Promise<PreparedSourceFile[]> {
  const capturedAt = nowIso(deps.clock);
  const prepared: PreparedSourceFile[] = [];
  for (const { id, bytes } of articles) {
    const captured = {
      bytes,
      // Every article a name of its own: a page that names the file means none of them.
      from: `${basename(file)}#${id}`,
      url: null,
      mediaType: LAW_ARTICLE_MEDIA_TYPE,
      charset: null,
      capturedAt,
    };
    prepared.push(await prepareSourceFile(captured, options.overrides, deps.reference, options.maxBytes));
  }
  return prepared;
}

/** Stores them. The caller asks for the jobs of `ids` and the verification of `versionsToVerify`. */
export async function addLawArticles(
  tx: WriteTx,
  deps: { readonly clock: Clock },
  prepared: readonly PreparedSourceFile[],
  actor: string,
): Promise<AddedArticles> {
  const results: readonly AddedSource[] = await addSources(tx, deps, prepared, actor);
  if (results.length !== prepared.length) throw new AppError('internal', 'An article was lost on its way.');
  const fresh = results.filter(({ outcome }) => outcome === 'added');
  return {
    articles: results.length,
    added: fresh.length,
    passages: prepared.reduce((sum, { extracted }) => sum + splitPassages(extracted.text, []).length, 0),
    ids: fresh.map(({ id }) => id),
    versionsToVerify: [...new Set(fresh.flatMap(({ versionsToVerify }) => versionsToVerify))],
  };
}
