/** What the marks mean, with how often each occurs on the page. */
import { SUPPORT_VERDICTS, type VerificationReport } from '#domain/verification.ts';
import { counted, grouped } from '../amounts.ts';
import { reportHref } from '../report-query.ts';
import { SENTENCE_WORDS } from '../wording.ts';
import { Glyph } from './mark.tsx';

/** Counts sentences that need evidence; headings, questions and disclaimers do not. Each leads to its list. */
export function VerdictLegend({ report, base }: { report: VerificationReport; base: string }) {
  const judged = report.sentences.filter((check) => check.verdict !== null);
  if (judged.length === 0) return <p class="empty">No sentence of the page needs evidence.</p>;
  return (
    <div class="verdicts">
      <p class="table-title" id="verdicts-title">
        {counted(judged.length, 'sentence')} that {judged.length === 1 ? 'needs' : 'need'} evidence
      </p>
      <ul aria-labelledby="verdicts-title">
        {SUPPORT_VERDICTS.map((verdict) => {
          const { mark, words } = SENTENCE_WORDS[verdict];
          const count = judged.filter((check) => check.verdict === verdict).length;
          if (count === 0) {
            return (
              <li>
                <Glyph mark={mark} /> {words} <span class="num">0</span>
              </li>
            );
          }
          return (
            <li>
              <Glyph mark={mark} />{' '}
              <a href={reportHref(base, { view: 'sentences', verdict })}>
                {words} <span class="num">{grouped(count)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      <p class="hint hint-keys" hidden>
        Keys: <kbd>j</kbd> next and <kbd>k</kbd> previous sentence that is not borne out.
      </p>
    </div>
  );
}
