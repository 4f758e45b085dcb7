/** A draft as the page it would be, with the evidence of the last check beside it. */
import { DraftTitle } from '../components/draft-title.tsx';
import { JudgedParts } from '../components/judged-parts.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import type { DraftPreviewView } from '../draft-view.ts';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** The page. */
export function DraftPreviewPage({
  view,
  frame,
  page,
}: {
  view: DraftPreviewView;
  frame: Frame;
  page: number;
}) {
  const { content, report, sourceIds, topic } = view;
  return (
    <Layout frame={frame} title={`Preview · ${view.jurisdiction.everydayName} · ${topic.title}`}>
      <MarkSprite />
      <article class="analysis">
        <DraftTitle view={view} title="Preview">
          <p>
            <StatusBadge
              topic={topic}
              status={content.status}
              evidenceState={report?.evidenceState ?? 'unknown'}
              size="large"
            />
          </p>
          <p>
            <a class="button" href={`/drafts/${view.id}`}>
              {view.isOwner ? 'Back to the draft' : 'The draft'}
            </a>
          </p>
        </DraftTitle>
        <div class="reading">
          <div class="reading-main">
            <JudgedParts
              body={{ content, report, sourceIds, votes: [] }}
              base={`/drafts/${view.id}/preview`}
              page={page}
            />
          </div>
        </div>
      </article>
    </Layout>
  );
}
