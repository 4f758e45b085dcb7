/** What stored sources say of the question of an analysis: how much of each kind, and the newest in full. */
import { SIGNAL_RELATIONS } from '#domain/signal.ts';
import { counted } from '../amounts.ts';
import type { AnalysisView } from '../views.ts';
import { RELATION_WORDS } from '../wording.ts';
import { Glyph } from './mark.tsx';
import { queryString } from './pager.tsx';
import { HeldSignal } from './signal.tsx';

/** Signals are no evidence of the page's own making: they come from whatever was added as a source. */
export function HeldSignalsPart({ view }: { view: AnalysisView }) {
  const { signals, jurisdiction, topic, version } = view;
  const total = Object.values(signals.counts).reduce((sum, n) => sum + n, 0);
  if (total === 0) {
    return (
      <p class="empty">
        {version.latest
          ? 'No stored source was found to speak of this question. Sources are read for it when they are added.'
          : 'No signal was held against this version.'}
      </p>
    );
  }
  return (
    <>
      <p class="lead">
        What stored sources say of this question, newest first. A signal never changes the status: it is for a
        person to judge.
      </p>
      <ul class="counts">
        {SIGNAL_RELATIONS.filter((kind) => signals.counts[kind] !== undefined).map((kind) => (
          <li>
            <Glyph mark={RELATION_WORDS[kind].mark} />{' '}
            <span class="count-figure">{signals.counts[kind]}</span> {RELATION_WORDS[kind].many}
          </li>
        ))}
      </ul>
      <ol class="signals">
        {signals.items.map((signal) => (
          <HeldSignal signal={signal} topic={topic} />
        ))}
      </ol>
      {total > signals.items.length && (
        <p>
          <a href={`/signals${queryString({ jurisdiction: jurisdiction.code, topic: topic.key })}`}>
            All {counted(total, 'signal')}
          </a>
        </p>
      )}
    </>
  );
}
