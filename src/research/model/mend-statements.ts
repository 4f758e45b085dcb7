/** Mending by a model: statements that the check did not bear out go back with its reasons. */
import type { Statement } from '#domain/drafted-page.ts';
import type { LanguageModel } from '#llm/language-model.ts';
import type { AnalystTools, FaultyStatement } from '../analyst.ts';
import { askModel } from './ask-model.ts';
import type { GivenMaterial } from './given-material.ts';
import { MEND_PROMPT_VERSION, MEND_SYSTEM } from './mend-statements.prompt.ts';
import { MEND_SCHEMA, MEND_SCHEMA_NAME, mendedSchema } from './mend-statements.schema.ts';
import { proseOf } from './prose-of.ts';
import { RejectedAnswer, readStatement } from './read-statements.ts';

/** Statements in one question; more make answers too long. */
const MOST_AT_ONCE = 15;

/** For each faulty statement another in its place, or null; an answer that cannot be used gives all of its own up. */
export async function mendStatements(
  faulty: readonly FaultyStatement[],
  given: GivenMaterial,
  model: LanguageModel,
  tools: AnalystTools,
): Promise<(Statement | null)[]> {
  const mended: (Statement | null)[] = [];
  for (let from = 0; from < faulty.length; from += MOST_AT_ONCE) {
    mended.push(...(await mendSome(faulty.slice(from, from + MOST_AT_ONCE), given, model, tools)));
  }
  return mended;
}

async function mendSome(
  faulty: readonly FaultyStatement[],
  given: GivenMaterial,
  model: LanguageModel,
  tools: AnalystTools,
): Promise<(Statement | null)[]> {
  const shown = faulty.map(({ statement, verdict, reasons }, index) => ({
    number: index + 1,
    text: statement.text,
    passages: statement.passages,
    quotation: statement.quotation?.exact ?? '',
    verdict,
    reasons,
  }));
  const question = {
    purpose: 'mend statements',
    promptVersion: MEND_PROMPT_VERSION,
    system: MEND_SYSTEM,
    document: { ...given.document, faulty: shown },
    schemaName: MEND_SCHEMA_NAME,
    schema: MEND_SCHEMA,
  };
  const asked = await askModel(model, tools, question, (object) => {
    const parsed = mendedSchema.safeParse(object);
    if (!parsed.success) throw new RejectedAnswer('The answer does not have the form that was asked for.');
    const said = parsed.data.statements;
    const numbers = new Set(said.map(({ number }) => number));
    if (numbers.size < said.length || Math.max(0, ...numbers) > faulty.length) {
      throw new RejectedAnswer('The answer mends a statement twice, or one that was not given.');
    }
    const read = new Map(said.map(({ number, ...one }) => [number, readStatement(one, given.passages)]));
    return { value: read, prose: proseOf([...read.values()]) };
  });
  return faulty.map((_, index) => (asked.kind === 'read' ? (asked.value.get(index + 1) ?? null) : null));
}
