/**
 * Which stored source a name on the page means. Strong signs go first (the snapshot's hash, the address, the file
 * name); a title is only accepted when it clearly wins, because a wrong resolution would blame the page for words it
 * quoted rightly from elsewhere.
 */
import type { CitedSource } from '#domain/analysis.ts';
import { isPartOfDocument } from '#domain/source.ts';
import type { CitationCheck } from '#domain/verification.ts';
import { canonicalPlaceUrl, canonicalUrl } from './canonical-url.ts';
import { nameOverlap, nameWords, numbersConflict } from './name-overlap.ts';
import { addressOfSource } from './source-address.ts';
import type { SourceText } from './source-text.ts';

/** What the page says of a source: an entry of its list, a phrase in its text, an address; whatever is there. */
export type SourceName = {
  readonly ref?: CitedSource | null;
  readonly text?: string | null;
  readonly url?: string | null;
};

/** Index into the stored sources, null when none is meant clearly, and by which sign it was recognised. */
export type ResolvedSource = { readonly index: number | null; readonly by: CitationCheck['resolvedBy'] };

/** A title must share this part of its distinguishing words … */
const ENOUGH = 0.6;
/** … and be ahead of the runner-up by this much. */
const CLEAR = 0.15;

/** Resolves a name against the stored sources. */
export function resolveSource(name: SourceName, sources: readonly SourceText[]): ResolvedSource {
  const ref = name.ref ?? null;
  const snapshot = ref?.snapshot?.toLowerCase() ?? null;
  if (snapshot !== null) {
    const index = sources.findIndex((source) => source.sha256 === snapshot);
    if (index >= 0) return { index, by: 'snapshot' };
  }
  const byUrl = findByUrl([name.url, ref?.url], sources);
  if (byUrl !== null) return { index: byUrl, by: 'url' };
  const texts = [name.text, ref?.title, ref?.url].filter(
    (text) => typeof text === 'string' && text.trim() !== '',
  );
  const byFile = findByFile(texts as string[], sources);
  if (byFile !== null) return { index: byFile, by: 'file' };
  const byTitle = findByTitle(name, sources);
  return byTitle === null ? { index: null, by: 'none' } : { index: byTitle, by: 'title' };
}

function findByUrl(
  urls: readonly (string | null | undefined)[],
  sources: readonly SourceText[],
): number | null {
  const given = urls.filter((url) => typeof url === 'string');
  if (given.length === 0) return null;
  const wanted = new Set(
    given.flatMap((url) => [addressKey(canonicalUrl(url)), addressKey(canonicalPlaceUrl(url))]),
  );
  const hits = sources.flatMap((source, index) => {
    const own = addressKey(addressOfSource(source.url, source));
    return own !== null && wanted.has(own) ? [index] : [];
  });
  const [first] = hits;
  // Of a document that was captured again any copy will do; of several parts at one place none is meant by it.
  const isOpen =
    hits.length > 1 && hits.some((index) => sources[index]?.title !== sources[first ?? 0]?.title);
  const isPart = hits.some((index) => isPartOfDocument(sources[index] ?? { extractor: '' }));
  return first === undefined || (isPart && isOpen) ? null : first;
}

/** http and https serve the same document. */
function addressKey(address: string | null): string | null {
  return address?.replace(/^https?:/, '') ?? null;
}

/** The file's name or stem, standing alone or named in the text. Two files of one stem decide nothing. */
function findByFile(texts: readonly string[], sources: readonly SourceText[]): number | null {
  const hits = sources.flatMap((source, index) => {
    const file = source.fileName?.toLowerCase() ?? '';
    const stem = file.replace(/\.[a-z0-9]{1,5}$/, '');
    if (file === '') return [];
    return texts.some((text) => namesFile(text.toLowerCase(), file, stem)) ? [index] : [];
  });
  return hits.length === 1 ? (hits[0] ?? null) : null;
}

function namesFile(text: string, file: string, stem: string): boolean {
  const bare = text.trim().replace(/^.*[\\/](?=[^\\/]+$)/, '');
  if (bare === file || (bare === stem && stem.length >= 3)) return true;
  if (!file.includes('.')) return false;
  const at = text.indexOf(file);
  return (
    at >= 0 &&
    !/[\p{L}\p{N}._-]/u.test(text.charAt(at - 1)) &&
    !/[\p{L}\p{N}_-]/u.test(text.charAt(at + file.length))
  );
}

function findByTitle(name: SourceName, sources: readonly SourceText[]): number | null {
  const phrases = [name.text, name.ref?.title, name.ref?.publisher].filter(
    (text) => typeof text === 'string',
  );
  const scores = sources.map((source) => titleScore(name, phrases, source));
  const best = Math.max(0, ...scores);
  if (best < ENOUGH) return null;
  const close = scores.filter((score) => score > best - CLEAR);
  return close.length === 1 ? scores.indexOf(best) : null;
}

/**
 * A phrase may name title or publisher. An entry with a title of its own is not resolved by its publisher alone,
 * because one ministry publishes many documents: the titles must agree, and the publisher only adds to that.
 */
function titleScore(name: SourceName, phrases: readonly string[], source: SourceText): number {
  const titled = name.ref?.title ?? null;
  if (titled !== null && (name.text ?? null) === null) {
    if (source.title === null) return 0;
    const agreed = titleAgreement(nameWords(titled), nameWords(source.title));
    return agreed === 0 ? 0 : agreed + publisherBonus(name.ref?.publisher ?? null, source.publisher);
  }
  const both = [source.title, source.publisher].filter((text) => text !== null).join(' ');
  const scores = phrases.map((phrase) =>
    Math.max(
      nameOverlap(phrase, both),
      nameOverlap(phrase, source.title ?? ''),
      nameOverlap(phrase, source.publisher ?? '') * 0.9,
    ),
  );
  return Math.max(0, ...scores);
}

/** Jaccard share of the words, or nearly 1 when a title of three words or more stands whole inside the other. */
function titleAgreement(a: readonly string[], b: readonly string[]): number {
  const shared = a.filter((word) => b.includes(word)).length;
  const shorter = Math.min(a.length, b.length);
  if (shared === 0 || numbersConflict(a, b)) return 0;
  const contained = shared === shorter && shorter >= 3 ? 0.9 : 0;
  return Math.max(contained, shared / (a.length + b.length - shared));
}

function publisherBonus(a: string | null, b: string | null): number {
  return a !== null && b !== null && nameOverlap(a, b) >= ENOUGH ? 0.2 : 0;
}
