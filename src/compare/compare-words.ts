/**
 * The words of a reworded sentence, for reading: short words that two rewritings happen to share between changes are
 * taken into the change, so that a sentence is not cut to confetti.
 */
import { pairWords } from '#grounding/word-diff.ts';
import type { WordRun } from './version-diff.ts';

/** A run of the same words that holds no word of so many letters does not part two changes. */
const LEAST_LETTERS = 4;
const LONG_WORD = new RegExp(`[\\p{L}\\p{N}]{${LEAST_LETTERS}}`, 'u');

/** Runs in reading order; all `before` together are the earlier text, all `after` the later one. */
export function compareWords(before: string, after: string): WordRun[] {
  const pairs = pairWords(after, before);
  const runs: WordRun[] = [];
  let [removed, added] = ['', ''];
  const close = () => {
    if (removed !== '') runs.push({ kind: 'removed', before: removed, after: '' });
    if (added !== '') runs.push({ kind: 'added', before: '', after: added });
    [removed, added] = ['', ''];
  };
  pairs.forEach(({ ours, theirs, isSame }, at) => {
    const isBetween = removed !== '' && added !== '' && at < pairs.length - 1;
    if (isSame && !(isBetween && !LONG_WORD.test(ours))) {
      close();
      runs.push({ kind: 'same', before: theirs, after: ours });
    } else {
      removed += theirs;
      added += ours;
    }
  });
  close();
  return runs;
}
