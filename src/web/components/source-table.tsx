/** Sources as a table: what is known of each, and whether any page relies on it. */
import { formatSize } from '../amounts.ts';
import type { SourceItem } from '../views.ts';
import { TIER_WORDS } from '../wording.ts';
import { Day, NotKnown } from './when.tsx';

/** Rows become cards on a narrow screen. */
export function SourceTable({ items, caption }: { items: readonly SourceItem[]; caption: string }) {
  return (
    <div class="table-wrap">
      <table class="sources stack">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Publisher</th>
            <th scope="col">Kind</th>
            <th scope="col" class="num">
              Published
            </th>
            <th scope="col" class="num">
              Captured
            </th>
            <th scope="col" class="num">
              Size
            </th>
            <th scope="col" class="num">
              Cited by
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <SourceLine item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SourceLine({ item }: { item: SourceItem }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/sources/${item.id}`}>{item.title ?? item.url ?? `Source ${item.id}`}</a>
        <span class="row-sub">
          <code>{item.sha256.slice(0, 12)}</code> · {item.mediaType}
        </span>
      </th>
      <td data-label="Publisher">{item.publisher ?? <NotKnown />}</td>
      <td data-label="Kind">{item.tier === 'unknown' ? <NotKnown /> : TIER_WORDS[item.tier]}</td>
      <td data-label="Published" class="num">
        <Day at={item.publishedOn} />
      </td>
      <td data-label="Captured" class="num">
        <Day at={item.capturedAt} />
      </td>
      <td data-label="Size" class="num">
        {formatSize(item.size)}
      </td>
      <td data-label="Cited by" class="num">
        {item.citedBy === 0 ? 'nowhere' : item.citedBy}
      </td>
    </tr>
  );
}
