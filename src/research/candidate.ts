/** Sources on their way into a brief: what was found, and what of it is kept for what reason. */
import type { Passage } from '#domain/source.ts';
import type { ResearchSource } from '#store/research-sources.ts';
import type { TopicReading } from './read-topic.ts';

/**
 * A source that was found. `foundBy` is `corpus`, `given`, `sitemap` or the name of a search provider; `note` a sentence
 * on how, null where that says all.
 */
export type Candidate = { readonly source: number; readonly foundBy: string; readonly note: string | null };

/** A passage with what it has of the topic. `codes`: jurisdictions that it names. */
export type ReadPassage = Passage & {
  readonly text: string;
  readonly reading: TopicReading;
  readonly codes: readonly string[];
};

/** A source that may bear the page. `strength` is the best reading of its passages, `onTopic` how many have one. */
export type KeptSource = {
  readonly source: ResearchSource;
  readonly foundBy: string;
  readonly passages: readonly ReadPassage[];
  readonly isMixed: boolean;
  /** Whether its title speaks of the topic. */
  readonly isTitled: boolean;
  readonly strength: number;
  readonly onTopic: number;
  /** Why it is here, each a sentence. */
  readonly reasons: readonly string[];
};
