/** How a source's address answered when it was looked at again. The stored copy counts, whatever the web says today. */
import type { Drift } from '#domain/source-check.ts';
import type { SourceCheck } from '#store/source-checks.ts';
import { counted, shorten } from '../amounts.ts';
import { DRIFT_WORDS, URL_STATE_WORDS } from '../wording.ts';
import { Glyph } from './mark.tsx';
import { Minute } from './when.tsx';

const SHORT = 110;

/** Nothing for a source without an address. The newest look is told whole, earlier ones in a line each. */
export function SourceChecks({ url, checks }: { url: string | null; checks: readonly SourceCheck[] }) {
  if (url === null) return null;
  const [newest, ...earlier] = checks;
  return (
    <section class="part" aria-labelledby="web-title">
      <h2 id="web-title">On the web</h2>
      {newest === undefined ? (
        <p class="empty">
          The address has not been looked at since the copy was stored. The copy is what counts; an operator
          can look with <code>regatlas source check</code>.
        </p>
      ) : (
        <>
          <Look check={newest} />
          {newest.drift !== null && <DriftOf drift={newest.drift} newer={newest.newerSource} />}
        </>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{counted(earlier.length, 'earlier look')}</summary>
          <ul class="plain">
            {earlier.map((check) => (
              <li>
                <Look check={check} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Look({ check }: { check: SourceCheck }) {
  const { mark, words } = URL_STATE_WORDS[check.state];
  return (
    <p>
      <Glyph mark={mark} /> The address {words}. {check.reason}{' '}
      <span class="row-sub">
        Looked at <Minute at={check.checkedAt} />
        {check.httpStatus !== null && `, status ${check.httpStatus}`}
      </span>
    </p>
  );
}

function DriftOf({ drift, newer }: { drift: Drift; newer: number | null }) {
  if (!drift.textChanged) return <p>The text is the same as in the stored copy.</p>;
  return (
    <>
      <p>
        The text has changed since the copy was stored.
        {newer !== null && (
          <>
            {' '}
            The changed document is <a href={`/sources/${newer}`}>source {newer}</a>.
          </>
        )}
        {drift.passages.length === 0 && ' No page relies on any of its words.'}
      </p>
      <ul class="plain">
        {drift.passages.map(({ exact, verdict, reasons }) => (
          <li>
            <Glyph mark={DRIFT_WORDS[verdict].mark} /> {DRIFT_WORDS[verdict].words}: “{shorten(exact, SHORT)}”
            {reasons[0] !== undefined && <span class="row-sub"> {reasons[0]}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
