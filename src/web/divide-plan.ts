/**
 * Divides the text of an analysis page with its evidence into pages of bounded size, so that a report of fifty thousand
 * sentences neither takes long to make nor to load. Nothing is left out: every row stands on exactly one page, a row
 * that is too long is cut between blocks, and a block that is too long between sentences. Pure.
 */
import type { Place } from '#domain/finding.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { cutByRanges } from './cut-text.ts';
import {
  blocksByUnit,
  type EvidencePlan,
  type Judged,
  type PlannedBlock,
  type PlannedRow,
} from './plan-evidence.ts';

/** What one page may hold: a judged sentence or quotation weighs 1, four thousand characters of text as well. */
const MOST_ON_PAGE = 400;
const CHARACTERS_PER_WEIGHT = 4_000;
/** A block above this is cut. */
const MOST_IN_BLOCK = 100;

/** The pages of a plan, from 1; at least one. */
export type DividedPlan = {
  readonly pages: readonly EvidencePlan[];
  /** Where a place stands; 1 for what is no part of the text, such as a link. */
  readonly pageOf: (place: Place) => number;
  /** First and last page of a group of units (`section/notes`, `outline/2`); undefined when it has no text. */
  readonly pagesOf: (group: string) => { readonly first: number; readonly last: number } | undefined;
};

type Draft = { rowsOf: Map<string, PlannedRow[]>; notes: Set<number>; weight: number };

/** See {@link DividedPlan}. */
export function dividePlan(plan: EvidencePlan): DividedPlan {
  const drafts: Draft[] = [newDraft()];
  const spans = new Map<string, { first: number; last: number }>();
  const starts = new Map<string, { from: number; page: number }[]>();
  for (const [group, rows] of plan.rowsOf) {
    for (const row of rows.flatMap(cutRow)) {
      const page = addRow(drafts, group, row);
      spans.set(group, { first: spans.get(group)?.first ?? page, last: page });
      for (const { unit, index, from } of row.blocks) {
        const key = `${unit} ${index}`;
        starts.set(key, [...(starts.get(key) ?? []), { from, page }]);
      }
    }
  }
  return {
    pages: drafts.map(({ rowsOf }) => ({ rowsOf, blocksOf: blocksByUnit(rowsOf) })),
    pageOf: ({ unit, block, start }) =>
      starts.get(`${unit} ${block}`)?.findLast(({ from }) => from <= start)?.page ?? 1,
    pagesOf: (group) => spans.get(group),
  };
}

function newDraft(): Draft {
  return { rowsOf: new Map(), notes: new Set(), weight: 0 };
}

/** Puts the row on the last page, or on a new one when it is full; returns the page's number. */
function addRow(drafts: Draft[], group: string, row: PlannedRow): number {
  const weight = row.blocks.reduce((sum, block) => sum + weightOf(block), 0);
  let draft = drafts.at(-1);
  if (draft === undefined || (draft.weight > 0 && draft.weight + weight > MOST_ON_PAGE)) {
    draft = newDraft();
    drafts.push(draft);
  }
  draft.weight += weight;
  // Pieces of one row can share a note, which must not stand on a page twice.
  const { notes } = draft;
  const fresh = row.notes.filter(({ number }) => !notes.has(number));
  for (const { number } of fresh) notes.add(number);
  const rows = draft.rowsOf.get(group) ?? [];
  rows.push({ ...row, notes: fresh });
  draft.rowsOf.set(group, rows);
  return drafts.length;
}

function weightOf({ block, sentences, quotations }: PlannedBlock): number {
  return sentences.length + quotations.length + block.text.length / CHARACTERS_PER_WEIGHT;
}

function cutRow(row: PlannedRow): PlannedRow[] {
  const blocks = row.blocks.flatMap(cutBlock);
  const whole = blocks.reduce((sum, block) => sum + weightOf(block), 0);
  if (whole <= MOST_IN_BLOCK) return [row];
  const parts: PlannedBlock[][] = [];
  let weight = Number.POSITIVE_INFINITY;
  for (const block of blocks) {
    weight += weightOf(block);
    if (weight > MOST_IN_BLOCK) {
      parts.push([]);
      weight = weightOf(block);
    }
    parts.at(-1)?.push(block);
  }
  return parts.map((members) => {
    const used = new Set(
      members.flatMap(({ sentences, quotations }) =>
        [...sentences, ...quotations].map(({ note }) => note.number),
      ),
    );
    return { blocks: members, notes: row.notes.filter(({ number }) => used.has(number)) };
  });
}

/** Cuts before a sentence; a stretch without sentences anywhere between words. */
function cutBlock(planned: PlannedBlock): PlannedBlock[] {
  if (weightOf(planned) <= MOST_IN_BLOCK) return [planned];
  const { text } = planned.block;
  const cuts = [0, ...cutPoints(planned), text.length];
  const offsets = offsetMap(text);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    return { ...pieceOf(planned, start, end), from: planned.from + offsets.toCodePoint(start) };
  });
}

function cutPoints({ block, sentences }: PlannedBlock): number[] {
  const ends = cutByRanges(0, block.text.length, sentences).flatMap(({ start, end, within }) =>
    within === null ? blanks(block.text, start, end) : [end],
  );
  const most = (MOST_IN_BLOCK / 2) * CHARACTERS_PER_WEIGHT;
  const points: number[] = [];
  let count = 0;
  for (const end of ends) {
    count += 1;
    if (count < MOST_IN_BLOCK / 2 && end - (points.at(-1) ?? 0) < most) continue;
    if (end < block.text.length) points.push(end);
    count = 0;
  }
  return points;
}

/** Ends of stretches of about a page's column, behind white space where there is some. */
function blanks(text: string, start: number, end: number): number[] {
  const points: number[] = [];
  for (let at = start + CHARACTERS_PER_WEIGHT; at < end; at = (points.at(-1) ?? at) + CHARACTERS_PER_WEIGHT) {
    const space = text.lastIndexOf(' ', at);
    const point = space > (points.at(-1) ?? start) ? space + 1 : at;
    points.push(/[\uDC00-\uDFFF]/.test(text.charAt(point)) ? point + 1 : point);
  }
  return [...points, end];
}

function pieceOf(planned: PlannedBlock, start: number, end: number): PlannedBlock {
  const { block } = planned;
  const clipped = <Item extends { start: number; end: number }>(items: readonly Item[]): Item[] =>
    items.flatMap((item) => {
      const [from, to] = [Math.max(item.start, start), Math.min(item.end, end)];
      return from < to ? [{ ...item, start: from - start, end: to - start }] : [];
    });
  const begun = <Check>(items: readonly Judged<Check>[]): Judged<Check>[] =>
    clipped(items.filter((item) => item.start >= start && item.start < end));
  return {
    ...planned,
    block: { ...block, text: block.text.slice(start, end), marks: clipped(block.marks) },
    sentences: begun(planned.sentences),
    quotations: begun(planned.quotations),
  };
}
