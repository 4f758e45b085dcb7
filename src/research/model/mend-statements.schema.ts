/** The answer a model must give when it mends statements; see `statement.schema.ts` for why it stands twice. */
import * as z from 'zod';
import { STATEMENT_SCHEMA, saidStatementSchema } from './statement.schema.ts';

/** Name of the answer for providers that want one. */
export const MEND_SCHEMA_NAME = 'mended_statements';

/** What the provider is given; part of the question's identity. */
export const MEND_SCHEMA = {
  type: 'object',
  properties: {
    statements: {
      type: 'array',
      items: {
        ...STATEMENT_SCHEMA,
        properties: { number: { type: 'integer' }, ...STATEMENT_SCHEMA.properties },
        required: ['number', ...STATEMENT_SCHEMA.required],
      },
    },
  },
  required: ['statements'],
  additionalProperties: false,
} as const;

/** What the answer is held against. */
export const mendedSchema = z.strictObject({
  statements: z.array(saidStatementSchema.extend({ number: z.number().int().min(1) })).max(60),
});
