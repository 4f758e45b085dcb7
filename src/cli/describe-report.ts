/** A verification report as lines for people: what was read, each quotation's verdict, the findings, and the sum. */
import { QUOTATION_VERDICTS, SUPPORT_VERDICTS, type VerificationReport } from '#domain/verification.ts';
import { counted, describeFindings, sumFindings } from './describe-findings.ts';

const WIDTH = Math.max(...QUOTATION_VERDICTS.map((verdict) => verdict.length));
const VERDICT_WIDTH = Math.max(...SUPPORT_VERDICTS.map((verdict) => verdict.length));
const MOST_QUOTED = 72;
const MOST_NAMED = 40;

/** The lines, without line ends. */
export function describeReport(report: VerificationReport): string[] {
  const { jurisdiction, topic, status, sentences, quotations, confidence } = report;
  const verdicts = sumVerdicts(sentences, SUPPORT_VERDICTS);
  return [
    ...(jurisdiction === null && topic === null
      ? []
      : [`${jurisdiction ?? '?'} × ${topic ?? '?'}: ${status ?? 'no status'} (${report.evidenceState})`]),
    `Sources     ${counted(report.sources.length, 'stored text')}`,
    `Sentences   ${sentences.length}${verdicts === '' ? '' : `, of them ${verdicts}`}`,
    `Quotations  ${quotations.length}${quotations.length === 0 ? '' : `: ${sumVerdicts(quotations, QUOTATION_VERDICTS)}`}`,
    ...quotations.map((quotation) => {
      const from = quotation.attributedTo === null ? '' : `  from ${cut(quotation.attributedTo, MOST_NAMED)}`;
      return `  ${quotation.verdict.padEnd(WIDTH)}  “${cut(quotation.text, MOST_QUOTED)}”${from}`;
    }),
    ...describeRegrounded(report),
    `Findings    ${sumFindings(report.findings)}`,
    ...describeFindings(report.findings),
    `Confidence  ${confidence.level}. ${confidence.summary}`,
  ];
}

/** What our check found for statements whose references lead nowhere, one line for each statement. */
function describeRegrounded({ grounding, sources }: VerificationReport): string[] {
  const supports = grounding.flatMap((check) => check.supports);
  const lost = supports.filter(({ state }) => state === 'unresolvable' || state === 'partially-resolved');
  if (lost.length === 0) return [];
  const found = lost.filter(({ regrounded }) => regrounded.length > 0);
  return [
    `Re-grounded ${found.length} of ${counted(lost.length, 'statement')} whose references lead nowhere; the provider cited none of these passages`,
    ...found.flatMap(({ regrounded }) => {
      const [best] = regrounded;
      if (best === undefined) return [];
      const source = sources[best.source];
      const from = cut(source?.title ?? source?.url ?? 'a source without a title', MOST_NAMED);
      return [`  ${best.verdict.padEnd(VERDICT_WIDTH)}  “${cut(best.quote.exact, MOST_QUOTED)}”  in ${from}`];
    }),
  ];
}

function sumVerdicts<Verdict extends string>(
  checks: readonly { readonly verdict: Verdict | null }[],
  order: readonly Verdict[],
): string {
  return order
    .flatMap((verdict) => {
      const count = checks.filter((check) => check.verdict === verdict).length;
      return count === 0 ? [] : [`${count} ${verdict}`];
    })
    .join(', ');
}

function cut(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length <= most ? flat : `${flat.slice(0, most - 1).trimEnd()}…`;
}
