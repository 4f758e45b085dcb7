/** The audit trail: who did what to what, when. Nothing here can be changed, also not by an administrator. */
import { ChoiceField, FilterActions } from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { queryString } from '../components/pager.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { TrailView } from '../notice-views.ts';
import type { Frame } from '../views.ts';

const PATH = '/admin/audit';

/** See the module comment. */
export function TrailPage({ view, frame }: { view: TrailView; frame: Frame }) {
  const { head, events, problem } = view;
  return (
    <Layout frame={frame} title="Audit trail">
      <div class="page">
        <PageTitle title="Audit trail">
          <p class="lead">
            Who did what to what, and when: one line for every change, each chained to the line before it.
          </p>
          {head !== null && (
            <p class="minor-note">
              Its head is event {head.id}, <code class="hash">{head.hash}</code>. Note it elsewhere, and{' '}
              <code>npx regatlas audit verify --head …</code> shows later whether anything up to here was
              changed or cut off.
            </p>
          )}
        </PageTitle>
        <Filters view={view} />
        {problem !== null && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {events.length === 0 ? (
          <p class="empty">
            {head === null ? 'Nothing has happened yet.' : 'No event matches. Take away a filter.'}
          </p>
        ) : (
          <EventTable events={events} />
        )}
        <Steps view={view} />
      </div>
    </Layout>
  );
}

function Filters({ view }: { view: TrailView }) {
  const { query, actions } = view;
  return (
    <search>
      <form class="form filters" method="get" action={PATH}>
        <WordField name="actor" label="By (name, address or actor)" value={query.actor} />
        <ChoiceField
          id="f-action"
          name="action"
          label="Action"
          any="All actions"
          value={query.action}
          options={actions.map((action) => ({ value: action, label: action }))}
        />
        <WordField name="subject" label="About (such as analysis:7)" value={query.subject} />
        <WordField name="since" label="From" type="date" value={query.since} />
        <WordField name="until" label="Up to and including" type="date" value={query.until} />
        <FilterActions path={PATH} />
      </form>
    </search>
  );
}

function WordField(props: { name: string; label: string; value: string; type?: 'text' | 'date' }) {
  const id = `f-${props.name}`;
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.type === 'date' ? (
        <input type="date" id={id} name={props.name} value={props.value} />
      ) : (
        <input type="text" id={id} name={props.name} value={props.value} autocomplete="off" />
      )}
    </div>
  );
}

function EventTable({ events }: Pick<TrailView, 'events'>) {
  return (
    <div class="table-wrap">
      <table class="trail stack">
        <caption class="vh">Events, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">When</th>
            <th scope="col">By</th>
            <th scope="col">Action</th>
            <th scope="col">About</th>
            <th scope="col">Facts</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <EventLine event={event} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EventLine({ event }: { event: TrailView['events'][number] }) {
  const { id, at, actor, actorName, action, subject } = event;
  return (
    <tr>
      <th scope="row">{id}</th>
      <td data-label="When">
        <Minute at={at} />
      </td>
      <td data-label="By">
        <a href={`${PATH}${queryString({ actor })}`}>{actorName ?? actor}</a>
        {actorName !== null && <span class="row-sub">{actor}</span>}
      </td>
      <td data-label="Action">
        <code>{action}</code>
      </td>
      <td data-label="About">
        <Subject subject={subject} />
      </td>
      <td data-label="Facts">
        <Facts event={event} />
      </td>
    </tr>
  );
}

function Subject({ subject }: { subject: string }) {
  const href = hrefOf(subject);
  return href === null ? <span>{subject}</span> : <a href={href}>{subject}</a>;
}

function hrefOf(subject: string): string | null {
  const [, analysis, version] = /^analysis:(\d+)\/(\d+)$/.exec(subject) ?? [];
  if (analysis !== undefined) return `/analyses/${analysis}/versions/${version}`;
  const [, source] = /^source:(\d+)$/.exec(subject) ?? [];
  return source === undefined ? null : `/sources/${source}`;
}

function Facts({ event }: { event: TrailView['events'][number] }) {
  const hashes = [
    ['content before', event.beforeHash],
    ['content after', event.afterHash],
  ] as const;
  const facts = Object.entries(event.detail).filter(([, value]) => value !== null);
  return (
    <dl class="facts-of-event">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
      {hashes.map(
        ([name, hash]) =>
          hash !== null && (
            <div>
              <dt>{name}</dt>
              <dd>
                <code title={hash}>{hash.slice(0, 12)}</code>
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Steps({ view }: { view: TrailView }) {
  const { before, ...query } = view.query;
  if (before === null && view.older === null) return null;
  return (
    <nav class="pager" aria-label="Pages of the trail">
      {before !== null && (
        <a class="button" href={`${PATH}${queryString(query)}`}>
          Newest
        </a>
      )}
      {view.older !== null && (
        <a class="button" rel="next" href={`${PATH}${queryString({ ...query, before: view.older })}`}>
          Older
        </a>
      )}
    </nav>
  );
}
