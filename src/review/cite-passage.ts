/**
 * Cites words of a stored source in a working copy: finds them in the text, makes the selector for them, and puts it
 * into the reference list, in an entry of their own or in one that names the source already. Words that are not in the
 * text are refused, as a quotation nobody could find again is none.
 */
import type { AnalysisContent, CitedSource } from '#domain/analysis.ts';
import type { TextPositionSelector, TextQuoteSelector } from '#domain/citation.ts';
import { AppError } from '#domain/errors.ts';
import type { Viewer } from '#domain/person.ts';
import { type Clock, type NewId, nowIso } from '#domain/ports.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { anchorQuote, describePassage } from '#grounding/selectors.ts';
import { isAddressOf } from '#grounding/source-address.ts';
import type { WriteTx } from '#store/connect.ts';
import { getSource, type SourceDetail } from '#store/sources.ts';
import { holdOpenCopy } from './own-working-copy.ts';
import { revisionMoved } from './revision-moved.ts';
import { replaceText } from './save-working-copy.ts';
import { readWorkingContent } from './working-content.ts';

/** Most characters of a cited passage: more is not a quotation but a copy. */
export const CITED_LIMIT = 4_000;

/** What is cited. `at`: code points of the text where the words were selected; null when they were pasted. */
export type Citing = {
  readonly actor: Viewer;
  readonly id: string;
  readonly revision: number;
  readonly source: number;
  readonly words: string;
  readonly at: TextPositionSelector | null;
  /** Mark of the entry to put it into; null for one that fits, or a new one. */
  readonly ref: string | null;
  /** Where the mark is written: behind this many UTF-16 units of a section; null to leave the texts alone. */
  readonly behind?: { readonly section: string; readonly end: number } | null;
};

/** The mark to write into the text, and the copy's new revision. */
export type CitedPassage = {
  readonly ref: string;
  readonly revision: number;
  readonly quote: TextQuoteSelector;
};

/** Throws `not-found`, `conflict`, and `invalid-input` naming `words` or `ref`. */
export async function citePassage(
  tx: WriteTx,
  deps: { readonly clock: Clock; readonly newId: NewId },
  input: Citing,
): Promise<CitedPassage> {
  const copy = await holdOpenCopy(tx, input.actor, input.id);
  if (copy.revision !== input.revision) throw revisionMoved(copy.revision);
  const source = await getSource(tx, input.source);
  const quote = locateWords(source.extracted.text, input.words, input.at);
  const { sources, ref } = enterCitation(copy.content, source, quote, input.ref);
  const sections = writeMark(copy.content, ref, input.behind ?? null);
  const content = readWorkingContent({ ...copy.content, sources, sections }, copy.content);
  await replaceText(tx, deps, copy, { content, at: nowIso(deps.clock) });
  return { ref, revision: copy.revision + 1, quote };
}

/** The selector of the words in the text. Throws `invalid-input` for words that are not there, or in several places. */
export function locateWords(text: string, given: string, at: TextPositionSelector | null): TextQuoteSelector {
  const words = given.replaceAll('\r\n', '\n').trim();
  if (words === '') throw refuse('words', 'No words are selected.', 'Select some, or paste them.');
  if (words.length > CITED_LIMIT) {
    throw refuse('words', `must have at most ${CITED_LIMIT} characters.`, 'Cite the sentence that matters.');
  }
  const source = prepareSource(text);
  const found = anchorQuote(source, { exact: words, prefix: '', suffix: '' }, at ?? undefined);
  if (found !== undefined) return describePassage(text, found.start, found.end, offsetMap(text)).quote;
  const isTwice = text.indexOf(words) !== text.lastIndexOf(words);
  throw isTwice
    ? refuse(
        'words',
        'These words stand in several places of the text.',
        'Take in some words before or after.',
      )
    : refuse(
        'words',
        'These words are not in the text of the source.',
        'Copy them from the text as it is shown.',
      );
}

/** The sections with the mark behind the sentence, unless it stands there already. */
function writeMark(
  { sections }: AnalysisContent,
  ref: string,
  behind: Citing['behind'],
): AnalysisContent['sections'] {
  const mark = `[${ref}]`;
  return sections.map((section) => {
    const end = behind?.section === section.key ? behind.end : undefined;
    if (end === undefined || end < 1 || end > section.text.length) return section;
    const marked = /^(?:\s?\[[^\]\n]{1,12}\])*/.exec(section.text.slice(end))?.[0] ?? '';
    if (marked.includes(mark) || section.text.slice(0, end).endsWith(mark)) return section;
    const at = end + marked.length;
    return { ...section, text: `${section.text.slice(0, at)}${mark}${section.text.slice(at)}` };
  });
}

function enterCitation(
  content: AnalysisContent,
  source: SourceDetail,
  quote: TextQuoteSelector,
  asked: string | null,
): { readonly sources: CitedSource[]; readonly ref: string } {
  const fits =
    asked === null ? findEntry(content, source, quote) : content.sources.find(({ ref }) => ref === asked);
  if (fits !== undefined) {
    const filled = { ...fits, ...missingFacts(fits, source), snapshot: source.snapshot.sha256, quote };
    return { ref: fits.ref, sources: content.sources.map((one) => (one === fits ? filled : one)) };
  }
  const ref = asked ?? nextRef(content);
  if (!/^[\p{L}\p{N}_-]{1,12}$/u.test(ref)) {
    throw refuse('ref', 'The mark has other characters than letters, digits, - and _.', 'Give it a number.');
  }
  const { title, publisher, url, publishedOn } = source.facts;
  const entry = {
    ref,
    title,
    publisher,
    url,
    publishedOn,
    snapshot: source.snapshot.sha256,
    quote,
    note: null,
  };
  return { ref, sources: [...content.sources, entry] };
}

/** The entry with these very words of this source, or one that names the source and no words yet. */
function findEntry(
  { sources }: AnalysisContent,
  source: SourceDetail,
  quote: TextQuoteSelector,
): CitedSource | undefined {
  const { sha256 } = source.snapshot;
  const same = sources.find(
    (one) => one.snapshot === sha256 && one.quote?.exact === quote.exact && one.quote.prefix === quote.prefix,
  );
  if (same !== undefined) return same;
  const at = { url: source.facts.url, extractor: source.extracted.extractor };
  return sources.find(
    (one) =>
      one.quote === null &&
      (one.snapshot === sha256 || (one.snapshot === null && one.url !== null && isAddressOf(one.url, at))),
  );
}

function missingFacts(entry: CitedSource, { facts }: SourceDetail): Partial<CitedSource> {
  return {
    title: entry.title ?? facts.title,
    publisher: entry.publisher ?? facts.publisher,
    url: entry.url ?? facts.url,
    publishedOn: entry.publishedOn ?? facts.publishedOn,
  };
}

/** The next number that neither the list nor any text of the page uses: a mark that leads nowhere keeps its number. */
export function nextRef(content: AnalysisContent): string {
  const { grounding: _grounding, ...written } = content;
  const marks = JSON.stringify(written).matchAll(/\[(\d{1,6})\]/g);
  const used = [...content.sources.map(({ ref }) => ref), ...Array.from(marks, ([, mark]) => mark)];
  const numbers = used.map(Number).filter((number) => Number.isInteger(number) && number < 1_000_000);
  return String(Math.max(0, ...numbers) + 1);
}

function refuse(field: string, message: string, remedy: string): AppError {
  return new AppError('invalid-input', message, { place: { field }, remedy });
}
