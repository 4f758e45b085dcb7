/**
 * The tables of laws of two sides, law by law. A law rests on the passages of its page that name it, by its number where
 * it has one; of its days only those count that such a passage gives.
 */
import type { LandmarkLaw } from '#domain/analysis.ts';
import type { VerificationReport } from '#domain/verification.ts';
import { criticalTokens } from '#grounding/critical-tokens.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { type CheckedContent, type Held, holdWords } from './claim-sentences.ts';
import { tieLaws } from './compare-laws.ts';
import type { SidelessPoint } from './compare-sentences.ts';
import { preferAgreeing, preferAlone, preferDiffering, type SideNames } from './prefer-side.ts';

/** The days of a law with the words for them. */
export const LAW_DAYS = {
  proposedOn: 'proposed',
  enactedOn: 'enacted',
  inForceOn: 'in force from',
  applicableOn: 'applicable from',
  repealedOn: 'repealed',
} as const;

/** See {@link LAW_DAYS}. */
export type LawDay = keyof typeof LAW_DAYS;

/** Its names. */
export const DAY_FIELDS = Object.keys(LAW_DAYS) as LawDay[];

/** Members that two tables can state differently of one law. */
const STATED = ['number', 'article', 'issuer', ...DAY_FIELDS] as const;

const plain = (text: string) => normaliseText(text).text.trim().toLowerCase();

/** A law in one line; two rows of a table that say the same have the same line. */
export function lawWords(law: LandmarkLaw): string {
  const named = [law.name, law.number === null ? null : `No. ${law.number}`, law.article, law.issuer];
  const days = DAY_FIELDS.flatMap((day) => (law[day] === null ? [] : [`${LAW_DAYS[day]} ${law[day]}`]));
  return [...named.filter((part) => part !== null), ...days].join(', ');
}

/** In the order of the draft's table, then what only the other side lists. */
export function compareLawRows(
  draft: CheckedContent,
  other: CheckedContent,
  names: SideNames,
): SidelessPoint[] {
  const [own, theirs] = [draft.content.laws, other.content.laws];
  const ties = new Map(tieLaws(own, theirs));
  const taken = new Set(ties.values());
  const points = own.map((law, at): SidelessPoint => {
    const held = holdLaw(law, draft.report);
    const same = theirs[ties.get(at) ?? -1];
    if (same === undefined) return onlyLaw(held, 'draft', names);
    return lawPoint(held, holdLaw(same, other.report), statedDifferently(law, same), names);
  });
  const rest = theirs.flatMap((law, at) =>
    taken.has(at) ? [] : [onlyLaw(holdLaw(law, other.report), 'other', names)],
  );
  return [...points, ...rest];
}

function onlyLaw(held: Held, side: 'draft' | 'other', names: SideNames): SidelessPoint {
  return {
    aspect: 'law',
    relation: side === 'draft' ? 'only-draft' : 'only-other',
    draft: side === 'draft' ? held.said : null,
    other: side === 'other' ? held.said : null,
    ...preferAlone(held, side, names[side]),
  };
}

function lawPoint(draft: Held, other: Held, fields: readonly string[], names: SideNames): SidelessPoint {
  const sides = { aspect: 'law' as const, draft: draft.said, other: other.said };
  if (fields.length === 0) return { ...sides, relation: 'agree', ...preferAgreeing(draft, other, names) };
  const { better, reasons } = preferDiffering(draft, other, names);
  return {
    ...sides,
    relation: 'differ',
    better,
    reasons: [`They give another ${fields.join(', ')}.`, ...reasons],
  };
}

/** What both give, and give differently; a day that is only more exact is no other one. */
function statedDifferently(a: LandmarkLaw, b: LandmarkLaw): string[] {
  return STATED.flatMap((field) => {
    const [own, other] = [a[field], b[field]];
    if (own === null || other === null || plain(own) === plain(other)) return [];
    const isDay = field in LAW_DAYS;
    if (isDay && (own.startsWith(other) || other.startsWith(own))) return [];
    return [isDay ? `day (${LAW_DAYS[field as LawDay]})` : field];
  });
}

/** The law as one side of a point: supported by passages that name it. */
export function holdLaw(law: LandmarkLaw, report: VerificationReport | null): Held {
  const words = lawWords(law);
  if (report === null) return holdWords({ words, unit: null, verdict: null }, [], null);
  const matches = report.sentences
    .flatMap(({ verdict, passages }) => (verdict === 'supported' ? passages.slice(0, 1) : []))
    .filter(({ quote }) => namesLaw(quote.exact, law));
  const verdict = matches.length > 0 ? 'supported' : 'not-addressed';
  return holdWords({ words, unit: null, verdict }, matches, report);
}

/** The number as a word of its own; a law without one by its whole name. */
function namesLaw(words: string, { name, number }: LandmarkLaw): boolean {
  const text = plain(words);
  if (number === null) return text.includes(plain(name));
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(plain(number))}(?![\\p{L}\\p{N}])`, 'u').test(text);
}

/** Whether the words give this day, as exactly as the table does. */
export function saysDay(words: string, day: string): boolean {
  return criticalTokens(words).some(
    ({ kind, value }) =>
      (kind === 'date' && value.startsWith(day)) || (kind === 'number' && day.length === 4 && value === day),
  );
}
