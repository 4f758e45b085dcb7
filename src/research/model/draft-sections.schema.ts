/** The answers a model must give when it drafts; see `statement.schema.ts` for why each stands twice. */
import * as z from 'zod';
import { passageIdsSchema, STATEMENT_SCHEMA, saidStatementSchema } from './statement.schema.ts';

/** Names of the answers for providers that want one. */
export const SECTION_SCHEMA_NAME = 'section';
/** See {@link SECTION_SCHEMA_NAME}. */
export const LAWS_SCHEMA_NAME = 'section_on_laws';
/** See {@link SECTION_SCHEMA_NAME}. */
export const OUTLINE_SCHEMA_NAME = 'summary_points';

const MOST_STATEMENTS = 20;
const MOST_LAWS = 20;
const MOST_HEADINGS = 20;

const STATEMENTS = { type: 'array', items: STATEMENT_SCHEMA } as const;
const LAW_WORDS = ['name', 'number', 'article', 'issuer'] as const;
const LAW_DATES = ['proposedOn', 'enactedOn', 'inForceOn', 'applicableOn', 'repealedOn'] as const;

/** What the provider is given for a section of statements; part of the question's identity. */
export const SECTION_SCHEMA = {
  type: 'object',
  properties: { statements: STATEMENTS },
  required: ['statements'],
  additionalProperties: false,
} as const;

/** The same for the section on laws. */
export const LAWS_SCHEMA = {
  type: 'object',
  properties: {
    statements: STATEMENTS,
    laws: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          ...Object.fromEntries([...LAW_WORDS, ...LAW_DATES].map((name) => [name, { type: 'string' }])),
          passages: { type: 'array', items: { type: 'string' } },
        },
        required: [...LAW_WORDS, ...LAW_DATES, 'passages'],
        additionalProperties: false,
      },
    },
  },
  required: ['statements', 'laws'],
  additionalProperties: false,
} as const;

/** The same for the points under the headings. */
export const OUTLINE_SCHEMA = {
  type: 'object',
  properties: {
    headings: {
      type: 'array',
      items: {
        type: 'object',
        properties: { heading: { type: 'string' }, statements: STATEMENTS },
        required: ['heading', 'statements'],
        additionalProperties: false,
      },
    },
  },
  required: ['headings'],
  additionalProperties: false,
} as const;

const statementsSchema = z.array(saidStatementSchema).max(MOST_STATEMENTS);
const words = z.string().max(300);
const date = z.string().max(10);

/** What a law is held against. */
export const saidLawSchema = z.strictObject({
  ...{ name: words.min(1), number: words, article: words, issuer: words },
  ...{ proposedOn: date, enactedOn: date, inForceOn: date, applicableOn: date, repealedOn: date },
  passages: passageIdsSchema,
});

/** See {@link saidLawSchema}. */
export type SaidLaw = z.infer<typeof saidLawSchema>;

/** What a section is held against. */
export const sectionSchema = z.strictObject({ statements: statementsSchema });

/** What the section on laws is held against. */
export const lawsSchema = z.strictObject({
  statements: statementsSchema,
  laws: z.array(saidLawSchema).max(MOST_LAWS),
});

/** What the summary points are held against. */
export const outlineSchema = z.strictObject({
  headings: z.array(z.strictObject({ heading: words, statements: statementsSchema })).max(MOST_HEADINGS),
});
