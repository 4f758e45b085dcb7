/**
 * Which statements of a drafted page the check did not bear out, and why. A sentence stands only when the engine finds
 * it supported by what it cites, with every quotation in it word for word; one that is no claim states nothing that a
 * source could bear, and a draft holds nothing else. What cannot be tied to a statement is told apart.
 */
import type { BriefPassage } from '#domain/brief.ts';
import type { DraftedPage, RunFinding, Statement } from '#domain/drafted-page.ts';
import type {
  PassageMatch,
  SentenceCheck,
  SupportVerdict,
  VerificationReport,
} from '#domain/verification.ts';
import type { FaultyStatement, Material } from './analyst.ts';
import { listStatements, statementKey } from './page-statements.ts';

/** A faulty statement with the unit it was first seen in. */
export type StatementFault = FaultyStatement & { readonly unit: string };

/** A faulty sentence that is no statement: the note of a law, or words that the composing put in. */
export type LooseFault = {
  readonly unit: string;
  readonly text: string;
  readonly verdict: SupportVerdict;
  readonly reasons: readonly string[];
};

/** Everything that is not borne out. */
export type Faults = {
  readonly statements: readonly StatementFault[];
  readonly loose: readonly LooseFault[];
};

const VERIFIED: readonly string[] = ['verbatim', 'normalised'];
const MARKERS = /\s*\[\^?\d{1,3}[a-z]?\]/g;

/** Looks through the report on the content that was composed of the page. */
export function findFaults(page: DraftedPage, report: VerificationReport): Faults {
  const find = statementFinder(listStatements(page));
  const faulty = new Map<string, StatementFault>();
  const loose: LooseFault[] = [];
  const borne = new Set(report.sentences.flatMap((one) => (one.verdict === null ? [] : wordsOf(one.text))));
  for (const sentence of report.sentences) {
    const statements = find(sentence.text);
    const isJudged = sentence.verdict !== null;
    // The composing's own headings and disclaimers need no evidence; a statement is there for nothing else, unless the
    // whole statement is judged at another place: a short point also stands in a section, and the name of a source that a
    // statement begins with also stands alone.
    if (!isJudged && statements.every(({ text }) => borne.has(wordsOf(text)))) continue;
    const fault = isJudged ? faultOf(sentence, report) : NO_CLAIM;
    if (fault === null) continue;
    const at = { unit: sentence.place.unit, ...fault };
    if (statements.length === 0) loose.push({ ...at, text: sentence.text });
    for (const statement of statements) {
      const key = statementKey(statement);
      if (!faulty.has(key)) faulty.set(key, { statement, ...at });
    }
  }
  return { statements: [...faulty.values()], loose };
}

/** Sentences that stored sources contradict, each once, with the passages of the brief that say otherwise. */
export function findContradictions(material: Material, report: VerificationReport): RunFinding[] {
  const contradicted = report.sentences.filter(({ verdict }) => verdict === 'contradicted');
  const byText = new Map(contradicted.map((sentence) => [sentence.text, sentence]));
  return [...byText.values()].map(({ text, reasons, passages }) => ({
    code: 'SENTENCE_CONTRADICTED',
    severity: 'major',
    message: [`A stored source contradicts “${text}”.`, ...reasons.slice(0, 1)].join(' '),
    passages: briefPassages(material, report, passages.slice(0, 1)),
  }));
}

const NO_CLAIM = {
  verdict: 'not-checkable',
  reasons: ['The sentence states nothing that a source could bear out.'],
} as const;

function faultOf(
  { verdict, reasons, ...sentence }: SentenceCheck,
  report: VerificationReport,
): Pick<LooseFault, 'verdict' | 'reasons'> | null {
  if (verdict === null) return null;
  if (verdict !== 'supported') return { verdict, reasons };
  const quotations = sentence.quotations.flatMap((index) => report.quotations[index] ?? []);
  const bad = quotations.filter((quotation) => !VERIFIED.includes(quotation.verdict));
  if (bad.length > 0) {
    const said = bad.flatMap((quotation) => quotation.reasons);
    return {
      verdict: 'partially-supported',
      reasons: said.length > 0 ? said : ['Its quotation does not stand in a stored source.'],
    };
  }
  if (sentence.uncitedSource === null) return null;
  return {
    verdict: 'partially-supported',
    reasons: ['What it cites does not bear it; another source does.'],
  };
}

/** Finds the statements that a sentence of the page is, is a part of, or holds; the same words before all others. */
function statementFinder(statements: readonly Statement[]): (sentence: string) => readonly Statement[] {
  const known = statements.map((statement) => ({ statement, words: wordsOf(statement.text) }));
  return (sentence) => {
    const words = wordsOf(sentence);
    if (words === '') return [];
    const same = known.filter((one) => one.words === words);
    const near = same.length > 0 ? same : known.filter((one) => isWithin(one.words, words));
    return near.map(({ statement }) => statement);
  };
}

// Fewer letters stand in sentences that have nothing to do with them.
const LEAST_PART = 12;

function isWithin(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= LEAST_PART && (a.includes(b) || b.includes(a));
}

function wordsOf(text: string): string {
  return text
    .replace(MARKERS, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;:]+$/, '');
}

function briefPassages(
  { brief }: Material,
  report: VerificationReport,
  matches: readonly PassageMatch[],
): string[] {
  const ids = matches.flatMap(({ source, position }) => {
    const sha256 = report.sources[source]?.sha256;
    const refs = brief.sources.filter((one) => one.sha256 === sha256).map(({ ref }) => ref);
    const isThere = ({ ref, start, end }: BriefPassage) =>
      refs.includes(ref) && start < position.end && end > position.start;
    return brief.passages.filter(isThere).map(({ id }) => id);
  });
  return [...new Set(ids)];
}
