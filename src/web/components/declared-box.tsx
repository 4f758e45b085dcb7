/** What the imported page said about itself, set apart from what is established here. */
import type { AnalysisContent } from '#domain/analysis.ts';
import { formatMinute } from '../dates.ts';

/** Nothing when the page said nothing. */
export function DeclaredBox({ declared }: { declared: AnalysisContent['declared'] }) {
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
  return (
    <section class="declared" aria-labelledby="declared-title">
      <h2 id="declared-title">The imported page called itself</h2>
      <dl>
        {given.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>These are its own words. They count for nothing in the status, stage and confidence above.</p>
    </section>
  );
}
