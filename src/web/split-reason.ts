/** Reasons of verdicts as they are read: a few words first, the rest when it is asked for. Pure. */

/** A reader takes in about this many words at a glance. */
const WORDS_AT_ONCE = 20;

/** `first` ends at a word; `rest` is null when everything fits. */
export type SplitReason = { readonly first: string; readonly rest: string | null };

/**
 * The beginning of a reason: its first sentence when that is short enough, else twenty words and an ellipsis. A reason
 * that is cut comes whole in `rest`.
 */
export function splitReason(reason: string): SplitReason {
  const words = reason.split(/\s+/).filter((word) => word !== '');
  if (words.length <= WORDS_AT_ONCE) return { first: words.join(' '), rest: null };
  return {
    first: `${words
      .slice(0, WORDS_AT_ONCE)
      .join(' ')
      .replace(/[,;:]$/, '')}…`,
    rest: reason,
  };
}
