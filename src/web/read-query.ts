/** Parameters of lists as readers send them; anything odd is read as "no filter" rather than refused. */
import type { Context } from 'hono';
import { withoutUnseen } from '#domain/unseen-characters.ts';
import type { AnalysisQuery } from './views.ts';

const LONGEST_WORD = 200;
const LAST_PAGE = 100_000;
const SORTS = ['newest', 'number', 'jurisdiction', 'topic'] as const;

/** A parameter, trimmed and bounded, without characters that nobody sees; empty when absent. */
export function readWord(request: Context, name: string): string {
  const word = withoutUnseen(request.req.query(name) ?? '')
    .trim()
    .slice(0, LONGEST_WORD);
  // Cutting can leave half of a pair at the end.
  return withoutUnseen(word);
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
    due: readWord(request, 'due') === 'late' ? 'late' : '',
    sort: SORTS.find((known) => known === sort) ?? 'newest',
    page: readPageNumber(request),
  };
}

/** True for the first page of a list without any filter: the one that everybody asks for. */
export function isWholeList(query: Readonly<Record<string, string | number>>): boolean {
  return Object.values(query).every((value) => value === '' || value === 1);
}

/** An offset in a source's text, in code points; null when absent or not one. */
export function readOffset(request: Context, name: 'at' | 'near'): number | null {
  const at = request.req.query(name) ?? '';
  return /^[0-9]{1,9}$/.test(at) ? Number(at) : null;
}
