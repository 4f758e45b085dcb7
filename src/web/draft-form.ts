/**
 * The form of the editor: how its fields are named, and what of a content they change. A field that was not sent, or is
 * as it was shown, leaves its member exactly as it is; nothing that the form does not show is touched.
 */
import {
  type AnalysisContent,
  type CitedSource,
  type LandmarkLaw,
  SECTION_KEYS,
  type SectionKey,
} from '#domain/analysis.ts';
import { GROUNDS, UNKNOWN_REASONS, UNKNOWN_STATUS } from '#domain/topic.ts';
import { findUrls } from '#grounding/find-urls.ts';
import { readOutline, writeOutline } from './outline-text.ts';

/** The fields of a form in the order in which they were sent. */
export type DraftFields = ReadonlyMap<string, string>;

/** Fields of a row of laws; all but the name may say nothing. */
export const LAW_FIELDS = [
  ...(['name', 'number', 'article', 'issuer', 'proposedOn', 'enactedOn', 'inForceOn'] as const),
  ...(['applicableOn', 'repealedOn', 'url', 'note'] as const),
];
/** Fields of a row of sources. Snapshot and words are set by citing. */
export const SOURCE_FIELDS = ['ref', 'title', 'publisher', 'url', 'publishedOn', 'note'] as const;
/** Fields of the report that are one text each. */
export const REPORT_FIELDS = [
  ...(['title', 'heading', 'date', 'topic', 'question', 'identifiedStatus', 'disclaimer'] as const),
];

// A row, its quotation, and what that says of its place.
const DEEPEST_ROW = 4;

const EMPTY_LAW: LandmarkLaw = {
  ...{ name: '', number: null, article: null, issuer: null, proposedOn: null, enactedOn: null },
  ...{ inForceOn: null, applicableOn: null, repealedOn: null, url: null, note: null },
};
const EMPTY_SOURCE: CitedSource = {
  ...{ ref: '', title: null, publisher: null, url: null, publishedOn: null, snapshot: null, quote: null },
  note: null,
};
type Report = NonNullable<AnalysisContent['report']>;
const EMPTY_REPORT: Report = {
  ...{ title: null, heading: null, date: null, topic: null, question: null, identifiedStatus: null },
  ...{ narrative: '', excerpts: [], links: [], disclaimer: null },
};

/** The content with what the fields say. */
export function applyDraftForm(content: AnalysisContent, fields: DraftFields): AnalysisContent {
  const status = fields.get('status') ?? content.status;
  const reason = oneOf(UNKNOWN_REASONS, fields.get('unknownReason'), content.unknownReason);
  return {
    ...content,
    language: takeText(content.language, fields.get('language')),
    textFormat:
      oneOf(['plain', 'markdown'], fields.get('textFormat'), content.textFormat) ?? content.textFormat,
    status,
    unknownReason: status === UNKNOWN_STATUS ? reason : null,
    ground: oneOf(GROUNDS, fields.get('ground'), content.ground),
    statusSince: take(content.statusSince, fields.get('statusSince')),
    sections: readSections(content, fields),
    laws: readRows(fields, 'law', content.laws, EMPTY_LAW, LAW_FIELDS),
    outline: readOutlineFields(content.outline, fields),
    report: readReportFields(content.report, fields),
    sources: readRows(fields, 'source', content.sources, EMPTY_SOURCE, SOURCE_FIELDS),
  };
}

/** The member as the field says; null for nothing. Line ends are those of forms, and one-line fields lose theirs. */
function take(before: string | null, given: string | undefined): string | null {
  if (given === undefined) return before;
  const text = given.replace(/\r\n?/g, '\n');
  const shown = before ?? '';
  if (text === shown || text === shown.replaceAll('\n', '')) return before;
  return text === '' ? null : text;
}

function takeText(before: string, given: string | undefined): string {
  return take(before, given) ?? '';
}

/** The known value of a drop-down; null for its empty entry, `before` when it was not sent or is unknown. */
function oneOf<Value extends string>(
  known: readonly Value[],
  given: string | undefined,
  before: Value | null,
): Value | null {
  if (given === '') return null;
  return known.find((one) => one === given) ?? before;
}

function readSections(content: AnalysisContent, fields: DraftFields): AnalysisContent['sections'] {
  const kept = content.sections.flatMap((section) => {
    const text = takeText(section.text, fields.get(`section.${section.key}`));
    return text === '' && section.text !== '' ? [] : [{ key: section.key, text }];
  });
  for (const key of SECTION_KEYS) {
    const text = takeText('', fields.get(`section.${key}`));
    if (text === '' || content.sections.some((section) => section.key === key)) continue;
    const next = kept.findIndex((section) => orderOf(section.key) > orderOf(key));
    kept.splice(next < 0 ? kept.length : next, 0, { key, text });
  }
  return kept;
}

function orderOf(key: SectionKey): number {
  return SECTION_KEYS.indexOf(key);
}

/** Numbers of the rows that were sent, in order; undefined when the list was not part of the form. */
function rowNumbers(fields: DraftFields, noun: string): number[] | undefined {
  if (!fields.has(`${noun}.rows`)) return undefined;
  const pattern = new RegExp(`^${noun}\\.(\\d{1,5})\\.`);
  const numbers = Array.from(fields.keys(), (name) => pattern.exec(name)?.[1]).filter(
    (one) => one !== undefined,
  );
  return [...new Set(numbers)].map(Number);
}

/**
 * Rows as sent. `was` is the row as it was shown, by which what the form does not show stays with it, wherever the row
 * stands by now; it came from outside, so whoever keeps the content looks at its shape.
 */
function readRows<Row extends object, Name extends keyof Row & string>(
  fields: DraftFields,
  noun: string,
  before: readonly Row[],
  empty: Row,
  names: readonly Name[],
): Row[] {
  const numbers = rowNumbers(fields, noun);
  if (numbers === undefined) return [...before];
  return numbers.flatMap((number) => {
    const field = (name: string) => fields.get(`${noun}.${number}.${name}`);
    if (field('remove') !== undefined) return [];
    const was = readWas<Row>(field('was'));
    const row = { ...empty, ...was };
    for (const name of names) {
      const value = take(row[name] as string | null, field(name));
      (row as Record<Name, unknown>)[name] = value ?? (typeof empty[name] === 'string' ? '' : null);
    }
    const isEmpty = names.every((name) => row[name] === null || row[name] === '');
    return was === undefined && isEmpty ? [] : [row];
  });
}

function readWas<Row extends object>(given: string | undefined): Row | undefined {
  if (given === undefined || given === '') return undefined;
  try {
    const was: unknown = JSON.parse(given);
    if (typeof was === 'object' && was !== null && isShallow(was, DEEPEST_ROW)) return was as Row;
  } catch {
    // Nothing of ours; the row then is what its fields say.
  }
  return undefined;
}

/** Whether nothing in it lies deeper; what a row never is could be too deep to be written out again. */
function isShallow(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return most > 0 && Object.values(value).every((member) => isShallow(member, most - 1));
}

function readOutlineFields(
  before: AnalysisContent['outline'],
  fields: DraftFields,
): AnalysisContent['outline'] {
  const title = take(before?.title ?? null, fields.get('outline.title'));
  const overallStatus = take(before?.overallStatus ?? null, fields.get('outline.overallStatus'));
  const given = fields.get('outline.text')?.replace(/\r\n?/g, '\n');
  const headings = before?.headings ?? [];
  const isSame = given === undefined || given === writeOutline(headings);
  const read = isSame ? headings : readOutline(given, headings);
  if (before === null && title === null && overallStatus === null && read.length === 0) return null;
  return { title, overallStatus, headings: read };
}

function readReportFields(before: Report | null, fields: DraftFields): Report | null {
  const report = { ...(before ?? EMPTY_REPORT) };
  for (const name of REPORT_FIELDS) report[name] = take(report[name], fields.get(`report.${name}`));
  report.narrative = takeText(report.narrative, fields.get('report.narrative'));
  const excerpt = { source: '', context: '' };
  report.excerpts = readRows(fields, 'excerpt', report.excerpts, excerpt, ['source', 'context']);
  const link = { text: '', urls: [] as string[], note: null };
  const { links } = report;
  report.links = readRows(fields, 'link', links, link, ['text', 'note']).map((row) => withUrls(row, links));
  const isEmpty = Object.values(report).every((value) => value === null || value.length === 0);
  return before === null && isEmpty ? null : report;
}

type Link = Report['links'][number];

/** An entry whose text was changed has the addresses that are in it now. */
function withUrls(link: Link, before: readonly Link[]): Link {
  const same = before.find((one) => one.text === link.text);
  return { ...link, urls: same?.urls ?? findUrls(link.text).map(({ url }) => url) };
}
