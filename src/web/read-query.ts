/** Parameters of lists as readers send them; anything odd is read as "no filter" rather than refused. */
import type { Context } from 'hono';
import type { AnalysisQuery } from './views.ts';

const LONGEST_WORD = 200;
const LAST_PAGE = 100_000;
const SORTS = ['newest', 'number', 'jurisdiction', 'topic'] as const;

/** A parameter, trimmed and bounded; empty when absent, or when it holds a NUL, which PostgreSQL cannot compare. */
export function readWord(request: Context, name: string): string {
  const word = (request.req.query(name) ?? '').trim().slice(0, LONGEST_WORD);
  return word.includes('\0') ? '' : word;
}

/** The page asked for, from 1. */
export function readPageNumber(request: Context): number {
  const page = Number(request.req.query('page'));
  return Number.isInteger(page) && page >= 1 && page <= LAST_PAGE ? page : 1;
}

/** The whole query of the list of analyses. */
export function readAnalysisQuery(request: Context): AnalysisQuery {
  const sort = readWord(request, 'sort');
  return {
    text: readWord(request, 'text'),
    jurisdiction: readWord(request, 'jurisdiction'),
    topic: readWord(request, 'topic'),
    status: readWord(request, 'status'),
    confidence: readWord(request, 'confidence'),
    stage: readWord(request, 'stage'),
    evidence: readWord(request, 'evidence'),
    sort: SORTS.find((known) => known === sort) ?? 'newest',
    page: readPageNumber(request),
  };
}
