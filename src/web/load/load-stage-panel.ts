/** What somebody signed in may do with a version, and what stands in the way of publishing it. */
import { type BarCode, listBars } from '#domain/gate.ts';
import { holdsRole } from '#domain/person.ts';
import { listAllowed } from '#domain/workflow.ts';
import type { AnalysisPageRow } from '#store/analysis-pages.ts';
import type { ReadTx } from '#store/connect.ts';
import { loadGateFacts } from '#store/publications.ts';
import { listCriticalChallenges } from '#store/reviews.ts';
import { reviewHref, targetWords } from '../review-words.ts';
import type { PanelBar, StagePanel } from '../views.ts';
import type { AskedVersion } from './load-analysis.ts';

type Links = PanelBar['links'];

const FINDINGS: Links = [{ href: '#findings', words: 'see the findings' }];

/** The panel; null for readers and contributors, who may move nothing. */
export async function loadStagePanel(
  tx: ReadTx,
  row: AnalysisPageRow,
  { viewer = null, stageDraft = null }: AskedVersion,
): Promise<StagePanel | null> {
  if (viewer === null || !holdsRole(viewer.role, 'analyst')) return null;
  const facts = await loadGateFacts(tx, row.versionId);
  const challenges = await listCriticalChallenges(tx, row.versionId);
  return {
    viewer,
    allowed: listAllowed(row.stage, viewer.role),
    // Of a Draft: what would be in the way once it is in review.
    bars: listBars(facts).map((bar) => ({ ...bar, links: linksOf(bar.code, challenges, row) })),
    approvals: facts.approvals,
    author: facts.author,
    draft: stageDraft,
  };
}

/** Where a bar is settled. */
function linksOf(code: BarCode, challenges: readonly string[], { unsettled }: AnalysisPageRow): Links {
  switch (code) {
    case 'status-unsupported':
    case 'critical-findings':
      return FINDINGS;
    case 'critical-challenges':
      return challenges.map((id, index) => {
        const known = unsettled.find((review) => review.id === id);
        const words =
          known === undefined
            ? `challenge ${index + 1}`
            : `challenge by ${known.name}, on ${targetWords(known.target)}`;
        return { href: reviewHref(id), words };
      });
    case 'later-published':
    case 'not-in-review':
    case 'not-verified':
    case 'not-approved':
      return [];
  }
}
