/** A verification report as lines for people: what was read, each quotation's verdict, the findings, and the sum. */
import { QUOTATION_VERDICTS, SUPPORT_VERDICTS, type VerificationReport } from '#domain/verification.ts';
import { counted, describeFindings, sumFindings } from './describe-findings.ts';

const WIDTH = Math.max(...QUOTATION_VERDICTS.map((verdict) => verdict.length));
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
    `Findings    ${sumFindings(report.findings)}`,
    ...describeFindings(report.findings),
    `Confidence  ${confidence.level}. ${confidence.summary}`,
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
