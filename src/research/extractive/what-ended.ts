/** Which sentences of the sources are no longer the law, or not yet: their instrument or their article has its own day. */
import { isAfter } from './compare-days.ts';
import type { FoundLaw } from './read-laws.ts';
import type { ReadSource, SourceSentence } from './read-sentences.ts';

/** Tells why a sentence no longer holds, in words; null while it does. */
export type EndReader = (sentence: SourceSentence) => string | null;

/** A reader for the instruments of a brief, on this day. */
export function createEndReader(laws: readonly FoundLaw[], today: string): EndReader {
  return (sentence) => {
    const law = lawOf(sentence, laws);
    const { repealedOn = null } = law?.law ?? {};
    if (repealedOn !== null && !isAfter(repealedOn, today))
      return `${law?.law.name} is repealed from ${repealedOn}.`;
    if (law?.hasEnded === true && repealedOn === null)
      return `${law.law.name} says itself that it was repealed.`;
    const fate = fatesOf(sentence, laws).find(
      ({ kind, date }) => kind === 'ended' && (date === null || !isAfter(date, today)),
    );
    return fate === undefined ? null : `A text says that ${fate.article} no longer holds.`;
  };
}

/** The day on which the article of this sentence begins, where that lies ahead; null otherwise. */
export function articleBegins(
  sentence: SourceSentence,
  laws: readonly FoundLaw[],
  today: string,
): string | null {
  const fates = fatesOf(sentence, laws);
  return (
    fates.find(({ kind, date }) => kind === 'begins' && date !== null && isAfter(date, today))?.date ?? null
  );
}

function lawOf({ source }: SourceSentence, laws: readonly FoundLaw[]): FoundLaw | undefined {
  return laws.find(({ own }) => own.includes(source.ref));
}

function fatesOf(sentence: SourceSentence, laws: readonly FoundLaw[]) {
  const law = lawOf(sentence, laws);
  const article = sentence.article?.replace(/\(.*$/, '').toLowerCase();
  if (law === undefined || article === undefined) return [];
  return laws.flatMap((each) =>
    each.fates.filter(
      (fate) =>
        fate.article.toLowerCase() === article && (fate.law === null ? each === law : fate.law === law.key),
    ),
  );
}

/** Without sentences that no longer hold, so that none is told as the law. */
export function standing(sources: readonly ReadSource[], endOf: EndReader): SourceSentence[] {
  return sources.flatMap(({ sentences }) => sentences).filter((sentence) => endOf(sentence) === null);
}
