/**
 * Reads what a model says, and takes nothing on trust: a passage that was not given, a quotation that does not stand in
 * a passage, a law or a date that no passage it names has, words that are markup. Whatever is wrong refuses the whole
 * answer with one sentence that says so, since who made one thing up may have made up more.
 */
import type { BriefPassage } from '#domain/brief.ts';
import type { Statement } from '#domain/drafted-page.ts';
import { isLegalDate } from '#domain/legal-date.ts';
import { findUnseen, withoutUnseen } from '#domain/unseen-characters.ts';
import { findFigures } from '#grounding/critical-figures.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { addressesModels } from './addresses-models.ts';
import type { SaidStatement } from './statement.schema.ts';

/** Thrown by readers of answers; the message is ours and safe to show. */
export class RejectedAnswer extends Error {
  override readonly name = 'RejectedAnswer';
}

/** Passages by id, as they were given to the model. */
export type GivenPassages = ReadonlyMap<string, BriefPassage>;

/** The statement. Throws {@link RejectedAnswer}. */
export function readStatement(said: SaidStatement, given: GivenPassages): Statement {
  const text = readSentence(said.text);
  const cited = readPassages(said.passages, given);
  const passages = cited.map(({ id }) => id);
  const quotation = said.quotation.trim() === '' ? null : findQuotation(said.quotation, cited);
  if (quotation !== null && !quotedIn(text).some((words) => isSame(words, quotation.exact))) {
    throw new RejectedAnswer('The answer names a quotation that does not stand in its sentence.');
  }
  for (const words of quotedIn(text)) {
    if (countWords(words) >= LEAST_QUOTED) findQuotation(words, cited);
  }
  return { text, passages, quotation };
}

/** Plain words on one line. Throws {@link RejectedAnswer}. */
export function readSentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  const fault = MARKUP.find(([pattern]) => pattern.test(line))?.[1];
  if (line === '') throw new RejectedAnswer('The answer holds an empty sentence.');
  if (findUnseen(line) !== undefined)
    throw new RejectedAnswer('The answer holds characters that nobody sees.');
  if (addressesModels(line))
    throw new RejectedAnswer('The answer holds words that speak to models, not to readers.');
  if (fault !== undefined) throw new RejectedAnswer(`The answer holds ${fault} in a sentence.`);
  return line;
}

/** The passages with these ids, each once. Throws {@link RejectedAnswer} for one that was not given. */
export function readPassages(ids: readonly string[], given: GivenPassages): BriefPassage[] {
  return [...new Set(ids)].map((id) => {
    const passage = given.get(id);
    if (passage !== undefined) return passage;
    throw new RejectedAnswer(`The answer names a passage that was not given: “${shown(id)}”.`);
  });
}

/** Words that one of the passages has, whatever white space lies between them; null for none. Throws for made up ones. */
export function readWordsOf(words: string, what: string, cited: readonly BriefPassage[]): string | null {
  if (words.trim() === '') return null;
  const line = readSentence(words);
  if (cited.some(({ text }) => stretchOf(line, text, 'i') !== null)) return line;
  throw new RejectedAnswer(`The answer gives ${what} that no passage it names has: “${shown(line)}”.`);
}

/** A date that one of the passages gives, as precisely or more so; null for none. Throws for a made up one. */
export function readDateOf(date: string, cited: readonly BriefPassage[]): string | null {
  if (date.trim() === '') return null;
  if (!isLegalDate(date)) throw new RejectedAnswer(`The answer holds “${shown(date)}”, which is no date.`);
  if (cited.some(({ text }) => hasDate(text, date))) return date;
  throw new RejectedAnswer(`The answer gives a date that no passage it names has: ${date}.`);
}

const LEAST_QUOTED = 4;

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/<\/?[a-z!][^>]*>?/i, 'HTML'],
  [/!?\[[^\]]*\]\(|```|\*\*|__|^#{1,6}\s/, 'markup'],
  [/\b(?:https?|ftp|file|data|javascript):|\bwww\./i, 'an address'],
  [/\[\^?\d{1,3}[a-z]?\]/, 'a number in brackets'],
  [/(?<![\p{L}\p{N}])P\d{1,4}(?![\p{L}\p{N}])/u, 'the id of a passage'],
  [/[{}]/, 'braces'],
];

/** Words between quotation marks. */
function quotedIn(text: string): string[] {
  return [...text.matchAll(/“([^“”]+)”|"([^"]+)"|«([^«»]+)»/g)].map((match) =>
    (match[1] ?? match[2] ?? match[3] ?? '').trim(),
  );
}

function findQuotation(words: string, cited: readonly BriefPassage[]): NonNullable<Statement['quotation']> {
  for (const { id, text } of cited) {
    const exact = stretchOf(words.trim(), text, '');
    if (exact !== null) return { passage: id, exact };
  }
  throw new RejectedAnswer(`The answer quotes what no passage it names says: “${shown(words)}”.`);
}

/** The words as the text has them, whatever white space lies between; null when it does not. */
function stretchOf(words: string, text: string, flags: '' | 'i'): string | null {
  const parts = words.split(/\s+/).map((word) => RegExp.escape(word));
  return new RegExp(parts.join('\\s+'), `u${flags}`).exec(text)?.[0] ?? null;
}

function hasDate(text: string, date: string): boolean {
  if (date.length === 4) return new RegExp(`(?<!\\d)${date}(?!\\d)`).test(text);
  return findFigures(normaliseText(text).text).some(
    ({ kind, value }) => kind === 'date' && (value === date || value.startsWith(`${date}-`)),
  );
}

function isSame(a: string, b: string): boolean {
  return a.replace(/\s+/g, ' ') === b.replace(/\s+/g, ' ');
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/** What a model made up, short enough for a message. */
function shown(words: string): string {
  const line = withoutUnseen(words.replace(/\s+/g, ' ')).trim();
  return line.length <= 60 ? line : `${line.slice(0, 60).toWellFormed()}…`;
}
