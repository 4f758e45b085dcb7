/** Finds places on analysis pages: units of the newest versions, by BM25, equal scores in the order of the pages. */
import type { SQLInputValue } from 'node:sqlite';
import { cutSnippet, type SnippetPart } from './cut-snippet.ts';
import { datePeriod } from './date-period.ts';
import { matchExpression } from './match-expression.ts';
import type { SearchFilters, SearchQuery } from './parse-query.ts';
import type { SearchIndex } from './search-index.ts';
import { markedText } from './search-passages.ts';

/** A unit found, without its words. */
export type RankedUnit = {
  readonly id: number;
  readonly analysis: number;
  readonly version: number;
  readonly versionId: string;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly status: string;
  /** Day, UTC. */
  readonly recordedOn: string;
  /** `section/executive-summary`, `report/narrative`, … */
  readonly unit: string;
  /** BM25; greater is better. It compares results of one query only. */
  readonly score: number;
};

/** A unit found, as it is shown. */
export type UnitHit = RankedUnit & { readonly snippet: readonly SnippetPart[] };

/** The best units, best first, at most `limit`. A query that asks for tiers finds none: pages have no tier. */
export function rankUnits(index: SearchIndex, query: SearchQuery, limit: number): RankedUnit[] {
  const match = query.filters.tiers.length > 0 ? undefined : matchExpression(query);
  if (match === undefined) return [];
  const filter = unitFilter(query.filters);
  return index.read((db) => {
    const rows = db
      .prepare(
        `with found as materialized (
           select rowid as id, bm25(unit_words) as score from unit_words where unit_words match ?)
         select u.id, u.analysis, a.version, a.version_id as "versionId", a.jurisdiction, a.topic, a.status,
                a.recorded_on as "recordedOn", u.key as unit, -f.score as score
           from found f join unit u on u.id = f.id join analysis a on a.number = u.analysis
          where true ${filter.sql}
          order by f.score, u.analysis, u.id
          limit ?`,
      )
      .all(match, ...filter.values, limit);
    return rows as unknown as RankedUnit[];
  });
}

/** The best units with their words. */
export function searchAnalyses(index: SearchIndex, query: SearchQuery, limit: number): UnitHit[] {
  const ranked = rankUnits(index, query, limit);
  const match = matchExpression(query) ?? '';
  return index.read((db) =>
    ranked.map((unit) => ({
      ...unit,
      snippet: cutSnippet(markedText(db, 'unit_words', unit.id, match), query),
    })),
  );
}

/** The words of units that were found, as they are indexed, in the same order. */
export function listFoundUnits(
  index: SearchIndex,
  units: readonly RankedUnit[],
): (RankedUnit & { readonly text: string })[] {
  return index.read((db) => {
    const wanted = db.prepare('select text from unit_words where rowid = ?');
    return units.map((unit) => ({ ...unit, text: String(wanted.get(BigInt(unit.id))?.text ?? '') }));
  });
}

function unitFilter(filters: SearchFilters): { sql: string; values: SQLInputValue[] } {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  const anyOf = (column: string, wanted: readonly string[]) => {
    if (wanted.length === 0) return;
    parts.push(`${column} in (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  };
  anyOf('a.jurisdiction', filters.jurisdictions);
  anyOf('a.topic', filters.topics);
  if (filters.after !== null) {
    parts.push('a.recorded_on >= ?');
    values.push(datePeriod(filters.after).from);
  }
  if (filters.before !== null) {
    parts.push('a.recorded_on <= ?');
    values.push(datePeriod(filters.before).to);
  }
  return { sql: parts.map((part) => `and ${part}`).join(' '), values };
}
