/**
 * The content of a working copy: of a version's shape, but with members that may be half written (a date, a name, a
 * status), so that saving while somebody types loses nothing. What it is not, it cannot become by a form: of another
 * cell, or with other provider groundings and declarations than it was begun with.
 */
import type * as z from 'zod';
import { type AnalysisContent, analysisContentSchema } from '#domain/analysis.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { AppError } from '#domain/errors.ts';
import { textSchema } from '#domain/text.ts';
import { memberPath } from './assert-content.ts';

/** Largest working copy, in UTF-16 units of its JSON. */
export const WORKING_LIMIT = 8_000_000;

/** Something that keeps a content from being a version; `field` is the member's path. */
export type ContentFault = { readonly field: string; readonly message: string };

/** What would have to be corrected before the content can be saved as a version. */
export function listContentFaults(content: AnalysisContent, statuses: readonly string[]): ContentFault[] {
  const parsed = analysisContentSchema.safeParse(content);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ field: memberPath(path), message }));
  if (statuses.includes(content.status)) return faults;
  return [{ field: 'status', message: 'The status is not on the scale of the topic' }, ...faults];
}

/** Issues of members that a person is still writing. */
const UNFINISHED: readonly z.core.$ZodIssue['code'][] = ['custom', 'invalid_format'];

/** The content as it may be kept, with all that no form shows taken from `before`. Throws as `assertWorkable` does. */
export function readWorkingContent(given: AnalysisContent, before: AnalysisContent): AnalysisContent {
  const { schema, jurisdiction, topic, grounding, reviews, declared } = before;
  const content = { ...given, schema, jurisdiction, topic, grounding, reviews, declared };
  assertWorkable(content);
  return content;
}

/**
 * Throws `invalid-input` naming the member that has another shape or a character that cannot be kept, and `too-large`.
 */
export function assertWorkable(content: AnalysisContent): void {
  const parsed = analysisContentSchema.safeParse(content);
  const strange = parsed.error?.issues.find(({ code }) => !UNFINISHED.includes(code));
  if (strange !== undefined) {
    throw new AppError('invalid-input', `${strange.message}.`, {
      place: { field: memberPath(strange.path) },
      remedy: 'Use the form of the editor.',
    });
  }
  assertKeepable(content, []);
  if (canonicalJson(content).length > WORKING_LIMIT) {
    throw new AppError('too-large', 'The page is larger than can be kept.', {
      remedy: 'Shorten its texts; what was saved before is still there.',
    });
  }
}

function assertKeepable(value: unknown, path: readonly PropertyKey[]): void {
  if (typeof value === 'string') {
    const parsed = textSchema.safeParse(value);
    if (parsed.success) return;
    throw new AppError('invalid-input', `${parsed.error.issues[0]?.message}.`, {
      place: { field: memberPath(path) },
      remedy: 'Write that text again without it; what was saved before is still there.',
    });
  }
  if (value === null || typeof value !== 'object') return;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    assertKeepable(member, [...path, isList ? Number(key) : key]);
  }
}
