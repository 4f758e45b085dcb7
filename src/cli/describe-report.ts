/**
 * A verification report as lines for people: what was read, the quotations that do not verify, the findings with their
 * places, and the sum. A long report stays readable: each list ends somewhere and says how much more there is.
 */
import { type Finding, SEVERITIES } from '#domain/finding.ts';
import { QUOTATION_VERDICTS, SUPPORT_VERDICTS, type VerificationReport } from '#domain/verification.ts';
import { counted, sumFindings } from './describe-findings.ts';

const WIDTH = Math.max(...QUOTATION_VERDICTS.map((verdict) => verdict.length));
const SEVERITY_WIDTH = Math.max(...SEVERITIES.map((severity) => severity.length));
const VERDICT_WIDTH = Math.max(...SUPPORT_VERDICTS.map((verdict) => verdict.length));
const MOST_QUOTED = 72;
const MOST_NAMED = 40;
/** Quotations, and kinds of findings of one severity, that are listed. */
const MOST_LISTED = 40;
/** Places of one finding that are listed. */
const MOST_PLACES = 3;

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
    ...bounded(quotations.map(quotationLine), 'quotation'),
    `Citations   ${describeCiting(report.citationQuality)}`,
    ...describeRegrounded(report),
    `Findings    ${sumFindings(report.findings)}`,
    ...SEVERITIES.flatMap((severity) => findingLines(report.findings, severity)),
    `Confidence  ${confidence.level}. ${confidence.summary}`,
  ];
}

function quotationLine({ verdict, text, attributedTo }: VerificationReport['quotations'][number]): string {
  const from = attributedTo === null ? '' : `  from ${cut(attributedTo, MOST_NAMED)}`;
  return `  ${verdict.padEnd(WIDTH)}  “${cut(text, MOST_QUOTED)}”${from}`;
}

/** Shares as the counts they are of. */
function describeCiting({ recall, precision, ...counts }: VerificationReport['citationQuality']): string {
  if (recall === null || precision === null) return 'no sentence cites a stored source';
  return `recall ${counts.borne} of ${counts.sentences}, precision ${counts.precise} of ${counts.citations}`;
}

/** The same thing said of several places is one entry, with the first of them below it. */
function findingLines(findings: readonly Finding[], severity: Finding['severity']): string[] {
  const groups = Map.groupBy(
    findings.filter((finding) => finding.severity === severity),
    ({ code, message }) => `${code}: ${message}`,
  );
  const blocks = [...groups].map(([title, members]) => {
    const times = members.length === 1 ? '' : ` (${members.length} times)`;
    const places = members.flatMap(placeLine);
    const more = places.length - MOST_PLACES;
    return [
      `  ${severity.padEnd(SEVERITY_WIDTH)}  ${title}${times}`,
      ...places.slice(0, MOST_PLACES),
      ...(more > 0 ? [`${' '.repeat(SEVERITY_WIDTH + 6)}and ${counted(more, 'place')} more`] : []),
    ];
  });
  return bounded(blocks, `${severity} finding`).flat();
}

/** Where it is, by the unit of the page and its block, and the words concerned. */
function placeLine({ place, line, excerpt }: Finding): string[] {
  const parts = [
    ...(place === null ? [] : [`${place.unit}, block ${place.block + 1}`]),
    ...(line === null ? [] : [`line ${line}`]),
  ];
  if (parts.length === 0 && excerpt === null) return [];
  const words = excerpt === null ? '' : `“${cut(excerpt, MOST_QUOTED)}”`;
  return [`${' '.repeat(SEVERITY_WIDTH + 6)}${[...parts, words].filter((part) => part !== '').join(': ')}`];
}

function bounded<Entry>(entries: readonly Entry[], noun: string): (Entry | string)[] {
  const more = entries.length - MOST_LISTED;
  if (more <= 0) return [...entries];
  return [
    ...entries.slice(0, MOST_LISTED),
    `  and ${counted(more, `more ${noun}`)}; all of them with --json or --format report`,
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
