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

/** A memory of at most so many characters of text; the texts asked for longest ago are forgotten first. */
export function createSourceMemory(
  gazetteer: Gazetteer | undefined,
  mostCharacters = Number.POSITIVE_INFINITY,
): SourceMemory {
  const known = new Map<string, SourceIndex>();
  let held = 0;
  return {
    indexOf: (text) => {
      const index = known.get(text) ?? indexSource(text, gazetteer);
      // Asked for again: it moves to the end of the line.
      if (known.delete(text)) held -= text.length;
      known.set(text, index);
      held += text.length;
      for (const oldest of known.keys()) {
        if (held <= mostCharacters || oldest === text) break;
        known.delete(oldest);
        held -= oldest.length;
      }
      return index;
    },
    judged: () => [...known.values()].reduce((sum, index) => sum + index.judged(), 0),
  };
}
