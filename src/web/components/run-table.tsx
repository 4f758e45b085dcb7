/** Runs as a ledger: one line each with its state, time, cost and draft, and what they come to together. */
import { grouped, shorten } from '../amounts.ts';
import type { RunItem, Spent } from '../run-views.ts';
import { ANALYST_WORDS, draftHref, money, runHref, workedWords } from '../run-words.ts';
import { RunItemState } from './run-state.tsx';
import { Minute } from './when.tsx';

const LONGEST_REASON = 160;

/** `totals` are of all runs that the list is a page of. Rows become cards on a narrow screen. */
export function RunTable(props: {
  items: readonly RunItem[];
  caption: string;
  /** True on the page of the batch that all of them belong to. */
  inBatch?: boolean;
  totals: { readonly spent: Spent; readonly runs: number };
}) {
  const { items, totals } = props;
  return (
    <div class="table-wrap">
      <table class="runs stack">
        <caption class="vh">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Analyst</th>
            <th scope="col">Asked</th>
            <th scope="col" class="num">
              Time
            </th>
            <th scope="col" class="num">
              Questions
            </th>
            <th scope="col" class="num">
              Tokens
            </th>
            <th scope="col" class="num">
              Cost
            </th>
            <th scope="col">Draft</th>
          </tr>
        </thead>
        <tbody>
          {items.map((run) => (
            <Line run={run} inBatch={props.inBatch ?? false} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              All {grouped(totals.runs)} together
            </th>
            <SpentCells spent={totals.spent} />
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Line({ run, inBatch }: { run: RunItem; inBatch: boolean }) {
  return (
    <tr>
      <th scope="row">
        <a href={runHref(run.number)}>
          {run.jurisdiction.everydayName} · {run.topic.title}
        </a>
        <span class="row-sub">
          Run {run.number}
          {run.batch !== null && !inBatch && (
            <>
              , <a href={`/batches/${run.batch}`}>batch {run.batch}</a>
            </>
          )}
        </span>
      </th>
      <td data-label="State">
        <RunItemState run={run} />
        {run.reason !== null && <span class="row-sub">{shorten(run.reason, LONGEST_REASON)}</span>}
      </td>
      <td data-label="Analyst">{ANALYST_WORDS[run.analyst]}</td>
      <td data-label="Asked">
        <Minute at={run.requestedAt} />
        <span class="row-sub">by {run.requestedBy}</span>
      </td>
      <td data-label="Time" class="num">
        {workedWords(run.seconds) ?? '–'}
      </td>
      <SpentCells spent={run.spent} />
      <td data-label="Draft" data-none={run.draft === null ? '' : undefined}>
        <DraftCell run={run} />
      </td>
    </tr>
  );
}

function DraftCell({ run: { draft } }: { run: RunItem }) {
  if (draft === null) return <span class="quiet">none</span>;
  return (
    <a href={draftHref(draft)}>
      #{draft.analysis}, version {draft.version}
    </a>
  );
}

/** Questions with how many were answered again from the store, tokens and cost. */
export function SpentCells({ spent }: { spent: Spent }) {
  // On a phone, where each stands in a line of its own, a run that asked nothing has no lines that say so.
  const none = spent.questions + spent.reused === 0 ? '' : undefined;
  return (
    <>
      <td data-label="Questions" class="num" data-none={none}>
        {grouped(spent.questions)}
        {spent.reused > 0 && <span class="row-sub">{grouped(spent.reused)} reused</span>}
      </td>
      <td data-label="Tokens" class="num" data-none={none}>
        {grouped(spent.inputTokens + spent.outputTokens)}
      </td>
      <td data-label="Cost" class="num" data-none={none}>
        {money(spent.costMicros)}
      </td>
    </>
  );
}
