/**
 * What the stored sources say against the status of a page: a passage that contradicts a sentence stating it, or that
 * asserts another value of the scale of the same subject. Either keeps a status from counting as verified.
 */
import type { Place } from '#domain/finding.ts';
import type { SentenceCheck } from '#domain/verification.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { PreparedSource } from './prepared-source.ts';
import type { StatusReader } from './status-terms.ts';
import { judgePassage } from './support.ts';
import type { SupportIndex } from './support-index.ts';
import { contentStems, type SupportProfile, supportProfile } from './support-profile.ts';

/** The page's sentence, and the words of the stored source (index into the sources) that speak against it. */
export type ContraryPassage = {
  readonly text: string;
  readonly place: Place;
  readonly source: number;
  readonly words: string;
};

/** What the search needs. */
export type ContraryInput = {
  readonly sentences: readonly SentenceCheck[];
  readonly reader: StatusReader;
  readonly index: SupportIndex;
  readonly prepared: readonly PreparedSource[];
  readonly gazetteer: Gazetteer;
  readonly jurisdiction: string | null;
};

/** Share of a status sentence's other words that a passage must have to be about the same subject. */
const SAME_SUBJECT = 0.75;

/** The first passage against the status, in page order; null when there is none. */
export function findContrary(input: ContraryInput): ContraryPassage | null {
  const seen = new Set<string>();
  for (const sentence of input.sentences) {
    if (sentence.kind !== 'claim' || seen.has(sentence.text) || !input.reader.states(sentence.text)) continue;
    seen.add(sentence.text);
    const found = against(sentence, input);
    if (found !== null) return { ...found, text: sentence.text, place: sentence.place };
  }
  return null;
}

function against(
  { text, verdict, passages }: SentenceCheck,
  { reader, index, prepared, gazetteer, jurisdiction }: ContraryInput,
): Pick<ContraryPassage, 'source' | 'words'> | null {
  const [best] = passages;
  // A passage that gives another date for the same status contradicts the sentence and not the status.
  if (verdict === 'contradicted' && best !== undefined && !reader.states(best.quote.exact))
    return { source: best.source, words: best.quote.exact };
  const profile = supportProfile(text, gazetteer);
  for (const { source, start, end, passage } of index.candidates(profile)) {
    if (!passage.isSentence) continue;
    const words = prepared[source]?.raw.slice(start, end) ?? '';
    const isOther = () =>
      reader.otherValue(words) !== null && isSameSubject(profile, passage.profile, reader);
    const isContradiction = () =>
      judgePassage(profile, passage, jurisdiction).verdict === 'contradicted' && !reader.states(words);
    if (isOther() || isContradiction()) return { source, words };
  }
  return null;
}

function isSameSubject(page: SupportProfile, held: SupportProfile, { ownStems }: StatusReader): boolean {
  const names = new Set([...page.places.values()].flatMap(({ stems }) => stems));
  const subject = [...page.topic].filter(
    (stem) => !ownStems.has(stem) && !names.has(stem) && !VAGUE.has(stem),
  );
  const shared = subject.filter((stem) => held.topic.has(stem));
  return subject.length > 1 && shared.length >= subject.length * SAME_SUBJECT;
}

const VAGUE: ReadonlySet<string> = new Set(
  contentStems('status overall practice currently country law generally'),
);
