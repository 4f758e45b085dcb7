/** Analyses as a table: one line each, the status always with its evidence state and confidence. */
import type { AnalysisItem } from '../views.ts';
import { ConfidenceBadge, StatusBadge } from './status-badge.tsx';
import { Day } from './when.tsx';

/** Rows become cards on a narrow screen. */
export function AnalysisTable({ items, caption }: { items: readonly AnalysisItem[]; caption: string }) {
  return (
    <div class="table-wrap">
      <table class="analyses stack">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Analysis</th>
            <th scope="col">Status</th>
            <th scope="col">Confidence</th>
            <th scope="col">Stage</th>
            <th scope="col" class="num">
              Critical findings
            </th>
            <th scope="col" class="num">
              Recorded
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <AnalysisLine item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AnalysisLine({ item }: { item: AnalysisItem }) {
  return (
    <tr>
      <th scope="row">
        <a href={`/analyses/${item.number}`}>
          {item.jurisdiction.everydayName} · {item.topic.title}
        </a>
        <span class="row-sub">
          #{item.number}, version {item.version}
        </span>
      </th>
      <td data-label="Status">
        <StatusBadge topic={item.topic} status={item.status} evidenceState={item.evidenceState} />
      </td>
      <td data-label="Confidence">
        <ConfidenceBadge level={item.confidenceLevel} figure={item.confidenceFigure} />
      </td>
      <td data-label="Stage">{item.stage}</td>
      <td data-label="Critical findings" class="num">
        {item.criticalFindings}
      </td>
      <td data-label="Recorded" class="num">
        <Day at={item.recordedAt} />
      </td>
    </tr>
  );
}
