/** What the pages about notices, letters, the trail and one's own data are given. */
import type { Delivery, NoticeKind, WatchKind } from '#domain/notice.ts';
import type { PresentedNotice } from '#notify/present-notices.ts';
import type { TrailEvent } from '#store/audit-trail.ts';
import type { TrailHead } from '#store/verify-trail.ts';
import type { ListedWatch } from '#store/watches.ts';

/** Notices of one person, those not read first. `upTo` is the newest: what comes later is not marked with the rest. */
export type NoticeListView = {
  readonly notices: readonly PresentedNotice[];
  readonly unread: number;
  readonly total: number;
  readonly upTo: number;
  readonly page: number;
  readonly pageSize: number;
};

/** `isVerified`: letters may go to the address. `isSaved`: the choices have just been kept. */
export type LetterSettingsView = {
  readonly settings: Readonly<Record<NoticeKind, Delivery>>;
  readonly watches: readonly ListedWatch[];
  readonly email: string;
  readonly isVerified: boolean;
  readonly digestHour: number;
  readonly isSaved: boolean;
};

/** A thing that can be watched, and whether its reader does; null for readers without an account. */
export type WatchState = { readonly kind: WatchKind; readonly key: string; readonly isWatching: boolean };

/** `isDone`: no letter goes out any more. */
export type UnsubscribeView = { readonly token: string; readonly isDone: boolean };

/** Filters as they were asked for; days as `2026-03-31`. */
export type TrailQuery = {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly since: string;
  readonly until: string;
  readonly before: number | null;
};

/** `older` is where the next page begins; null on the last one. `problem`: a filter that could not be read. */
export type TrailView = {
  readonly query: TrailQuery;
  readonly events: readonly (TrailEvent & { readonly actorName: string | null })[];
  readonly actions: readonly string[];
  readonly head: TrailHead | null;
  readonly older: number | null;
  readonly problem: string | null;
};

/** `meant` is what is typed to show that it is meant. */
export type OwnDataView = {
  readonly hasPassword: boolean;
  readonly meant: string;
  readonly problem: string | null;
};

/** Somebody who is to be taken out. */
export type TakeOutView = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly problem: string | null;
};
