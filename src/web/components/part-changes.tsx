/** Changes part by part, with the words marked that one text has and the other has not. */
import { diffWords } from '#grounding/word-diff.ts';
import type { PartChange } from '#review/merge-contents.ts';
import { partName, partText } from '../describe-part.ts';

/** From one text to another: words that went are struck, words that came are underlined; nothing by colour alone. */
export function MarkedWords({ from, to }: { from: string; to: string }) {
  if (to === '') return <p class="empty">Nothing: it was taken out.</p>;
  return (
    <p class="draft-diff">
      {diffWords(to, from).map(({ kind, text }) => {
        if (kind === 'same') return text;
        return kind === 'page-only' ? <ins>{text}</ins> : <del>{text}</del>;
      })}
    </p>
  );
}

const MOST_UNFOLDED = 3;

/** Each change under the name of its part, folded where there are many. `sideOf` picks the text that is compared with the base. */
export function PartChanges(props: {
  changes: readonly PartChange[];
  sideOf: (change: PartChange) => unknown;
}) {
  return (
    <div class="draft-changes">
      {props.changes.map((change) => (
        <details open={props.changes.length <= MOST_UNFOLDED}>
          <summary>
            {partName(change.key)} <span class="row-sub">{kindOf(change.base, props.sideOf(change))}</span>
          </summary>
          <MarkedWords
            from={partText(change.key, change.base)}
            to={partText(change.key, props.sideOf(change))}
          />
        </details>
      ))}
    </div>
  );
}

function kindOf(before: unknown, after: unknown): string {
  if (before === null) return 'added';
  return after === null ? 'taken out' : 'changed';
}
