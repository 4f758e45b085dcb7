/**
 * The words of a challenge by the system: both passages, who says it and how, for a reader who has nothing else before
 * them, as after an import elsewhere. Everything quoted is cut to a length and cleaned of what cannot be seen.
 */
import { isYearOpen } from '#domain/signal.ts';
import { withoutUnseen } from '#domain/unseen-characters.ts';
import type { Contradiction } from './open-challenge.ts';

const LONGEST = { title: 160, name: 120, passage: 600 } as const;

/** A few sentences of plain text. */
export function describeChallenge({ version, topic, signal, relation }: Contradiction): string {
  const label = (status: string) => topic.statuses.find(({ value }) => value === status)?.label ?? status;
  const { content } = version;
  const page =
    relation.page === null
      ? `This page gives the status ${label(content.status)}.`
      : `This page gives the status ${label(content.status)} and says: “${cut(relation.page.words, LONGEST.passage)}”`;
  const claimed =
    signal.status === null
      ? ''
      : ` If that is so, the status would ${signal.modality === 'denied' ? 'not ' : ''}be ${label(signal.status)}.`;
  return [
    `A stored document speaks against this page. ${page}`,
    `${describeSource(signal)} says: “${cut(signal.quote.exact, LONGEST.passage)}” ${describeSpeaker(signal)}${claimed}`,
    'No status was changed by this: it is for a person to judge.',
  ].join('\n\n');
}

function describeSource({ source, sourceId, tier }: Contradiction['signal']): string {
  const name = source.title === null ? `Source ${sourceId}` : `“${cut(source.title, LONGEST.title)}”`;
  const facts = [
    tier === 'unknown' ? 'kind of source not known' : tier,
    source.publisher === null ? 'publisher not known' : cut(source.publisher, LONGEST.name),
    source.publishedOn ?? 'not dated',
  ];
  return `${name} (${facts.join(', ')})`;
}

function describeSpeaker(signal: Contradiction['signal']): string {
  const { speaker, speakerRole, modality, when, unconfirmed } = signal;
  const who =
    speaker === null
      ? 'It is said in the document’s own voice'
      : `It is said by ${cut(speaker, LONGEST.name)}${speakerRole === null ? '' : `, ${cut(speakerRole, LONGEST.name)}`}`;
  const day =
    when === null ? '' : `, ${cut(when.words, LONGEST.name)}${isYearOpen(when) ? ' (year not known)' : ''}`;
  const doubt = unconfirmed ? ' Those in charge have not confirmed it, says the document.' : '';
  return `${who}${day}; it is ${modality}.${doubt}`;
}

function cut(text: string, most: number): string {
  const words = withoutUnseen(text).replace(/\s+/g, ' ').trim();
  const points = [...words];
  return points.length <= most
    ? words
    : `${points
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
