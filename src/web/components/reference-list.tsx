/** The page's reference list with what each entry was resolved to, and the stored copies the page was held against. */
import type { CitedSource } from '#domain/analysis.ts';
import type { CitationCheck, VerificationReport } from '#domain/verification.ts';
import { referenceAnchor } from '../places.ts';
import type { Reviewing } from '../reviewing.ts';
import { QUOTATION_WORDS, TIER_WORDS } from '../wording.ts';
import { AndMore, MOST_LISTED } from './and-more.tsx';
import { FoundPassages, type SourceContext, sourceName } from './comparison.tsx';
import { ExternalLink } from './external-link.tsx';
import { Glyph } from './mark.tsx';
import { reviewMark, reviewOffer } from './review-marks.tsx';
import { Day } from './when.tsx';

/** Entries in the page's own order and numbering. */
export function ReferenceList(props: {
  sources: readonly CitedSource[];
  report: VerificationReport | null;
  context: SourceContext & { readonly reviewing: Reviewing };
}) {
  const { reviewing } = props.context;
  const checks = new Map(props.report?.citations.map((check) => [check.ref, check]));
  if (props.sources.length === 0) {
    return <p class="empty">The page has no reference list: no sentence can cite a source by number.</p>;
  }
  return (
    <>
      <ol class="references">
        {props.sources.slice(0, MOST_LISTED).map((source) => (
          <li id={referenceAnchor(source.ref)}>
            <span class="ref-marker">[{source.ref}]</span>
            <div>
              <ReferenceFacts source={source} />
              <Resolution
                check={checks.get(source.ref)}
                quote={source.quote?.exact ?? null}
                context={props.context}
              />
              <ReferenceReviews citedAs={source.ref} reviewing={reviewing} />
            </div>
          </li>
        ))}
      </ol>
      <AndMore total={props.sources.length} one="source" />
    </>
  );
}

function ReferenceReviews({ citedAs, reviewing }: { citedAs: string; reviewing: Reviewing }) {
  const mark = reviewMark(reviewing, referenceAnchor(citedAs), 'this reference');
  if (mark === null && !reviewing.offers) return null;
  return (
    <p class="review-section">
      {mark} {reviewOffer(reviewing, { kind: 'citation', ref: citedAs }, `reference ${citedAs}`)}
    </p>
  );
}

function ReferenceFacts({ source }: { source: CitedSource }) {
  return (
    <p>
      <cite>{source.title ?? source.url ?? 'No title given'}</cite>,{' '}
      {source.publisher ?? 'publisher not known'},{' '}
      {source.publishedOn === null ? 'date not known' : <Day at={source.publishedOn} />}
      {source.url !== null && (
        <>
          . <ExternalLink url={source.url} />
        </>
      )}
      {source.note !== null && <span class="minor-note"> {source.note}</span>}
    </p>
  );
}

const RESOLVED_BY: Readonly<Record<Exclude<CitationCheck['resolvedBy'], 'none'>, string>> = {
  snapshot: 'by its hash',
  url: 'by its address',
  file: 'by its file name',
  title: 'by its title',
};

function Resolution(props: {
  check: CitationCheck | undefined;
  quote: string | null;
  context: SourceContext;
}) {
  const { check, quote, context } = props;
  if (check === undefined) return <p class="minor-note">Not checked yet.</p>;
  if (check.source === null || check.resolvedBy === 'none') {
    return (
      <p class="minor-note">
        <Glyph mark="cannot" /> No stored copy is known: nothing can be held against it.
      </p>
    );
  }
  const source = context.sources[check.source];
  const id = context.sourceIds[check.source] ?? null;
  const name = source === undefined ? 'a stored text' : sourceName(source);
  return (
    <>
      <p class="minor-note">
        Stored copy found {RESOLVED_BY[check.resolvedBy]}:{' '}
        {id === null ? name : <a href={`/sources/${id}`}>{name}</a>}
      </p>
      {check.quotation !== null && (
        <p class="minor-note">
          <Glyph mark={QUOTATION_WORDS[check.quotation].mark} />{' '}
          {quote === null ? 'Words relied on' : `“${quote}”`}: {QUOTATION_WORDS[check.quotation].words}
        </p>
      )}
      <FoundPassages matches={check.matches} context={context} />
    </>
  );
}

/** Which stored texts the page was held against; says so when there were none. */
export function StoredCopies({
  report,
  context,
}: {
  report: VerificationReport | null;
  context: SourceContext;
}) {
  if (report === null) return null;
  if (report.sources.length === 0) {
    return (
      <p class="empty">
        No stored source bears on this page yet. Add one with <code>regatlas source add FILE</code>; the page
        is then checked again.
      </p>
    );
  }
  return (
    <ul class="stored">
      {report.sources.map((source, index) => {
        const id = context.sourceIds[index] ?? null;
        const name = sourceName(source);
        return (
          <li>
            {id === null ? <cite>{name}</cite> : <a href={`/sources/${id}`}>{name}</a>},{' '}
            {source.publisher ?? 'publisher not known'},{' '}
            {source.publishedOn === null ? 'date not known' : <Day at={source.publishedOn} />}; kind of
            source: {TIER_WORDS[source.tier]}; snapshot <code class="hash">{source.sha256}</code>
          </li>
        );
      })}
    </ul>
  );
}
