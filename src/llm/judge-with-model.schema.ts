/**
 * The answer a model as judge must give, once as JSON Schema for the provider and once as the check by which it is
 * read. Providers allow only a part of JSON Schema, so bounds stand in the check alone.
 */
import * as z from 'zod';
import { VOTE_VERDICTS } from '#domain/vote.ts';

/** Name of the answer for providers that want one. */
export const JUDGE_SCHEMA_NAME = 'judgement';

/** What the provider is given; part of a vote's identity. */
export const JUDGE_SCHEMA = {
  type: 'object',
  properties: {
    verdict: { type: 'string', enum: [...VOTE_VERDICTS] },
    passages: { type: 'array', items: { type: 'string' } },
    rationale: { type: 'string' },
  },
  required: ['verdict', 'passages', 'rationale'],
  additionalProperties: false,
} as const;

/** What the answer is held against: nothing beside these members, and no more than that many. */
export const judgementSchema = z.strictObject({
  verdict: z.enum(VOTE_VERDICTS),
  passages: z.array(z.string().max(20)).max(50),
  rationale: z.string().max(4_000),
});
