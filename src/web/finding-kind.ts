/** What a finding is about, read off its code, so that a reader can ask for one kind only. */
import type { Finding } from '#domain/finding.ts';
import { GROUNDING_DIAGNOSTICS } from '#domain/verification.ts';

/** Kinds in the order in which they are offered. `vote` is what models said, beside the check; `other` is for codes that none of the rules knows. */
export const FINDING_KINDS = [
  'status',
  'quotation',
  'sentence',
  'citation',
  'provider',
  'scope',
  'link',
  'import',
  'vote',
  'other',
] as const;

/** See {@link FINDING_KINDS}. */
export type FindingKind = (typeof FINDING_KINDS)[number];

/** The first rule that fits decides. */
const RULES: readonly (readonly [RegExp, FindingKind])[] = [
  [/OTHER_JURISDICTION/, 'scope'],
  [/^STATUS_/, 'status'],
  [/^QUOTATION_/, 'quotation'],
  [/^SENTENCE_/, 'sentence'],
  [/^VOTER_/, 'vote'],
  [/^(?:CITATION_|APPROXIMATE_CITATION$)/, 'citation'],
  [/^(?:GROUNDING_|SUPPORT_)/, 'provider'],
  [/^LINK_/, 'link'],
];
const DIAGNOSTICS: ReadonlySet<string> = new Set(GROUNDING_DIAGNOSTICS);

/** The kind of a finding of the check; those of an import are all of the kind `import`. */
export function kindOfFinding({ code }: Pick<Finding, 'code'>): FindingKind {
  if (DIAGNOSTICS.has(code)) return 'provider';
  return RULES.find(([pattern]) => pattern.test(code))?.[1] ?? 'other';
}
