/**
 * What a report is about, from the facts at its top: jurisdiction, topic, status and what the status rests on.
 * What its report part or summary points say fills in only for what the top leaves out.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { AppError } from '#domain/errors.ts';
import { type Topic, UNKNOWN_REASONS, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { Notices } from './import-notices.ts';
import { findStatus, getJurisdiction, getStatus, getTopic, type ReadOptions } from './import-terms.ts';
import { readLegalDate } from './read-dates.ts';
import type { Metadata } from './report-metadata.ts';
import type { Line } from './text-lines.ts';
import { unknownReason } from './unknown-reason.ts';

type Facts = Metadata['facts'];
type Report = NonNullable<AnalysisContent['report']>;

/** Code, key and value of the scale; null for what the report does not say. */
export type Terms = {
  readonly jurisdiction: string | null;
  readonly topic: string | null;
  readonly status: string | null;
};

/** Throws `unknown-jurisdiction`, `unknown-topic` or `unknown-status` for words that are given and not known. */
export function readTerms(
  facts: Facts,
  report: Report | null,
  overall: string | null,
  options: ReadOptions,
): Terms {
  const { file } = options;
  const place = (line: Line | undefined) => ({ file, ...(line === undefined ? {} : { line: line.number }) });
  const { jurisdiction, status } = facts;
  const topic = findTopicOf(facts, report, options);
  const own = report?.identifiedStatus ?? overall;
  return {
    jurisdiction:
      jurisdiction === undefined
        ? null
        : getJurisdiction(jurisdiction.text, options.gazetteer, place(jurisdiction)).code,
    topic: topic?.key ?? null,
    status: readStatus(),
  };

  function readStatus(): string | null {
    if (topic === undefined) return null;
    if (status !== undefined) return getStatus(status.text, topic, place(status));
    return own === null ? null : (findStatus(own.replace(/\*\*/g, ''), topic) ?? null);
  }
}

function findTopicOf(facts: Facts, report: Report | null, options: ReadOptions): Topic | undefined {
  const { file, topics } = options;
  if (facts.topic !== undefined)
    return getTopic(facts.topic.text, topics, { file, line: facts.topic.number });
  return topics.find((topic) => topic.key === report?.topic);
}

/** The reason that goes with an Unknown status; null with any other. Throws `invalid-input` for an unknown word. */
export function readUnknownReason(
  facts: Facts,
  status: string | null,
  options: ReadOptions,
  notices: Notices,
): AnalysisContent['unknownReason'] {
  const line = facts['unknown-reason'];
  const given = readWord(line, UNKNOWN_REASONS, 'unknown-reason', options);
  if (status === UNKNOWN_STATUS) return given ?? unknownReason(status, notices, facts.status?.number ?? null);
  if (line !== undefined) {
    const message =
      'A reason for an unknown status is given, but the status is not Unknown; the reason is left out.';
    notices.add('UNKNOWN_REASON_IGNORED', 'minor', message, { line: line.number, excerpt: line.text });
  }
  return null;
}

/** One of a closed set of words, a space for a hyphen forgiven. Throws `invalid-input`, listing the words. */
export function readWord<T extends string>(
  line: Line | undefined,
  known: readonly T[],
  name: string,
  options: ReadOptions,
): T | null {
  if (line === undefined) return null;
  const folded = line.text.toLowerCase().replace(/[\s_]+/g, '-');
  const found = known.find((word) => word === folded);
  if (found !== undefined) return found;
  throw new AppError('invalid-input', `“${line.text.slice(0, 80)}” is no ${name} that we know.`, {
    place: { file: options.file, field: name, line: line.number },
    remedy: `Write one of: ${known.join(', ')}.`,
  });
}

/** A legal date; null, with a DATE_UNREADABLE finding that begins with `what`, when the words are none. */
export function readDate(line: Line | undefined, what: string, notices: Notices): string | null {
  if (line === undefined) return null;
  const date = readLegalDate(line.text);
  if (date === null) {
    const place = { line: line.number, excerpt: line.text };
    notices.add('DATE_UNREADABLE', 'minor', `${what} cannot be read without guessing.`, place);
  }
  return date;
}

/** The primary language tag; English, with a finding when another was named that is no tag. */
export function readLanguage(line: Line | undefined, notices: Notices): string {
  const tag = line?.text.toLowerCase() ?? 'en';
  if (/^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/.test(tag)) return tag.split('-')[0] ?? tag;
  const message = 'The language is no BCP 47 tag such as “en”; English was assumed.';
  notices.add('LANGUAGE_UNREADABLE', 'minor', message, {
    line: line?.number ?? null,
    excerpt: line?.text ?? null,
  });
  return 'en';
}
