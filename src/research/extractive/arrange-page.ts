/**
 * Which sentences stand where. Every sentence is told in one section only; the summary points and the report, which are
 * read on their own, tell the most telling ones again. Sources come in the order of their rank and sentences in the
 * order of their source, so that a law reads as it was written.
 */
import type { SectionKey } from '#domain/analysis.ts';
import type { DraftedPage, Statement } from '#domain/drafted-page.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import { readActName } from '#grounding/act-names.ts';
import { contentStems } from '#grounding/support-profile.ts';
import { headingTraits, isOverview, mainTrait, type Trait } from './legal-cues.ts';
import { quoteSentences } from './quote-sentence.ts';
import type { Nearness, SourceSentence } from './read-sentences.ts';

/** The sentences that state the status, those that speak against it, and all others that may stand on the page. */
export type Arranged = {
  readonly status: readonly SourceSentence[];
  readonly against: readonly SourceSentence[];
  readonly sentences: readonly SourceSentence[];
};

/** Sentences of each section and under each heading; a page that quotes everything is no analysis. */
const MOST: Readonly<Record<SectionKey, number>> = {
  'executive-summary': 3,
  'key-pillars': 8,
  'landmark-laws': 6,
  considerations: 7,
  notes: 6,
  'detailed-explanation': 16,
};
const MOST_UNDER_HEADING = 6;
const MOST_IN_OVERVIEW = 3;

const SECTION_OF: Readonly<Record<Trait, SectionKey>> = {
  commencement: 'landmark-laws',
  repeal: 'landmark-laws',
  adoption: 'landmark-laws',
  purpose: 'landmark-laws',
  body: 'key-pillars',
  requirement: 'key-pillars',
  exception: 'considerations',
  intent: 'considerations',
  definition: 'notes',
  development: 'notes',
  restriction: 'detailed-explanation',
  penalty: 'detailed-explanation',
  permission: 'detailed-explanation',
};
/** What a summary tells beside the status: what happens to those who break the rule, what is excepted, since when. */
const SUMMARISED: readonly Trait[] = ['commencement', 'penalty', 'exception'];

const NEAREST_FIRST: readonly Nearness[] = ['states', 'names', 'near'];

/** The parts of the page that hold statements. */
export function arrangePage(
  topic: Topic,
  { status, against, sentences }: Arranged,
): Pick<DraftedPage, 'statusStatements' | 'sections' | 'headings'> {
  const pool = withoutTwins([...status, ...against, ...sentences]);
  const rest = pool.filter((each) => !status.includes(each) && !against.includes(each));
  const acts = new Set(status.map(actOf));
  const summary = SUMMARISED.flatMap(
    (trait) => rest.find((each) => acts.has(actOf(each)) && mainTrait(each.traits) === trait) ?? [],
  ).slice(0, MOST['executive-summary']);
  const told = new Set(summary);
  const bySection = new Map<SectionKey, SourceSentence[]>([['executive-summary', summary]]);
  const add = (key: SectionKey, sentence: SourceSentence): void => {
    const held = bySection.get(key) ?? [];
    if (held.length < MOST[key]) bySection.set(key, [...held, sentence]);
    else if (key !== 'detailed-explanation') add('detailed-explanation', sentence);
  };
  for (const each of against) add('considerations', each);
  for (const nearness of NEAREST_FIRST)
    for (const each of rest) if (each.nearness === nearness && !told.has(each)) add(sectionOf(each), each);
  const sections = [...bySection].map(([key, own]) => ({
    key,
    statements: quoteSentences((key === 'key-pillars' ? bodiesFirst : inPlace)(inOrder(own, pool)), against),
  }));
  return {
    statusStatements: quoteSentences(status),
    sections: sections.filter(({ statements }) => statements.length > 0),
    headings: topic.outlineHeadings
      .map((heading) => ({
        heading,
        statements: underHeading(heading, { status, against, sentences: rest }),
      }))
      .filter(({ statements }) => statements.length > 0),
  };
}

function sectionOf(sentence: SourceSentence): SectionKey {
  const trait = mainTrait(sentence.traits);
  // What a report tells is no duty and no law, whatever words it tells it with.
  if (!isPrimary(sentence)) return trait === 'exception' || trait === 'intent' ? 'considerations' : 'notes';
  return trait === null ? 'detailed-explanation' : SECTION_OF[trait];
}

function underHeading(heading: string, { status, against, sentences }: Arranged): Statement[] {
  if (isOverview(heading)) {
    const purposes = sentences.filter((each) => isPrimary(each) && mainTrait(each.traits) === 'purpose');
    return quoteSentences([...status, ...purposes].slice(0, MOST_IN_OVERVIEW));
  }
  const wanted = new Set(headingTraits(heading));
  const tellsNews = wanted.has('development');
  const own = sentences.filter((each) => {
    const trait = mainTrait(each.traits);
    if (!isPrimary(each)) return tellsNews && trait !== null;
    return trait !== null && wanted.has(trait);
  });
  const restricts = wanted.has('restriction') ? status.filter(({ traits }) => traits.has('restriction')) : [];
  const chosen = [...restricts, ...(tellsNews ? newestFirst([...own, ...against]) : own)];
  return quoteSentences(nearest(chosen, MOST_UNDER_HEADING), against);
}

/** So many of them, those nearest to the topic, in the order given. */
function nearest(sentences: readonly SourceSentence[], most: number): SourceSentence[] {
  const ranked = NEAREST_FIRST.flatMap((each) => sentences.filter(({ nearness }) => nearness === each));
  const chosen = new Set(ranked.slice(0, most));
  return sentences.filter((each) => chosen.has(each));
}

function actOf({ source }: SourceSentence): string {
  const { act, article } = readActName(source.title ?? '');
  return article === null ? source.ref : act;
}

function newestFirst(sentences: readonly SourceSentence[]): SourceSentence[] {
  const day = ({ source }: SourceSentence) => source.publishedOn ?? '';
  return [...sentences].sort((a, b) => (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : 0));
}

function inOrder(sentences: readonly SourceSentence[], pool: readonly SourceSentence[]): SourceSentence[] {
  const place = new Map(pool.map((each, at) => [each, at]));
  return [...sentences].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}

function bodiesFirst(sentences: readonly SourceSentence[]): SourceSentence[] {
  const isBody = ({ traits }: SourceSentence) => mainTrait(traits) === 'body';
  return [...sentences.filter(isBody), ...sentences.filter((each) => !isBody(each))];
}

function inPlace(sentences: readonly SourceSentence[]): readonly SourceSentence[] {
  return sentences;
}

function isPrimary({ source }: SourceSentence): boolean {
  return PRIMARY_TIERS.includes(source.tier);
}

/** Share of words from which two sentences say the same; the one that comes first stays. */
const TWIN = 0.8;

function withoutTwins(sentences: readonly SourceSentence[]): SourceSentence[] {
  const kept: { sentence: SourceSentence; stems: ReadonlySet<string> }[] = [];
  for (const sentence of new Set(sentences)) {
    const stems = new Set(contentStems(sentence.words));
    if (kept.some((other) => likeness(stems, other.stems) >= TWIN)) continue;
    kept.push({ sentence, stems });
  }
  return kept.map((each) => each.sentence);
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = a.intersection(b).size;
  return shared / Math.max(1, a.size + b.size - shared);
}
