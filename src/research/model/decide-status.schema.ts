/** The answer a model must give when it decides on a status; see `statement.schema.ts` for why it stands twice. */
import * as z from 'zod';
import { GROUNDS, UNKNOWN_REASONS } from '#domain/topic.ts';
import {
  passageIdsSchema,
  STATEMENT_SCHEMA,
  saidStatementSchema,
  sentenceSchema,
} from './statement.schema.ts';

/** Name of the answer for providers that want one. */
export const STATUS_SCHEMA_NAME = 'status_decision';

const GROUNDS_OR_NONE = [...GROUNDS, 'not-stated'] as const;

/** What the provider is given; part of the question's identity. */
export const STATUS_SCHEMA = {
  type: 'object',
  properties: {
    decision: { type: 'string', enum: ['status', 'abstain'] },
    status: { type: 'string' },
    ground: { type: 'string', enum: [...GROUNDS_OR_NONE] },
    statusSince: { type: 'string' },
    rationale: {
      type: 'array',
      items: {
        type: 'object',
        properties: { text: { type: 'string' }, passages: { type: 'array', items: { type: 'string' } } },
        required: ['text', 'passages'],
        additionalProperties: false,
      },
    },
    statements: { type: 'array', items: STATEMENT_SCHEMA },
    reason: { type: 'string', enum: [...UNKNOWN_REASONS] },
    missing: { type: 'string' },
  },
  required: ['decision', 'status', 'ground', 'statusSince', 'rationale', 'statements', 'reason', 'missing'],
  additionalProperties: false,
} as const;

/** What the answer is held against. */
export const statusDecisionSchema = z.strictObject({
  decision: z.enum(['status', 'abstain']),
  status: z.string().max(100),
  ground: z.enum(GROUNDS_OR_NONE),
  statusSince: z.string().max(10),
  rationale: z.array(z.strictObject({ text: sentenceSchema, passages: passageIdsSchema })).max(8),
  statements: z.array(saidStatementSchema).max(5),
  reason: z.enum(UNKNOWN_REASONS),
  missing: z.string().max(700),
});

/** See {@link statusDecisionSchema}. */
export type StatusDecision = z.infer<typeof statusDecisionSchema>;
