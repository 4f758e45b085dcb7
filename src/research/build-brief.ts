/**
 * The numbered passages of a brief: those on the topic, with their neighbours, taken from the sources in turn so that a
 * long one does not crowd out the others. Pure; the same sources in the same order give the same brief.
 */
import type { Brief, BriefPassage, BriefSource, LeftOut } from '#domain/brief.ts';
import type { ReadPassage } from './candidate.ts';
import type { UncopiedSource } from './drop-copies.ts';
import { readTraits, type Trait } from './extractive/legal-cues.ts';
import { leftOutSource } from './judge-candidate.ts';

/** Most passages of a brief, and of one source in it. */
export const MOST_PASSAGES = 200;
const MOST_OF_SOURCE = 60;
/** Most characters of all passages together: about a quarter of them are tokens of a model. */
const MOST_CHARACTERS = 160_000;
/** Passages that a source gets in one turn. */
const PER_TURN = 6;
/** A text of so few passages is one piece, and is taken whole. */
const SHORT_TEXT = 12;
/** Part of its passages with which a text is about the topic, as when its title names it. */
const SHARE_OF_TOPIC = 0.25;
/** What a law says of itself: in one about the topic it counts without a word of the topic. */
const OF_THE_LAW: readonly Trait[] = [
  'commencement',
  'repeal',
  'adoption',
  'penalty',
  'exception',
  'body',
  'restriction',
  'requirement',
];

/** What a brief is made of; `sources` by rank. */
export type BriefParts = Pick<Brief, 'jurisdiction' | 'topic'> & {
  readonly queries: Brief['queries'];
  readonly leftOut: readonly LeftOut[];
  readonly sources: readonly UncopiedSource[];
  /** Codes that stand for the jurisdiction: its own, its parts and unions. */
  readonly isOwn: (code: string) => boolean;
};

/** See the module comment. */
export function buildBrief({ sources, isOwn, leftOut, ...rest }: BriefParts): Brief {
  const wanted = sources.map((source) => choosePassages(source, isOwn));
  const taken = shareOut(wanted);
  const used = sources.flatMap((source, index) => {
    const passages = taken[index] ?? [];
    return passages.length === 0 ? [] : [{ source, passages }];
  });
  let number = 0;
  const passages = used.flatMap(({ passages: chosen }, index) =>
    chosen
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, end, page, text }): BriefPassage => {
        number += 1;
        return { id: `P${number}`, ref: String(index + 1), start, end, page, text };
      }),
  );
  const unused = sources.filter((_, index) => (taken[index] ?? []).length === 0);
  return {
    ...rest,
    sources: used.map(({ source }, index) => presentSource(source, String(index + 1))),
    passages,
    leftOut: [...leftOut, ...unused.map((source) => leaveUnused(source, wanted[sources.indexOf(source)]))],
  };
}

/**
 * Passages of one source in the order in which they are wanted: on the topic first, best first, each with neighbours. A
 * law about the topic says who is in charge and when it begins without naming the topic again, so what lawyers look for
 * comes next, and then the rest.
 */
function choosePassages(source: UncopiedSource, isOwn: (code: string) => boolean): ReadPassage[] {
  const { passages, isMixed } = source;
  const isOfUse = (passage: ReadPassage | undefined): passage is ReadPassage =>
    // In a text about this jurisdiction others are named as where a speaker lives, or what is compared.
    passage !== undefined && (!isMixed || passage.codes.some(isOwn));
  const best = passages
    .map((passage, index) => ({ passage, index }))
    .filter(({ passage }) => passage.reading.score > 0 && isOfUse(passage))
    .sort((a, b) => b.passage.reading.score - a.passage.reading.score || a.index - b.index);
  if (best.length === 0) return [];
  const near = best.flatMap(({ passage, index }) =>
    [passage, passages[index + 1], passages[index - 1]].filter(isOfUse),
  );
  const rest = isAboutTopic(source) ? [...sayingsOfLaw(passages), ...passages].filter(isOfUse) : [];
  return [...new Set([...near, ...rest])].slice(0, MOST_OF_SOURCE);
}

function isAboutTopic({ passages, onTopic, isTitled }: UncopiedSource): boolean {
  return isTitled || passages.length <= SHORT_TEXT || onTopic >= passages.length * SHARE_OF_TOPIC;
}

/** Each with what stands before it, which may be its heading. */
function sayingsOfLaw(passages: readonly ReadPassage[]): (ReadPassage | undefined)[] {
  return passages.flatMap((passage, index) => {
    const traits = readTraits(passage.text, false);
    return OF_THE_LAW.some((trait) => traits.has(trait)) ? [passage, passages[index - 1]] : [];
  });
}

/** Each source in turn gets a few more, until there is no room. */
function shareOut(wanted: readonly (readonly ReadPassage[])[]): ReadPassage[][] {
  const taken: ReadPassage[][] = wanted.map(() => []);
  let count = 0;
  let characters = 0;
  for (let from = 0; wanted.some((list) => list.length > from); from += PER_TURN) {
    for (const [index, list] of wanted.entries()) {
      for (const passage of list.slice(from, from + PER_TURN)) {
        if (count >= MOST_PASSAGES || characters + passage.text.length > MOST_CHARACTERS) return taken;
        count += 1;
        characters += passage.text.length;
        taken[index]?.push(passage);
      }
    }
  }
  return taken;
}

function leaveUnused({ source }: UncopiedSource, wanted: readonly ReadPassage[] = []): LeftOut {
  if (wanted.length > 0) {
    const words = `A brief takes ${MOST_PASSAGES} passages, and sources before it fill it.`;
    return leftOutSource(source, 'too-many', words);
  }
  const words = 'Its passages on the topic speak of other jurisdictions.';
  return leftOutSource(source, 'other-jurisdiction', words);
}

function presentSource({ source, foundBy, reasons, copies }: UncopiedSource, ref: string): BriefSource {
  const { sha256, title, publisher, url, publishedOn, capturedAt, tier, language, fileName } = source;
  return {
    ...{
      ref,
      source: source.sourceId,
      sha256,
      title,
      publisher,
      url,
      publishedOn,
      capturedAt,
      tier,
      language,
    },
    ...{ fileName, foundBy, reasons: [...reasons], copies: [...copies] },
  };
}
