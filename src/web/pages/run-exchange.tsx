/** One exchange as it went over the wire: what was sent, what came back, and what it cost. Never a key. */
import { grouped } from '../amounts.ts';
import { type Fact, FactList } from '../components/fact-list.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ExchangeOutcome } from '../components/run-ledger.tsx';
import { Minute } from '../components/when.tsx';
import { Layout } from '../layout.tsx';
import type { ExchangeView } from '../run-views.ts';
import { duration, money, runHref, STEP_WORDS } from '../run-words.ts';
import type { Frame } from '../views.ts';

/** The page. */
export function RunExchangePage({ view, frame }: { view: ExchangeView; frame: Frame }) {
  const self = `${runHref(view.run)}/exchanges/${view.id}`;
  return (
    <Layout frame={frame} title={`Exchange of run ${view.run}`}>
      <div class="page">
        <PageTitle
          trail={[
            ['/runs', 'Runs'],
            [runHref(view.run), `Run ${view.run}`],
          ]}
          title={view.purpose.charAt(0).toUpperCase() + view.purpose.slice(1)}
        >
          <p class="official">
            {view.jurisdiction.everydayName} · {view.topic.title} · {STEP_WORDS[view.step].name}
          </p>
        </PageTitle>
        <FactList facts={factsOf(view)} kind="run-facts" />
        <Wire
          id="request"
          title="What was sent"
          text={view.request}
          length={view.lengths.request}
          href={`${self}/request.json`}
        />
        <Wire
          id="response"
          title="What came back"
          text={view.response}
          length={view.lengths.response}
          href={`${self}/response.txt`}
        />
      </div>
    </Layout>
  );
}

function factsOf(view: ExchangeView): Fact[] {
  return [
    ['Outcome', <ExchangeOutcome exchange={view} />],
    ['Service', <code>{view.service}</code>],
    ['HTTP status', view.status ?? 'none'],
    ['Asked', <Minute at={view.askedAt} />],
    [
      'Time',
      view.answeredAt === null
        ? 'no answer yet'
        : duration(Date.parse(view.answeredAt) - Date.parse(view.askedAt)),
    ],
    ['Tokens', `${tokens(view.inputTokens)} in, ${tokens(view.outputTokens)} out`],
    ['Cost', view.reused === null ? money(view.costMicros) : '$0, as nothing was sent'],
    ['Hash of the question', <code class="hash">{view.requestHash}</code>],
  ];
}

function tokens(count: number | null): string {
  return count === null ? 'not known' : grouped(count);
}

function Wire(props: { id: string; title: string; text: string | null; length: number; href: string }) {
  const { id, title, text, length, href } = props;
  return (
    <section class="part" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {text === null || text === '' ? (
        <p class="empty">Nothing.</p>
      ) : (
        <>
          <p class="minor-note">
            {text.length < length
              ? `The first ${grouped(text.length)} of ${grouped(length)} characters. `
              : `${grouped(length)} characters. `}
            <a href={href} download>
              Download it as it is
            </a>
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <pre class="wire" tabIndex={0}>
            {text}
          </pre>
        </>
      )}
    </section>
  );
}
