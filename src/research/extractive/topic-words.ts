/** Tells by the codebook's words how near the sentences of a source are to a topic. */
import { PRIMARY_TIERS, type SourceText } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { cueIndexOf } from '#grounding/signals/cue-index.ts';
import { matchCues } from '#grounding/signals/match-cues.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';
import { contentStems } from '#grounding/support-profile.ts';
import type { SourceLine } from './read-lines.ts';
import type { Nearness } from './read-sentences.ts';

/** Reads texts for one topic. */
export type TopicWords = {
  /** True for a text that names what the topic is about. */
  readonly names: (text: string) => boolean;
  /** For each sentence of a source how near it is; null for one that has nothing to do with the topic. */
  readonly nearness: (source: SourceText, lines: readonly SourceLine[]) => (Nearness | null)[];
};

/** Share of the subjects of the one that has fewer from which another topic is about the same things. */
const KIN_SHARE = 0.3;
/** Share of its sentences that name the topic, from which an article is about it. */
const ARTICLE_SHARE = 0.3;

/** `topics` is the whole codebook, with the topic in it. */
export function createTopicWords(topic: Topic, topics: readonly Topic[]): TopicWords {
  const index = cueIndexOf(topics);
  const number = topics.findIndex(({ key }) => key === topic.key);
  const others = topics.flatMap((other, at) => (isKin(topic, other) ? [] : [at]));
  const searched = topic.searchCues.map(contentStems).filter((stems) => stems.length > 0);
  const namedIn = (text: string) => matchCues(readTokens(text, 0, text.length), index, new Set()).topics;
  const isNamed = (text: string, found: ReadonlySet<number>) => {
    // Words to search by are wider than what a topic is about: they serve where it says nothing else.
    if (topic.signals !== undefined) return found.has(number);
    const stems = new Set(contentStems(text));
    return searched.some((cue) => cue.every((stem) => stems.has(stem)));
  };
  const names = (text: string) => isNamed(text, namedIn(text));
  return {
    names,
    nearness: (source, lines) => {
      const found = lines.map(({ words }) => namedIn(words));
      const named = lines.map(({ words }, at) => isNamed(words, found[at] ?? new Set()));
      const isPrimary = PRIMARY_TIERS.includes(source.tier);
      const isTitled = names(source.title ?? '');
      const articles = articlesAbout(lines, named);
      return lines.map((line, at) => {
        // A law on several things may name them together; a report that does is about the other one.
        const isOnOther = others.some((other) => found[at]?.has(other));
        if (isOnOther && !(named[at] && isPrimary)) return null;
        if (named[at]) return 'names';
        if (line.traits.size === 0) return null;
        const isWithin = articleOf(line.article).some((own) => articles.has(own));
        return isTitled || isWithin || isNeighbour(lines, named, at) ? 'near' : null;
      });
    },
  };
}

/** True for topics that ask something else of the same things; a sentence may concern both. */
function isKin(own: Topic, other: Topic): boolean {
  const subjects = other.signals?.subjects ?? [];
  const shared = subjects.filter((subject) => own.signals?.subjects.includes(subject));
  const fewer = Math.min(subjects.length, own.signals?.subjects.length ?? 0);
  return own.key === other.key || fewer === 0 || shared.length >= fewer * KIN_SHARE;
}

function articlesAbout(lines: readonly SourceLine[], named: readonly boolean[]): ReadonlySet<string> {
  const counts = new Map<string, { all: number; named: number }>();
  lines.forEach(({ article }, at) => {
    for (const own of articleOf(article)) {
      const held = counts.get(own) ?? { all: 0, named: 0 };
      counts.set(own, { all: held.all + 1, named: held.named + (named[at] ? 1 : 0) });
    }
  });
  const about = [...counts].filter(([, count]) => count.named >= count.all * ARTICLE_SHARE);
  return new Set(about.map(([article]) => article));
}

/** `article 33(1)` is part of `article 33`. */
function articleOf(article: string | null): string[] {
  return article === null || article.startsWith('point') ? [] : [article.replace(/\(.*$/, '')];
}

/** Right beside a sentence that names the topic, in the same passage. */
function isNeighbour(lines: readonly SourceLine[], named: readonly boolean[], at: number): boolean {
  const passage = lines[at]?.passage.id;
  return [at - 1, at + 1].some((other) => named[other] === true && lines[other]?.passage.id === passage);
}
