/** How a version came about: who made it, from what and why, and how it moved through the stages. */
import { holdsRole, type Viewer } from '#domain/person.ts';
import { EXAMPLE_ACTOR } from '#domain/source.ts';
import { nameCause } from '#review/name-causes.ts';
import type { HistoryCause, VersionHistory } from '#store/version-history.ts';
import { shorten } from '../amounts.ts';
import { reviewHref } from '../review-words.ts';
import { ORIGIN_WORDS } from '../wording.ts';
import { Minute } from './when.tsx';

const MOST_QUOTED = 280;
/** The actor of whatever an operator does with `regatlas`. */
const COMMAND_LINE = 'command line';

/** A list of lines; words of people are quoted. Those who may look at runs get a link to the one that wrote it. */
export function VersionStory(props: { number: number; history: VersionHistory; viewer: Viewer | null }) {
  const { number, history, viewer } = props;
  const seesRuns = viewer !== null && holdsRole(viewer.role, 'analyst');
  const author = history.moves[0]?.by.name;
  return (
    <ul class="diff-story">
      <li>
        {madeWords(history.origin, author)}
        {history.basedOn !== null && (
          <>
            , made from{' '}
            <a href={`/analyses/${number}/versions/${history.basedOn}`}>version {history.basedOn}</a>
          </>
        )}
        .{history.note !== null && <Quoted words={history.note} />}
      </li>
      {history.causes.map((cause) => (
        <li>
          Cause: <CauseLink cause={cause} seesRuns={seesRuns} />
        </li>
      ))}
      {history.moves.slice(1).map(({ from, to, by, reason, at }) => (
        <li>
          {from} → {to} by {by.name}, <Minute at={at} />.{reason !== null && <Quoted words={reason} />}
        </li>
      ))}
      {history.overrideReason !== null && (
        <li>
          Published in spite of what barred it.
          <Quoted words={history.overrideReason} />
        </li>
      )}
    </ul>
  );
}

/** `edited by a person` says nothing more once the person is named, nor does the example's maker beside its name. */
function madeWords(origin: VersionHistory['origin'], author: string | undefined): string {
  if (author === undefined || author === EXAMPLE_ACTOR) return sentenceCase(ORIGIN_WORDS[origin]);
  if (origin === 'run') {
    const asked = author === COMMAND_LINE ? 'on the command line' : `by ${author}`;
    return `${sentenceCase(ORIGIN_WORDS[origin])} asked for ${asked}`;
  }
  const made = origin === 'edit' ? 'Edited' : sentenceCase(ORIGIN_WORDS[origin]);
  return author === COMMAND_LINE ? `${made} on the command line` : `${made} by ${author}`;
}

function CauseLink({ cause, seesRuns }: { cause: HistoryCause; seesRuns: boolean }) {
  const { review, source, run, note } = cause;
  const isRunShown = run !== null && seesRuns;
  const words = sentenceCase(nameCause(cause));
  return (
    <>
      {review !== null && (
        <>
          <a href={reviewHref(review.id)}>{words}</a> by {review.by.name} on version {review.version}.
          <Quoted words={review.text} />
        </>
      )}
      {source !== null && (
        <>
          <a href={`/sources/${source.id}`}>{source.title ?? words}</a> ({words.toLowerCase()}).
        </>
      )}
      {isRunShown && (
        <>
          <a href={`/runs/${run}`}>{words}</a>.
        </>
      )}
      {review === null && source === null && !isRunShown && `${words}.`}
      {note !== null && <Quoted words={note} />}
    </>
  );
}

function Quoted({ words }: { words: string }) {
  return <q class="diff-quoted">{shorten(words, MOST_QUOTED)}</q>;
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
