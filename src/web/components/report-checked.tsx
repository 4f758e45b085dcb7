/** What was checked, against what and by which rules: without it no finding, and no absence of one, means anything. */
import { SUPPORT_VERDICTS, type VerificationReport } from '#domain/verification.ts';
import { counted, grouped } from '../amounts.ts';
import type { AnalysisView } from '../views.ts';
import { SENTENCE_WORDS } from '../wording.ts';
import { type Fact, FactList } from './fact-list.tsx';
import { Glyph } from './mark.tsx';
import { Minute } from './when.tsx';

/** Counts, sources, rules and hash. */
export function ReportChecked({ view, report }: { view: AnalysisView; report: VerificationReport }) {
  const references = report.grounding.reduce((sum, check) => sum + check.references, 0);
  const dangling = report.grounding.reduce((sum, check) => sum + check.dangling, 0);
  const verified = report.quotations.filter(
    ({ verdict }) => verdict === 'verbatim' || verdict === 'normalised',
  );
  const listed = report.citations.filter(({ source }) => source !== null).length;
  const facts: Fact[] = [
    ['Need evidence', <Sentences report={report} />],
    ['Quotations', shareOf(verified.length, report.quotations.length, 'verified')],
    ['Sources the page lists', shareOf(listed, report.citations.length, 'stored')],
    ['Provider references', shareOf(dangling, references, 'point at nothing')],
    ['Links', report.links.length === 0 ? 'none' : grouped(report.links.length)],
    [
      'Held against',
      report.sources.length === 0 ? 'no stored source' : counted(report.sources.length, 'stored source'),
    ],
    [
      'Checked',
      <>
        {view.verifiedAt === null ? 'not yet' : <Minute at={view.verifiedAt} />}, by the rules{' '}
        <code>{report.engine}</code>
      </>,
    ],
  ];
  return <FactList facts={facts} kind="report-checked" />;
}

function shareOf(part: number, whole: number, words: string): string {
  return whole === 0 ? 'none' : `${grouped(part)} of ${grouped(whole)} ${words}`;
}

function Sentences({ report }: { report: VerificationReport }) {
  const judged = report.sentences.filter(({ verdict }) => verdict !== null);
  const counts = SUPPORT_VERDICTS.map(
    (verdict) => [verdict, judged.filter((check) => check.verdict === verdict).length] as const,
  ).filter(([, count]) => count > 0);
  return (
    <>
      {judged.length === 0 ? 'no sentence' : counted(judged.length, 'sentence')}
      {counts.map(([verdict, count]) => (
        <span class="verdict-count">
          <Glyph mark={SENTENCE_WORDS[verdict].mark} /> {grouped(count)} {SENTENCE_WORDS[verdict].words}
        </span>
      ))}
    </>
  );
}
