/**
 * The indexes of sources, kept from one verification to the next. It changes no verdict: what is kept follows from the
 * text alone, so that a page verified again after one source has come or changed costs the work on that source only.
 */
import type { Gazetteer } from './gazetteer.ts';
import { indexSource, type SourceIndex } from './source-index.ts';

/** Gives the index of a text, built when it is asked for first. */
export type SourceMemory = {
  readonly indexOf: (text: string) => SourceIndex;
  /** Passages judged so far in the sources it holds now. */
  readonly judged: () => number;
};

/** Characters of text that one kept answer (a key with a sentence in it, and a judgement) takes the memory of. */
const ANSWER_WEIGHT = 20;

/**
 * A memory of at most so many characters of text; the texts asked for longest ago are forgotten first. What was
 * answered on a text counts with it: many pages that are held against a few sources would otherwise fill the machine.
 */
export function createSourceMemory(
  gazetteer: Gazetteer | undefined,
  mostCharacters = Number.POSITIVE_INFINITY,
): SourceMemory {
  const known = new Map<string, SourceIndex>();
  return {
    indexOf: (text) => {
      const index = known.get(text) ?? indexSource(text, gazetteer);
      // Asked for again: it moves to the end of the line.
      known.delete(text);
      known.set(text, index);
      forgetOldest(known, mostCharacters);
      return index;
    },
    judged: () => [...known.values()].reduce((sum, index) => sum + index.judged(), 0),
  };
}

/** All but the newest may go. Answers grow between two calls, so the weights are taken anew. */
function forgetOldest(known: Map<string, SourceIndex>, most: number): void {
  let held = 0;
  for (const [text, index] of known) held += weightOf(text, index);
  for (const [text, index] of known) {
    if (held <= most || known.size === 1) return;
    known.delete(text);
    held -= weightOf(text, index);
  }
}

function weightOf(text: string, index: SourceIndex): number {
  return text.length + index.answered() * ANSWER_WEIGHT;
}
