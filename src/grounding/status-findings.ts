/** Findings about the status itself: whether it is on the scale, explained, and borne or contradicted by stored sources. */
import type { EvidenceState } from '#domain/confidence.ts';
import type { Finding } from '#domain/finding.ts';
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { CheckableContent } from './checkable-content.ts';
import { finding } from './collect-findings.ts';
import { titleOf } from './judge-quotation.ts';
import type { SourceText } from './source-text.ts';
import type { ContraryPassage } from './status-contrary.ts';

/** Findings on the page's status; none for a report that states no status. */
export function statusFindings(
  content: CheckableContent,
  topic: Topic | null,
  evidenceState: EvidenceState,
  contrary: ContraryPassage | null,
  sources: readonly SourceText[],
): Finding[] {
  const { status } = content;
  if (status === null) return [];
  const found: Finding[] = [];
  if (topic !== null && !topic.statuses.some(({ value }) => value === status)) {
    const message = `The status is not on the scale of ${topic.title}.`;
    found.push(finding('STATUS_OUTSIDE_SCALE', 'major', message, null, status));
  }
  if (status === UNKNOWN_STATUS) {
    if (content.unknownReason !== null) return found;
    const message = 'The status is Unknown and the page does not say why.';
    return [...found, finding('STATUS_UNKNOWN_WITHOUT_REASON', 'major', message)];
  }
  if (contrary !== null) {
    const message = `The status is “${status}”, but ${titleOf(sources, contrary.source)} says: “${contrary.words}”`;
    found.push(finding('STATUS_CONTRADICTED', 'critical', message, contrary.place, contrary.text));
  } else if (evidenceState !== 'verified') {
    const message = `The status “${status}” rests on no stored source.`;
    found.push(finding('STATUS_WITHOUT_SOURCE', 'major', message, null, status));
  }
  return found;
}
