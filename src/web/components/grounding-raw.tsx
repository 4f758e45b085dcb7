/**
 * A provider's grounding: what it claimed, what became of each reference, and the answer exactly as received with the
 * references that point nowhere marked in place.
 */
import type { AnalysisContent, ProviderGrounding } from '#domain/analysis.ts';
import type { Place } from '#domain/finding.ts';
import type { GroundingCheck, VerificationReport } from '#domain/verification.ts';
import { counted, shorten } from '../amounts.ts';
import { unitLabel } from '../find-place.ts';
import { markDangling } from '../mark-dangling.ts';
import { nearHref } from '../places.ts';
import { DIAGNOSTIC_WORDS, PROVIDER_NAMES, SENTENCE_WORDS } from '../wording.ts';
import { AndMore, MOST_LISTED } from './and-more.tsx';
import { type SourceContext, sourceName } from './comparison.tsx';
import { ExternalLink } from './external-link.tsx';
import { Glyph } from './mark.tsx';

type Props = {
  content: AnalysisContent;
  report: VerificationReport | null;
  hrefOf: (place: Place) => string;
  context: SourceContext;
};

/** UTF-16 units of an answer that the page shows. */
const MOST_RAW = 200_000;
const MOST_PLACES = 12;
/** Characters of a re-grounded passage; the whole of it is behind its link. */
const SHOWN = 160;

/** All provider answers of a page. */
export function GroundingRaw({ content, ...shared }: Props) {
  if (content.grounding.length === 0) {
    return (
      <p class="empty">
        No provider’s grounding came with this page. Import it beside the report to see it checked here.
      </p>
    );
  }
  return (
    <>
      {content.grounding.map((answer, index) => (
        <Answer answer={answer} index={index} content={content} {...shared} />
      ))}
    </>
  );
}

function Answer({ answer, index, ...shared }: Props & { answer: ProviderGrounding; index: number }) {
  const { content, report } = shared;
  const check = report?.grounding[index];
  return (
    <div class="answer" id={`grounding-${index}`}>
      {content.grounding.length > 1 && <h3>Answer {index + 1}</h3>}
      {check === undefined ? (
        <p class="empty">Not checked yet: the answer is kept as received below.</p>
      ) : (
        <CheckedAnswer check={check} index={index} {...shared} />
      )}
      <RawJson answer={answer} check={check} />
    </div>
  );
}

function CheckedAnswer(props: Props & { check: GroundingCheck; index: number }) {
  const { check } = props;
  const resolved = check.references - check.dangling;
  return (
    <>
      <p class="lead">
        Provider: {PROVIDER_NAMES[check.provider] ?? check.provider}.{' '}
        {counted(check.supports.length, 'statement')} tied to sources by{' '}
        {counted(check.references, 'reference')}:{' '}
        <strong>
          {resolved === 0 ? 'none leads' : resolved === 1 ? '1 leads' : `${resolved} lead`} to a listed
          source, {check.dangling} {check.dangling === 1 ? 'dangles' : 'dangle'}
        </strong>
        . {counted(check.chunks.length, 'source')} listed
        {check.distinctUrls > 0 &&
          ` (${counted(check.distinctUrls, 'address', 'addresses')} on ${counted(check.distinctDomains, 'site')})`}
        .
      </p>
      {check.diagnostics.length > 0 && (
        <ul class="diagnostics">
          {check.diagnostics.map((code) => (
            <li>
              {DIAGNOSTIC_WORDS[code]} <code class="finding-code">{code}</code>
            </li>
          ))}
        </ul>
      )}
      {check.supports.length > 0 && <Supports {...props} />}
      {check.chunks.length > 0 && <Chunks check={check} answer={props.index} />}
      <p>
        {check.queries.length === 0
          ? 'Empty: no search queries were recorded.'
          : `Searched for: ${check.queries.map((query) => `“${query}”`).join(', ')}.`}
      </p>
    </>
  );
}

function Supports(props: Props & { check: GroundingCheck; index: number }) {
  const { check, index, content, hrefOf, context } = props;
  return (
    <div class="table-wrap">
      <table class="supports stack">
        <caption>Statements the provider tied to sources</caption>
        <thead>
          <tr>
            <th scope="col">Statement</th>
            <th scope="col">On this page</th>
            <th scope="col">References</th>
          </tr>
        </thead>
        <tbody>
          {check.supports.slice(0, MOST_LISTED).map((support, row) => (
            <tr id={`support-${index}-${row}`}>
              <td data-label="Statement">{support.text ?? <span class="not-known">no words given</span>}</td>
              <td data-label="On this page">
                {support.places.length === 0 && 'not found'}
                {support.places.slice(0, MOST_PLACES).map((place, nth) => (
                  <>
                    {nth > 0 && ', '}
                    <a href={hrefOf(place)}>{unitLabel(place.unit, content)}</a>
                  </>
                ))}
                {support.places.length > MOST_PLACES && ` and ${support.places.length - MOST_PLACES} more`}
                {support.recoveredByText && <span class="minor-note"> found by its words</span>}
              </td>
              <td data-label="References">
                <References chunks={support.chunks} dangling={support.dangling} answer={index} />
                <Regrounded support={support} context={context} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <AndMore total={check.supports.length} one="statement" />
    </div>
  );
}

/** Passages our check found; reports made before there were any lack the member. */
function Regrounded(props: { support: GroundingCheck['supports'][number]; context: SourceContext }) {
  const { support, context } = props;
  if (support.regrounded.length === 0) return null;
  return (
    <div class="regrounded">
      <p>Re-grounded: nearest passages of stored sources, not cited by the provider</p>
      <ul>
        {support.regrounded.map((match) => {
          const { mark, words } = SENTENCE_WORDS[match.verdict];
          const source = context.sources[match.source];
          const id = context.sourceIds[match.source] ?? null;
          const name = source === undefined ? 'a source that the report does not list' : sourceName(source);
          return (
            <li>
              <Glyph mark={mark} /> {words}: “{shorten(match.quote.exact, SHOWN)}”,{' '}
              {id === null ? (
                <cite>{name}</cite>
              ) : (
                <a href={nearHref(id, match.position.start)}>
                  <cite>{name}</cite>
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function References(props: { chunks: readonly number[]; dangling: readonly number[]; answer: number }) {
  const { chunks, dangling, answer } = props;
  return (
    <>
      {chunks.map((chunk, nth) => (
        <>
          {nth > 0 && ', '}
          <a href={`#chunk-${answer}-${chunk}`}>{chunk}</a>
        </>
      ))}
      {chunks.length > 0 && dangling.length > 0 && '; '}
      {dangling.length > 0 && (
        <span class="dangling">
          {dangling.join(', ')} <span aria-hidden="true">→</span>
          <span class="vh"> leads to</span> nothing
        </span>
      )}
      {chunks.length + dangling.length === 0 && 'none'}
    </>
  );
}

function Chunks({ check, answer }: { check: GroundingCheck; answer: number }) {
  return (
    <>
      <p class="table-title">Sources the provider listed</p>
      <ol class="chunks" start={0}>
        {check.chunks.slice(0, MOST_LISTED).map((chunk, position) => (
          <li id={`chunk-${answer}-${position}`}>
            {chunk.title ?? <span class="not-known">no title</span>}
            {' · '}
            {chunk.url === null ? (
              <span class="not-known">no address</span>
            ) : (
              <ExternalLink url={chunk.url} />
            )}
            {chunk.citedText !== null && <blockquote>{chunk.citedText}</blockquote>}
          </li>
        ))}
      </ol>
      <AndMore total={check.chunks.length} one="source" />
    </>
  );
}

function RawJson({ answer, check }: { answer: ProviderGrounding; check: GroundingCheck | undefined }) {
  const dangling = new Set(check?.supports.flatMap((support) => support.dangling));
  return (
    <details class="raw">
      <summary>The answer as received ({counted(answer.raw.length, 'character')})</summary>
      {dangling.size > 0 && (
        <p class="legend">
          <mark class="dangling">Marked</mark> numbers point at a source that is not in the list.
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre class="raw-json" tabIndex={0}>
        {markDangling(answer.raw.slice(0, MOST_RAW), dangling).map((piece) =>
          piece.dangling ? <mark class="dangling">{piece.text}</mark> : piece.text,
        )}
      </pre>
      {answer.raw.length > MOST_RAW && (
        <p class="where">
          The first {counted(MOST_RAW, 'character')} are shown; the JSON export has the answer whole.
        </p>
      )}
    </details>
  );
}
