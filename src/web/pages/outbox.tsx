/** The letters that left the house or wait to, for administrators: without a mail server they pass links on from here. */
import type { OutboxMessage } from '#store/outbox.ts';
import type { OutboxView } from '../account-views.ts';
import { PageTitle } from '../components/page-title.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { Frame } from '../views.ts';

/** Newest first. */
export function OutboxPage({ view, frame }: { view: OutboxView; frame: Frame }) {
  return (
    <Layout frame={frame} title="Outbox">
      <div class="page outbox-page">
        <PageTitle title="Outbox">
          <p class="lead">
            {view.isSending
              ? 'Letters go to the mail server that is set; what it does not take is tried again.'
              : 'No mail server is set, so letters wait here. Pass their links on by another way; each works once.'}
          </p>
        </PageTitle>
        {view.messages.length === 0 && <p class="empty">No letter was written yet.</p>}
        {view.messages.map((message) => (
          <Letter message={message} />
        ))}
      </div>
    </Layout>
  );
}

function Letter({ message }: { message: OutboxMessage }) {
  return (
    <article class="letter" aria-labelledby={`letter-${message.id}`}>
      <h2 id={`letter-${message.id}`}>{message.subject}</h2>
      <p>
        To <strong class="address">{message.recipient}</strong>, written <Minute at={message.queuedAt} />.{' '}
        {describeState(message)}
      </p>
      <details>
        <summary>Read it</summary>
        <pre>{message.body}</pre>
      </details>
    </article>
  );
}

function describeState({ sentAt, attempts, failure }: OutboxMessage): string {
  if (sentAt !== null) return `Handed over ${sentAt.slice(0, 16).replace('T', ' ')} UTC.`;
  if (failure !== null)
    return `Not taken, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}: ${failure}`;
  return 'Waiting.';
}
