/**
 * Which of two sides is better supported. What a stored source bears goes before what none bears, a primary source before
 * another, and a later act of the same author before the one it replaces, which is no contradiction (product invariant
 * 9). Where that decides nothing the answer is `open`: a person decides, never a rule.
 */
import { PRIMARY_TIERS, type SourceTier } from '#domain/source.ts';
import type { ComparedPoint } from '#domain/step-output.ts';
import type { ReportSource, SupportVerdict } from '#domain/verification.ts';
import { isLater } from './acts-between.ts';
import { type Held, rankOf } from './claim-sentences.ts';

/** The answer, with its reasons in sentences. */
export type Preference = Pick<ComparedPoint, 'better' | 'reasons'>;

/** How the two sides are called in a sentence. */
export type SideNames = { readonly draft: string; readonly other: string };

const DECIDE = 'a person has to decide';

/** Two sides that say different things of one subject. */
export function preferDiffering(draft: Held, other: Held, names: SideNames): Preference {
  const byVerdict = preferByVerdict(draft, other, names);
  if (byVerdict !== null) return byVerdict;
  if (draft.said.verdict !== 'supported') {
    return {
      better: 'open',
      reasons: [`No stored source bears ${names.draft} or ${names.other}: ${DECIDE}.`],
    };
  }
  return (
    preferByTier(draft, other, names) ??
    preferByDate(draft, other) ?? {
      better: 'open',
      reasons: [`Stored sources bear both ${names.draft} and ${names.other}: ${DECIDE}.`],
    }
  );
}

/** What only one side says: kept where a stored source bears it, else it is better not said. */
export function preferAlone(alone: Held, side: 'draft' | 'other', name: string): Preference {
  if (alone.said.verdict === 'supported') {
    return { better: side, reasons: [`Only ${name} says so, and a stored source bears it.`] };
  }
  return { better: side === 'draft' ? 'other' : 'draft', reasons: [verdictWords(alone.said.verdict, name)] };
}

/** Two sides that say the same. */
export function preferAgreeing(draft: Held, other: Held, names: SideNames): Preference {
  return preferByVerdict(draft, other, names) ?? { better: 'same', reasons: [] };
}

function preferByVerdict(draft: Held, other: Held, names: SideNames): Preference | null {
  const lead = rankOf(draft.said.verdict) - rankOf(other.said.verdict);
  const [best, verdict] = lead > 0 ? (['draft', draft] as const) : (['other', other] as const);
  // Neither of two that are not borne out whole is worth preferring.
  if (lead === 0 || verdict.said.verdict !== 'supported') return null;
  const weaker = best === 'draft' ? other : draft;
  return {
    better: best,
    reasons: [
      `A stored source bears ${names[best]}.`,
      verdictWords(weaker.said.verdict, best === 'draft' ? names.other : names.draft),
    ],
  };
}

function verdictWords(verdict: SupportVerdict | null, name: string): string {
  switch (verdict) {
    case 'supported':
      return `A stored source bears ${name}.`;
    case 'partially-supported':
      return `Stored sources bear only a part of ${name}.`;
    case 'contradicted':
      return `A stored source contradicts ${name}.`;
    case 'not-addressed':
    case 'not-checkable':
    case null:
      return `No stored source bears ${name}.`;
  }
}

function preferByTier(draft: Held, other: Held, names: SideNames): Preference | null {
  const [own, theirs] = [draft.sources[0], other.sources[0]];
  if (own === undefined || theirs === undefined) return null;
  const [isOwn, isTheirs] = [isPrimary(own), isPrimary(theirs)];
  if (isOwn === isTheirs) return null;
  const [better, first, second] = isOwn
    ? (['draft', own, theirs] as const)
    : (['other', theirs, own] as const);
  const worse = better === 'draft' ? 'other' : 'draft';
  const reasons = [
    `${capital(names[better])} rests on ${TIER_WORDS[first.tier]}, ${names[worse]} on ${TIER_WORDS[second.tier]}.`,
  ];
  if (isLater(second.publishedOn, first.publishedOn)) {
    reasons.push(`The latter is later (${second.publishedOn}): look whether the law has changed since.`);
  }
  return { better, reasons };
}

/** Only an author replaces what it said itself; which of two authors prevails is a question of law. */
function preferByDate(draft: Held, other: Held): Preference | null {
  const [own, theirs] = [draft.sources[0], other.sources[0]];
  if (own === undefined || theirs === undefined || own.sha256 === theirs.sha256) return null;
  if (!isPrimary(own) || own.publisher === null || plain(own.publisher) !== plain(theirs.publisher)) {
    return null;
  }
  const isOwnLater = isLater(own.publishedOn, theirs.publishedOn);
  if (!isOwnLater && !isLater(theirs.publishedOn, own.publishedOn)) return null;
  const [later, earlier] = isOwnLater ? [own, theirs] : [theirs, own];
  return {
    better: isOwnLater ? 'draft' : 'other',
    reasons: [
      `${nameOf(later)} (${later.publishedOn}) is later than ${nameOf(earlier)} (${earlier.publishedOn}) of the same author: it replaces what was so before, which is no contradiction.`,
    ],
  };
}

const plain = (name: string | null) => name?.trim().toLowerCase() ?? null;

function isPrimary({ tier }: ReportSource): boolean {
  return PRIMARY_TIERS.includes(tier);
}

function nameOf({ title, publisher, url }: ReportSource): string {
  return title === null ? (publisher ?? url ?? 'a stored source') : `“${title}”`;
}

/** What kind of source it is, in a sentence. */
export const TIER_WORDS: Readonly<Record<SourceTier, string>> = {
  law: 'a law',
  regulator: 'words of a regulator',
  court: 'a court',
  government: 'words of the government',
  intergovernmental: 'words of an intergovernmental body',
  news: 'news',
  blog: 'a blog',
  company: 'words of a company',
  unknown: 'a source of unknown kind',
};

/** With a capital letter, to begin a sentence. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Words of a page in quotation marks, to stand within a sentence. */
export function quoted(words: string | undefined): string {
  return `“${(words ?? '').replace(/\.$/, '')}”`;
}
