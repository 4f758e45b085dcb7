/**
 * Working copies of people, with the texts they lately had. Every change of a text is conditional on its revision;
 * nothing here looks at who asks, which is the use-cases' part.
 */
import { sql } from 'kysely';
import type { AnalysisContent } from '#domain/analysis.ts';
import { readStoredReport } from '#domain/earlier-report.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { ReadTx, WriteTx } from './connect.ts';

/** A working copy. Half-written members of its content may not be those of a version. */
export type WorkingCopy = {
  readonly id: string;
  readonly person: string;
  readonly analysis: number | null;
  readonly basedOn: string | null;
  readonly jurisdiction: string;
  readonly topic: string;
  readonly content: AnalysisContent;
  readonly revision: number;
  /** SHA-256 of the file it was begun from. */
  readonly importFile: string | null;
  readonly report: VerificationReport | null;
  /** The revision that `report` is of; null while that is. */
  readonly checkedRevision: number | null;
  readonly savedAs: string | null;
  readonly discardedAt: string | null;
  readonly begunAt: string;
  readonly changedAt: string;
};

/** One in a list, without its content. `basedOnNumber` and `newestNumber` are of its page; null for a new one. */
export type WorkingCopySummary = Omit<WorkingCopy, 'content' | 'report' | 'importFile'> & {
  readonly status: string;
  readonly basedOnNumber: number | null;
  readonly newestNumber: number | null;
};

/** A text that a working copy had, or that was written and set aside. */
export type WorkingText = {
  readonly id: string;
  readonly revision: number;
  readonly aside: boolean;
  readonly content: AnalysisContent;
  readonly savedAt: string;
};

/** Texts of a copy that are kept: enough for windows left open, and bounded. */
const TEXTS_KEPT = 40;
const ASIDES_KEPT = 10;

/** Stores a working copy that was just begun, at revision 1. */
export async function insertWorkingCopy(
  tx: WriteTx,
  copy: Pick<WorkingCopy, 'id' | 'person' | 'analysis' | 'basedOn' | 'content' | 'importFile'> & {
    readonly textId: string;
    readonly at: string;
  },
): Promise<void> {
  const { content, at } = copy;
  await tx
    .insertInto('working_copy')
    .values({
      id: copy.id,
      person: copy.person,
      analysis: copy.analysis,
      based_on: copy.basedOn,
      jurisdiction: content.jurisdiction,
      topic: content.topic,
      content: JSON.stringify(content),
      revision: 1,
      import_file: copy.importFile,
      begun_at: at,
      changed_at: at,
    })
    .execute();
  await insertText(tx, copy.id, { id: copy.textId, revision: 1, aside: false, content, savedAt: at });
}

const COLUMNS = [
  'id',
  'person',
  'analysis',
  'based_on as basedOn',
  'jurisdiction',
  'topic',
  'content',
  'revision',
  'import_file as importFile',
  'report',
  'checked_revision as checkedRevision',
  'saved_as as savedAs',
  'discarded_at as discardedAt',
  'begun_at as begunAt',
  'changed_at as changedAt',
] as const;

function readCopy(
  row: { content: unknown; report: unknown } & Omit<WorkingCopy, 'content' | 'report'>,
): WorkingCopy {
  // Written by the use-cases only, each of which checks the shape.
  return { ...row, content: row.content as AnalysisContent, report: readStoredReport(row.report) };
}

/** The copy with this id, or undefined. */
export async function findWorkingCopy(tx: ReadTx, id: string): Promise<WorkingCopy | undefined> {
  const row = await tx.selectFrom('working_copy').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : readCopy(row);
}

/** As {@link findWorkingCopy}, and keeps others from changing it until the transaction ends. */
export async function lockWorkingCopy(tx: WriteTx, id: string): Promise<WorkingCopy | undefined> {
  const row = await tx
    .selectFrom('working_copy')
    .select(COLUMNS)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : readCopy(row);
}

/** Id of the copy of this page that the person has not finished, or undefined. */
export async function findOpenWorkingCopy(
  tx: ReadTx,
  person: string,
  analysis: number,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('working_copy')
    .select('id')
    .where('person', '=', person)
    .where('analysis', '=', analysis)
    .where('saved_as', 'is', null)
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  return row?.id;
}

/** The copies that the person has not finished, last changed first. */
export async function listWorkingCopies(tx: ReadTx, person: string): Promise<WorkingCopySummary[]> {
  const { rows } = await sql<WorkingCopySummary>`
    select w.id, w.person, w.analysis, w.based_on as "basedOn", w.jurisdiction, w.topic, w.revision,
           w.checked_revision as "checkedRevision", w.saved_as as "savedAs", w.discarded_at as "discardedAt",
           w.begun_at as "begunAt", w.changed_at as "changedAt", w.content ->> 'status' as status,
           v.number as "basedOnNumber",
           (select max(n.number) from analysis_version n where n.analysis = w.analysis) as "newestNumber"
      from working_copy w left join analysis_version v on v.id = w.based_on
     where w.person = ${person} and w.saved_as is null and w.discarded_at is null
     order by w.changed_at desc, w.id
     limit 500`.execute(tx);
  return rows;
}

/** Puts a new text in place of that of `revision`; false when another one is there, or the copy is finished. */
export async function updateWorkingCopy(
  tx: WriteTx,
  change: {
    readonly id: string;
    readonly revision: number;
    readonly content: AnalysisContent;
    /** The version it is based on from now on; left out, as before. */
    readonly basedOn?: string;
    readonly textId: string;
    readonly at: string;
  },
): Promise<boolean> {
  const { id, revision, content, at } = change;
  const result = await tx
    .updateTable('working_copy')
    .set({
      content: JSON.stringify(content),
      revision: revision + 1,
      changed_at: at,
      ...(change.basedOn === undefined ? {} : { based_on: change.basedOn }),
    })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where('saved_as', 'is', null)
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  const text = { id: change.textId, revision: revision + 1, aside: false, content, savedAt: at };
  await insertText(tx, id, text);
  await tx
    .deleteFrom('working_copy_text')
    .where('working_copy', '=', id)
    .where('aside', '=', false)
    .where('revision', '<=', revision + 1 - TEXTS_KEPT)
    .execute();
  return true;
}

/** Keeps a text that was written on top of an older revision and could not be taken. */
export async function setAside(tx: WriteTx, copy: string, text: Omit<WorkingText, 'aside'>): Promise<void> {
  await insertText(tx, copy, { ...text, aside: true });
  await sql`
    delete from working_copy_text where id in (
      select id from working_copy_text where working_copy = ${copy} and aside
       order by saved_at desc, id offset ${ASIDES_KEPT})`.execute(tx);
}

function insertText(tx: WriteTx, copy: string, text: WorkingText) {
  return tx
    .insertInto('working_copy_text')
    .values({
      id: text.id,
      working_copy: copy,
      revision: text.revision,
      aside: text.aside,
      content: JSON.stringify(text.content),
      saved_at: text.savedAt,
    })
    .execute();
}

/** A text of the copy: the one of a revision, or one set aside; undefined when it is not kept. */
export async function findWorkingText(
  tx: ReadTx,
  copy: string,
  which: { readonly revision: number } | { readonly aside: string },
): Promise<WorkingText | undefined> {
  const query = tx
    .selectFrom('working_copy_text')
    .select(['id', 'revision', 'aside', 'content', 'saved_at as savedAt'])
    .where('working_copy', '=', copy);
  const row =
    'aside' in which
      ? await query.where('id', '=', which.aside).where('aside', '=', true).executeTakeFirst()
      : await query.where('revision', '=', which.revision).where('aside', '=', false).executeTakeFirst();
  return row === undefined ? undefined : { ...row, content: row.content as AnalysisContent };
}

/** Keeps the report on a revision of the copy. */
export async function keepCheck(
  tx: WriteTx,
  id: string,
  revision: number,
  report: VerificationReport,
): Promise<void> {
  await tx
    .updateTable('working_copy')
    .set({ report: JSON.stringify(report), checked_revision: revision })
    .where('id', '=', id)
    .where('revision', '>=', revision)
    .execute();
}

/** Ends a copy: as the version it became, or discarded. The caller holds its row. */
export async function finishWorkingCopy(
  tx: WriteTx,
  id: string,
  end: { readonly savedAs: string } | { readonly discardedAt: string },
): Promise<void> {
  await tx
    .updateTable('working_copy')
    .set('savedAs' in end ? { saved_as: end.savedAs } : { discarded_at: end.discardedAt })
    .where('id', '=', id)
    .execute();
}

/** Keeps the person from beginning another copy until the transaction ends. */
export async function lockWriter(tx: WriteTx, person: string): Promise<void> {
  await tx.selectFrom('person').select('id').where('id', '=', person).forNoKeyUpdate().execute();
}
