/**
 * Whether a source that was found is of use: it is real, speaks of the jurisdiction, and has passages on the topic.
 * What is left out is told with what it was seen by.
 */
import type { LeftOut, LeftOutReason } from '#domain/brief.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { offsetMap } from '#grounding/offsets.ts';
import type { ResearchSource } from '#store/research-sources.ts';
import type { Candidate, KeptSource, ReadPassage } from './candidate.ts';
import { type Home, judgeScope } from './judge-scope.ts';
import type { TopicReader } from './read-topic.ts';

/** What candidates are judged by. */
export type CandidateRules = {
  readonly home: Home;
  readonly topic: Topic;
  readonly gazetteer: Gazetteer;
  readonly readTopic: TopicReader;
};

/** Keeps a source, or says why not. */
export type JudgedCandidate =
  | { readonly kind: 'kept'; readonly kept: KeptSource }
  | { readonly kind: 'left-out'; readonly leftOut: LeftOut };

/** See the module comment. Linear in the length of the text. */
export function judgeCandidate(
  source: ResearchSource,
  { foundBy, note }: Candidate,
  rules: CandidateRules,
): JudgedCandidate {
  if (source.isExample) {
    return leave(source, 'teaching-text', 'It is an invented teaching text, which bears no real page.');
  }
  const scope = judgeScope(source, rules.home, rules.gazetteer, foundBy === 'given');
  if (scope.kind === 'outside') return leave(source, 'other-jurisdiction', scope.words);
  const passages = readPassages(source, rules);
  const strength = Math.max(0, ...passages.map(({ reading }) => reading.score));
  if (strength === 0) return leave(source, 'off-topic', offTopicWords(passages.length, rules.topic));
  const onTopic = passages.filter(({ reading }) => reading.score > 0).length;
  return {
    kind: 'kept',
    kept: {
      source,
      foundBy,
      passages,
      isMixed: scope.isMixed,
      isTitled: rules.readTopic(source.title ?? '').score > 0,
      strength,
      onTopic,
      reasons: [...(note === null ? [] : [note]), scope.words, topicWords(passages, onTopic)],
    },
  };
}

/** What is left out, as briefs tell it. */
export function leftOutSource(source: ResearchSource, reason: LeftOutReason, words: string): LeftOut {
  return { source: source.sourceId, url: source.url, title: source.title ?? source.fileName, reason, words };
}

function leave(source: ResearchSource, reason: LeftOutReason, words: string): JudgedCandidate {
  return { kind: 'left-out', leftOut: leftOutSource(source, reason, words) };
}

function readPassages(source: ResearchSource, { readTopic, gazetteer }: CandidateRules): ReadPassage[] {
  const offsets = offsetMap(source.text);
  return source.passages.map((passage) => {
    const text = source.text.slice(offsets.toUtf16(passage.start), offsets.toUtf16(passage.end));
    const named = gazetteer.standIns(text).filter(({ via }) => via !== 'part');
    const codes = [...new Set(named.map(({ code }) => code))];
    return { ...passage, text, reading: readTopic(text), codes };
  });
}

function offTopicWords(passages: number, topic: Topic): string {
  const which = passages === 1 ? 'Its one passage has no' : `None of its ${passages} passages has a`;
  return `${which} word by which texts on “${topic.title}” are known.`;
}

function topicWords(passages: readonly ReadPassage[], onTopic: number): string {
  const statements = passages.filter(({ reading }) => reading.statements > 0).length;
  const words = [...new Set(passages.flatMap(({ reading }) => reading.words))].slice(0, 4);
  const share = `${onTopic} of its ${passages.length} ${passages.length === 1 ? 'passage' : 'passages'}`;
  const said = statements === 0 ? '' : `, ${statements} of them with a statement on what is asked`;
  const by = words.length === 0 ? '' : ` (${words.map((word) => `“${word}”`).join(', ')})`;
  return `${share} ${onTopic === 1 ? 'speaks' : 'speak'} of the topic${by}${said}.`;
}
