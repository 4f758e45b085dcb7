/** A draft as the page it would be, with the evidence of the last check beside it. */
import { SECTION_KEYS } from '#domain/analysis.ts';
import { DraftTitle } from '../components/draft-title.tsx';
import { JudgedParts } from '../components/judged-parts.tsx';
import { MarkSprite } from '../components/mark.tsx';
import { type ContentsEntry, PageContents } from '../components/page-contents.tsx';
import { StatusBadge } from '../components/status-badge.tsx';
import type { DraftPreviewView } from '../draft-view.ts';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';
import { SECTION_TITLES } from '../wording.ts';

const CONTENTS: readonly ContentsEntry[] = [
  { id: 'findings', title: 'Findings' },
  ...SECTION_KEYS.map((key) => ({ id: key, title: SECTION_TITLES[key] })),
  { id: 'summary-points', title: 'Summary points' },
  { id: 'full-report', title: 'Full analysis report' },
  { id: 'sources', title: 'Sources' },
];

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
          <PageContents entries={CONTENTS} home={page === 1 ? '' : `/drafts/${view.id}/preview`} />
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
