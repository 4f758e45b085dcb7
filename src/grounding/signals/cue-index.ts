/**
 * All cues of a codebook in one index, so that a sentence is read once for all topics. Built once for a list of
 * topics and kept with it.
 */
import type { Topic } from '#domain/topic.ts';
import { type CueGroups, type CuePart, parseCue } from './cue-grammar.ts';

/** One cue ready to be looked for; parts are numbers into `parts`. `status` null leaves the value open. */
export type IndexedCue = {
  readonly topic: number;
  readonly status: string | null;
  /** Place of the value on the scale, from 0; -1 for none. */
  readonly rank: number;
  readonly cue: string;
  readonly parts: readonly number[];
  /** Parts that must not be in the clause: of the topic and of the value, each a list that must be there whole. */
  readonly unless: readonly (readonly number[])[];
};

/** See the module comment. */
export type CueIndex = {
  readonly topics: readonly Topic[];
  readonly parts: readonly CuePart[];
  /** Parts by the first word they can begin with; exact words under `=word`. */
  readonly partsByWord: ReadonlyMap<string, readonly number[]>;
  /** Cues by their first part. */
  readonly cuesByPart: ReadonlyMap<number, readonly IndexedCue[]>;
  /** Topics by each part that is one of their subjects. */
  readonly subjects: ReadonlyMap<number, readonly number[]>;
  /** The part `<subject>` of each topic that has one. */
  readonly subjectParts: ReadonlyMap<number, number>;
};

const built = new WeakMap<readonly Topic[], CueIndex>();

/** The index of these topics; the same list gives the same index without work. Throws `SyntaxError` for a bad cue. */
export function cueIndexOf(topics: readonly Topic[]): CueIndex {
  const held = built.get(topics);
  if (held !== undefined) return held;
  const index = buildIndex(topics);
  built.set(topics, index);
  return index;
}

/** Word groups of a topic, its subjects among them. */
export function groupsOf({ signals }: Topic): CueGroups {
  if (signals === undefined) return new Map();
  return new Map([
    ...signals.groups.map(({ name, words }) => [name, words] as const),
    ['subject', signals.subjects] as const,
  ]);
}

function buildIndex(topics: readonly Topic[]): CueIndex {
  const parts: CuePart[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (part: CuePart): number => {
    const key = `${part.isSubject}${part.id}`;
    const held = numbers.get(key);
    if (held !== undefined) return held;
    numbers.set(key, parts.push(part) - 1);
    return parts.length - 1;
  };
  const cuesByPart = new Map<number, IndexedCue[]>();
  const subjects = new Map<number, number[]>();
  const subjectParts = new Map<number, number>();
  topics.forEach((topic, number) => {
    const { signals } = topic;
    if (signals === undefined) return;
    const groups = groupsOf(topic);
    const read = (cue: string) => parseCue(cue, groups).map(numberOf);
    const [subject] = read('<subject>');
    if (subject !== undefined) {
      subjects.set(subject, [...(subjects.get(subject) ?? []), number]);
      subjectParts.set(number, subject);
    }
    const wide = signals.unless.map(read);
    const add = (
      cue: string,
      status: string | null,
      rank: number,
      narrow: readonly (readonly number[])[],
    ) => {
      const found = read(cue);
      const entry = { topic: number, status, rank, cue, parts: found, unless: [...wide, ...narrow] };
      const first = found[0] ?? 0;
      cuesByPart.set(first, [...(cuesByPart.get(first) ?? []), entry]);
    };
    for (const cue of signals.open) add(cue, null, -1, []);
    for (const [rank, { value, signals: own }] of topic.statuses.entries()) {
      const narrow = (own?.unless ?? []).map(read);
      for (const cue of own?.cues ?? []) add(cue, value, rank, narrow);
    }
  });
  return { topics, parts, partsByWord: indexParts(parts), cuesByPart, subjects, subjectParts };
}

function indexParts(parts: readonly CuePart[]): Map<string, number[]> {
  const byWord = new Map<string, number[]>();
  parts.forEach((part, number) => {
    const firsts = (part.elements[0]?.alternatives ?? []).flatMap(([word]) =>
      word === undefined ? [] : [word.exact ? `=${word.key}` : word.key],
    );
    for (const key of new Set(firsts)) byWord.set(key, [...(byWord.get(key) ?? []), number]);
  });
  return byWord;
}
