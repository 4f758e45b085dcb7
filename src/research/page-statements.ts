/** The statements of a drafted page as one list, and the page with some of them exchanged or taken out. */
import { canonicalJson } from '#domain/canonical-json.ts';
import type { DraftedPage, Statement } from '#domain/drafted-page.ts';

/** All statements in reading order; one that stands in two parts is listed twice. */
export function listStatements(page: DraftedPage): Statement[] {
  return [
    ...page.statusStatements,
    ...page.sections.flatMap(({ statements }) => statements),
    ...page.headings.flatMap(({ statements }) => statements),
  ];
}

/** Identity of a statement: the same words on the same passages. */
export function statementKey(statement: Statement): string {
  return canonicalJson(statement);
}

/** The page with each statement replaced by what `change` gives for it; null takes it out, and empty parts go with it. */
export function changeStatements(
  page: DraftedPage,
  change: (statement: Statement) => Statement | null,
): DraftedPage {
  const all = (statements: readonly Statement[]) => {
    const kept = statements.flatMap((statement) => change(statement) ?? []);
    // Two that became the same say it once.
    return [...new Map(kept.map((statement) => [statementKey(statement), statement])).values()];
  };
  const isFilled = ({ statements }: { readonly statements: readonly Statement[] }) => statements.length > 0;
  return {
    ...page,
    statusStatements: all(page.statusStatements),
    sections: page.sections
      .map((section) => ({ ...section, statements: all(section.statements) }))
      .filter(isFilled),
    headings: page.headings
      .map((heading) => ({ ...heading, statements: all(heading.statements) }))
      .filter(isFilled),
  };
}
