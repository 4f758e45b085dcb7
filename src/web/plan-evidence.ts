/**
 * Lays the verdicts of a report beside the text they judge: which sentence begins and ends where, and which evidence
 * notes stand beside which block. Neighbouring sentences with the same verdict, the same reasons and no evidence of
 * their own share one note, and so do a quotation and the sentence that rests on it alone, because sixty identical
 * notes hide the one that matters. Pure; offsets leave here as UTF-16, which is what strings are cut by.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { listUnits, type PageUnit } from '#domain/page-text.ts';
import type { QuotationCheck, SentenceCheck, VerificationReport } from '#domain/verification.ts';
import { offsetMap } from '#grounding/offsets.ts';
import { type Block, readBlocks } from '#grounding/read-blocks.ts';
import { quotationsBearing } from './rests-on-quotation.ts';
import { type Mark, QUOTATION_WORDS, SENTENCE_WORDS } from './wording.ts';

/** A note of the margin. `number` counts through the page from 1. */
export type EvidenceNote = {
  readonly number: number;
  readonly mark: Mark;
  readonly words: string;
  readonly reason: string;
  /** The sentences it speaks of; beside a quotation those that rest on it alone. */
  readonly sentences: readonly SentenceCheck[];
  readonly quotation: QuotationCheck | null;
};

/** A judged stretch of a block: UTF-16, end exclusive. */
export type Judged<Check> = {
  readonly start: number;
  readonly end: number;
  readonly check: Check;
  readonly note: EvidenceNote;
};

/** A block of text with what was found in it: the `index`-th of its unit, or a piece of it that begins at `from`. */
export type PlannedBlock = {
  readonly unit: string;
  readonly index: number;
  /** Code points into the whole block; 0 unless a long block was divided. */
  readonly from: number;
  readonly block: Block;
  readonly sentences: readonly Judged<SentenceCheck>[];
  readonly quotations: readonly Judged<QuotationCheck>[];
};

/** Blocks that stand together, with the notes beside them. */
export type PlannedRow = {
  readonly blocks: readonly PlannedBlock[];
  readonly notes: readonly EvidenceNote[];
};

/** The whole page. A summary heading and its points are one group, so that their notes stand together. */
export type EvidencePlan = {
  readonly blocksOf: ReadonlyMap<string, readonly PlannedBlock[]>;
  /** Rows by group: the unit's key, or for a summary point that of its heading (`outline/2`). */
  readonly rowsOf: ReadonlyMap<string, readonly PlannedRow[]>;
};

type Checks = { sentences: SentenceCheck[]; quotations: QuotationCheck[] };

type FoundChecks = {
  readonly byBlock: ReadonlyMap<string, Checks>;
  readonly bearing: ReadonlyMap<SentenceCheck, QuotationCheck>;
};

/** Plans every unit of a page. Without a report there are blocks and no notes. */
export function planEvidence(content: AnalysisContent, report: VerificationReport | null): EvidencePlan {
  const checks = { byBlock: checksByBlock(report), bearing: quotationsBearing(report) };
  const rowsOf = new Map<string, PlannedRow[]>();
  const counter = { next: 1 };
  for (const [group, units] of groupUnits(content)) {
    const drafts = units.flatMap((unit) =>
      readBlocks(unit.text, unit.format).map((block, index) => ({ unit: unit.key, index, block })),
    );
    const perRow = group.startsWith('outline/') ? [drafts] : splitRows(drafts);
    rowsOf.set(
      group,
      perRow.map((members) => planRow(members, checks, counter)),
    );
  }
  return { blocksOf: blocksByUnit(rowsOf), rowsOf };
}

/** The blocks of each unit, of all rows. */
export function blocksByUnit(
  rowsOf: ReadonlyMap<string, readonly PlannedRow[]>,
): Map<string, PlannedBlock[]> {
  const blocksOf = new Map<string, PlannedBlock[]>();
  for (const planned of [...rowsOf.values()].flatMap((rows) => rows.flatMap(({ blocks }) => blocks))) {
    const members = blocksOf.get(planned.unit);
    if (members === undefined) blocksOf.set(planned.unit, [planned]);
    else members.push(planned);
  }
  return blocksOf;
}

type DraftBlock = { unit: string; index: number; block: Block };

function groupUnits(content: AnalysisContent): Map<string, PageUnit[]> {
  const groups = new Map<string, PageUnit[]>();
  for (const unit of listUnits(content)) {
    const group = /^outline\/\d+/.exec(unit.key)?.[0] ?? unit.key;
    const members = groups.get(group);
    if (members === undefined) groups.set(group, [unit]);
    else members.push(unit);
  }
  return groups;
}

/** Blocks that are shown in one row: each by itself, but for the items of a list and the cells of a table. */
export function splitRows<Of extends { readonly block: Block }>(drafts: readonly Of[]): Of[][] {
  const rows: Of[][] = [];
  for (const draft of drafts) {
    const last = rows.at(-1);
    const { kind, level } = draft.block;
    const previous = last?.at(-1)?.block.kind;
    const inList = kind === 'item' || (kind === 'paragraph' && level > 0);
    const joins = inList ? isListPart(last) : kind === 'cell' && previous === 'cell';
    if (joins) last?.push(draft);
    else rows.push([draft]);
  }
  return rows;
}

function isListPart(row: readonly { readonly block: Block }[] | undefined): boolean {
  return row?.[0]?.block.kind === 'item';
}

function checksByBlock(report: VerificationReport | null): Map<string, Checks> {
  const byBlock = new Map<string, Checks>();
  const at = (unit: string, block: number): Checks => {
    const key = `${unit} ${block}`;
    const found = byBlock.get(key) ?? { sentences: [], quotations: [] };
    byBlock.set(key, found);
    return found;
  };
  for (const check of report?.sentences ?? []) at(check.place.unit, check.place.block).sentences.push(check);
  for (const check of report?.quotations ?? [])
    at(check.place.unit, check.place.block).quotations.push(check);
  return byBlock;
}

type MutableNote = Omit<EvidenceNote, 'sentences'> & { sentences: SentenceCheck[] };

function planRow(drafts: readonly DraftBlock[], checks: FoundChecks, counter: { next: number }): PlannedRow {
  const { notes, noteSentence, noteQuotation } = openNotes(checks.bearing, counter);
  const blocks = drafts.map(({ unit, index, block }) => {
    const found = checks.byBlock.get(`${unit} ${index}`);
    return found === undefined
      ? { ...at(unit, index), block, sentences: [], quotations: [] }
      : { ...at(unit, index), ...planBlock(block, found, noteSentence, noteQuotation) };
  });
  return { blocks, notes };
}

/** The notes of a row, and what finds or adds the one of a check. */
function openNotes(bearing: FoundChecks['bearing'], counter: { next: number }) {
  const notes: MutableNote[] = [];
  const ofQuotation = new Map<QuotationCheck, MutableNote>();
  let open: { key: string; note: MutableNote } | null = null;
  const add = (note: MutableNote): MutableNote => {
    counter.next += 1;
    notes.push(note);
    return note;
  };
  const noteQuotation = (check: QuotationCheck): MutableNote => {
    const note = ofQuotation.get(check) ?? add(quotationNote(check, counter.next));
    ofQuotation.set(check, note);
    return note;
  };
  const noteSentence = (check: SentenceCheck): MutableNote => {
    const quotation = bearing.get(check);
    const key = quotation === undefined ? groupKey(check) : null;
    const isShared = key !== null && open?.key === key;
    const own = () =>
      quotation === undefined ? add(sentenceNote(check, counter.next)) : noteQuotation(quotation);
    const note = isShared && open !== null ? open.note : own();
    note.sentences.push(check);
    open = key === null ? null : { key, note };
    return note;
  };
  return { notes, noteSentence, noteQuotation };
}

function at(unit: string, index: number) {
  return { unit, index, from: 0 };
}

/** Notes are numbered in the order in which their marks stand: a quotation's mark comes before its sentence's. */
function planBlock(
  block: Block,
  found: Checks,
  noteFor: (check: SentenceCheck) => EvidenceNote,
  noteQuotation: (check: QuotationCheck) => EvidenceNote,
): Pick<PlannedBlock, 'block' | 'sentences' | 'quotations'> {
  const { toUtf16 } = offsetMap(block.text);
  const sentences: Judged<SentenceCheck>[] = [];
  const quotations: Judged<QuotationCheck>[] = [];
  const waiting = found.quotations.toSorted((a, b) => a.place.end - b.place.end);
  const takeQuotationsUpTo = (end: number) => {
    for (let next = waiting[0]; next !== undefined && next.place.end <= end; next = waiting[0]) {
      waiting.shift();
      quotations.push({ ...span(next), check: next, note: noteQuotation(next) });
    }
  };
  const span = ({ place }: SentenceCheck | QuotationCheck) => ({
    start: toUtf16(place.start),
    end: toUtf16(place.end),
  });
  for (const check of found.sentences) {
    takeQuotationsUpTo(check.place.end);
    if (check.verdict !== null) sentences.push({ ...span(check), check, note: noteFor(check) });
  }
  takeQuotationsUpTo(Number.POSITIVE_INFINITY);
  return { block, sentences, quotations };
}

/** Sentences with equal keys may share a note; null for one that has evidence of its own to show. */
function groupKey(check: SentenceCheck): string | null {
  const own = check.passages.length + check.refs.length + check.supports.length + check.claims.length;
  return own > 0 ? null : JSON.stringify([check.verdict, check.reasons]);
}

function sentenceNote(check: SentenceCheck, number: number): MutableNote {
  const { mark, words, reason } = SENTENCE_WORDS[check.verdict ?? 'not-checkable'];
  return { number, mark, words, reason: check.reasons[0] ?? reason, sentences: [], quotation: null };
}

function quotationNote(check: QuotationCheck, number: number): MutableNote {
  const { mark, words } = QUOTATION_WORDS[check.verdict];
  return {
    number,
    mark,
    words,
    reason: check.reasons[0] ?? '',
    sentences: [],
    quotation: check,
  };
}
