/** Pages of a list as links that keep the query, so that they work without JavaScript and can be sent to others. */
import { grouped } from '../amounts.ts';

/** Members of a query that are not empty, as a query string with its question mark; empty when there are none. */
export function queryString(members: Readonly<Record<string, string | number>>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(members)) {
    if (value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Nothing when all rows fit on one page. `page` counts from 1; `of` names what is divided. */
export function Pager(props: {
  path: string;
  query: Readonly<Record<string, string | number>>;
  page: number;
  pageSize: number;
  total: number;
  of?: string;
}) {
  const { path, query, page, pageSize, total, of = 'list' } = props;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (pages === 1) return null;
  const to = (target: number) => `${path}${queryString({ ...query, page: target === 1 ? '' : target })}`;
  return (
    <nav class="pager" aria-label={`Pages of the ${of}`}>
      {page > 1 && (
        <a class="button" rel="prev" href={to(page - 1)}>
          Previous
        </a>
      )}
      <span>
        Page {grouped(page)} of {grouped(pages)}
      </span>
      {page < pages && (
        <a class="button" rel="next" href={to(page + 1)}>
          Next
        </a>
      )}
    </nav>
  );
}
