/** Gathers what the pages of drafts show. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { Viewer } from '#domain/person.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { nextRef } from '#review/cite-passage.ts';
import { mergeContents } from '#review/merge-contents.ts';
import { loadMerge, type MergeWith } from '#review/merge-into-working-copy.ts';
import { getReadableCopy } from '#review/own-working-copy.ts';
import { listContentFaults } from '#review/working-content.ts';
import type { ReadTx } from '#store/connect.ts';
import { listPendingReviews } from '#store/lineage.ts';
import { findPerson } from '#store/people.ts';
import { countStandingChallenges } from '#store/reviews.ts';
import { listSourceIds, listSources } from '#store/sources.ts';
import { findNewestVersion, getVersionById } from '#store/versions.ts';
import { listWorkingCopies, type WorkingCopy } from '#store/working-copies.ts';
import type {
  DraftCiteView,
  DraftHead,
  DraftListView,
  DraftMergeView,
  DraftPreviewView,
  DraftVersionView,
  DraftView,
  VersionForm,
} from '../draft-view.ts';
import { listKnownBars, listProblems } from '../list-problems.ts';
import { type PageContext, topicOf } from '../page-context.ts';
import { loadSourceView } from './load-source.ts';
import { jurisdictionOf } from './present-items.ts';

/** Whose draft is asked for, and who asks. */
export type AskedDraft = { readonly viewer: Viewer; readonly id: string };

const FOUND_SOURCES = 12;
/** A list to choose from; in a longer section the mark is written by hand. */
const MOST_SENTENCES = 300;

async function loadHead(
  context: PageContext,
  tx: ReadTx,
  { viewer, id }: AskedDraft,
): Promise<{ readonly head: DraftHead; readonly copy: WorkingCopy }> {
  const copy = await getReadableCopy(tx, viewer, id);
  const base = copy.basedOn === null ? undefined : await getVersionById(tx, copy.basedOn);
  const newest = copy.analysis === null ? undefined : await findNewestVersion(tx, copy.analysis);
  const owner = copy.person === viewer.id ? viewer : await findPerson(tx, copy.person);
  const head: DraftHead = {
    id: copy.id,
    analysis: copy.analysis,
    jurisdiction: jurisdictionOf(context, copy.jurisdiction),
    topic: topicOf(context, copy.topic),
    revision: copy.revision,
    changedAt: copy.changedAt,
    isOwner: copy.person === viewer.id,
    ownerName: owner?.name ?? 'somebody',
    base:
      base === undefined || newest === undefined
        ? null
        : { number: base.number, newest: newest.number, newestId: newest.id },
  };
  return { head, copy };
}

/** What is known of the draft as it is: faults, and the last check if it was of this text. */
async function loadStanding(context: PageContext, tx: ReadTx, copy: WorkingCopy) {
  const { content } = copy;
  const statuses = topicOf(context, copy.topic).statuses.map(({ value }) => value);
  const report = copy.checkedRevision === copy.revision ? copy.report : null;
  const faults = listContentFaults(content, statuses);
  const standing = copy.basedOn === null ? 0 : (await countStandingChallenges(tx, copy.basedOn)).critical;
  return {
    report,
    problems: listProblems(content, faults, report),
    bars: report === null ? null : listKnownBars(content, report, standing),
  };
}

/** The editor. `content` stands in place of what is stored, for a form that was refused. */
export async function loadDraftView(
  context: PageContext,
  tx: ReadTx,
  asked: AskedDraft & {
    readonly more: string;
    readonly refused?: { readonly content: AnalysisContent; readonly problem: string };
  },
): Promise<DraftView> {
  const { head, copy } = await loadHead(context, tx, asked);
  const standing = await loadStanding(context, tx, copy);
  const { content = copy.content, problem = null } = asked.refused ?? {};
  return { ...head, ...standing, content, more: asked.more, problem };
}

/** The draft as a page. */
export async function loadDraftPreview(
  context: PageContext,
  tx: ReadTx,
  asked: AskedDraft,
): Promise<DraftPreviewView> {
  const { head, copy } = await loadHead(context, tx, asked);
  const report = copy.checkedRevision === copy.revision ? copy.report : null;
  const hashes = report?.sources.map(({ sha256 }) => sha256) ?? [];
  const ids = await listSourceIds(tx, hashes);
  const sourceIds = hashes.map((sha256) => ids.get(sha256) ?? null);
  return { ...head, content: copy.content, report, sourceIds };
}

/** Saving as a version. Without a form that was refused, the sources that are new on the page are chosen as causes. */
export async function loadDraftVersion(
  context: PageContext,
  tx: ReadTx,
  asked: AskedDraft & { readonly refused?: { readonly form: VersionForm; readonly problem: string } },
): Promise<DraftVersionView> {
  const { head, copy } = await loadHead(context, tx, asked);
  const { report: _report, ...standing } = await loadStanding(context, tx, copy);
  const before = copy.basedOn === null ? null : (await getVersionById(tx, copy.basedOn)).content;
  const base = before ?? blankOf(copy.content);
  const known = new Set(before?.sources.map(({ snapshot }) => snapshot));
  const added = copy.content.sources.filter(({ snapshot }) => snapshot !== null && !known.has(snapshot));
  const ids = await listSourceIds(
    tx,
    added.flatMap(({ snapshot }) => snapshot ?? []),
  );
  const sources = added.flatMap(({ snapshot, title, url, ref }) => {
    const id = ids.get(snapshot ?? '');
    return id === undefined ? [] : [{ id, title: `[${ref}] ${title ?? url ?? 'Source without a title'}` }];
  });
  return {
    ...head,
    ...standing,
    merged: mergeContents({ base, mine: copy.content, theirs: base }),
    reviews: copy.analysis === null ? [] : await listPendingReviews(tx, copy.analysis),
    sources: [...new Map(sources.map((source) => [source.id, source])).values()],
    form: asked.refused?.form ?? { note: '', reviews: [], sources: sources.map(({ id }) => String(id)) },
    problem: asked.refused?.problem ?? null,
  };
}

function blankOf(content: AnalysisContent): AnalysisContent {
  return { ...content, sections: [], laws: [], outline: null, report: null, sources: [] };
}

/** Three texts side by side. */
export async function loadDraftMerge(
  context: PageContext,
  tx: ReadTx,
  asked: AskedDraft & {
    readonly other: MergeWith;
    readonly form: VersionForm | null;
    readonly problem: string | null;
  },
): Promise<DraftMergeView> {
  const { head, copy } = await loadHead(context, tx, asked);
  const merged = mergeContents(await loadMerge(tx, copy, asked.other));
  const other = 'aside' in asked.other ? asked.other : { ...asked.other, number: head.base?.newest ?? 0 };
  return { ...head, with: other, merged, form: asked.form, problem: asked.problem };
}

/** Choosing a source, then words in it. */
export async function loadDraftCite(
  context: PageContext,
  tx: ReadTx,
  asked: AskedDraft & {
    readonly section: string;
    readonly text: string;
    readonly source: number | null;
    readonly page: number;
    readonly done: string;
    readonly refused?: { readonly words: string; readonly problem: string };
  },
): Promise<DraftCiteView> {
  const { head, copy } = await loadHead(context, tx, asked);
  const { content } = copy;
  const section = content.sections.find(({ key }) => key === asked.section);
  return {
    ...head,
    content,
    section: asked.section,
    sentences: splitSentences(section?.text ?? '')
      .slice(0, MOST_SENTENCES)
      .map(({ start, end }) => ({
        end,
        text: section?.text.slice(start, end) ?? '',
      })),
    text: asked.text,
    found: asked.source === null ? await findSources(tx, copy, asked.text) : [],
    source: asked.source === null ? null : await loadSourceView(context, tx, asked.source, asked.page),
    nextRef: nextRef(content),
    words: asked.refused?.words ?? '',
    done: asked.done,
    problem: asked.refused?.problem ?? null,
  };
}

/**
 * Sources with these words in title, publisher or address; without words those that the draft cites or was checked
 * against, then the newest about its jurisdiction.
 */
async function findSources(tx: ReadTx, { content, report, jurisdiction }: WorkingCopy, text: string) {
  if (text !== '') return listSources(tx, { text, limit: FOUND_SOURCES });
  const snapshots = [
    ...content.sources.flatMap(({ snapshot }) => snapshot ?? []),
    ...(report?.sources.map(({ sha256 }) => sha256) ?? []),
  ];
  const ids = [...(await listSourceIds(tx, snapshots)).values()];
  const tied = await listSources(tx, { ids, limit: FOUND_SOURCES });
  const about = await listSources(tx, { jurisdiction, limit: FOUND_SOURCES });
  return [...new Map([...tied, ...about].map((source) => [source.id, source])).values()];
}

/** The viewer's own drafts. */
export async function loadDraftList(
  context: PageContext,
  tx: ReadTx,
  viewer: Viewer,
): Promise<DraftListView> {
  const rows = await listWorkingCopies(tx, viewer.id);
  return {
    items: rows.map(({ id, analysis, changedAt, basedOnNumber, newestNumber, jurisdiction, topic }) => ({
      ...{ id, analysis, changedAt, basedOnNumber, newestNumber },
      jurisdiction: jurisdictionOf(context, jurisdiction),
      topic: topicOf(context, topic),
    })),
  };
}
