/**
 * Scripts that put no space between words (Chinese, Japanese, Thai, …; Korean joins particles to them). The index's
 * tokenizer would take a whole sentence of them as one word, so they are indexed a second time as overlapping pairs of
 * characters; a query is cut the same way and its pairs must follow each other.
 */

const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+/gu;

/** The runs of such a script in a text, as they stand, in order. */
export function unsegmentedRuns(text: string): string[] {
  return text.match(RUN) ?? [];
}

/** The text with a space in place of every such run. */
export function withoutUnsegmentedRuns(text: string): string {
  return text.replace(RUN, ' ');
}

/** What is indexed of a text: the pairs of every run, and its last character, so that single ones are found too. */
export function indexedPairs(text: string): string {
  return unsegmentedRuns(text)
    .map((run) => [...pairsOf(run), [...run].at(-1) ?? ''].join(' '))
    .join(' ');
}

/** The overlapping pairs of a run; none for a single character. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
