/** The state of a run or step as a sign and a word; the colour says the same a third time. */
import type { RunState } from '#domain/run.ts';
import type { RunItem } from '../run-views.ts';
import { RUN_STATE_WORDS, stateWords } from '../run-words.ts';

const DRAWINGS: Readonly<Record<RunState, string>> = {
  Blocked: 'M5 3v10M11 3v10',
  Ready: 'M8 2.5a5.5 5.5 0 1 0 .01 0z',
  Running: 'M8 2.5a5.5 5.5 0 1 0 .01 0zM8 5v3.2l2.4 1.6',
  Completed: 'M2.5 8.5l3.6 3.8L13.5 4',
  'Completed with findings': 'M1 9l2.8 3.2L9 5.5M12.8 2.5v6.5M12.8 12.4v.2',
  Abstained: 'M8 2.5a5.5 5.5 0 1 0 .01 0zM4.2 11.8l7.6-7.6',
  Failed: 'M3 3l10 10M13 3L3 13',
  Cancelled: 'M4 4h8v8H4z',
};

/** `words` take the place of the state's own. */
export function RunStateBadge({ state, words }: { state: RunState; words?: string }) {
  return (
    <span class="run-state" data-state={state}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={DRAWINGS[state]} />
      </svg>
      {words ?? RUN_STATE_WORDS[state].words}
    </span>
  );
}

/** The state of a run in a list. */
export function RunItemState({ run }: { run: Pick<RunItem, 'state' | 'isWaiting'> }) {
  return <RunStateBadge state={run.state} words={stateWords(run)} />;
}
