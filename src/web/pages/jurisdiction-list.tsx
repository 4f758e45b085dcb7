/** The jurisdictions, with how many pages and sources each has. */
import { counted } from '../amounts.ts';
import { SearchField } from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, JurisdictionItem, JurisdictionListView } from '../views.ts';

/** Those with pages come first and apart: an empty line is not a finding. */
export function JurisdictionListPage({ view, frame }: { view: JurisdictionListView; frame: Frame }) {
  const covered = view.items.filter((item) => item.analyses > 0 || item.sources > 0);
  const others = view.items.filter((item) => item.analyses === 0 && item.sources === 0);
  return (
    <Layout frame={frame} title="Jurisdictions">
      <div class="page">
        <PageTitle title="Jurisdictions">
          <p class="lead">{counted(covered.length, 'jurisdiction')} with pages or sources.</p>
        </PageTitle>
        <search>
          <form class="form filters" method="get" action="/jurisdictions">
            <SearchField id="f-text" name="text" label="Search by any name or code" value={view.text} />
            <div class="field field-actions">
              <button type="submit" class="button primary">
                Show
              </button>
            </div>
          </form>
        </search>
        {view.items.length === 0 && <p class="empty">No jurisdiction is known by that name.</p>}
        {covered.length > 0 && <CoveredTable items={covered} />}
        {others.length > 0 && (
          <section class="part" aria-labelledby="others-title">
            <h2 id="others-title">Nothing stored yet</h2>
            <p class="lead">Nothing is said here about these; that is not “no rule”.</p>
            <ul class="columns">
              {others.map(({ jurisdiction }) => (
                <li>
                  <a href={`/jurisdictions/${jurisdiction.code}`}>{jurisdiction.everydayName}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Layout>
  );
}

function CoveredTable({ items }: { items: readonly JurisdictionItem[] }) {
  return (
    <div class="table-wrap">
      <table class="stack">
        <caption class="vh">Jurisdictions with pages or sources</caption>
        <thead>
          <tr>
            <th scope="col">Jurisdiction</th>
            <th scope="col">Kind</th>
            <th scope="col" class="num">
              Analyses
            </th>
            <th scope="col" class="num">
              Sources
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ jurisdiction, analyses, sources }) => (
            <tr>
              <th scope="row">
                <a href={`/jurisdictions/${jurisdiction.code}`}>{jurisdiction.everydayName}</a>
                <span class="row-sub">
                  {jurisdiction.officialName} · {jurisdiction.code}
                </span>
              </th>
              <td data-label="Kind">{jurisdiction.kind}</td>
              <td data-label="Analyses" class="num">
                {analyses}
              </td>
              <td data-label="Sources" class="num">
                {sources}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
