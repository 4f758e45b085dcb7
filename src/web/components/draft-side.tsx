/** What stands beside the editor: how far the draft is saved and checked, what is in the way, and the live preview. */
import type { GateBar } from '#domain/gate.ts';
import { counted } from '../amounts.ts';
import type { DraftHead, DraftView } from '../draft-view.ts';
import { type DraftProblem, fieldId } from '../list-problems.ts';
import { Glyph } from './mark.tsx';
import { Minute } from './when.tsx';

/** The panel. */
export function DraftSide({ view }: { view: DraftView }) {
  return (
    <aside class="draft-side" aria-label="Check and preview">
      <section class="draft-preview" data-preview-panel hidden aria-labelledby="preview-title">
        <h2 id="preview-title">Preview</h2>
        <div data-preview-text />
      </section>
      <CheckPanel view={view} />
    </aside>
  );
}

/** The check of the draft as it is; the script puts a newer one in its place. */
export function CheckPanel({ view }: { view: DraftView }) {
  return (
    <section aria-labelledby="check-title" id="check">
      <h2 id="check-title">Check</h2>
      <Standing view={view} />
      <Bars bars={view.bars} />
      <ProblemList problems={view.problems} />
    </section>
  );
}

function Standing({ view }: { view: DraftView }) {
  if (view.report === null) {
    return (
      <p class="empty">
        This text has not been checked against the stored sources yet. Saving does that; saving while you
        write does not.
      </p>
    );
  }
  const { sentences, sources, confidence } = view.report;
  const claims = sentences.filter(({ verdict }) => verdict !== null);
  const borne = claims.filter(({ verdict }) => verdict === 'supported').length;
  return (
    <p>
      {borne} of {counted(claims.length, 'sentence')} supported by {counted(sources.length, 'stored source')}.
      Confidence would be {confidence.level}.
    </p>
  );
}

/** What the gate would say; nothing is in the way when the list is empty. */
export function Bars({ bars }: { bars: readonly GateBar[] | null }) {
  if (bars === null) return null;
  if (bars.length === 0) {
    return (
      <p>
        <Glyph mark="supported" /> Nothing that can be known now bars publication. It will take an approval by
        an editor who is not the author.
      </p>
    );
  }
  return (
    <>
      <h3>This would bar publication</h3>
      <ul class="plain draft-bars">
        {bars.map(({ message, overridable }) => (
          <li>
            <Glyph mark="contradicted" /> {message}
            {overridable && ' An editor could override it, with a reason that readers see.'}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Each with the way to its field. `home` is the editor's address where the list stands on another page. */
export function ProblemList({ problems, home = '' }: { problems: readonly DraftProblem[]; home?: string }) {
  if (problems.length === 0) return null;
  return (
    <>
      <h3>
        {counted(problems.length, 'problem')}{' '}
        <span class="hint-keys" hidden>
          <kbd>j</kbd> next, <kbd>k</kbd> previous
        </span>
      </h3>
      <ul class="plain draft-problems">
        {problems.map(({ mark, words, excerpt, field }) => {
          const text = excerpt === null ? words : `${words}: “${excerpt}”`;
          return (
            <li>
              <Glyph mark={mark} />{' '}
              {field === null ? (
                text
              ) : (
                <a href={`${home}#${fieldId(field)}`} data-step>
                  {text}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** When the draft was saved and what it was begun from. The script keeps the first words current. */
export function SaveState({ view }: { view: DraftHead }) {
  return (
    <p class="save-state" role="status" data-save-state>
      Saved <Minute at={view.changedAt} />
    </p>
  );
}
