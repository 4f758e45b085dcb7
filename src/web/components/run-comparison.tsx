/** What comparison analysis came to: the sides, then where they differ with the evidence of each, and what agrees folded. */
import type { ComparedPoint, ComparisonOutput } from '#domain/step-output.ts';
import type { Topic } from '#domain/topic.ts';
import { counted, shorten } from '../amounts.ts';
import { ASPECT_WORDS, BETTER_WORDS, RELATION_HEADINGS } from '../run-words.ts';
import { SENTENCE_WORDS } from '../wording.ts';
import { writeDays } from '../write-days.ts';
import { Glyph } from './mark.tsx';
import { type PassagePlaces, PassageSource, Rest, RunFindings } from './run-evidence.tsx';
import { StatusBadge, statusLabel } from './status-badge.tsx';

const MOST_POINTS = 60;
const FIRST_POINTS = 5;
const MOST_QUOTED = 300;
const RELATIONS = ['differ', 'only-draft', 'only-other', 'agree'] as const;

type Shown = PassagePlaces & {
  readonly output: ComparisonOutput;
  readonly topic: Topic;
  /** False where the step's own words stand above it. */
  readonly isSummed: boolean;
};

/** See the module comment. */
export function ComparisonOutcome(shown: Shown) {
  const { output } = shown;
  if (output.sides.length === 0) {
    return (
      <p class="lead">There is nothing to compare with: no version, other draft or source speaks of it.</p>
    );
  }
  return (
    <>
      {shown.isSummed && <p class="lead">{describePoints(output.points)}</p>}
      <Sides {...shown} />
      <RunFindings findings={output.findings} brief={shown.brief} id="comparison-told" />
      {RELATIONS.map((relation) => (
        <Points relation={relation} {...shown} />
      ))}
    </>
  );
}

function describePoints(points: readonly ComparedPoint[]): string {
  const count = (relation: ComparedPoint['relation']) =>
    points.filter((point) => point.relation === relation).length;
  const open = points.filter((point) => point.better === 'open').length;
  const words = `Of ${counted(points.length, 'point')} ${count('agree')} agree, ${count('differ')} differ, ${count('only-draft')} are only in the draft and ${count('only-other')} only on another side`;
  return open === 0
    ? `${words}.`
    : `${words}; ${counted(open, 'point')} ${open === 1 ? 'stays' : 'stay'} open.`;
}

function Sides({ output, topic }: Shown) {
  return (
    <>
      <h3>Compared with</h3>
      <ul class="plain side-list">
        {output.sides.map((side) => (
          <li>
            <SideName side={side} />
            <SideStatus side={side} topic={topic} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a source says of the status is a claim and never wears the badge of a page (product invariants 1 and 11). */
function SideStatus({ side, topic }: { side: ComparisonOutput['sides'][number]; topic: Topic }) {
  if (side.status === null) return null;
  if (side.kind === 'signal') return <span class="side-says">says {statusLabel(topic, side.status)}</span>;
  return <StatusBadge topic={topic} status={side.status} evidenceState={side.evidenceState ?? 'unknown'} />;
}

function SideName({ side }: { side: ComparisonOutput['sides'][number] }) {
  const [kind, of = ''] = side.key.split(':');
  const [number, version] = of.split('/');
  const href =
    kind === 'version'
      ? `/analyses/${number}/versions/${version}`
      : kind === 'run'
        ? `/runs/${number}`
        : kind === 'source'
          ? `/sources/${number}`
          : null;
  return href === null ? <span>{writeDays(side.label)}</span> : <a href={href}>{writeDays(side.label)}</a>;
}

function Points(props: Shown & { relation: ComparedPoint['relation'] }) {
  const all = props.output.points.filter((point) => point.relation === props.relation);
  if (all.length === 0) return null;
  const isOpen = (point: ComparedPoint) => point.better === 'open';
  const points = [...all.filter(isOpen), ...all.filter((point) => !isOpen(point))];
  const rest = points.slice(FIRST_POINTS);
  return (
    <details class="run-fold" id={`points-${props.relation}`} open={props.relation === 'differ'}>
      <summary>
        {RELATION_HEADINGS[props.relation]} <span class="times">{points.length}</span>
      </summary>
      <PointList points={points.slice(0, FIRST_POINTS)} shown={props} />
      {rest.length > 0 && (
        <details class="run-fold" id={`points-${props.relation}-rest`}>
          <summary>{counted(rest.length, 'more point')}</summary>
          <PointList points={rest.slice(0, MOST_POINTS)} shown={props} />
          <Rest total={rest.length} one="point" most={MOST_POINTS} />
        </details>
      )}
    </details>
  );
}

function PointList({ points, shown }: { points: readonly ComparedPoint[]; shown: Shown }) {
  return (
    <ul class="plain point-list">
      {points.map((point) => (
        <Point point={point} {...shown} />
      ))}
    </ul>
  );
}

function Point({ point, output, brief, sourceOf }: Shown & { point: ComparedPoint }) {
  const places = { brief, sourceOf };
  const side = output.sides.find(({ key }) => key === point.side);
  return (
    <li>
      <p class="point-head">
        <strong>{ASPECT_WORDS[point.aspect]}</strong>
        {point.relation !== 'agree' && (
          <span class="point-better" data-better={point.better}>
            {BETTER_WORDS[point.better]}
          </span>
        )}
      </p>
      <div class="point-sides">
        <Held name="The draft" held={point.draft} places={places} />
        <Held name={writeDays(side?.label ?? point.side)} held={point.other} places={places} />
      </div>
      {point.reasons.length > 0 && <p class="reasons">{writeDays(point.reasons.join(' '))}</p>}
    </li>
  );
}

/** What one side has, its verdict, and the words it rests on. */
function Held(props: { name: string; held: ComparedPoint['draft']; places: PassagePlaces }) {
  const { name, held, places } = props;
  return (
    <div>
      <p class="point-side">{name}</p>
      {held === null ? (
        <p class="not-known">says nothing of it</p>
      ) : (
        <>
          <p class="point-words">
            {held.words}
            {held.verdict !== null && (
              <span class="point-verdict">
                {' '}
                <Glyph mark={SENTENCE_WORDS[held.verdict].mark} /> {SENTENCE_WORDS[held.verdict].words}
              </span>
            )}
          </p>
          {held.passages.map(({ words, sha256, start }) => (
            <figure class="also">
              <blockquote>“{shorten(words, MOST_QUOTED)}”</blockquote>
              <figcaption class="source-line">
                <PassageSource {...places} sha256={sha256} start={start} />
              </figcaption>
            </figure>
          ))}
        </>
      )}
    </div>
  );
}
