/** What the imported page said about itself, set apart from what is established here. */
import type { AnalysisContent } from '#domain/analysis.ts';
import { formatMinute } from '../dates.ts';

/**
 * Nothing when the page said nothing. On a version that people made since, it is only where the page once came from:
 * `isOwn` is false, and it folds.
 */
export function DeclaredBox(props: { declared: AnalysisContent['declared']; isOwn: boolean }) {
  const { declared, isOwn } = props;
  const facts: [string, string | null][] = [
    ['Stage', declared.stage],
    ['Version', declared.version],
    ['Confidence', declared.confidence],
    ['Number', declared.id === null ? null : `#${declared.id}`],
    ['Created', declared.created === null ? null : `${formatMinute(declared.created)} (no time zone given)`],
    ['Run', declared.run],
  ];
  const given = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  if (given.length === 0) return null;
  const body = (
    <>
      <dl>
        {given.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>These are its own words. They count for nothing in the status, stage and confidence above.</p>
    </>
  );
  if (!isOwn) {
    return (
      <details class="declared">
        <summary>What the imported page called itself, before anybody edited it</summary>
        {body}
      </details>
    );
  }
  return (
    <section class="declared" aria-labelledby="declared-title">
      <h2 id="declared-title">The imported page called itself</h2>
      {body}
    </section>
  );
}
