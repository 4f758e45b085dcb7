/**
 * Two versions side by side, part by part. What was removed is struck through and named, what was added underlined and
 * named, so that nothing hangs on colour; unchanged stretches are folded.
 */
import type { ComponentChildren } from 'preact';
import type { DiffRow, WordRun } from '#compare/version-diff.ts';
import { counted, shorten } from '../amounts.ts';
import { type PartGroups, type RowGroup, rowAnchor } from '../compare-groups.ts';
import { PART_TITLES, ROW_WORDS } from '../compare-words.ts';

/** What rows need to know of the page around them. */
export type RowContext = {
  readonly number: number;
  readonly before: number;
  readonly after: number;
  /** Address of the row of a sentence, on whichever page it is. */
  readonly hrefOf: (anchor: string) => string;
};

const MOST_UNFOLDED = 40;
const FIRST_WORDS = 60;

/** The groups of one part under its heading. */
export function ComparePart({ part, context }: { part: PartGroups; context: RowContext }) {
  return (
    <section class="diff-part" id={`diff-${part.key}`} aria-labelledby={`diff-${part.key}-title`}>
      <h3 id={`diff-${part.key}-title`}>{PART_TITLES[part.key]}</h3>
      {part.groups.map((group) => (
        <Group group={group} context={context} />
      ))}
    </section>
  );
}

function Group({ group, context }: { group: RowGroup; context: RowContext }) {
  if (group.kind === 'row') return <Row row={group.row} context={context} />;
  const first = group.rows[0]?.after?.text ?? '';
  const left = group.rows.length - MOST_UNFOLDED;
  return (
    <details class="diff-same">
      <summary>
        {counted(group.rows.length, 'unchanged sentence')}
        <span class="diff-first">, from “{shorten(first, FIRST_WORDS)}”</span>
      </summary>
      <p>
        {group.rows
          .slice(0, MOST_UNFOLDED)
          .map(({ after }) => after?.text)
          .join(' ')}
      </p>
      {left > 0 && (
        <p class="help">
          and {counted(left, 'more sentence')}, on{' '}
          <a href={`/analyses/${context.number}/versions/${context.after}`}>
            the page of version {context.after}
          </a>
        </p>
      )}
    </details>
  );
}

function Row({ row, context }: { row: DiffRow; context: RowContext }) {
  const { kind, before, after, words } = row;
  const { sign } = ROW_WORDS[kind];
  const own = before === null ? undefined : rowAnchor('before', before.place);
  const theirs = after === null ? undefined : rowAnchor('after', after.place);
  return (
    <div class="diff-row" data-kind={kind} id={theirs ?? own}>
      <p class="diff-kind">
        <span class="diff-sign" aria-hidden="true">
          {sign}
        </span>{' '}
        <RowWords row={row} context={context} />
      </p>
      <Side version={context.before} isThere={before !== null}>
        {before !== null && (words.length > 0 ? marked(words, 'before') : before.text)}
      </Side>
      <Side version={context.after} isThere={after !== null}>
        {after !== null && (words.length > 0 ? marked(words, 'after') : after.text)}
      </Side>
    </div>
  );
}

function RowWords({ row, context }: { row: DiffRow; context: RowContext }) {
  const { words } = ROW_WORDS[row.kind];
  const { other } = row;
  if (other === null) return <>{words}</>;
  const isHere = row.kind === 'moved-here';
  const isReworded = row.words.length > 0 ? ' and reworded' : '';
  return (
    <>
      {words}
      {isReworded} {isHere ? 'from' : 'to'}{' '}
      <a href={context.hrefOf(rowAnchor(isHere ? 'before' : 'after', other.place))}>
        {PART_TITLES[other.part].toLowerCase()}
      </a>
    </>
  );
}

function Side(props: { version: number; isThere: boolean; children: ComponentChildren }) {
  if (!props.isThere) return <div class="diff-side diff-none" aria-hidden="true" />;
  return (
    <div class="diff-side">
      <p>
        <span class="diff-of">Version {props.version}: </span>
        {props.children}
      </p>
    </div>
  );
}

/** The words of one side; what only it has is marked by an element and, for those who do not see it, by words. */
function marked(words: readonly WordRun[], side: 'before' | 'after'): ComponentChildren {
  return words.map((run) => {
    const text = run[side];
    if (run.kind === 'same') return text;
    if (text === '') return null;
    const trimmed = text.trimEnd();
    const space = text.slice(trimmed.length);
    return side === 'before' ? (
      <>
        <del>
          <span class="vh">[removed: </span>
          {trimmed}
          <span class="vh">]</span>
        </del>
        {space}
      </>
    ) : (
      <>
        <ins>
          <span class="vh">[added: </span>
          {trimmed}
          <span class="vh">]</span>
        </ins>
        {space}
      </>
    );
  });
}
