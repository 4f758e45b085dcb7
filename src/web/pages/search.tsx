/** The search: words, phrases and filters as a plain GET form; passages of sources first, then places on pages. */
import { counted, grouped } from '../amounts.ts';
import {
  FilterForm,
  JurisdictionField,
  SearchField,
  TierField,
  TopicField,
} from '../components/choice-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { Day } from '../components/when.tsx';
import { unitPart } from '../find-place.ts';
import { Layout } from '../layout.tsx';
import { passageStartHref, unitAnchor } from '../places.ts';
import type { Frame, SearchView } from '../views.ts';
import { TIER_WORDS } from '../wording.ts';

/** Field names of the form are the members of the query: `text`, `jurisdiction`, `topic`, `tier`, `after`, `before`. */
export function SearchPage({ view, frame }: { view: SearchView; frame: Frame }) {
  const { query } = view;
  return (
    <Layout frame={frame} title={query.text === '' ? 'Search' : `Search: ${query.text}`}>
      <div class="page">
        <PageTitle title="Search">
          <p class="lead">
            Finds the words in the stored sources and on the analysis pages, best match first.
          </p>
        </PageTitle>
        <SearchForm view={view} />
        <Remarks view={view} />
        {view.isAsked ? <Results view={view} /> : <Hints />}
        <Pager path="/search" query={query} page={query.page} pageSize={view.pageSize} total={view.total} />
      </div>
    </Layout>
  );
}

function SearchForm({ view }: { view: SearchView }) {
  const { query } = view;
  return (
    <FilterForm path="/search">
      <SearchField id="f-text" name="text" label="Words" value={query.text} />
      <JurisdictionField
        label="About"
        any="All jurisdictions"
        value={query.jurisdiction}
        jurisdictions={view.jurisdictions}
      />
      <TopicField label="Topic" any="All" value={query.topic} topics={view.topics} />
      <TierField label="Kind of source" any="All" value={query.tier} />
      <DateField id="f-after" name="after" label="From, YYYY-MM-DD" value={query.after} />
      <DateField id="f-before" name="before" label="To, YYYY-MM-DD" value={query.before} />
    </FilterForm>
  );
}

function DateField(props: { id: string; name: string; label: string; value: string }) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input type="text" id={props.id} name={props.name} value={props.value} />
    </div>
  );
}

function Remarks({ view }: { view: SearchView }) {
  if (view.remarks.length === 0 && !view.isBehind) return null;
  return (
    <div class="problem" role="status">
      {view.remarks.map((remark) => (
        <p>{remark}</p>
      ))}
      {view.isBehind && (
        <p>The index is still taking in what was added; these results do not have all of it yet.</p>
      )}
    </div>
  );
}

function Hints() {
  return (
    <div class="prose">
      <p>
        Write the words you look for. A stem finds all its forms: <code>licence</code> also finds licences and
        licensed.
      </p>
      <ul>
        <li>
          <code>"central bank"</code> finds these words in this order.
        </li>
        <li>
          <code>mining -tax</code> leaves out what has the second word.
        </li>
        <li>
          <code>tier:law jurisdiction:KP after:2024-06</code> does what the fields above do. A passage counts
          as of a topic when it has one of the topic’s search words.
        </li>
      </ul>
    </div>
  );
}

function Results({ view }: { view: SearchView }) {
  if (view.total === 0 && view.units.length === 0) {
    return (
      <p class="empty">
        Nothing stored has these words. Try fewer words or filters, or add a source with{' '}
        <code>npx regatlas source add FILE</code>. That nothing is found does not mean that there is no rule.
      </p>
    );
  }
  return (
    <>
      <Passages view={view} />
      {view.units.length > 0 && <Units view={view} />}
    </>
  );
}

function Passages({ view }: { view: SearchView }) {
  const { total, mostCounted } = view;
  return (
    <section class="part" aria-labelledby="passages-title">
      <h2 id="passages-title">In the sources</h2>
      <p class="minor-note">
        {total === 0
          ? 'No passage of a stored source matches.'
          : total < mostCounted
            ? `${counted(total, 'passage')}, best match first.`
            : `${grouped(mostCounted)} passages or more, best match first.`}
      </p>
      <ol class="hits" start={(view.query.page - 1) * view.pageSize + 1}>
        {view.passages.map((hit) => (
          <li>
            <p class="hit-title">
              <a href={passageStartHref(hit.source, hit.start)}>{hit.title ?? `Source ${hit.source}`}</a>
            </p>
            <p class="hit-facts">
              {hit.isExample && 'bundled example, invented · '}
              {TIER_WORDS[hit.tier]} ·{' '}
              {hit.publishedOn === null ? 'date not known' : <Day at={hit.publishedOn} />}
              {hit.publisher !== null && ` · ${hit.publisher}`}
              {hit.page !== null && ` · page ${hit.page}`}
              {hit.jurisdictions.length > 0 && ` · about ${namesOf(hit.jurisdictions)}`}
            </p>
            <Snippet parts={hit.snippet} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const MOST_NAMES = 3;

function namesOf(jurisdictions: SearchView['jurisdictions']): string {
  const names = jurisdictions.slice(0, MOST_NAMES).map((one) => one.everydayName);
  const more = jurisdictions.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function Units({ view }: { view: SearchView }) {
  return (
    <section class="part" aria-labelledby="units-title">
      <h2 id="units-title">On analysis pages</h2>
      <ol class="hits">
        {view.units.map((hit) => (
          <li>
            <p class="hit-title">
              <a href={`/analyses/${hit.analysis}#${unitAnchor(hit.unit)}`}>
                {hit.jurisdiction.everydayName} · {hit.topic.title}
              </a>
            </p>
            <p class="hit-facts">
              #{hit.analysis}, version {hit.version} · {unitPart(hit.unit)} · <Day at={hit.recordedOn} />
            </p>
            <Snippet parts={hit.snippet} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Snippet({ parts }: { parts: SearchView['passages'][number]['snippet'] }) {
  return <p class="snippet">{parts.map((part) => (part.isHit ? <mark>{part.text}</mark> : part.text))}</p>;
}
