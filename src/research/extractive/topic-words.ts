/** Tells by the codebook's words how near the sentences of a source are to a topic. */
import { PRIMARY_TIERS, type SourceText } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { cueIndexOf } from '#grounding/signals/cue-index.ts';
import { matchCues } from '#grounding/signals/match-cues.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';
import { contentStems } from '#grounding/support-profile.ts';
import type { Nearness, SourceLine } from './read-sentences.ts';

/** Reads texts for one topic. */
export type TopicWords = {
  /** True for a text that names what the topic is about. */
  readonly names: (text: string) => boolean;
  /** For each sentence of a source how near it is; null for one that has nothing to do with the topic. */
  readonly nearness: (source: SourceText, lines: readonly SourceLine[]) => (Nearness | null)[];
};

/** Sentences that do nothing in law are near only within this many characters of one that names the topic. */
const NEIGHBOUR_REACH = 400;

/** `topics` is the whole codebook, with the topic in it. */
export function createTopicWords(topic: Topic, topics: readonly Topic[]): TopicWords {
  const index = cueIndexOf(topics);
  const number = topics.findIndex(({ key }) => key === topic.key);
  const cues = topic.searchCues.map(contentStems).filter((stems) => stems.length > 0);
  const names = (text: string) => {
    const tokens = readTokens(text, 0, text.length);
    if (matchCues(tokens, index, new Set()).topics.has(number)) return true;
    const stems = new Set(contentStems(text));
    return cues.some((cue) => cue.every((stem) => stems.has(stem)));
  };
  const others = topics.flatMap((other, at) => (isKin(topic, other) ? [] : [at]));
  const isOnOther = (text: string) => {
    const found = matchCues(readTokens(text, 0, text.length), index, new Set()).topics;
    return others.some((at) => found.has(at));
  };
  return {
    names,
    nearness: (source, lines) => {
      const named = lines.map(({ words }) => names(words));
      const isPrimary = PRIMARY_TIERS.includes(source.tier);
      const isTitled = names(source.title ?? '');
      const articles = new Set(
        lines.filter((_, at) => named[at]).flatMap(({ article }) => articleOf(article)),
      );
      return lines.map((line, at) => {
        // A law on several things may name them together; a report that does is about the other one.
        if (isOnOther(line.words) && !(named[at] && isPrimary)) return null;
        if (named[at]) return 'names';
        if (line.traits.size === 0) return null;
        const [own] = articleOf(line.article);
        const isWithin = own !== undefined && articles.has(own);
        return isTitled || isWithin || isNeighbour(lines, named, at) ? 'near' : null;
      });
    },
  };
}

/** Share of the subjects of the one that has fewer from which another topic is about the same things. */
const KIN_SHARE = 0.3;

/** True for topics that ask something else of the same things; a sentence may concern both. */
function isKin(own: Topic, other: Topic): boolean {
  const subjects = other.signals?.subjects ?? [];
  const shared = subjects.filter((subject) => own.signals?.subjects.includes(subject));
  const fewer = Math.min(subjects.length, own.signals?.subjects.length ?? 0);
  return own.key === other.key || fewer === 0 || shared.length >= fewer * KIN_SHARE;
}

/** `article 33(1)` is part of `article 33`. */
function articleOf(article: string | null): string[] {
  return article === null || article.startsWith('point') ? [] : [article.replace(/\(.*$/, '')];
}

/** In the passage of a sentence that names the topic, and close to it. */
function isNeighbour(lines: readonly SourceLine[], named: readonly boolean[], at: number): boolean {
  const own = lines[at];
  return [at - 1, at + 1].some((other) => {
    const line = lines[other];
    if (own === undefined || line === undefined || !named[other] || line.passage.id !== own.passage.id)
      return false;
    return Math.abs(line.start - own.start) <= NEIGHBOUR_REACH + line.words.length;
  });
}
