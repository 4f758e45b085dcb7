/** Puts statements into the text of a unit, with their marks, and keeps where each sentence comes from. */
import type { DraftedPage, Statement } from '#domain/drafted-page.ts';
import type { SentenceOrigin } from '#domain/step-output.ts';
import type { Citations } from './cite-sources.ts';

/** Writes statements; `origins` grows in the order of writing. */
export type StatementWriter = {
  readonly origins: readonly SentenceOrigin[];
  /** One statement as the text of a unit. */
  readonly one: (unit: string, statement: Statement) => string;
  /** Paragraphs, a new one where another source speaks. */
  readonly paragraphs: (unit: string, statements: readonly Statement[]) => string;
  /** A list, or one paragraph for a single statement. */
  readonly items: (unit: string, statements: readonly Statement[]) => string;
};

/** Sentences in one paragraph; more are hard to read. */
const LONGEST_PARAGRAPH = 4;

/** See {@link StatementWriter}. */
export function createWriter(citations: Citations): StatementWriter {
  const origins: SentenceOrigin[] = [];
  const one = (unit: string, statement: Statement): string => {
    const text = asSentence(statement.text);
    const passages = citations.stretchesOf(statement);
    origins.push({ unit, text, from: { kind: 'draft' }, passages, why: null });
    return `${text}${citations.marksOf(statement.passages)}`;
  };
  const paragraphs = (unit: string, statements: readonly Statement[]) => {
    const groups: Statement[][] = [];
    for (const statement of statements) {
      const last = groups.at(-1);
      const isSame =
        last?.[0] !== undefined && sourceOf(last[0], citations) === sourceOf(statement, citations);
      if (last !== undefined && isSame && last.length < LONGEST_PARAGRAPH) last.push(statement);
      else groups.push([statement]);
    }
    return groups.map((group) => group.map((each) => one(unit, each)).join(' ')).join('\n\n');
  };
  return {
    origins,
    one,
    paragraphs,
    items: (unit, statements) =>
      statements.length < 2
        ? paragraphs(unit, statements)
        : statements.map((statement) => `- ${one(unit, statement)}`).join('\n'),
  };
}

/** Statements without those whose words stand among the others already, alone or in a longer quotation. */
export function withoutRepeats(statements: readonly Statement[]): Statement[] {
  const own = [...new Map(statements.map((each) => [asSentence(each.text), each])).values()];
  return own.filter((each) => !own.some((other) => other !== each && isWithin(each, other)));
}

function isWithin({ text, quotation: part, passages }: Statement, { quotation: all }: Statement): boolean {
  return (
    part !== null &&
    all !== null &&
    passages.length === 1 &&
    part.passage === all.passage &&
    part.exact.length < all.exact.length &&
    text.endsWith(`“${part.exact.replace(/\s+/g, ' ')}”`) &&
    all.exact.includes(part.exact)
  );
}

/** The statements of a section; none where the draft has none. */
export function sectionStatements(page: DraftedPage, key: string): readonly Statement[] {
  return page.sections.filter((section) => section.key === key).flatMap(({ statements }) => statements);
}

/** On one line and with a mark at its end. */
function asSentence(text: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  return /[.!?…]["”’»)]*$/u.test(line) ? line : `${line}.`;
}

function sourceOf({ passages }: Statement, { passage }: Citations): string {
  return passages[0] === undefined ? '' : passage(passages[0]).ref;
}
