/**
 * What the sources that a sentence cites do for it, in a line for each kind of use, and what it could have cited
 * instead. Shown only where there is something to say.
 */
import { CITATION_USES, type SentenceCheck } from '#domain/verification.ts';
import { passageHref, referenceAnchor } from '../places.ts';
import { CITATION_USE_WORDS, type Mark, TIER_WORDS } from '../wording.ts';
import { type SourceContext, sourceName } from './comparison.tsx';
import { Glyph } from './mark.tsx';

/** `refs` are the markers of the page's reference list; `home` is the address of the page that has it, empty for this one. */
export type CitingContext = SourceContext & { readonly refs: ReadonlySet<string>; readonly home: string };

type Props = { readonly check: SentenceCheck; readonly context: CitingContext };

/** Nothing for a sentence that cites nothing and has no better source. */
export function CitationUses({ check, context }: Props) {
  const weighed = new Set(check.citations.map(({ ref }) => ref));
  const others = check.refs.filter((ref) => !weighed.has(ref));
  if (check.refs.length === 0 && check.uncitedSource === null && check.primarySource === null) return null;
  return (
    <ul class="uses" aria-label="What its citations do for it">
      {CITATION_USES.map((use) => (
        <Use
          refs={check.citations.filter((citation) => citation.use === use).map(({ ref }) => ref)}
          words={CITATION_USE_WORDS[use]}
          context={context}
        />
      ))}
      {/* Rules of earlier reports weighed no citation: then all there is to say is what is cited. */}
      <Use refs={others.filter((ref) => context.refs.has(ref))} words={CITED} context={context} />
      <Use refs={others.filter((ref) => !context.refs.has(ref))} words={UNLISTED} context={context} />
      <Elsewhere check={check} context={context} />
    </ul>
  );
}

type UseWords = { readonly mark: Mark | null; readonly one: string; readonly many: string };

const CITED: UseWords = { mark: null, one: 'is cited', many: 'are cited' };
const UNLISTED: UseWords = { mark: 'cannot', one: 'is not on the list', many: 'are not on the list' };

function Use({ refs, words, context }: { refs: readonly string[]; words: UseWords; context: CitingContext }) {
  if (refs.length === 0) return null;
  return (
    <li>
      {words.mark !== null && <Glyph mark={words.mark} />}
      <span>
        {refs.map((ref, index) => (
          <>
            {index > 0 && ', '}
            {context.refs.has(ref) ? (
              <a href={`${context.home}#${referenceAnchor(ref)}`}>[{ref}]</a>
            ) : (
              `[${ref}]`
            )}
          </>
        ))}{' '}
        {refs.length === 1 ? words.one : words.many}
      </span>
    </li>
  );
}

/** Neither is an error: a source that bears the sentence and is not cited, and a primary one that says the same. */
function Elsewhere({ check, context }: Props) {
  const { uncitedSource, primarySource } = check;
  const primary = primarySource === null ? undefined : context.sources[primarySource];
  return (
    <>
      {uncitedSource !== null && (
        <li>
          <Glyph mark="supported" />
          <span>
            Borne by <SourceLink index={uncitedSource} check={check} context={context} />, which it does not
            cite
          </span>
        </li>
      )}
      {primarySource !== null && primary !== undefined && (
        <li>
          <Glyph mark="supported" />
          <span>
            A {TIER_WORDS[primary.tier]} says the same:{' '}
            <SourceLink index={primarySource} check={check} context={context} />
          </span>
        </li>
      )}
    </>
  );
}

/** The way to the sentence's passage in the source, or to the source where none is kept. */
function SourceLink({ index, check, context }: Props & { index: number }) {
  const source = context.sources[index];
  if (source === undefined) return <>a stored source</>;
  const id = context.sourceIds[index] ?? null;
  if (id === null) return <cite>{sourceName(source)}</cite>;
  const passage = check.passages.find((match) => match.source === index);
  const href =
    passage === undefined ? `/sources/${id}` : passageHref(id, passage.position.start, passage.position.end);
  return (
    <a href={href}>
      <cite>{sourceName(source)}</cite>
    </a>
  );
}
