/** A notice in words: the page, one sentence, what became of the status, and where to look. For pages and letters alike. */
import type { NoticeKind, NoticeReason } from '#domain/notice.ts';
import { personOf } from '#domain/person.ts';
import type { ReadTx } from '#store/connect.ts';
import type { StoredNotice } from '#store/notices.ts';
import { listPublishedStatuses, type PublishedStatus } from '#store/published-statuses.ts';
import { EVENT_RULES } from './event-rules.ts';

/** See the module comment. Addresses are paths. */
export type PresentedNotice = {
  readonly id: number;
  readonly kind: NoticeKind;
  readonly because: NoticeReason;
  readonly at: string;
  readonly isRead: boolean;
  readonly analysis: number;
  /** `North Korea · Retail trading status`. */
  readonly page: string;
  readonly sentence: string;
  /** Of a publication: the status with its evidence, and what it was before; else null. */
  readonly change: string | null;
  readonly href: string;
  /** The comparison with the version before; null for the first one and where nothing was written. */
  readonly compareHref: string | null;
};

const WITH_NEW_CONTENT = ['version.imported', 'version.saved', 'version.submitted', 'version.published'];

/** Puts them into words, in their order. */
export async function presentNotices(
  tx: ReadTx,
  notices: readonly StoredNotice[],
): Promise<PresentedNotice[]> {
  const published = notices.filter((notice) => notice.action === 'version.published');
  const statuses = await listPublishedStatuses(
    tx,
    published.map(({ analysis, version }) => ({ analysis, version })),
  );
  return notices.map((notice) => ({
    id: notice.id,
    kind: notice.kind,
    because: notice.because,
    at: notice.at,
    isRead: notice.readAt !== null,
    analysis: notice.analysis,
    page: `${notice.jurisdiction} · ${notice.topic}`,
    sentence: sentenceOf(notice),
    change: changeOf(notice, statuses.get(`${notice.analysis}/${notice.version}`)),
    href: hrefOf(notice),
    compareHref: compareHrefOf(notice),
  }));
}

function sentenceOf(notice: StoredNotice): string {
  const { action, version, detail } = notice;
  const rule = EVENT_RULES[action];
  // A notice that an older program made of an action which this one does not know any more.
  if (rule === undefined) return `Something happened to version ${version} (${action}).`;
  return rule.words({ who: whoActed(notice), version, detail });
}

function whoActed({ actor, actorName }: StoredNotice): string {
  if (actorName !== null) return actorName;
  if (personOf(actor) !== undefined) return 'Somebody';
  return actor === 'command line' ? 'An operator' : actor;
}

function changeOf({ action }: StoredNotice, status: PublishedStatus | undefined): string | null {
  if (action !== 'version.published' || status === undefined) return null;
  const level =
    status.confidenceFigure === null
      ? status.confidenceLevel
      : `${status.confidenceLevel} (${status.confidenceFigure})`;
  const evidence = `evidence ${status.evidenceState}, confidence ${level}`;
  if (status.before === null) return `Status: ${status.status}; ${evidence}.`;
  if (status.before === status.status) return `The status is ${status.status} as before; ${evidence}.`;
  return `The status changed from ${status.before} to ${status.status}; ${evidence}.`;
}

function hrefOf({ action, analysis, version, detail }: StoredNotice): string {
  const base = `/analyses/${analysis}/versions/${version}`;
  if (action.startsWith('version.')) return base;
  return typeof detail.review === 'string' ? `${base}#review-${detail.review}` : base;
}

/** With what was live before, where that is a version of the same analysis; else with the version before. */
function compareHrefOf({ action, analysis, version, detail }: StoredNotice): string | null {
  if (!WITH_NEW_CONTENT.includes(action)) return null;
  const [, page, live] = /^analysis:(\d+)\/(\d+)$/.exec(String(detail.supersedes)) ?? [];
  const before = Number(page) === analysis ? Number(live) : version - 1;
  return before < 1 ? null : `/analyses/${analysis}/compare/${before}/${version}`;
}
