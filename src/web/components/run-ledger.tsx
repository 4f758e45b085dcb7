/** The records under a run: its log, and every question that was put to a service that costs something. */
import { hasEnded } from '#domain/run.ts';
import { counted, grouped } from '../amounts.ts';
import { formatMinute } from '../dates.ts';
import type { ExchangeItem, LogLine, RunView } from '../run-views.ts';
import { duration, FAULT_WORDS, money, runHref, STEP_WORDS } from '../run-words.ts';

const OPEN_LINES = 15;
const MOST_EXCHANGES = 300;

/** The newest lines; earlier ones are folded. */
export function RunLog({ view }: { view: RunView }) {
  const { log, logCount } = view;
  if (log.length === 0) return <p class="empty">Nothing was written down yet.</p>;
  const earlier = log.slice(0, -OPEN_LINES);
  return (
    <>
      {logCount > log.length && (
        <p class="minor-note">{counted(logCount - log.length, 'earlier line')} in the raw JSON</p>
      )}
      {earlier.length > 0 && (
        <details class="run-fold" id="earlier-log">
          <summary>{counted(earlier.length, 'earlier line')}</summary>
          <Lines lines={earlier} />
        </details>
      )}
      <Lines lines={log.slice(-OPEN_LINES)} />
    </>
  );
}

function Lines({ lines }: { lines: readonly LogLine[] }) {
  return (
    <ol class="run-log">
      {lines.map(({ at, step, level, message }) => (
        <li data-level={level}>
          <time dateTime={at} title={`${formatMinute(at)} UTC`}>
            {at.slice(11, 19)}
          </time>{' '}
          <span class="log-step">{STEP_WORDS[step].name}</span>{' '}
          <span class="log-message">
            {level === 'warning' && <strong>Warning: </strong>}
            {message}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Each question with its answer or fault; the raw wire text is one click away. */
export function RunExchanges({ view }: { view: RunView }) {
  const { exchanges, number } = view;
  if (exchanges.length === 0) {
    return (
      <p class="empty">
        Nothing was asked of any service. What is stored, and rules that quote it, cost nothing.
      </p>
    );
  }
  return (
    <div class="table-wrap">
      <table class="stack exchanges">
        <caption class="vh">Exchanges, oldest first</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">Service</th>
            <th scope="col">Outcome</th>
            <th scope="col" class="num">
              Time
            </th>
            <th scope="col" class="num">
              Tokens in
            </th>
            <th scope="col" class="num">
              out
            </th>
            <th scope="col" class="num">
              Cost
            </th>
          </tr>
        </thead>
        <tbody>
          {exchanges.slice(0, MOST_EXCHANGES).map((exchange) => (
            <Exchange exchange={exchange} run={number} isLost={isLost(exchange, view)} />
          ))}
        </tbody>
      </table>
      {exchanges.length > MOST_EXCHANGES && (
        <p class="minor-note">
          {counted(exchanges.length - MOST_EXCHANGES, 'more exchange')} in the raw JSON
        </p>
      )}
    </div>
  );
}

/** A question that no answer can come to any more: its step has ended, or asked the same again after a stop. */
function isLost({ state, step, purpose, askedAt, id }: ExchangeItem, { steps, exchanges }: RunView): boolean {
  if (state !== 'asked') return false;
  const of = steps.find((one) => one.step === step);
  return (
    (of !== undefined && hasEnded(of.state)) ||
    exchanges.some(
      (one) => one.id !== id && one.step === step && one.purpose === purpose && one.askedAt > askedAt,
    )
  );
}

function Exchange({ exchange, run, isLost }: { exchange: ExchangeItem; run: number; isLost: boolean }) {
  const { askedAt, answeredAt } = exchange;
  return (
    <tr>
      <th scope="row">
        <a href={`${runHref(run)}/exchanges/${exchange.id}`}>{exchange.purpose}</a>
        <span class="row-sub">
          {STEP_WORDS[exchange.step].name}
          {exchange.attempt > 1 && `, attempt ${exchange.attempt}`}
        </span>
      </th>
      <td data-label="Service">
        <code>{exchange.service}</code>
      </td>
      <td data-label="Outcome">
        {isLost ? 'no answer: the work was stopped' : <ExchangeOutcome exchange={exchange} />}
      </td>
      <td data-label="Time" class="num">
        {answeredAt === null ? '–' : duration(Date.parse(answeredAt) - Date.parse(askedAt))}
      </td>
      <td data-label="Tokens in" class="num">
        {exchange.inputTokens === null ? '–' : grouped(exchange.inputTokens)}
      </td>
      <td data-label="Tokens out" class="num">
        {exchange.outputTokens === null ? '–' : grouped(exchange.outputTokens)}
      </td>
      <td data-label="Cost" class="num">
        {exchange.reused === null ? costWords(exchange) : '$0'}
      </td>
    </tr>
  );
}

function costWords({ state, costMicros }: ExchangeItem): string {
  return state === 'asked' && costMicros === null ? '–' : money(costMicros);
}

/** Answered, answered from the store, waiting, or the fault in words. */
export function ExchangeOutcome({ exchange }: { exchange: ExchangeItem }) {
  if (exchange.state === 'asked') return <>waits for the answer</>;
  if (exchange.fault !== null) {
    return (
      <>
        <strong class="fault">{FAULT_WORDS[exchange.fault]}</strong>
        {exchange.message !== null && <span class="row-sub">{exchange.message}</span>}
      </>
    );
  }
  return exchange.reused === null ? <>answered</> : <>answered before; nothing was sent</>;
}
