/** Of the cues found in a sentence those that speak: one for each topic and clause, and none that another topic explains better. */
import type { CueMatch } from './match-cues.ts';

/**
 * In each clause the cue with most words speaks for its topic; and words that another topic's cue reads together with
 * more of the sentence are that topic's ("banks are barred from crypto" bars no citizen). In order of the sentence.
 */
export function chooseMatches(matches: readonly CueMatch[]): CueMatch[] {
  const best = new Map<string, CueMatch>();
  for (const match of matches) {
    const key = `${match.cue.topic} ${match.clause}`;
    const held = best.get(key);
    if (held === undefined || speaksBefore(match, held)) best.set(key, match);
  }
  const chosen = [...best.values()];
  return chosen
    .filter(
      (match) => !chosen.some((other) => other.cue.topic !== match.cue.topic && readsMore(other, match)),
    )
    .sort((a, b) => a.first - b.first || a.cue.topic - b.cue.topic);
}

/** More words first, then the earlier predicate, then the value further down the scale: a limit goes before its rule. */
function speaksBefore(a: CueMatch, b: CueMatch): boolean {
  const difference = weigh(a) - weigh(b) || b.predicate.first - a.predicate.first || a.cue.rank - b.cue.rank;
  return difference > 0;
}

/** A cue that leaves the value open speaks only where no other does. */
function weigh({ cue, tokens }: CueMatch): number {
  return tokens.length + (cue.status === null ? -20 : 0);
}

function readsMore(other: CueMatch, match: CueMatch): boolean {
  return other.tokens.length > match.tokens.length && match.tokens.every((at) => other.tokens.includes(at));
}
