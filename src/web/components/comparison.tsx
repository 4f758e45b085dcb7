/**
 * Two texts side by side: what the page says and what the source says, with the differences marked by shape as well
 * as colour, and the passage with what stands around it.
 */
import type { DiffPart, PassageMatch, ReportSource } from '#domain/verification.ts';
import { passageHref } from '../places.ts';
import { Day } from './when.tsx';

/** The stored sources of a report and the ids of their pages, by position. */
export type SourceContext = {
  readonly sources: readonly ReportSource[];
  readonly sourceIds: readonly (number | null)[];
};

/** A source's name as far as it is known; falls back to the beginning of its hash. */
export function sourceName(source: ReportSource): string {
  return source.title ?? source.url ?? `stored text ${source.sha256.slice(0, 12)}`;
}

/** Page text against the nearest passage. Without `diff` the passage is shown with its surroundings. */
export function Comparison(props: {
  pageText: string;
  diff: readonly DiffPart[];
  match: PassageMatch;
  context: SourceContext;
}) {
  const { pageText, diff, match, context } = props;
  const differs = diff.some((part) => part.kind !== 'same');
  return (
    <figure class="comparison">
      <div class="sides">
        <div class="side">
          <p class="side-title">On this page</p>
          <blockquote>{differs ? <Side diff={diff} hide="source-only" /> : pageText}</blockquote>
        </div>
        <div class="side">
          <p class="side-title">In the source</p>
          <blockquote>
            {differs ? <Side diff={diff} hide="page-only" /> : <InContext match={match} />}
          </blockquote>
        </div>
      </div>
      {differs && (
        <p class="legend">
          <ins>Underlined</ins>: only on this page. <del>Boxed</del>: only in the source.
        </p>
      )}
      <figcaption>
        <SourceLine match={match} context={context} />
      </figcaption>
    </figure>
  );
}

function Side({ diff, hide }: { diff: readonly DiffPart[]; hide: DiffPart['kind'] }) {
  return (
    <>
      {diff
        .filter((part) => part.kind !== hide)
        .map((part) => {
          if (part.kind === 'same') return part.text;
          return part.kind === 'page-only' ? <ins>{part.text}</ins> : <del>{part.text}</del>;
        })}
    </>
  );
}

/** Passages one under the other, each with its surroundings and the way to it. */
export function FoundPassages(props: { matches: readonly PassageMatch[]; context: SourceContext }) {
  return (
    <>
      {props.matches.map((match) => (
        <figure class="also">
          <blockquote>
            <InContext match={match} />
          </blockquote>
          <figcaption>
            <SourceLine match={match} context={props.context} />
          </figcaption>
        </figure>
      ))}
    </>
  );
}

function InContext({ match }: { match: PassageMatch }) {
  const { prefix, exact, suffix } = match.quote;
  return (
    <>
      {prefix !== '' && <span class="around">…{fromWholeWord(prefix)}</span>}
      <mark>{exact}</mark>
      {suffix !== '' && <span class="around">{toWholeWord(suffix)}…</span>}
    </>
  );
}

/** Where a passage stands: source, publisher, date, page, beginning of the hash, and the way there. */
function SourceLine({ match, context }: { match: PassageMatch; context: SourceContext }) {
  const source = context.sources[match.source];
  if (source === undefined) return <span class="source-line">Source not listed in the report</span>;
  const id = context.sourceIds[match.source] ?? null;
  const { start, end } = match.position;
  const name = sourceName(source);
  return (
    <span class="source-line">
      {id === null ? (
        <cite>{name}</cite>
      ) : (
        <a href={passageHref(id, start, end)}>
          <cite>{name}</cite>
        </a>
      )}
      , {source.publisher ?? 'publisher not known'},{' '}
      {source.publishedOn === null ? 'date not known' : <Day at={source.publishedOn} />}
      {match.page !== null && `, p. ${match.page}`}, snapshot{' '}
      <code title={source.sha256}>{source.sha256.slice(0, 12)}</code>
    </span>
  );
}

// A selector's context has a fixed length and begins and ends in mid-word; a reader should not.
function fromWholeWord(prefix: string): string {
  return /\s\S/.test(prefix) ? prefix.replace(/^\S+/, '') : prefix;
}

function toWholeWord(suffix: string): string {
  return /\S\s/.test(suffix) ? suffix.replace(/\S+$/, '') : suffix;
}
