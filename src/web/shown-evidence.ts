/** Which evidence state stands beside a status that has not been checked. */
import type { EvidenceState } from '#domain/confidence.ts';
import type { AnalysisView } from './views.ts';

/** The report's state; before the first check `imported` for what was taken over and `unknown` for the rest. */
export function shownEvidenceState(view: Pick<AnalysisView, 'report' | 'version'>): EvidenceState {
  return view.report?.evidenceState ?? (view.version.origin === 'import' ? 'imported' : 'unknown');
}
