/** What two versions cannot both be right about, each side in its own words, and what only looks like it. */
import type { Contradiction, Said } from '#compare/find-contradictions.ts';
import { counted } from '../amounts.ts';
import type { CompareView } from '../compare-view.ts';
import { CONTRADICTION_WORDS } from '../compare-words.ts';
import { placeQuery, sentenceAnchor } from '../places.ts';
import { Glyph } from './mark.tsx';
import { Part } from './part.tsx';

/** Nothing when there is neither a contradiction nor something that only looks like one. */
export function CompareContradictions({ view }: { view: CompareView }) {
  const { contradictions, explanations } = view;
  if (contradictions.length + explanations.length === 0) return null;
  return (
    <Part id="contradictions" title="Contradictions">
      {contradictions.length > 0 && (
        <p class="lead">
          {counted(contradictions.length, 'point')} on which the two versions cannot both be right. Which of
          them is wrong is for a person to judge.
        </p>
      )}
      <ol class="diff-contradictions">
        {contradictions.map((one) => (
          <li>
            <ContradictionEntry view={view} contradiction={one} />
          </li>
        ))}
      </ol>
      {explanations.length > 0 && (
        <>
          <h3>No contradiction</h3>
          <ul class="diff-list">
            {explanations.map(({ sentence }) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

function ContradictionEntry(props: { view: CompareView; contradiction: Contradiction }) {
  const { view, contradiction } = props;
  const { kind, before, after, reason } = contradiction;
  return (
    <>
      <p>
        <Glyph mark="contradicted" /> <strong>{CONTRADICTION_WORDS[kind]}.</strong> {reason}
      </p>
      <div class="diff-heads">
        <Quote said={before} number={view.number} version={view.before.number} />
        <Quote said={after} number={view.number} version={view.after.number} />
      </div>
    </>
  );
}

function Quote({ said, number, version }: { said: Said; number: number; version: number }) {
  const { words, place } = said;
  const page = `/analyses/${number}/versions/${version}`;
  return (
    <div class="diff-head">
      <p class="side-title">
        Version {version}
        {place !== null && (
          <>
            {' '}
            · <a href={`${page}${placeQuery(place)}#${sentenceAnchor(place)}`}>on its page</a>
          </>
        )}
      </p>
      <blockquote>{words}</blockquote>
    </div>
  );
}
