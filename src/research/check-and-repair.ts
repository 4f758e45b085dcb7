/**
 * Check and repair: no sentence stays in a draft that the grounding engine does not bear out. What it faults goes back to
 * the analyst with the reasons, so many times as was asked for, and is then cut. Nothing disappears: every sentence that
 * was mended or cut is told with what the check said, and contradictions stay as findings although their sentence went.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import type { DraftedPage, RunFinding, Statement } from '#domain/drafted-page.ts';
import { BudgetSpent } from '#domain/exchange.ts';
import type { CheckSummary, Repair, SentenceOrigin } from '#domain/step-output.ts';
import type { UnknownReason } from '#domain/topic.ts';
import type { VerificationReport } from '#domain/verification.ts';
import type { Analyst, AnalystTools, Material } from './analyst.ts';
import { cutLoose, withoutExcerpts } from './cut-loose.ts';
import { type Faults, findContradictions, findFaults, type StatementFault } from './find-faults.ts';
import { changeStatements, statementKey } from './page-statements.ts';
import { createRepairBook, type RepairBook } from './repair-book.ts';
import { summariseCheck } from './summarise-check.ts';

/** What is handed in. `compose` makes the content of a page, `check` holds a content against the stored sources. */
export type RepairDeps = {
  readonly analyst: Analyst;
  readonly compose: (page: DraftedPage) => {
    readonly content: AnalysisContent;
    readonly origins: readonly SentenceOrigin[];
  };
  readonly check: (content: AnalysisContent) => Promise<VerificationReport>;
  readonly tools: AnalystTools;
  /** How often a sentence goes back before it is cut. */
  readonly rounds: number;
};

/**
 * What comes of it. `checked`: every sentence of the content that needs evidence is supported. `abstained`: cutting
 * would have left the status resting on nothing; what would have been cut for that is `flagged`.
 */
export type CheckedDraft =
  | {
      readonly kind: 'checked';
      readonly page: DraftedPage;
      readonly content: AnalysisContent;
      readonly origins: readonly SentenceOrigin[];
      readonly report: VerificationReport;
      readonly summary: CheckSummary;
      readonly repairs: readonly Repair[];
      readonly findings: readonly RunFinding[];
    }
  | {
      readonly kind: 'abstained';
      readonly reason: UnknownReason;
      /** What is missing, in one sentence. */
      readonly words: string;
      readonly repairs: readonly Repair[];
      readonly findings: readonly RunFinding[];
    };

/** Checks the page and repairs it until nothing is at fault. Throws when the tools' signal is aborted. */
export async function checkAndRepair(
  material: Material,
  drafted: DraftedPage,
  deps: RepairDeps,
): Promise<CheckedDraft> {
  const { compose, check, tools } = deps;
  const book = createRepairBook();
  const contradictions = new Map<string, RunFinding>();
  let page = cutUnknownPassages(material, drafted, book);
  const leftOut = new Set<string>();
  let sent = 0;
  // Each turn sends something back, at most `rounds` times, or takes something out, which ends when nothing is left.
  for (;;) {
    if (page.statusStatements.length === 0) return abstain(book, [...contradictions.values()], page);
    tools.signal.throwIfAborted();
    const { content, origins } = withoutExcerpts(compose(page), leftOut);
    const report = await check(content);
    for (const one of findContradictions(material, report)) contradictions.set(one.message, one);
    const faults = findFaults(page, report);
    const found = [...contradictions.values()];
    if (faults.statements.length > 0) {
      page = await repairStatements(material, page, faults.statements, sent < deps.rounds, deps, book);
      sent += 1;
    } else if (faults.loose.length > 0) {
      const without = cutLoose(page, faults, leftOut, book);
      if (without === null) return withLooseWords(faults, book, found, page);
      page = without;
    } else if (restsOnNothing(report)) {
      return abstain(book, found, page);
    } else {
      const findings = [...page.findings, ...found, ...graveFindings(report)];
      const summary = summariseCheck(report);
      return { kind: 'checked', page, content, origins, report, summary, repairs: book.list(), findings };
    }
  }
}

/** Sends faulty statements back or cuts them; one that comes back as it was, or on passages nobody gave, is cut as well. */
async function repairStatements(
  material: Material,
  page: DraftedPage,
  faulty: readonly StatementFault[],
  mayMend: boolean,
  deps: RepairDeps,
  book: RepairBook,
): Promise<DraftedPage> {
  const mended = mayMend ? await mend(material, page, faulty, deps) : [];
  const ids = new Set(material.brief.passages.map(({ id }) => id));
  const ofStatus = new Set(page.statusStatements.map(statementKey));
  const changes = new Map<string, Statement | null>();
  faulty.forEach((fault, index) => {
    const given = mended[index] ?? null;
    const isNew = given !== null && !book.wasFaulty(given) && isOnGiven(given, ids);
    const after = isNew && statementKey(given) !== statementKey(fault.statement) ? given : null;
    book.note(fault, after, { wasAsked: mayMend, isOfStatus: ofStatus.has(statementKey(fault.statement)) });
    changes.set(statementKey(fault.statement), after);
  });
  const next = changeStatements(page, (statement) => {
    const after = changes.get(statementKey(statement));
    return after === undefined ? statement : after;
  });
  const cut = [...changes.values()].filter((after) => after === null).length;
  const sentences = (count: number) => (count === 1 ? '1 sentence' : `${count} sentences`);
  await deps.tools.log(
    `The check did not bear out ${sentences(changes.size)}: ${changes.size - cut} mended, ${cut} cut.`,
    'warning',
  );
  return next;
}

async function mend(
  material: Material,
  page: DraftedPage,
  faulty: readonly StatementFault[],
  { analyst, tools }: RepairDeps,
): Promise<readonly (Statement | null)[]> {
  const asked = faulty.map(({ statement, verdict, reasons }) => ({ statement, verdict, reasons }));
  try {
    return await analyst.mend(material, page, asked, tools);
  } catch (error) {
    // What was drafted has been paid for, and cutting costs nothing.
    if (!(error instanceof BudgetSpent)) throw error;
    await tools.log(`The budget of ${error.what} is used up: what is not borne out is cut.`, 'warning');
    return [];
  }
}

function isOnGiven({ passages, quotation }: Statement, ids: ReadonlySet<string>): boolean {
  return (
    passages.length > 0 &&
    passages.every((id) => ids.has(id)) &&
    (quotation === null || ids.has(quotation.passage))
  );
}

/** A passage that is not in the brief was made up, and a statement on it cannot even be composed. */
function cutUnknownPassages({ brief }: Material, page: DraftedPage, book: RepairBook): DraftedPage {
  const ids = new Set(brief.passages.map(({ id }) => id));
  const kept = changeStatements(page, (statement) => {
    if (isOnGiven(statement, ids)) return statement;
    const reasons = ['It rests on a passage that the brief does not hold.'];
    const isOfStatus = page.statusStatements.includes(statement);
    book.note({ statement, unit: 'draft', verdict: 'not-checkable', reasons }, null, {
      wasAsked: false,
      isOfStatus,
    });
    return null;
  });
  return { ...kept, laws: page.laws.filter(({ passages }) => passages.every((id) => ids.has(id))) };
}

function restsOnNothing({ findings }: VerificationReport): boolean {
  return findings.some(({ code }) => code === 'STATUS_WITHOUT_SOURCE');
}

/** What the report says of the whole that a person should know; of single sentences nothing faulty is left. */
function graveFindings({ findings }: VerificationReport): RunFinding[] {
  const grave = findings.filter(
    ({ code, severity }) =>
      (severity === 'critical' || severity === 'major') && code !== 'SENTENCE_CONTRADICTED',
  );
  const said = new Map(grave.map((one) => [`${one.code} ${one.message}`, one]));
  return [...said.values()].map(({ code, severity, message }) => ({ code, severity, message, passages: [] }));
}

function abstain(book: RepairBook, findings: readonly RunFinding[], page: DraftedPage): CheckedDraft {
  const repairs = book.flagStatus();
  const isContradicted = repairs.some(
    ({ outcome, verdict }) => outcome === 'flagged' && verdict === 'contradicted',
  );
  return {
    kind: 'abstained',
    reason: isContradicted ? 'conflicting' : 'no-primary-source',
    words: `No sentence that the stored sources bear out states the status “${page.status}”.`,
    repairs,
    findings: [...page.findings, ...findings],
  };
}

function withLooseWords(
  { loose }: Faults,
  book: RepairBook,
  findings: readonly RunFinding[],
  page: DraftedPage,
): CheckedDraft {
  for (const { unit, text, verdict, reasons } of loose) {
    book.add({
      unit,
      before: text,
      verdict,
      reasons: [...reasons],
      outcome: 'flagged',
      after: text,
      rounds: 0,
    });
  }
  return {
    kind: 'abstained',
    reason: 'no-primary-source',
    words: 'The page would hold words that no stored source bears out and that no statement stands for.',
    repairs: book.list(),
    findings: [...page.findings, ...findings],
  };
}
