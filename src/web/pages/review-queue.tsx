/** The review queue: what waits for somebody, the gravest first and then the oldest, worked through by keyboard or not. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import { REVIEW_KINDS, REVIEW_SEVERITIES, REVIEW_STATES } from '#domain/review.ts';
import { counted, shorten } from '../amounts.ts';
import { ChoiceField, FilterActions } from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { queryString } from '../components/pager.tsx';
import { TakeButton } from '../components/review-actions.tsx';
import { Day } from '../components/when.tsx';
import { daysBetween } from '../dates.ts';
import { Layout } from '../layout.tsx';
import type { QueueItem, QueueQuery, QueueView } from '../review-views.ts';
import { reviewHref, SEVERITY_OF_WEIGHT, STATE_WORDS, targetWords } from '../review-words.ts';
import type { Frame } from '../views.ts';

type Props = { view: QueueView; viewer: Viewer; frame: Frame };

/** The queue of one viewer. */
export function ReviewQueuePage({ view, viewer, frame }: Props) {
  const isWorker = holdsRole(viewer.role, 'analyst');
  return (
    <Layout frame={frame} title={isWorker ? 'Review queue' : 'My reviews'}>
      <div class="page">
        <PageTitle title={isWorker ? 'Review queue' : 'My reviews'}>
          <p class="lead">
            {isWorker
              ? 'Challenges and refinements that wait for somebody, the gravest first, then the oldest.'
              : 'What you have submitted, and what became of it.'}
          </p>
        </PageTitle>
        <Filters query={view.query} isWorker={isWorker} />
        {view.items.length === 0 ? (
          <Empty query={view.query} />
        ) : (
          <Rows view={view} viewer={viewer} frame={frame} />
        )}
      </div>
    </Layout>
  );
}

function Filters({ query, isWorker }: { query: QueueQuery; isWorker: boolean }) {
  const words = (all: readonly string[]) => all.map((value) => ({ value, label: value }));
  return (
    <search>
      <form class="form filters" method="get" action="/reviews">
        {isWorker && (
          <ChoiceField
            id="f-view"
            name="view"
            label="Whose"
            any="All"
            value={query.view}
            options={[
              { value: 'unassigned', label: 'Taken by nobody' },
              { value: 'assigned', label: 'Given to me' },
              { value: 'mine', label: 'Submitted by me' },
            ]}
          />
        )}
        <ChoiceField
          id="f-kind"
          name="kind"
          label="Kind"
          any="Any"
          value={query.kind}
          options={words(REVIEW_KINDS)}
        />
        <ChoiceField
          id="f-severity"
          name="severity"
          label="Severity"
          any="Any"
          value={query.severity}
          options={words(REVIEW_SEVERITIES)}
        />
        <div class="field">
          <label for="f-state">State</label>
          <select id="f-state" name="state">
            {REVIEW_STATES.map((state) => (
              <option value={state} selected={state === query.state}>
                {STATE_WORDS[state]}
              </option>
            ))}
          </select>
        </div>
        {isWorker && (
          <ChoiceField
            id="f-origin"
            name="origin"
            label="From"
            any="Anyone"
            value={query.origin}
            options={[
              { value: 'people', label: 'People' },
              { value: 'system', label: 'The system' },
            ]}
          />
        )}
        <FilterActions path="/reviews" />
      </form>
    </search>
  );
}

function Empty({ query }: { query: QueueQuery }) {
  const isFiltered =
    query.kind + query.severity + query.origin + query.after !== '' || query.state !== 'open';
  return (
    <p class="empty">
      {isFiltered || query.view !== 'all' ? (
        <>
          Nothing here. <a href="/reviews">See everything that is open</a>.
        </>
      ) : (
        <>
          Nothing waits for anybody. New challenges come from readers, and from sources that speak against a
          page; <a href="/analyses?due=late">pages whose review is due</a> are another place to look.
        </>
      )}
    </p>
  );
}

function Rows({ view, viewer, frame }: Props) {
  const { query, items, total, next } = view;
  const at = (after: string) =>
    `/reviews${queryString({ ...query, view: query.view === 'all' ? '' : query.view, after })}`;
  return (
    <div data-steps="">
      <p class="lead">
        {counted(total, 'review')}
        {query.after !== '' && (
          <>
            {' '}
            · <a href={at('')}>back to the first</a>
          </>
        )}
        <span class="hint-keys" hidden>
          {' '}
          · <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>Enter</kbd> opens, <kbd>a</kbd> takes
        </span>
      </p>
      <div class="table-wrap">
        <table class="queue stack">
          <caption class="vh">Reviews, the gravest first</caption>
          <thead>
            <tr>
              <th scope="col">Review</th>
              <th scope="col">About</th>
              <th scope="col">Page</th>
              <th scope="col" class="num">
                Age
              </th>
              <th scope="col">Looked at by</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Line item={item} viewer={viewer} today={frame.today} here={at(query.after)} />
            ))}
          </tbody>
        </table>
      </div>
      {next !== null && (
        <nav class="pager" aria-label="Pages of the queue">
          <a class="button" rel="next" href={at(next)}>
            Next
          </a>
        </nav>
      )}
    </div>
  );
}

const LONGEST = { target: 140, text: 160 } as const;

function Line(props: { item: QueueItem; viewer: Viewer; today: string; here: string }) {
  const { item, viewer, today } = props;
  const severity = SEVERITY_OF_WEIGHT[item.weight];
  const age = Math.max(0, daysBetween(item.submittedAt, today));
  return (
    <tr>
      <th scope="row">
        <a href={reviewHref(item.id)} data-step>
          {item.kind}
        </a>{' '}
        {item.kind === 'Challenge' && (
          <span class="severity" data-severity={severity}>
            {severity}
          </span>
        )}
        <span class="row-sub">by {item.origin === 'system' ? 'the system' : item.name}</span>
      </th>
      <td data-label="About">
        {item.target.kind === 'sentence' ? (
          <q>{shorten(item.target.quote.exact, LONGEST.target)}</q>
        ) : (
          targetWords(item.target)
        )}
        <span class="row-sub">{shorten(item.text, LONGEST.text)}</span>
      </td>
      <td data-label="Page">
        <a href={`/analyses/${item.analysis}`}>
          {item.jurisdiction.everydayName} · {item.topic.title}
        </a>
        <span class="row-sub">
          #{item.analysis}, version {item.version}
        </span>
      </td>
      <td data-label="Age" class="num">
        {age === 0 ? 'today' : counted(age, 'day')}
        <span class="row-sub">
          <Day at={item.submittedAt} />
        </span>
      </td>
      <td data-label="Looked at by">
        {item.assignee?.name ?? 'nobody'}
        {item.state === 'open' && item.assignee === null && holdsRole(viewer.role, 'analyst') && (
          <TakeButton
            review={item.id}
            seen=""
            viewer={viewer.id}
            back={props.here}
            label={`Take this ${item.kind} of ${item.jurisdiction.everydayName} · ${item.topic.title}`}
          />
        )}
      </td>
    </tr>
  );
}
