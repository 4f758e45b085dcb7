/**
 * What a run looks for: a plan made of the codebook and of what is known of the jurisdiction, and of nothing else. The
 * same two give the same plan; its length is bounded, as each query to a search provider may cost something.
 */
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Topic } from '#domain/topic.ts';
import { namesOf } from '#grounding/jurisdiction-names.ts';
import { firstOfEach } from './first-of-each.ts';

/** One query in words, for search providers. `why` tells people what it is for. */
export type PlannedQuery = {
  readonly text: string;
  /** BCP 47 primary tag of the words; null for English, which is asked without a restriction. */
  readonly language: string | null;
  readonly why: 'question' | 'topic' | 'body' | 'local';
};

/** One look into the stored corpus, in the syntax of the search page. */
export type CorpusQuery = { readonly text: string; readonly limit: number };

/** See the module comment. */
export type ResearchPlan = {
  /** Names by which texts call the jurisdiction, the everyday one first. */
  readonly names: readonly string[];
  /** Bodies, laws and capitals that speak for it. */
  readonly bodies: readonly string[];
  /** Languages other than English that are looked for, by BCP 47 primary tag. */
  readonly languages: readonly string[];
  readonly web: readonly PlannedQuery[];
  readonly corpus: readonly CorpusQuery[];
};

/** Queries to a search provider in one run. */
export const MOST_WEB_QUERIES = 14;
const MOST_CORPUS_QUERIES = 24;
const MOST_TOPIC_WORDS = 4;
const MOST_BODIES = 5;
const MOST_LOCAL_TERMS = 2;
/** Passages asked of the index for one query, and for the one that names no jurisdiction. */
const PER_QUERY = 40;
const PER_OPEN_QUERY = 20;

/** `unions`: those whose rules apply in the jurisdiction. */
export function planQueries(
  jurisdiction: Jurisdiction,
  topic: Topic,
  unions: readonly Jurisdiction[] = [],
): ResearchPlan {
  const names = unique([
    jurisdiction.everydayName,
    ...namesOf(jurisdiction).filter((name) => !/[([]/.test(name)),
    ...jurisdiction.demonyms,
  ]);
  const bodies = unique([...(jurisdiction.standsFor ?? []), ...jurisdiction.capitals]);
  const languages = Object.keys(jurisdiction.localNames ?? {})
    .filter((language) => language !== 'en')
    .sort();
  return {
    names,
    bodies,
    languages,
    web: planWeb(jurisdiction, topic, languages),
    corpus: planCorpus(jurisdiction, topic, { names, bodies, languages }, unions),
  };
}

function planWeb(jurisdiction: Jurisdiction, topic: Topic, languages: readonly string[]): PlannedQuery[] {
  const name = jurisdiction.everydayName;
  const words = topicWords(topic);
  const question = topic.question.replace(/\?\s*$/, '');
  const queries: PlannedQuery[] = [
    { text: `${name} ${question}`, language: null, why: 'question' },
    ...words.map((word) => ({ text: `${name} ${word} law`, language: null, why: 'topic' as const })),
    ...languages.flatMap((language) =>
      (topic.searchTerms?.[language] ?? []).slice(0, MOST_LOCAL_TERMS).map((term) => ({
        text: `${jurisdiction.localNames?.[language] ?? name} ${term}`,
        language,
        why: 'local' as const,
      })),
    ),
    ...(jurisdiction.standsFor ?? []).slice(0, MOST_BODIES).map((body) => ({
      text: `${body} ${words[1] ?? words[0] ?? topic.title}`,
      language: null,
      why: 'body' as const,
    })),
  ];
  return firstOfEach(queries, ({ text }) => text.toLowerCase()).slice(0, MOST_WEB_QUERIES);
}

type Known = Pick<ResearchPlan, 'names' | 'bodies' | 'languages'>;

/** Words of a filter hold for one query only, so each name is asked for by itself. */
function planCorpus(
  jurisdiction: Jurisdiction,
  topic: Topic,
  { names, bodies, languages }: Known,
  unions: readonly Jurisdiction[],
): CorpusQuery[] {
  const onTopic = `topic:${topic.key}`;
  const cues = topic.searchCues.map((cue) => cue.replace(/[":]/g, ' ')).join(' ');
  const local = languages.flatMap((language) =>
    (topic.searchTerms?.[language] ?? []).map((term) => `"${term}"`),
  );
  const texts = [
    `jurisdiction:${jurisdiction.code} ${onTopic} ${cues}`,
    ...unions.map(({ code }) => `jurisdiction:${code} ${onTopic} ${cues}`),
    ...local,
    ...[...names, ...Object.values(jurisdiction.localNames ?? {}), ...bodies].map(
      (name) => `"${name.replaceAll('"', ' ')}" ${onTopic}`,
    ),
  ];
  const queries = unique(texts)
    .slice(0, MOST_CORPUS_QUERIES)
    .map((text) => ({ text, limit: PER_QUERY }));
  // Last, so that texts that name nobody's name are considered as well, and told when they are left out.
  return [...queries, { text: `${onTopic} ${cues}`, limit: PER_OPEN_QUERY }];
}

/**
 * What the topic is called in a few words: its subjects where it has some, and the words it is looked for by, together
 * with a subject where they name none ("retail trading" alone is of any field).
 */
function topicWords(topic: Topic): string[] {
  const subjects = (topic.signals?.subjects ?? []).filter((subject) => !/[()=|]/.test(subject));
  const [first] = subjects;
  const further = subjects.find((subject) => first !== undefined && !subject.startsWith(first));
  const hasSubject = (cue: string) =>
    subjects.some((subject) => cue.toLowerCase().includes(subject.toLowerCase()));
  const cues = topic.searchCues.map((cue) =>
    first === undefined || hasSubject(cue) ? cue : `${first} ${cue}`,
  );
  const [cue, ...others] = cues;
  const words = [first, cue, further, ...others].flatMap((word) => word ?? []);
  return unique(words).slice(0, MOST_TOPIC_WORDS);
}

function unique(words: readonly string[]): string[] {
  return firstOfEach(words, (word) => word);
}
