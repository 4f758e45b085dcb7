/**
 * How much a passage speaks of a topic, by the codebook alone: its cues of statements, its subjects, and the words it
 * is looked for by, in English and in the languages asked for. Pure and linear in the length of the passage.
 */
import type { Topic } from '#domain/topic.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { type CueIndex, cueIndexOf } from '#grounding/signals/cue-index.ts';
import { matchCues } from '#grounding/signals/match-cues.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';

/** What was found in a passage. `score` 0: nothing of the topic. `words` are search words met, as the codebook has them. */
export type TopicReading = {
  readonly score: number;
  /** Statements on the topic's status by its cues. */
  readonly statements: number;
  readonly namesSubject: boolean;
  readonly words: readonly string[];
};

/** Reads one passage. */
export type TopicReader = (text: string) => TopicReading;

/** A score that a passage reaches by a statement, or by a subject together with a search word. */
export const STRONG_SCORE = 3;

const PER_STATEMENT = 4;
const MOST_STATEMENTS = 3;
const PER_SUBJECT = 2;
const MOST_WORDS = 3;
const NO_TOPICS: ReadonlySet<number> = new Set();
/** A letter of a script that puts no space between words: there a term is looked for as it stands. */
export const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const lists = new WeakMap<Topic, readonly Topic[]>();

/** A reader for the topic; cues are prepared once for each topic. */
export function createTopicReader(topic: Topic, languages: readonly string[]): TopicReader {
  const index = indexOf(topic);
  const terms = [
    ...topic.searchCues,
    ...languages.flatMap((language) => topic.searchTerms?.[language] ?? []),
  ];
  const spaced = terms.filter((term) => !UNSPACED.test(term)).map((term) => ({ term, key: keyOf(term) }));
  const unspaced = terms.filter((term) => UNSPACED.test(term));
  return (text) => {
    const met = new Set(unspaced.filter((term) => text.includes(term)));
    let statements = 0;
    let namesSubject = false;
    for (const { start, end } of splitSentences(text)) {
      const tokens = readTokens(text, start, end);
      const found = matchCues(tokens, index, NO_TOPICS);
      statements += new Set(found.matches.map(({ clause }) => clause)).size;
      namesSubject ||= found.topics.size > 0;
      const key = ` ${tokens.map(({ form }) => form).join(' ')} `;
      for (const { term, key: wanted } of spaced) if (key.includes(wanted)) met.add(term);
    }
    const score =
      PER_STATEMENT * Math.min(statements, MOST_STATEMENTS) +
      (namesSubject ? PER_SUBJECT : 0) +
      Math.min(met.size, MOST_WORDS);
    return { score, statements, namesSubject, words: [...met] };
  };
}

/** Words of a term in their basic form, as sentences are read. */
function keyOf(term: string): string {
  return ` ${readTokens(term, 0, term.length)
    .map(({ form }) => form)
    .join(' ')} `;
}

function indexOf(topic: Topic): CueIndex {
  const list = lists.get(topic) ?? [topic];
  lists.set(topic, list);
  return cueIndexOf(list);
}
