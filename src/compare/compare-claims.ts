/**
 * A draft against another content: on what they agree and differ and what only one of them says, per status, ground, date,
 * law and sentence, with the evidence of each side, and which side is better supported. A pure function of contents and
 * reports; nothing is decided that a person should decide.
 */
import type { ComparedPoint } from '#domain/step-output.ts';
import type { CheckedContent } from './claim-sentences.ts';
import { compareLawRows } from './compare-law-rows.ts';
import { compareSentences } from './compare-sentences.ts';
import { type ClaimContext, compareStatusFacts } from './compare-status-facts.ts';
import type { SideNames } from './prefer-side.ts';

/** What a draft is compared with. `key` and `label` as in `ComparedSide`; `recordedOn` null where nothing tells it. */
export type ComparedContent = CheckedContent & {
  readonly key: string;
  readonly label: string;
  readonly recordedOn: string | null;
};

/** See the module comment. Comparing a content with itself gives points that agree and nothing else. */
export function compareClaims(
  draft: CheckedContent,
  other: ComparedContent,
  context: ClaimContext,
): ComparedPoint[] {
  const names: SideNames = { draft: 'what the draft says', other: `what ${other.label} says` };
  return [
    ...compareStatusFacts(draft, other, names, context),
    ...compareLawRows(draft, other, names),
    ...compareSentences(draft, other, names),
  ].map((point) => ({ side: other.key, ...point }));
}
