/**
 * The words of a file against the words we know: jurisdictions, topics, statuses. An unknown word is refused with a
 * suggestion and never replaced by a near one (product invariant 13); only spelling that carries no meaning
 * (upper case, a space for a hyphen) is forgiven, and said.
 */
import { AppError, type ErrorPlace } from '#domain/errors.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { nearestName } from './nearest-name.ts';

/** What every reader of a page or report is given. `file` is only for messages. */
export type ReadOptions = {
  readonly file: string;
  readonly gazetteer: Gazetteer;
  readonly topics: readonly Topic[];
};

/** The jurisdiction of that name or code. Throws `unknown-jurisdiction`. */
export function getJurisdiction(name: string, gazetteer: Gazetteer, place: ErrorPlace): Jurisdiction {
  const found = findJurisdiction(name, gazetteer);
  if (found !== undefined) return found;
  const near = suggestJurisdiction(name, gazetteer);
  throw new AppError('unknown-jurisdiction', `No jurisdiction is called ${quoted(name)}.`, {
    place,
    remedy:
      near === undefined
        ? 'Use the ISO 3166 name or the two-letter code.'
        : `Did you mean ${quoted(near.officialName)} (${near.code})?`,
  });
}

/** The jurisdiction of that name or code; undefined when there is none. */
export function findJurisdiction(name: string, gazetteer: Gazetteer): Jurisdiction | undefined {
  return gazetteer.byName(name.trim()) ?? gazetteer.byCode(name.trim().toUpperCase());
}

/** The topic with that key. Throws `unknown-topic`, listing the keys there are. */
export function getTopic(key: string, topics: readonly Topic[], place: ErrorPlace): Topic {
  const found = topics.find((topic) => topic.key === key.trim());
  if (found !== undefined) return found;
  const keys = topics.map((topic) => topic.key);
  const near = nearestName(key, keys);
  const suggestion = near === undefined ? '' : `Did you mean ${near}? `;
  throw new AppError('unknown-topic', `No topic has the key ${quoted(key)}.`, {
    place,
    remedy: `${suggestion}Known topics: ${keys.join(', ')}.`,
  });
}

/** The scale's own value for a written status, spelling aside. Throws `unknown-status`. */
export function getStatus(written: string, topic: Topic, place: ErrorPlace): string {
  const found = findStatus(written, topic);
  if (found !== undefined) return found;
  const values = topic.statuses.map((status) => status.value);
  const wanted = written.trim().toLowerCase();
  const meant =
    topic.statuses.find((status) => status.alsoCalled.includes(wanted))?.value ??
    nearestName(written, values);
  const suggestion = meant === undefined ? '' : `Did you mean ${meant}? `;
  const scale = values.join(', ');
  throw new AppError('unknown-status', `${quoted(written)} is not on the scale of ${topic.key} (${scale}).`, {
    place,
    remedy: `${suggestion}Write one of the values of the scale.`,
  });
}

/** Like {@link getStatus}; undefined when the scale has no such value. */
export function findStatus(written: string, topic: Topic): string | undefined {
  const wanted = foldStatus(written);
  return topic.statuses.find((status) => foldStatus(status.value) === wanted)?.value;
}

/** Case, spaces, hyphens and commas taken out of the comparison. */
export function foldStatus(status: string): string {
  return status
    .slice(0, 200)
    .toLowerCase()
    .replace(/[\s_,‐‑–-]+/g, ' ')
    .trim();
}

/** A jurisdiction named within the words, or one whose name is one slip of the pen away. */
function suggestJurisdiction(name: string, gazetteer: Gazetteer): Jurisdiction | undefined {
  const mention = gazetteer.mentions(name.slice(0, 200))[0];
  if (mention !== undefined) return gazetteer.byCode(mention.code);
  for (const spelling of slips(name.trim().slice(0, 60))) {
    const found = spelling.length > 3 ? gazetteer.byName(spelling) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every text that differs from the name by one letter left out, swapped, changed or added. */
function* slips(name: string): Generator<string> {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  for (let at = 0; at <= name.length; at += 1) {
    const before = name.slice(0, at);
    const after = name.slice(at);
    yield before + after.slice(1);
    yield before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
    for (const letter of letters) {
      yield before + letter + after.slice(1);
      yield before + letter + after;
    }
  }
}

function quoted(words: string): string {
  const shown = words.length > 80 ? `${words.slice(0, 79)}…` : words;
  return `“${shown}”`;
}
