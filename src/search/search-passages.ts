/**
 * Finds passages of stored sources by BM25 with Porter stemming. Equal scores are ordered by source and place, so that
 * every node gives the same answer for the same sources.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { SourceTier } from '#domain/source.ts';
import { cutSnippet, type SnippetPart } from './cut-snippet.ts';
import { datePeriod } from './date-period.ts';
import { matchExpression } from './match-expression.ts';
import type { SearchFilters, SearchQuery } from './parse-query.ts';
import type { SearchIndex } from './search-index.ts';

/** A passage found, without its words. Offsets are code points of the source's text. */
export type RankedPassage = {
  readonly id: number;
  readonly source: number;
  readonly start: number;
  readonly end: number;
  /** BM25; greater is better. It compares results of one query only. */
  readonly score: number;
};

/** A passage found, as it is shown. */
export type PassageHit = RankedPassage & {
  readonly sourceText: number;
  readonly sha256: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly tier: SourceTier;
  readonly publishedOn: string | null;
  readonly jurisdictions: readonly string[];
  /** True for a bundled teaching text, which is invented. */
  readonly isExample: boolean;
  readonly page: number | null;
  readonly snippet: readonly SnippetPart[];
};

/** What the ranking may be restricted to beside the query's own filters. */
export type PassageScope = {
  /** Only these sources. */
  readonly within?: readonly number[];
  /** Not these sources. */
  readonly without?: readonly number[];
  /** Leaves out the bundled teaching texts. */
  readonly real?: boolean;
};

/** The best passages, best first, at most `limit`; none for a query with nothing to look for. */
export function rankPassages(
  index: SearchIndex,
  query: SearchQuery,
  limit: number,
  scope: PassageScope = {},
): RankedPassage[] {
  const match = passageMatch(index, query);
  if (match === undefined) return [];
  const filter = passageFilter(query.filters, scope);
  return index.read((db) => {
    const rows = db
      .prepare(
        // Materialised, as the score would otherwise be worked out twice: for the order and for the answer.
        `with found as materialized (
           select rowid as id, bm25(passage_words) as score from passage_words where passage_words match ?)
         select p.id, p.source, p.starts_at as start, p.ends_at as "end", -f.score as score
           from found f join passage p on p.id = f.id join source s on s.id = p.source
          where true ${filter.sql}
          order by f.score, p.source, p.starts_at
          limit ?`,
      )
      .all(match, ...filter.values, limit);
    return rows as unknown as RankedPassage[];
  });
}

/** The best passages with what is needed to show them, from `offset` on. */
export function searchPassages(
  index: SearchIndex,
  query: SearchQuery,
  limit: number,
  offset = 0,
): PassageHit[] {
  const ranked = rankPassages(index, query, offset + limit).slice(offset);
  const match = passageMatch(index, query) ?? '';
  return index.read((db) => ranked.flatMap((passage) => presentPassage(db, passage, match, query)));
}

/** True for a bundled teaching text; such a source bears no real page. */
export function isExampleSource(index: SearchIndex, source: number): boolean {
  return index.read((db) => {
    const row = db.prepare('select 1 from source where id = ? and is_example = 1').get(source);
    return row !== undefined;
  });
}

/** True when the index has a source, other than these, that could bear a real page. */
export function hasOtherSources(index: SearchIndex, known: ReadonlySet<number>): boolean {
  return index.read((db) => {
    const row = db
      .prepare(
        'select 1 from source where is_example = 0 and id not in (select value from json_each(?)) limit 1',
      )
      .get(JSON.stringify([...known]));
    return row !== undefined;
  });
}

/** A passage with its words, as they are indexed, and what its source is about. */
export type FoundPassage = RankedPassage & {
  readonly title: string | null;
  readonly jurisdictions: readonly string[];
  readonly text: string;
};

/** The words of passages that were found, in the same order. */
export function listFoundPassages(index: SearchIndex, passages: readonly RankedPassage[]): FoundPassage[] {
  return index.read((db) => {
    const wanted = db.prepare(
      `select s.title, trim(s.jurisdictions) as codes, w.text
         from passage p join source s on s.id = p.source join passage_words w on w.rowid = p.id
        where p.id = ?`,
    );
    return passages.map((passage) => {
      const row = wanted.get(passage.id);
      const codes = String(row?.codes ?? '');
      return {
        ...passage,
        title: (row?.title ?? null) as string | null,
        jurisdictions: codes === '' ? [] : codes.split(' '),
        text: String(row?.text ?? ''),
      };
    });
  });
}

/** How many passages the query finds, counted up to `most`. */
export function countPassages(index: SearchIndex, query: SearchQuery, most: number): number {
  const match = passageMatch(index, query);
  if (match === undefined) return 0;
  const filter = passageFilter(query.filters, {});
  return index.read((db) => {
    const row = db
      .prepare(
        `select count(*) as n from (
           select 1 from passage_words w join passage p on p.id = w.rowid join source s on s.id = p.source
            where passage_words match ? ${filter.sql} limit ?)`,
      )
      .get(match, ...filter.values, most);
    return Number(row?.n ?? 0);
  });
}

function passageMatch(index: SearchIndex, query: SearchQuery): string | undefined {
  const { topics } = query.filters;
  if (topics.length === 0) return matchExpression(query);
  const cues = topics.flatMap((topic) => index.topicCues.get(topic) ?? []);
  // A topic nobody knows has no passages.
  return cues.length === 0 ? undefined : matchExpression(query, [cues]);
}

type Filter = { readonly sql: string; readonly values: readonly SQLInputValue[] };

function passageFilter(filters: SearchFilters, { within, without = [], real = false }: PassageScope): Filter {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  const anyOf = (condition: string, wanted: readonly string[]) => {
    if (wanted.length === 0) return;
    parts.push(`(${wanted.map(() => condition).join(' or ')})`);
    values.push(...wanted);
  };
  anyOf("instr(s.jurisdictions, ' ' || ? || ' ') > 0", filters.jurisdictions);
  anyOf('s.tier = ?', filters.tiers);
  if (filters.after !== null) {
    parts.push('s.published_to >= ?');
    values.push(datePeriod(filters.after).from);
  }
  if (filters.before !== null) {
    parts.push('s.published_from <= ?');
    values.push(datePeriod(filters.before).to);
  }
  if (within !== undefined) {
    parts.push('s.id in (select value from json_each(?))');
    values.push(JSON.stringify(within));
  }
  if (without.length > 0) {
    parts.push('s.id not in (select value from json_each(?))');
    values.push(JSON.stringify(without));
  }
  if (real) parts.push('s.is_example = 0');
  return { sql: parts.map((part) => `and ${part}`).join(' '), values };
}

function presentPassage(
  db: DatabaseSync,
  passage: RankedPassage,
  match: string,
  query: SearchQuery,
): PassageHit[] {
  const source = db
    .prepare(
      `select source_text as "sourceText", sha256, title, publisher, tier, published_on as "publishedOn",
              trim(jurisdictions) as codes, is_example as "isExample"
         from source where id = ?`,
    )
    .get(passage.source);
  // Another process may have made the index anew since the passage was ranked.
  if (source === undefined) return [];
  const place = db.prepare('select page from passage where id = ?').get(passage.id);
  const { codes, isExample, ...facts } = source as unknown as Omit<
    PassageHit,
    'jurisdictions' | 'isExample'
  > & { codes: string; isExample: number };
  const hit: PassageHit = {
    ...passage,
    ...facts,
    jurisdictions: codes === '' ? [] : codes.split(' '),
    isExample: isExample === 1,
    page: (place?.page ?? null) as number | null,
    snippet: cutSnippet(markedText(db, 'passage_words', passage.id, match), query),
  };
  return [hit];
}

/** The text of a row with \u0001 and \u0002 around what was found. */
export function markedText(
  db: DatabaseSync,
  table: 'passage_words' | 'unit_words',
  id: number,
  match: string,
): string {
  // A number would be bound as REAL, by which FTS5 does not restrict the rowid; it would give the first match instead.
  const row = db
    .prepare(
      `select highlight(${table}, 1, char(1), char(2)) as text from ${table} where ${table} match ? and rowid = ?`,
    )
    .get(match, BigInt(id));
  return String(row?.text ?? '');
}
