/**
 * Answers whose text carries `annotations` with a start and an end (OpenAI Responses, xAI, Gemini Interactions).
 * Some annotations cover the statement, others only the link or marker put behind it; in the second case the
 * statement is the sentence before. What the offsets count is tried out on all annotations together.
 */
import { claimBefore } from './claim-before.ts';
import { asInteger, asText, type JsonRecord, member } from './json-value.ts';
import {
  type collectChunks,
  documentChunk,
  type OffsetUnit,
  type ProviderChunk,
  type ProviderSupport,
  webChunk,
} from './provider-answer.ts';
import { textUnits } from './text-units.ts';

/** One text with its annotations. `covers` says what an annotation's range is documented to enclose. */
export type AnnotatedText = {
  readonly text: string;
  readonly annotations: readonly JsonRecord[];
  readonly partIndex: number;
  readonly covers: 'claim' | 'marker';
  readonly unit: OffsetUnit;
};

type Range = { readonly start: number; readonly end: number };

/** Supports of one text; annotations without a place only add their source to `chunks`. */
export function readAnnotations(
  input: AnnotatedText,
  chunks: ReturnType<typeof collectChunks>,
): ProviderSupport[] {
  const placed: { range: Range; chunk: number }[] = [];
  const unit = fittingUnit(input);
  const units = textUnits(input.text);
  for (const annotation of input.annotations) {
    const chunk = chunks.add(readSource(annotation));
    const given = givenRange(annotation);
    if (given === null) continue;
    const start = units.toUtf16(given.start, unit);
    const end = units.toUtf16(given.end, unit);
    if (typeof start === 'string' || typeof end === 'string') {
      placed.push({ range: { start: given.start, end: given.end }, chunk });
    } else placed.push({ range: { start, end }, chunk });
  }
  return groupByRange(placed).map((group, index, groups) =>
    toSupport(input, group, groups[index - 1]?.range.end ?? 0),
  );
}

function toSupport(
  input: AnnotatedText,
  group: { range: Range; chunks: number[] },
  previousEnd: number,
): ProviderSupport {
  const { start, end } = group.range;
  const inside = start <= end && end <= input.text.length;
  const coversClaim = input.covers === 'claim' && start < end;
  const place = coversClaim || !inside ? group.range : claimBefore(input.text, start, previousEnd);
  return {
    segmentText: place !== null && inside ? asText(input.text.slice(place.start, place.end)) : null,
    start: place?.start ?? null,
    end: place?.end ?? null,
    partIndex: input.partIndex,
    unit: 'utf16',
    chunkIndices: group.chunks,
    confidenceCount: null,
  };
}

/** A file citation has one position, behind the words; a link has a range. */
function givenRange(annotation: JsonRecord): Range | null {
  const start = asInteger(member(annotation, 'startIndex'));
  const end = asInteger(member(annotation, 'endIndex'));
  if (start !== null || end !== null) return end === null ? null : { start: start ?? 0, end };
  const index = asInteger(annotation.index);
  return index === null ? null : { start: index, end: index };
}

function readSource(annotation: JsonRecord): ProviderChunk {
  const inner = annotation.url_citation;
  const source = typeof inner === 'object' && inner !== null ? (inner as JsonRecord) : annotation;
  const url = asText(source.url) ?? asText(member(source, 'documentUri'));
  const title = asText(source.title);
  const fileName = asText(member(source, 'fileName')) ?? asText(source.filename);
  const fileId = asText(member(source, 'fileId'));
  if (fileName !== null || fileId !== null) return documentChunk(url, fileName ?? title ?? fileId, null);
  return webChunk(url, title);
}

function groupByRange(
  placed: readonly { range: Range; chunk: number }[],
): { range: Range; chunks: number[] }[] {
  const groups = new Map<string, { range: Range; chunks: number[] }>();
  for (const { range, chunk } of placed) {
    const key = `${range.start}-${range.end}`;
    const group = groups.get(key) ?? { range, chunks: [] };
    group.chunks.push(chunk);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.range.start - b.range.start);
}

/** The unit under which most ranges begin and end at the edge of a word; the documented one when equal. */
function fittingUnit(input: AnnotatedText): OffsetUnit {
  const all: OffsetUnit[] = ['byte', 'utf16', 'codepoint'];
  const units = textUnits(input.text);
  const ranges = input.annotations.flatMap((annotation) => givenRange(annotation) ?? []);
  const score = (unit: OffsetUnit) =>
    ranges.filter((range) => {
      const start = units.toUtf16(range.start, unit);
      const end = units.toUtf16(range.end, unit);
      if (typeof start === 'string' || typeof end === 'string') return false;
      return !splitsWord(input.text, start) && !splitsWord(input.text, end);
    }).length;
  return all
    .map((unit) => ({ unit, points: score(unit) * 2 + (unit === input.unit ? 1 : 0) }))
    .reduce((best, each) => (each.points > best.points ? each : best)).unit;
}

function splitsWord(text: string, position: number): boolean {
  return /^[\p{L}\p{N}]{2}$/u.test(text.slice(position - 1, position + 1)) && position > 0;
}
