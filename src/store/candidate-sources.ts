/**
 * Which stored sources a page could cite, and which pages a source could bear on: the same three ties, read from
 * either end. A source is tied to a page by what it is about, by its address, or by its hash.
 */
import { sql } from 'kysely';
import type { SourceText } from '#domain/source.ts';
import type { ReadTx } from './connect.ts';
import { checkedVersions, liveVersions } from './current-versions.ts';

/** A stored text together with the ids the database knows it by. */
export type StoredSourceText = SourceText & { readonly sourceId: number; readonly sourceTextId: number };

/**
 * Ids of the sources tied to a page: about its jurisdiction, stored under one of its links, or named by hash, in order.
 * `isNamed` for the latter two: the page itself points at them.
 */
export async function listTiedSources(
  tx: ReadTx,
  page: { jurisdiction: string; canonicalUrls: readonly string[]; snapshots: readonly string[] },
): Promise<{ readonly id: number; readonly isNamed: boolean }[]> {
  const { rows } = await sql<{ id: number; isNamed: boolean }>`
    select s.id, (coalesce(s.canonical_url = any (${[...page.canonicalUrls]}::text[]), false)
                  or n.sha256 = any (${[...page.snapshots]}::text[])) as "isNamed"
      from source s
      join snapshot n on n.source = s.id
     where exists (select from source_jurisdiction j where j.source = s.id and j.jurisdiction = ${page.jurisdiction})
        or s.canonical_url = any (${[...page.canonicalUrls]}::text[])
        or n.sha256 = any (${[...page.snapshots]}::text[])
     order by s.id`.execute(tx);
  return rows;
}

/** The newest text of this source, or undefined. */
export async function findSourceText(tx: ReadTx, source: number): Promise<StoredSourceText | undefined> {
  return (await listSourceTexts(tx, [source]))[0];
}

/** These sources with the newest extraction of their snapshots, by id. */
export async function listSourceTexts(tx: ReadTx, ids: readonly number[]): Promise<StoredSourceText[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<StoredSourceText & { capturedFrom: string }>`
    select s.id as "sourceId", t.id as "sourceTextId", n.sha256, t.text_sha256 as "textSha256", t.extractor, t.text,
           t.page_starts as "pageStarts", s.title, s.publisher, s.url, s.published_on as "publishedOn", s.tier,
           n.captured_from as "capturedFrom"
      from source s
      join snapshot n on n.source = s.id
      join lateral (select * from source_text t where t.snapshot = n.sha256 order by t.id desc limit 1) t on true
     where s.id = any (${[...ids]}::int[])
     order by s.id`.execute(tx);
  return rows.map(({ capturedFrom, ...row }) => ({ ...row, fileName: fileNameOf(capturedFrom) }));
}

function fileNameOf(capturedFrom: string): string | null {
  if (/^https?:\/\//.test(capturedFrom)) return null;
  return capturedFrom.split(/[\\/]/).at(-1) ?? null;
}

/** For each of these sources, ids of the versions kept checked that it could bear on, of all analyses; none for most. */
export async function listVersionsConcernedBy(
  tx: ReadTx,
  sources: readonly number[],
): Promise<Map<number, string[]>> {
  if (sources.length === 0) return new Map();
  const { rows } = await sql<{ source: number; id: string }>`
    select s.id as source, v.id
      from analysis a
      left join ${liveVersions()} l on l.analysis = a.number
      join analysis_version v on v.id = any (${checkedVersions()})
      join source s on s.id = any (${[...sources]}::int[])
     where exists (select from source_jurisdiction j where j.source = s.id and j.jurisdiction = a.jurisdiction)
        or (s.canonical_url is not null and position(s.canonical_url in v.content::text) > 0)
        or exists (select from snapshot n where n.source = s.id and position(n.sha256::text in v.content::text) > 0)
     order by a.number, v.number`.execute(tx);
  const bySource = Map.groupBy(rows, (row) => row.source);
  return new Map([...bySource].map(([source, found]) => [source, found.map((row) => row.id)]));
}
