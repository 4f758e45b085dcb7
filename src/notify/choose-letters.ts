/** Chooses which letters somebody gets, or ends all of them, which also works from a link without signing in. */
import { AppError } from '#domain/errors.ts';
import { DELIVERIES, NOTICE_KINDS } from '#domain/notice.ts';
import type { Viewer } from '#domain/person.ts';
import type { WriteTx } from '#store/connect.ts';
import { type NoticeSettings, putNoticeSettings } from '#store/notice-settings.ts';

/** Keeps a choice for every kind, as a form has them. Throws `invalid-input` naming the first kind without one. */
export async function chooseLetters(
  tx: WriteTx,
  actor: Viewer,
  choice: (kind: string) => string,
): Promise<void> {
  const chosen = NOTICE_KINDS.map((kind) => {
    const delivery = DELIVERIES.find((known) => known === choice(kind));
    if (delivery !== undefined) return [kind, delivery];
    throw new AppError('invalid-input', `must be one of ${DELIVERIES.join(', ')}.`, {
      place: { field: kind },
      remedy: 'Choose one for every kind.',
    });
  });
  await putNoticeSettings(tx, actor.id, Object.fromEntries(chosen) as NoticeSettings);
}

/** No letter with notices any more, of any kind; also none of those that wait. */
export async function endLetters(tx: WriteTx, person: string): Promise<void> {
  const none = Object.fromEntries(NOTICE_KINDS.map((kind) => [kind, 'never'])) as NoticeSettings;
  await putNoticeSettings(tx, person, none);
}
