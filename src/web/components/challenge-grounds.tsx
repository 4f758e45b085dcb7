/** What a challenge by the system rests on: the page's passage and the source's side by side, with who says it and how. */
import type { Topic } from '#domain/topic.ts';
import { sentenceAnchor } from '../places.ts';
import type { HeldSignalItem } from '../views.ts';
import { claimedStatus, Reasons, SaidBy, SignalSourceLine } from './signal.tsx';
import { statusLabel } from './status-badge.tsx';

/** `status` is that of the challenged version, null while another is shown; `page` the address its places are on. */
export function ChallengeGrounds(props: {
  grounds: readonly HeldSignalItem[];
  topic: Topic;
  status: string | null;
  page: string;
}) {
  return (
    <>
      {props.grounds.map((signal, index) => (
        <>
          {index > 0 && <p class="side-title">Further evidence: another passage or print of it</p>}
          <Ground {...props} signal={signal} />
        </>
      ))}
    </>
  );
}

function Ground(props: { signal: HeldSignalItem; topic: Topic; status: string | null; page: string }) {
  const { signal, topic } = props;
  const place = signal.relation.page;
  return (
    <figure class="comparison challenge-ground">
      <div class="sides">
        <div class="side">
          <p class="side-title">On this page</p>
          {place === null ? (
            <p class="said">
              {props.status === null ? 'Its status.' : `Status: ${statusLabel(topic, props.status)}`}
            </p>
          ) : (
            <blockquote>
              <a class="bare" href={`${props.page}#${sentenceAnchor(place.place)}`}>
                {place.words}
              </a>
            </blockquote>
          )}
        </div>
        <div class="side">
          <p class="side-title">In the source</p>
          <blockquote>“{signal.quote.exact}”</blockquote>
          <SaidBy signal={signal} />
          <p class="said-by">If that is so: {claimedStatus(topic, signal)}</p>
        </div>
      </div>
      <figcaption>
        <SignalSourceLine signal={signal} />
      </figcaption>
      <Reasons reasons={signal.relation.reasons} />
    </figure>
  );
}
