/** How well the page cites: two shares, each with its counts and what they mean, and the sentences behind them. */
import type { VerificationReport } from '#domain/verification.ts';
import { counted, grouped, percent } from '../amounts.ts';
import { citingKindOf, hasWeighedCitations } from '../citing-kind.ts';
import { reportHref } from '../report-query.ts';

/** Nothing for a report by rules that weighed no citation, and for a page without a sentence that needs evidence. */
export function ReportCiting({ report, base }: { report: VerificationReport; base: string }) {
  if (!report.sentences.some(({ verdict }) => verdict !== null) || !hasWeighedCitations(report)) return null;
  return (
    <section class="report-citing" aria-labelledby="citing-title">
      <h2 id="citing-title">How well it cites</h2>
      <Shares report={report} />
      <Ways report={report} base={base} />
    </section>
  );
}

function Shares({ report: { citationQuality: quality } }: { report: VerificationReport }) {
  const { sentences, borne, citations, precise, recall, precision } = quality;
  if (recall === null || precision === null) {
    return <p>No sentence cites a stored source, so it cannot be said how well it cites.</p>;
  }
  return (
    <dl class="shares">
      <div>
        <dt>
          Recall <strong>{percent(recall)}</strong>
        </dt>
        <dd>
          Of {counted(sentences, 'sentence')} that {sentences === 1 ? 'cites' : 'cite'} a stored source,{' '}
          {borne === 0 ? 'none' : grouped(borne)} {borne === 1 ? 'is' : 'are'} borne by what{' '}
          {sentences === 1 ? 'it cites' : 'they cite'}.
        </dd>
      </div>
      <div>
        <dt>
          Precision <strong>{percent(precision)}</strong>
        </dt>
        <dd>
          Of {counted(citations, 'citation')} of stored sources, {precise === 0 ? 'none' : grouped(precise)}{' '}
          {precise === 1 ? 'bears its' : 'bear their'} sentence.
        </dd>
      </div>
    </dl>
  );
}

const TO_LOOK_AT = {
  'not-bearing': { one: 'cites what does not bear it', many: 'cite what does not bear them' },
  nothing: { one: 'cites nothing', many: 'cite nothing' },
} as const;

const LOOKED_AT = Object.keys(TO_LOOK_AT) as (keyof typeof TO_LOOK_AT)[];

/** The way to the sentences that a reader should look at. */
function Ways({ report, base }: { report: VerificationReport; base: string }) {
  const kinds = report.sentences.flatMap((check) => (check.verdict === null ? [] : [citingKindOf(check)]));
  const ways = LOOKED_AT.map((cites) => ({
    cites,
    count: kinds.filter((kind) => kind === cites).length,
  })).filter(({ count }) => count > 0);
  if (ways.length === 0) return null;
  return (
    <ul class="ways">
      {ways.map(({ cites, count }) => (
        <li>
          <a href={reportHref(base, { view: 'sentences', cites })}>
            {counted(count, 'sentence')} {TO_LOOK_AT[cites][count === 1 ? 'one' : 'many']}
          </a>
        </li>
      ))}
    </ul>
  );
}
