/** The head of a report: title, date, topic, question, and the heading below them. All else is left to the narrative. */
import type { Notices } from './import-notices.ts';
import { readLegalDate } from './read-dates.ts';
import { type Line, type Lines, sliceLines } from './text-lines.ts';

/** What the head says; null for what it does not say. `rest` are the lines it left over, blank ones included. */
export type ReportHead = {
  readonly title: string | null;
  readonly heading: string | null;
  readonly date: string | null;
  readonly topic: string | null;
  readonly question: string | null;
  readonly rest: Lines;
};

const KEY = /^(date|topic|description|question)\s*:\s*(.*)$/i;

/** Longest line that is taken for a title or heading, in characters. */
const LONGEST_TITLE = 240;

/** Reads the lines above the first part of the report. */
export function readReportHead(lines: Lines, notices: Notices): ReportHead {
  const head: { -readonly [K in keyof Omit<ReportHead, 'rest'>]: ReportHead[K] } = {
    title: null,
    heading: null,
    date: null,
    topic: null,
    question: null,
  };
  const seen = new Set<string>();
  let index = 0;
  for (; index < lines.texts.length; index += 1) {
    const text = plainLine(lines.texts[index] ?? '');
    if (text === '') continue;
    const key = KEY.exec(text);
    const name = key?.[1]?.toLowerCase().replace('description', 'question');
    if (key !== null && name !== undefined && !seen.has(name)) {
      seen.add(name);
      index = readKey(
        head,
        name,
        { text: (key[2] ?? '').trim(), number: lines.first + index },
        lines,
        notices,
      );
    } else if (isSubheading(lines, index)) break;
    else if (text.length > LONGEST_TITLE || /[.!?;]$/.test(text)) break;
    else if (seen.size === 0 && head.title === null) head.title = text;
    else if (seen.size > 0 && head.heading === null) head.heading = text;
    else break;
  }
  return { ...head, rest: sliceLines(lines, index) };
}

/** A Markdown heading with prose below it opens the narrative; with a key below it, it is the report's title. */
function isSubheading(lines: Lines, index: number): boolean {
  if (!/^#{1,6}\s/.test(lines.texts[index] ?? '')) return false;
  const next = lines.texts.slice(index + 1, index + 4).find((text) => text.trim() !== '');
  return next === undefined || !KEY.test(plainLine(next));
}

type Draft = { date: string | null; topic: string | null; question: string | null };

/** Takes the value of a key over; returns the index of the last line that belonged to it. */
function readKey(head: Draft, name: string, value: Line, lines: Lines, notices: Notices): number {
  let index = value.number - lines.first;
  if (name === 'topic') head.topic = value.text;
  if (name === 'date') {
    head.date = readLegalDate(value.text);
    if (head.date === null) {
      const message = 'The date of the report cannot be read without guessing.';
      notices.add('DATE_UNREADABLE', 'minor', message, { line: value.number, excerpt: value.text });
    }
  }
  if (name !== 'question') return index;
  const words = [value.text];
  for (let next = index + 1; next < lines.texts.length; next += 1) {
    const text = (lines.texts[next] ?? '').trim();
    if (text === '' || KEY.test(plainLine(text))) break;
    words.push(text);
    index = next;
  }
  head.question = words.join(' ').trim();
  return index;
}

/** A line without Markdown's heading and bold signs, for recognising what it is. */
export function plainLine(text: string): string {
  return text
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .replace(/\*\*/g, '')
    .trim();
}
