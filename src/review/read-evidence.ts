/**
 * What a review rests on, as a form gives it: addresses, one on each line, and words in stored sources. Words count only
 * where they stand; the server finds them, so that nobody can attribute to a source what it does not say.
 */
import { AppError } from '#domain/errors.ts';
import type { ReviewEvidence } from '#domain/review.ts';
import { prepareSource } from '#grounding/prepared-source.ts';
import { anchorQuote, describePassage } from '#grounding/selectors.ts';
import { findSourceText } from '#store/candidate-sources.ts';
import type { ReadTx } from '#store/connect.ts';
import { readNote } from './read-note.ts';

/** Most links and passages of one review, and the longest of each in UTF-16 units. */
export const EVIDENCE_LIMITS = { links: 10, passages: 3, url: 2_000, words: 2_000 } as const;

/** Words in a source with this number; both empty: nothing given. */
export type PassageInput = { readonly source: string; readonly words: string };

/** `links`: one on each line, an address and, behind white space, what it shows. */
export type EvidenceInput = { readonly links: string; readonly passages: readonly PassageInput[] };

/** The evidence as it is kept. Throws `invalid-input` naming `links` or `passage 1` and so on. */
export async function readEvidence(tx: ReadTx, given: EvidenceInput): Promise<ReviewEvidence[]> {
  const links = readLinks(given.links);
  const passages: ReviewEvidence[] = [];
  for (const [index, passage] of given.passages.entries()) {
    const found = await readPassage(tx, `passage ${index + 1}`, passage);
    if (found !== undefined) passages.push(found);
  }
  if (passages.length > EVIDENCE_LIMITS.passages) {
    throw invalid('passages', `may be ${EVIDENCE_LIMITS.passages} at most.`);
  }
  return [...links, ...passages];
}

function readLinks(given: string): ReviewEvidence[] {
  const { links: most, url, words } = EVIDENCE_LIMITS;
  const text = readNote('links', given, most * (url + words)) ?? '';
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  if (lines.length > most) throw invalid('links', `may be ${most} at most.`);
  return lines.map((line) => {
    const [address = '', note = ''] = /^(\S+)\s*(.*)$/.exec(line)?.slice(1) ?? [];
    const parsed = URL.parse(address);
    if (address.length > url || parsed === null || !/^https?:$/.test(parsed.protocol)) {
      throw invalid('links', `must begin with http:// or https:// on each line; “${cut(line)}” does not.`);
    }
    if (parsed.username !== '' || parsed.password !== '') {
      throw invalid('links', 'must hold no user name or password: everything here is public.');
    }
    return { kind: 'link', url: parsed.href, note: note === '' ? null : note.slice(0, words).toWellFormed() };
  });
}

/** A number, or what stands in the address bar of somebody who looks at the source. */
const SOURCE_NUMBER = /^(?:\S*\/sources\/)?([0-9]{1,9})(?:[?#]\S*)?$/;

async function readPassage(
  tx: ReadTx,
  field: string,
  given: PassageInput,
): Promise<ReviewEvidence | undefined> {
  const words = readNote(field, given.words, EVIDENCE_LIMITS.words);
  const number = given.source.trim();
  if (words === null && number === '') return undefined;
  if (words === null) throw invalid(field, `needs the words that stand in source ${cut(number)}.`);
  const [, id] = SOURCE_NUMBER.exec(number) ?? [];
  const source = id === undefined ? undefined : await findSourceText(tx, Number(id));
  if (source === undefined) {
    throw invalid(field, 'needs the number or the address of a stored source, such as 12 or /sources/12.');
  }
  // Where the words stand more than once, the first place will do: they are said either way.
  const span = anchorQuote(
    prepareSource(source.text),
    { exact: words, prefix: '', suffix: '' },
    { start: 0, end: 0 },
  );
  if (span === undefined) {
    throw invalid(field, `does not stand in source ${id} in these words.`, 'Copy them from the source.');
  }
  const { quote } = describePassage(source.text, span.start, span.end);
  return { kind: 'passage', snapshot: source.sha256, quote, note: null };
}

function cut(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79).toWellFormed()}…`;
}

function invalid(field: string, message: string, remedy = 'Correct the field and send it again.'): AppError {
  return new AppError('invalid-input', message, { place: { field }, remedy });
}
