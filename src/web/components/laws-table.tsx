/** The structured table of landmark laws. Dates are kept apart: proposed, enacted, in force, applicable, repealed. */
import type { LandmarkLaw } from '#domain/analysis.ts';
import { formatDay } from '../dates.ts';
import { unitAnchor } from '../places.ts';
import { AndMore, MOST_LISTED } from './and-more.tsx';
import { ExternalLink } from './external-link.tsx';

const DATES = [
  ['proposed', 'proposedOn'],
  ['enacted', 'enactedOn'],
  ['in force', 'inForceOn'],
  ['applicable', 'applicableOn'],
  ['repealed', 'repealedOn'],
] as const;

/** One row per law; says so when the page names none. */
export function LawsTable({ laws }: { laws: readonly LandmarkLaw[] }) {
  if (laws.length === 0) {
    return (
      <p class="empty">The page names no law in structured form. That is not a finding that there is none.</p>
    );
  }
  return (
    <div class="table-wrap">
      <table class="laws stack">
        <caption class="vh">Landmark laws</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Number</th>
            <th scope="col">Dates</th>
            <th scope="col">Issued by</th>
            <th scope="col">Where</th>
          </tr>
        </thead>
        <tbody>
          {laws.slice(0, MOST_LISTED).map((law, index) => (
            <LawRow law={law} unit={`law/${index}`} />
          ))}
        </tbody>
      </table>
      <AndMore total={laws.length} one="law" />
    </div>
  );
}

function LawRow({ law, unit }: { law: LandmarkLaw; unit: string }) {
  return (
    <tr id={law.note === null ? unitAnchor(unit) : undefined}>
      <th scope="row">{law.name}</th>
      <td data-label="Number">
        {law.number ?? <span class="not-known">not stated</span>}
        {law.article !== null && `, ${law.article}`}
      </td>
      <td data-label="Dates">
        <LawDates law={law} />
      </td>
      <td data-label="Issued by">{law.issuer ?? <span class="not-known">not stated</span>}</td>
      <td data-label="Where">
        {law.url === null ? <span class="not-known">no link</span> : <ExternalLink url={law.url} />}
      </td>
    </tr>
  );
}

function LawDates({ law }: { law: LandmarkLaw }) {
  const given = DATES.flatMap(([words, key]) => {
    const date = law[key];
    return date === null ? [] : [{ words, date }];
  });
  if (given.length === 0) return <span class="not-known">not stated</span>;
  return (
    <ul class="plain">
      {given.map(({ words, date }) => (
        <li>
          {words} <time dateTime={date}>{formatDay(date)}</time>
        </li>
      ))}
    </ul>
  );
}
