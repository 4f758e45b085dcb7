/** Entries of a report: a finding or a sentence in plain words, with the way to the page and into the source. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Place, Severity } from '#domain/finding.ts';
import type { PassageMatch, SupportVerdict } from '#domain/verification.ts';
import { shorten } from '../amounts.ts';
import { formatDay } from '../dates.ts';
import { unitLabel } from '../find-place.ts';
import type { FindingEntry, SentenceEntry } from '../list-report.ts';
import { passageHref } from '../places.ts';
import { splitReason } from '../split-reason.ts';
import { FINDING_HOME_WORDS, SENTENCE_WORDS } from '../wording.ts';
import { CitationUses, type CitingContext } from './citation-uses.tsx';
import { Comparison, sourceName } from './comparison.tsx';
import { SeverityTag } from './finding-list.tsx';
import { Glyph } from './mark.tsx';

/** `hrefOf` gives the address of a place on the page. */
export type ItemContext = CitingContext & {
  readonly content: AnalysisContent;
  readonly hrefOf: (place: Place) => string;
};

const LONGEST_WORDS = 320;
const LONGEST_PASSAGE = 280;

/** A list of findings. */
export function FindingItems({
  entries,
  context,
}: {
  entries: readonly FindingEntry[];
  context: ItemContext;
}) {
  return (
    <ol class="report-items">
      {entries.map((entry) => (
        <FindingItem entry={entry} context={context} />
      ))}
    </ol>
  );
}

function FindingItem({ entry, context }: { entry: FindingEntry; context: ItemContext }) {
  const { finding, place, anchor, passage } = entry;
  const href = place === null ? `${context.home}#${anchor}` : context.hrefOf(place);
  const where = place === null ? FINDING_HOME_WORDS[entry.kind] : unitLabel(place.unit, context.content);
  return (
    <li
      class="report-item"
      data-severity={entry.severity ?? undefined}
      data-vote={entry.severity === null ? '' : undefined}
    >
      <p class="item-head">
        {entry.severity === null ? (
          <VoteTag severity={finding.severity} />
        ) : (
          <SeverityTag severity={entry.severity} />
        )}{' '}
        <code class="finding-code">{finding.code}</code>
      </p>
      <Message text={finding.message} />
      {finding.excerpt !== null && <Words text={finding.excerpt} isOnPage={place !== null} />}
      {passage !== null && <InSource match={passage} context={context} />}
      <p class="item-links">
        <a class="to-place" data-step href={href}>
          On the page: {where}
        </a>
        {finding.line !== null && <span> · line {finding.line} of the imported file</span>}
      </p>
      {passage !== null && entry.diff.length > 0 && (
        <details class="compare">
          <summary>Both texts, with the differences marked</summary>
          <Comparison pageText={finding.excerpt ?? ''} diff={entry.diff} match={passage} context={context} />
        </details>
      )}
    </li>
  );
}

/** What a model said is no finding of the check; how grave it would be if it were right stands in words only. */
function VoteTag({ severity }: { severity: Severity }) {
  return (
    <>
      <span class="vote-tag">Vote of a model</span>, not of the check · would be {severity}
    </>
  );
}

/** What is wrong in the first sentence, which is one of ours; which words and names it is about more quietly behind it. */
function Message({ text }: { text: string }) {
  const end = text.indexOf('. ');
  if (end < 0) return <p class="item-message">{text}</p>;
  return (
    <p class="item-message">
      {text.slice(0, end + 1)} <span class="item-detail">{text.slice(end + 2)}</span>
    </p>
  );
}

/** Words that stand on the page are cut short; words that stand nowhere else are given whole, folded. */
function Words({ text, isOnPage }: { text: string; isOnPage: boolean }) {
  const short = shorten(text, LONGEST_WORDS);
  if (isOnPage || short === text) {
    return (
      <p class="item-words">
        <span class="vh">The page says: </span>“{short}”
      </p>
    );
  }
  return (
    <details class="item-words">
      <summary>{short}</summary>
      <blockquote>{text}</blockquote>
    </details>
  );
}

/** The passage in the source with the way to it. */
function InSource({ match, context }: { match: PassageMatch; context: ItemContext }) {
  const source = context.sources[match.source];
  if (source === undefined) return null;
  const id = context.sourceIds[match.source] ?? null;
  const name = sourceName(source);
  const { start, end } = match.position;
  return (
    <p class="item-source">
      <span class="item-source-name">
        {id === null ? <cite>{name}</cite> : <a href={passageHref(id, start, end)}>{name}</a>}
        {source.publishedOn !== null && `, ${formatDay(source.publishedOn)}`}
        {match.page !== null && `, p. ${match.page}`}:
      </span>{' '}
      “{shorten(match.quote.exact, LONGEST_PASSAGE)}”
    </p>
  );
}

/** A list of sentences. */
export function SentenceItems({
  entries,
  context,
}: {
  entries: readonly SentenceEntry[];
  context: ItemContext;
}) {
  return (
    <ol class="report-items">
      {entries.map((entry) => (
        <SentenceItem entry={entry} context={context} />
      ))}
    </ol>
  );
}

function SentenceItem({ entry, context }: { entry: SentenceEntry; context: ItemContext }) {
  const { check, passage } = entry;
  const { mark, words, reason } = SENTENCE_WORDS[entry.verdict as SupportVerdict];
  const { first } = splitReason(check.reasons[0] ?? reason);
  return (
    <li class="report-item" data-mark={mark}>
      <p class="item-head">
        <Glyph mark={mark} /> <strong>{words}</strong>. <span class="note-reason">{first}</span>
      </p>
      <p class="item-words">{shorten(check.text, LONGEST_WORDS)}</p>
      {passage !== null && <InSource match={passage} context={context} />}
      <CitationUses check={check} context={context} />
      <p class="item-links">
        <a class="to-place" data-step href={context.hrefOf(check.place)}>
          On the page: {unitLabel(check.place.unit, context.content)}
        </a>
      </p>
    </li>
  );
}
