/** What stands between a draft and publication, each with the field of the editor where it is mended. Pure. */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { GateBar } from '#domain/gate.ts';
import { listBars } from '#domain/gate.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { ContentFault } from '#review/working-content.ts';
import { shorten } from './amounts.ts';
import { type Mark, QUOTATION_WORDS, SENTENCE_WORDS } from './wording.ts';

/** `field` names the field of the form; null where none is meant. `bars`: keeps the page from being saved or published. */
export type DraftProblem = {
  readonly mark: Mark;
  readonly bars: boolean;
  readonly words: string;
  readonly excerpt: string | null;
  readonly field: string | null;
};

/** Most problems of one kind that are listed. */
export const MOST_PROBLEMS = 200;

/** Faults first, then critical findings, then sentences and quotations that the sources do not bear. */
export function listProblems(
  content: AnalysisContent,
  faults: readonly ContentFault[],
  report: VerificationReport | null,
): DraftProblem[] {
  const problems: DraftProblem[] = faults.map(({ field, message }) => ({
    ...{ mark: 'contradicted', bars: true, words: `${message}.`, excerpt: null },
    field: fieldOfMember(content, field),
  }));
  if (report === null) return problems;
  for (const { severity, message, place, excerpt } of report.findings) {
    if (severity !== 'critical') continue;
    const field = place === null ? null : fieldOfUnit(place.unit);
    problems.push({ mark: 'contradicted', bars: true, words: message, excerpt, field });
  }
  for (const { verdict, place, text } of report.quotations) {
    const { mark, words } = QUOTATION_WORDS[verdict];
    if (mark === 'supported') continue;
    problems.push({
      mark,
      bars: false,
      words: `Quotation ${words}`,
      excerpt: text,
      field: fieldOfUnit(place.unit),
    });
  }
  for (const { verdict, place, text } of report.sentences) {
    if (verdict === null || verdict === 'supported') continue;
    const { mark, words } = SENTENCE_WORDS[verdict];
    problems.push({
      mark,
      bars: false,
      words: `Sentence ${words}`,
      excerpt: text,
      field: fieldOfUnit(place.unit),
    });
  }
  return problems
    .slice(0, MOST_PROBLEMS)
    .map((one) => ({ ...one, excerpt: one.excerpt === null ? null : shorten(one.excerpt, 160) }));
}

/** What the gate to Live would say of the draft as far as it can be known: its approval and stage come later. */
export function listKnownBars(
  content: AnalysisContent,
  report: VerificationReport | null,
  criticalChallenges: number,
): GateBar[] {
  return listBars({
    stage: 'In review',
    status: content.status,
    author: '',
    verified: report !== null,
    evidenceState: report?.evidenceState ?? 'unknown',
    criticalFindings: report?.findings.filter(({ severity }) => severity === 'critical').length ?? 0,
    criticalChallenges,
    laterPublished: null,
    approvals: [],
  }).filter(({ code }) => code !== 'not-approved');
}

/** `law.2.enactedOn` for the member `laws[2].enactedOn`. */
export function fieldOfMember(content: AnalysisContent, member: string): string | null {
  const section = /^sections\[(\d+)\]/.exec(member)?.[1];
  if (section !== undefined) return `section.${content.sections[Number(section)]?.key ?? 'notes'}`;
  const row = /^(law|source)s\[(\d+)\]\.?(\w+)?/.exec(member);
  if (row !== null) return `${row[1]}.${row[2]}.${row[3] ?? (row[1] === 'law' ? 'name' : 'ref')}`;
  const part = /^report\.(excerpt|link)s\[(\d+)\]/.exec(member);
  if (part !== null) return `${part[1]}.${part[2]}.${part[1] === 'excerpt' ? 'context' : 'text'}`;
  if (/^outline\b/.test(member)) return 'outline.text';
  return /^(?:status|unknownReason|ground|statusSince|language|textFormat|report\.\w+)$/.test(member)
    ? member
    : null;
}

/** `section.notes` for the unit `section/notes`. */
export function fieldOfUnit(unit: string): string | null {
  const [noun, first, second] = unit.split('/');
  if (noun === 'section') return `section.${first}`;
  if (noun === 'law') return `law.${first}.note`;
  if (noun === 'outline') return 'outline.text';
  if (noun !== 'report') return null;
  if (first === 'excerpt') return `excerpt.${second}.context`;
  return first === 'link' ? `link.${second}.text` : `report.${first}`;
}

/** Id of a field's element. */
export function fieldId(field: string): string {
  return `e-${field}`;
}
