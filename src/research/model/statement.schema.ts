/**
 * A statement in a model's answer, once as JSON Schema for the provider and once as the check by which it is read.
 * Providers allow only a part of JSON Schema, so bounds stand in the check alone.
 */
import * as z from 'zod';

/** What the provider is given. */
export const STATEMENT_SCHEMA = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    passages: { type: 'array', items: { type: 'string' } },
    quotation: { type: 'string' },
  },
  required: ['text', 'passages', 'quotation'],
  additionalProperties: false,
} as const;

const LONGEST_TEXT = 700;
const MOST_PASSAGES = 8;

/** Ids as the model gives them; whether they were given to it is for the reader of the answer. */
export const passageIdsSchema = z.array(z.string().max(20)).min(1).max(MOST_PASSAGES);

/** Words as the model gives them. */
export const sentenceSchema = z.string().min(1).max(LONGEST_TEXT);

/** What a statement is held against: nothing beside these members. */
export const saidStatementSchema = z.strictObject({
  text: sentenceSchema,
  passages: passageIdsSchema,
  quotation: z.string().max(LONGEST_TEXT),
});

/** See {@link saidStatementSchema}. */
export type SaidStatement = z.infer<typeof saidStatementSchema>;
