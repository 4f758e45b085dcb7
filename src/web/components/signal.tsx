/**
 * What a source says of a status: who says it and how, in its own words. What it amounts to is a claim, so it stands in
 * plain words and never wears the badge of a page's status (product invariants 1 and 11).
 */
import { isYearOpen } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';
import { passageHref, sentenceAnchor, signalAnchor } from '../places.ts';
import type { HeldSignalItem, ShownSignal, SignalItem, SignalPage } from '../views.ts';
import { MODALITY_WORDS, RELATION_WORDS, TIER_WORDS } from '../wording.ts';
import { Glyph } from './mark.tsx';
import { ConfidenceBadge, StatusBadge, statusLabel } from './status-badge.tsx';
import { Day } from './when.tsx';

/** What the signal amounts to: `Allowed, unregulated`, or with a denial `not “Banned”`. */
export function claimedStatus(topic: Topic, signal: ShownSignal): string {
  if (signal.status === null) return 'no status of the scale';
  const label = statusLabel(topic, signal.status);
  return signal.modality === 'denied' ? `not “${label}”` : label;
}

/** Who says it, how, when, and what is missing: one line of words. */
export function SaidBy({ signal }: { signal: ShownSignal }) {
  const { speaker, speakerRole, when, instrument } = signal;
  return (
    <p class="said-by">
      <strong>{MODALITY_WORDS[signal.modality]}</strong>{' '}
      {speaker === null ? 'by the source itself' : `by ${speaker}`}
      {speakerRole !== null && ` (${speakerRole})`}
      {when !== null && <SaidWhen when={when} />}
      {instrument !== null && ` · names ${instrument}`}
      {signal.unconfirmed && (
        <>
          {' · '}
          <span class="unconfirmed">not confirmed by those in charge, says the source</span>
        </>
      )}
    </p>
  );
}

/** The day in the source's words, and as it was understood. */
function SaidWhen({ when }: { when: NonNullable<ShownSignal['when']> }) {
  if (when.date === null) return <> · {when.words}</>;
  if (isYearOpen(when)) return <> · {when.words} (year not known)</>;
  return (
    <>
      {' '}
      · {when.words} (<Day at={when.date} />)
    </>
  );
}

/** The words themselves and the way to them. */
export function SignalQuote({ signal }: { signal: ShownSignal }) {
  return (
    <figure class="also">
      <blockquote>“{signal.quote.exact}”</blockquote>
      <figcaption>
        <SignalSourceLine signal={signal} />
      </figcaption>
    </figure>
  );
}

/** Source, publisher, kind, date and page, with a link to the very words. */
export function SignalSourceLine({ signal }: { signal: ShownSignal }) {
  const { source, position } = signal;
  return (
    <span class="source-line">
      <a href={passageHref(signal.sourceId, position.start, position.end)}>
        <cite>{source.title ?? source.url ?? `Source ${signal.sourceId}`}</cite>
      </a>
      , {source.publisher ?? 'publisher not known'},{' '}
      {signal.tier === 'unknown' ? 'kind of source not known' : TIER_WORDS[signal.tier]},{' '}
      {source.publishedOn === null ? 'date not known' : <Day at={source.publishedOn} />}
      {signal.page !== null && `, p. ${signal.page}`}, snapshot{' '}
      <code title={signal.snapshot}>{signal.snapshot.slice(0, 12)}</code>
    </span>
  );
}

/** Signals with all that is known of them, each with the pages it was held against. */
export function SignalList({ items, showsSource }: { items: readonly SignalItem[]; showsSource: boolean }) {
  return (
    <ol class="signals">
      {items.map((item) => (
        <SignalEntry item={item} showsSource={showsSource} />
      ))}
    </ol>
  );
}

function SignalEntry({ item, showsSource }: { item: SignalItem; showsSource: boolean }) {
  const { signal, jurisdiction, topic } = item;
  const { start, end } = signal.position;
  return (
    <li id={signalAnchor(signal.id)}>
      <p class="signal-head">
        <a href={`/jurisdictions/${jurisdiction.code}`}>{jurisdiction.everydayName}</a> ·{' '}
        <a href={`/topics/${topic.key}`}>{topic.title}</a>: <strong>{claimedStatus(topic, signal)}</strong>
      </p>
      <SaidBy signal={signal} />
      {showsSource ? (
        <SignalQuote signal={signal} />
      ) : (
        <figure class="also">
          <blockquote>“{signal.quote.exact}”</blockquote>
          <figcaption>
            <a href={passageHref(signal.sourceId, start, end)}>
              to its place<span class="vh"> at character {start}</span>
            </a>
            {signal.page !== null && `, p. ${signal.page}`}
          </figcaption>
        </figure>
      )}
      {item.pages.length === 0 ? (
        <p class="empty">
          Held against no page: none of {jurisdiction.everydayName} · {topic.title} is stored.
        </p>
      ) : (
        <ul class="plain signal-pages">
          {item.pages.map((page) => (
            <RelatedPage page={page} topic={topic} />
          ))}
        </ul>
      )}
    </li>
  );
}

function RelatedPage({ page, topic }: { page: SignalPage; topic: Topic }) {
  const { mark, words } = RELATION_WORDS[page.relation];
  const place = page.page === null ? '' : `#${sentenceAnchor(page.page.place)}`;
  return (
    <li>
      <p class="citing-head">
        <span>
          <Glyph mark={mark} /> <strong>{words}</strong>{' '}
          <a href={`/analyses/${page.analysis}${place}`}>
            #{page.analysis}, version {page.version}
          </a>
        </span>
        <StatusBadge topic={topic} status={page.status} evidenceState={page.evidenceState} />
        <ConfidenceBadge level={page.confidenceLevel} figure={null} />
      </p>
      <Reasons reasons={page.reasons} />
    </li>
  );
}

/** Why a signal stands to a page as it does. */
export function Reasons({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return <p class="reasons">{reasons.join(' ')}</p>;
}

/** A signal on the page it is held against, short. */
export function HeldSignal({ signal, topic }: { signal: HeldSignalItem; topic: Topic }) {
  const { mark, words } = RELATION_WORDS[signal.relation.relation];
  return (
    <li id={signalAnchor(signal.id)}>
      <p class="signal-head">
        <Glyph mark={mark} /> {words}: <strong>{claimedStatus(topic, signal)}</strong>
      </p>
      <SaidBy signal={signal} />
      <SignalQuote signal={signal} />
    </li>
  );
}
