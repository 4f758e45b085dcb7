/** One's drafts, and beginning another. */
import { DraftHeadless } from '../components/draft-headless.tsx';
import { Minute } from '../components/when.tsx';
import type { DraftListView } from '../draft-view.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function DraftListPage({ view, frame }: { view: DraftListView; frame: Frame }) {
  return (
    <DraftHeadless
      frame={frame}
      title="Drafts"
      lead="What you are writing. Nobody sees it but you, and editors who have its address."
    >
      <p>
        <a class="button primary" href="/drafts/new">
          Begin a page
        </a>
      </p>
      {view.items.length === 0 ? (
        <p class="empty">
          You have no draft. Begin a page here, or choose Edit on the page of an{' '}
          <a href="/analyses">analysis</a>.
        </p>
      ) : (
        <ul class="plain draft-list">
          {view.items.map((item) => (
            <li>
              <a href={`/drafts/${item.id}`}>
                {item.jurisdiction.everydayName} · {item.topic.title}
              </a>
              <span class="row-sub">
                {item.analysis === null
                  ? 'new page'
                  : `#${item.analysis}, from version ${item.basedOnNumber}`}{' '}
                · saved <Minute at={item.changedAt} />
                {item.newestNumber !== item.basedOnNumber && (
                  <strong> · version {item.newestNumber} was saved since</strong>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </DraftHeadless>
  );
}
