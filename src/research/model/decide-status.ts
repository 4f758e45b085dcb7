/** The model's decision on the status: a value of the scale with ground, date and reasons on passages, or abstention. */
import type { DraftedPage, DraftOutcome, Statement } from '#domain/drafted-page.ts';
import { PRIMARY_TIERS } from '#domain/source.ts';
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { LanguageModel } from '#llm/language-model.ts';
import type { AnalystTools, Material } from '../analyst.ts';
import { type Asked, askModel } from './ask-model.ts';
import { STATUS_PROMPT_VERSION, STATUS_SYSTEM } from './decide-status.prompt.ts';
import {
  STATUS_SCHEMA,
  STATUS_SCHEMA_NAME,
  type StatusDecision,
  statusDecisionSchema,
} from './decide-status.schema.ts';
import type { GivenMaterial } from './given-material.ts';
import { proseOf } from './prose-of.ts';
import {
  type GivenPassages,
  RejectedAnswer,
  readDateOf,
  readPassages,
  readSentence,
  readStatement,
} from './read-statements.ts';

/** The part of a page that is decided here. */
export type DecidedStatus = Pick<
  DraftedPage,
  'status' | 'ground' | 'statusSince' | 'rationale' | 'statusStatements'
>;

/** What it comes to. */
export type Decision =
  | { readonly kind: 'status'; readonly decided: DecidedStatus }
  | Extract<DraftOutcome, { readonly kind: 'abstained' }>;

/** Asks for the decision. */
export function decideStatus(
  material: Material,
  given: GivenMaterial,
  model: LanguageModel,
  tools: AnalystTools,
): Promise<Asked<Decision>> {
  const { topic } = material;
  const scale = topic.statuses.filter(({ value }) => value !== UNKNOWN_STATUS);
  const question = {
    purpose: 'decide status',
    promptVersion: STATUS_PROMPT_VERSION,
    system: STATUS_SYSTEM,
    document: {
      ...given.document,
      scale: scale.map(({ value, label, definition }) => ({ value, label, definition })),
    },
    schemaName: STATUS_SCHEMA_NAME,
    schema: STATUS_SCHEMA,
  };
  return askModel(model, tools, question, (object) => readDecision(object, material, given.passages));
}

function readDecision(object: unknown, material: Material, given: GivenPassages) {
  const parsed = statusDecisionSchema.safeParse(object);
  if (!parsed.success) throw new RejectedAnswer('The answer does not have the form that was asked for.');
  const said = parsed.data;
  const statements = said.statements.map((one) => readStatement(one, given));
  const rationale = said.rationale.map(({ text, passages }) => ({
    text: readSentence(text),
    cited: readPassages(passages, given),
  }));
  const prose = proseOf(statements);
  if (said.decision === 'abstain' || said.status === UNKNOWN_STATUS)
    return { value: abstention(said), prose };
  const cited = [
    ...rationale.flatMap((one) => one.cited),
    ...readPassages(
      statements.flatMap(({ passages }) => passages),
      given,
    ),
  ];
  if (rationale.length === 0) throw new RejectedAnswer('The answer gives no reason for the status.');
  const decided: DecidedStatus = {
    status: readStatus(said.status, material.topic, statements),
    ground: readGround(
      said.ground,
      material,
      cited.map(({ ref }) => ref),
    ),
    statusSince: readDateOf(said.statusSince, cited),
    rationale: rationale.map((one) => `${one.text} (${one.cited.map(({ id }) => id).join(', ')})`),
    statusStatements: statements,
  };
  return { value: { kind: 'status', decided } as const, prose };
}

function readStatus(status: string, topic: Topic, statements: readonly Statement[]): string {
  if (!topic.statuses.some(({ value }) => value === status)) {
    throw new RejectedAnswer('The answer gives a status that is not on the scale.');
  }
  if (statements.length === 0) throw new RejectedAnswer('The answer gives a status and no statement of it.');
  return status;
}

function readGround(
  ground: StatusDecision['ground'],
  { brief }: Material,
  refs: readonly string[],
): DecidedStatus['ground'] {
  if (ground === 'not-stated') return null;
  const isPrimary = brief.sources.some(({ ref, tier }) => refs.includes(ref) && PRIMARY_TIERS.includes(tier));
  if ((ground === 'explicit-law' || ground === 'regulator-act') && !isPrimary) {
    throw new RejectedAnswer(`The answer gives the ground “${ground}” on no passage of a primary source.`);
  }
  return ground;
}

function abstention({ reason, missing }: StatusDecision): Decision {
  return { kind: 'abstained', reason, words: missingWords(missing), findings: [] };
}

/** What a model says is missing is shown to people; when it is no plain sentence, ours is. */
function missingWords(missing: string): string {
  try {
    return `The model abstained: ${readSentence(missing)}`;
  } catch {
    return 'The model abstained: it found that the passages do not bear a status.';
  }
}
