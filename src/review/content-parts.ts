/**
 * A content taken apart into the parts that people change one by one, each under a key, and put together again. Putting
 * together what was taken apart gives the same content.
 */
import type { AnalysisContent, CitedSource, LandmarkLaw, SectionKey } from '#domain/analysis.ts';

/** The value of a part. `isLong`: a text of lines that can be merged one by one. */
export type Part = { readonly value: unknown; readonly isLong?: boolean };

type Outline = NonNullable<AnalysisContent['outline']>;
type Report = NonNullable<AnalysisContent['report']>;

const OUTLINE_MEMBERS = ['title', 'overallStatus', 'headings'] as const;
const REPORT_MEMBERS = [
  ...['title', 'heading', 'date', 'topic', 'question', 'identifiedStatus', 'narrative'],
  ...['excerpts', 'links', 'disclaimer'],
] as const;
const PAGE_MEMBERS = ['ground', 'statusSince', 'language', 'textFormat'] as const;
const CARRIED_MEMBERS = ['grounding', 'reviews', 'declared'] as const;

/** All parts by key, in the order of the page: `status`, `section/notes`, `law/…`, `source/3`, `report.title`, …. */
export function splitContent(content: AnalysisContent): Map<string, Part> {
  const parts = new Map<string, Part>();
  // A status and the reason for not knowing it make sense together only.
  parts.set('status', { value: { status: content.status, unknownReason: content.unknownReason } });
  for (const member of PAGE_MEMBERS) parts.set(member, { value: content[member] });
  for (const { key, text } of content.sections) parts.set(`section/${key}`, { value: text, isLong: true });
  addRows(parts, 'law', content.laws, lawName);
  addObject(parts, 'outline', content.outline, OUTLINE_MEMBERS);
  addObject(parts, 'report', content.report, REPORT_MEMBERS);
  addRows(parts, 'source', content.sources, ({ ref }) => ref);
  for (const member of CARRIED_MEMBERS) parts.set(member, { value: content[member] });
  return parts;
}

function lawName(law: LandmarkLaw): string {
  return [law.name, law.number, law.article].filter((word) => word !== null && word !== '').join(' · ');
}

/** Rows under their names; the second of one name is `name (2)`. */
function addRows<Row>(
  parts: Map<string, Part>,
  noun: string,
  rows: readonly Row[],
  nameOf: (row: Row) => string,
): void {
  for (const row of rows) {
    const name = `${noun}/${nameOf(row)}`;
    let key = name;
    for (let count = 2; parts.has(key); count += 1) key = `${name} (${count})`;
    parts.set(key, { value: row });
  }
}

function addObject(
  parts: Map<string, Part>,
  noun: string,
  object: Readonly<Record<string, unknown>> | null,
  members: readonly string[],
): void {
  if (object === null) return;
  for (const member of members) {
    parts.set(`${noun}.${member}`, { value: object[member], isLong: member === 'narrative' });
  }
}

/** The content that these parts make. `of` gives schema and cell, which no edit changes. */
export function joinParts(of: AnalysisContent, parts: ReadonlyMap<string, Part>): AnalysisContent {
  const value = (key: string) => parts.get(key)?.value;
  const { status, unknownReason } = value('status') as Pick<AnalysisContent, 'status' | 'unknownReason'>;
  return {
    schema: of.schema,
    jurisdiction: of.jurisdiction,
    topic: of.topic,
    language: value('language') as string,
    textFormat: value('textFormat') as AnalysisContent['textFormat'],
    status,
    unknownReason,
    ground: value('ground') as AnalysisContent['ground'],
    statusSince: value('statusSince') as string | null,
    sections: rowsOf(parts, 'section').map(([key, text]) => ({
      key: key as SectionKey,
      text: text as string,
    })),
    laws: rowsOf(parts, 'law').map(([, law]) => law as LandmarkLaw),
    outline: readObject(parts, 'outline', OUTLINE_MEMBERS) as Outline | null,
    report: readObject(parts, 'report', REPORT_MEMBERS) as Report | null,
    sources: rowsOf(parts, 'source').map(([, source]) => source as CitedSource),
    grounding: value('grounding') as AnalysisContent['grounding'],
    reviews: value('reviews') as AnalysisContent['reviews'],
    declared: value('declared') as AnalysisContent['declared'],
  };
}

function rowsOf(parts: ReadonlyMap<string, Part>, noun: string): (readonly [name: string, value: unknown])[] {
  return [...parts].flatMap(([key, part]) =>
    key.startsWith(`${noun}/`) ? [[key.slice(noun.length + 1), part.value] as const] : [],
  );
}

const EMPTY: Readonly<Record<string, unknown>> = { narrative: '', excerpts: [], links: [], headings: [] };

/** Null when no part of it is there; a member that one side took away with the whole says nothing. */
function readObject(
  parts: ReadonlyMap<string, Part>,
  noun: string,
  members: readonly string[],
): Readonly<Record<string, unknown>> | null {
  if (!members.some((member) => parts.has(`${noun}.${member}`))) return null;
  return Object.fromEntries(
    members.map((member) => [member, parts.get(`${noun}.${member}`)?.value ?? EMPTY[member] ?? null]),
  );
}
