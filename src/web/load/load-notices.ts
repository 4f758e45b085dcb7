/** Gathers one person's notices, what they watch and which letters they get. */
import type { Viewer } from '#domain/person.ts';
import { presentNotices } from '#notify/present-notices.ts';
import type { ReadTx } from '#store/connect.ts';
import { findLetterAddress, findNoticeSettings } from '#store/notice-settings.ts';
import { countNotices, countUnread, findNewestNotice, listNotices } from '#store/notices.ts';
import { hasWatch, listWatches, type WatchTarget } from '#store/watches.ts';
import type { LetterSettingsView, NoticeListView, WatchState } from '../notice-views.ts';

const PAGE_SIZE = 50;

/** A page of notices, those not read first. */
export async function loadNoticeList(tx: ReadTx, viewer: Viewer, page: number): Promise<NoticeListView> {
  const slice = { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
  return {
    notices: await presentNotices(tx, await listNotices(tx, viewer.id, slice)),
    unread: await countUnread(tx, viewer.id),
    total: await countNotices(tx, viewer.id),
    upTo: await findNewestNotice(tx, viewer.id),
    page,
    pageSize: PAGE_SIZE,
  };
}

/** Letters and watches of one person. */
export async function loadLetterSettings(
  tx: ReadTx,
  viewer: Viewer,
  digestHour: number,
): Promise<Omit<LetterSettingsView, 'isSaved'>> {
  const { email, isVerified } = await findLetterAddress(tx, viewer.id);
  return {
    settings: await findNoticeSettings(tx, viewer.id),
    watches: await listWatches(tx, viewer.id),
    email: email ?? '',
    isVerified,
    digestHour,
  };
}

/** Whether the viewer watches it; null for a reader without an account. */
export async function loadWatch(
  tx: ReadTx,
  viewer: Viewer | null,
  target: WatchTarget,
): Promise<WatchState | null> {
  if (viewer === null) return null;
  return { ...target, isWatching: await hasWatch(tx, viewer.id, target) };
}
