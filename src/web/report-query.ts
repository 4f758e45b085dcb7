/** What a reader asks of the report of a version, as it stands in the address; anything odd is read as "no filter". */
import type { Context } from 'hono';
import { queryString } from './components/pager.tsx';
import { readPageNumber, readWord } from './read-query.ts';

/** Findings, or every sentence with its verdict. */
export const REPORT_VIEWS = ['findings', 'sentences'] as const;

/** Empty strings mean no filter. `passage` `yes`: only with a passage in a stored source. `page` counts from 1. */
export type ReportQuery = {
  readonly view: (typeof REPORT_VIEWS)[number];
  readonly severity: string;
  readonly kind: string;
  readonly verdict: string;
  readonly part: string;
  readonly cites: string;
  readonly passage: '' | 'yes';
  readonly page: number;
};

/** All findings, from the gravest. */
export const WHOLE_REPORT: ReportQuery = {
  view: 'findings',
  severity: '',
  kind: '',
  verdict: '',
  part: '',
  cites: '',
  passage: '',
  page: 1,
};

/** The query of a request. */
export function readReportQuery(request: Context): ReportQuery {
  const view = readWord(request, 'view');
  return {
    view: REPORT_VIEWS.find((known) => known === view) ?? 'findings',
    severity: readWord(request, 'severity'),
    kind: readWord(request, 'kind'),
    verdict: readWord(request, 'verdict'),
    part: readWord(request, 'part'),
    cites: readWord(request, 'cites'),
    passage: readWord(request, 'passage') === 'yes' ? 'yes' : '',
    page: readPageNumber(request),
  };
}

/** Address of the report of the version at `base`, with what differs from the whole. */
export function reportHref(base: string, query: Partial<ReportQuery> = {}): string {
  const { view, page, ...filters } = { ...WHOLE_REPORT, ...query };
  const members = {
    view: view === 'findings' ? '' : view,
    ...filters,
    page: page === 1 ? '' : page,
  };
  return `${base}/report${queryString(members)}`;
}

/** True for the first page of either list without a filter: what everybody asks for. */
export function isWholeReport({ view: _view, page, ...filters }: ReportQuery): boolean {
  return page === 1 && Object.values(filters).every((value) => value === '');
}
