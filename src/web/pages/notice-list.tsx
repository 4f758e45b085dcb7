/** One's own notices: what happened, why one is told, where to look. Those not read stand first. */
import { counted } from '../amounts.ts';
import { ButtonForm } from '../components/form-field.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Pager } from '../components/pager.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { NoticeListView } from '../notice-views.ts';
import type { Frame } from '../views.ts';
import { NOTICE_REASON_WORDS } from '../wording.ts';

/** See the module comment. */
export function NoticeListPage({ view, frame }: { view: NoticeListView; frame: Frame }) {
  const { notices, unread, total, page, pageSize } = view;
  return (
    <Layout frame={frame} title="Notices">
      <div class="page notice-page">
        <PageTitle title="Notices">
          {total > 0 && (
            <p class="lead">
              {unread === 0 ? 'You have read all of them.' : `${counted(unread, 'notice')} not read.`}
            </p>
          )}
        </PageTitle>
        <div class="row-actions">
          {unread > 0 && (
            <ButtonForm action="/notices/read" fields={{ upTo: String(view.upTo) }}>
              Mark all as read
            </ButtonForm>
          )}
          <a class="button" href="/account/notices">
            What you watch, and letters
          </a>
        </div>
        {total === 0 ? <Empty /> : <NoticeList notices={notices} page={page} />}
        <Pager path="/notices" query={{}} page={page} pageSize={pageSize} total={total} />
      </div>
    </Layout>
  );
}

function Empty() {
  return (
    <p class="empty">
      There is nothing to tell you yet. Press <b>Watch</b> on the page of an <a href="/analyses">analysis</a>,
      a <a href="/jurisdictions">jurisdiction</a> or a <a href="/topics">topic</a>: what changes there is told
      here. You are also told what happens to versions you made and reviews you take part in.
    </p>
  );
}

function NoticeList({ notices, page }: Pick<NoticeListView, 'notices' | 'page'>) {
  return (
    <ol class="notice-list">
      {notices.map((notice) => (
        <li class={notice.isRead ? 'is-read' : 'is-unread'}>
          <p class="notice-page-name">
            {!notice.isRead && <span class="vh">Not read: </span>}
            <a href={notice.href}>{notice.page}</a> <span class="key">#{notice.analysis}</span>
          </p>
          <p class="notice-sentence">{notice.sentence}</p>
          {notice.change !== null && <p class="notice-change">{notice.change}</p>}
          <div class="notice-foot">
            <span>
              <Minute at={notice.at} /> · {NOTICE_REASON_WORDS[notice.because]}
            </span>
            {notice.compareHref !== null && <a href={notice.compareHref}>What changed</a>}
            {!notice.isRead && (
              <ButtonForm
                action="/notices/read"
                fields={{ only: String(notice.id), page: String(page) }}
                label={`Mark as read: ${notice.page}, ${notice.sentence}`}
              >
                Mark as read
              </ButtonForm>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
