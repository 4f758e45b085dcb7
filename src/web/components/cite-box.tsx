/** How to cite the page: a sentence with the version, the day and a permanent address, ready to copy. */
import { formatDay } from '../dates.ts';
import { shownEvidenceState } from '../shown-evidence.ts';
import type { AnalysisView } from '../views.ts';
import { EVIDENCE_WORDS } from '../wording.ts';
import { statusLabel } from './status-badge.tsx';

/** Address of exactly this version. */
export function versionPath(number: number, version: number): string {
  return `/analyses/${number}/versions/${version}`;
}

/** The citation up to its address; names the evidence state beside the status. */
export function citationText(view: AnalysisView): string {
  const { jurisdiction, topic, version, content, report } = view;
  const evidence = EVIDENCE_WORDS[shownEvidenceState(view)].words;
  return [
    `Regatlas, “${jurisdiction.everydayName}: ${topic.title}”, analysis #${view.number}, version ${version.number}`,
    `of ${formatDay(version.createdAt)} (${statusLabel(topic, content.status)}, ${evidence};`,
    `confidence ${report?.confidence.level ?? 'Unknown'}), content sha256:${version.hash},`,
  ].join(' ');
}

/** Opens without JavaScript; the copy button appears with it and writes the address out with its host. */
export function CiteBox({ view }: { view: AnalysisView }) {
  const path = versionPath(view.number, view.version.number);
  return (
    <details class="cite">
      <summary class="button">Cite</summary>
      <div class="popover">
        <p class="cite-text" id="citation">
          {citationText(view)} <a href={path}>{path}</a>
        </p>
        <p>
          <button type="button" class="button" data-copies="citation" hidden>
            Copy
          </button>
        </p>
      </div>
    </details>
  );
}
