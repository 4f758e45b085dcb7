/**
 * Whether an address looks like one of a document on the topic, by the words of its last segments. It decides what is
 * worth fetching and nothing else: what a page is about shows when it has been read.
 */
import type { Topic } from '#domain/topic.ts';
import { contentStems } from '#grounding/support-profile.ts';
import { UNSPACED } from './read-topic.ts';

/** How well an address fits: 0 not at all. */
export type AddressFit = (url: string) => number;

/** Segments from the end that are read; sites put dates and departments before them. */
const SEGMENTS = 3;
/** Words met, none of them a whole term, from which an address fits. */
const ENOUGH_WORDS = 2;

/** A fit for the topic, with its words in the languages asked for. Pure. */
export function fitAddress(topic: Topic, languages: readonly string[]): AddressFit {
  const subjects = (topic.signals?.subjects ?? []).filter((subject) => !/[()=|]/.test(subject));
  const local = languages.flatMap((language) => topic.searchTerms?.[language] ?? []);
  const phrases = [...topic.searchCues, ...subjects, ...local].map((term) => plain(term));
  const spaced = phrases.filter((phrase) => !UNSPACED.test(phrase));
  const terms = [...new Set(spaced.map((phrase) => ` ${contentStems(phrase).join(' ')} `))].filter(
    (term) => term.trim() !== '',
  );
  const words = new Set(terms.flatMap((term) => term.trim().split(' ')));
  const scripts = phrases.filter((phrase) => UNSPACED.test(phrase));
  return (url) => {
    const address = lastSegments(url);
    const stems = contentStems(address);
    const line = ` ${stems.join(' ')} `;
    const whole =
      terms.filter((term) => line.includes(term)).length +
      scripts.filter((each) => address.includes(each)).length;
    const met = new Set(stems.filter((stem) => words.has(stem))).size;
    return whole === 0 && met < ENOUGH_WORDS ? 0 : 2 * whole + met;
  };
}

function lastSegments(url: string): string {
  const path = URL.parse(url)?.pathname ?? '';
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .slice(-SEGMENTS);
  return plain(
    segments
      .map(decode)
      .join(' ')
      .replace(/\.(?:html?|pdf|aspx?|php|txt|md)$/i, ''),
  );
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim();
}
