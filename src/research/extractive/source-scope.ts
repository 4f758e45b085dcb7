/**
 * Whether a source, and which of its sentences, speak of the page's jurisdiction (product invariant 10). A source that
 * is about another one gives nothing, also where it mentions this one in passing; one that is about several gives only
 * sentences that name this one and no other.
 */
import { PRIMARY_TIERS, type SourceText } from '#domain/source.ts';
import type { Gazetteer, MentionVia } from '#grounding/gazetteer.ts';
import { isSameOrder, listSubjects, sourceJurisdictions } from '#grounding/source-jurisdictions.ts';

/** `own`: about this jurisdiction. `several`: about this one among others. `other`: about another. */
export type SourceScope = 'own' | 'several' | 'other';

/** Share of mentions from which a source is about a jurisdiction. */
const MAIN_SHARE = 0.5;
/** Mentions of another from which a source that never names this one is about that one. */
const ENOUGH_MENTIONS = 3;

/** True for the jurisdiction itself, a part of it, and a union whose rules apply in it. */
export function appliesIn(code: string, jurisdiction: string, gazetteer: Gazetteer): boolean {
  if (isSameOrder(code, jurisdiction)) return true;
  return gazetteer.byCode(code)?.members?.includes(jurisdiction) === true;
}

/** A country, or a union with members; other bodies of many states are named everywhere. */
function makesRules(code: string, gazetteer: Gazetteer): boolean {
  const { kind, members = [] } = gazetteer.byCode(code) ?? {};
  return kind !== 'supranational' || members.length > 0;
}

/** See {@link SourceScope}. A source that names no jurisdiction is taken for one of the corpus it was chosen from. */
export function scopeOf(source: SourceText, jurisdiction: string, gazetteer: Gazetteer): SourceScope {
  const heading = [source.title, source.publisher].filter((part) => part !== null).join('. ');
  const isOwn = ({ code }: { readonly code: string }) => appliesIn(code, jurisdiction, gazetteer);
  const found = sourceJurisdictions(source.text, heading, gazetteer).filter(
    (each) => isOwn(each) || makesRules(each.code, gazetteer),
  );
  const others = found.filter((each) => !isOwn(each));
  const share = found.filter(isOwn).reduce((sum, each) => sum + each.share, 0);
  if (others.length === 0 || share >= MAIN_SHARE) return 'own';
  // A law need not name its own country, and may name others.
  const isOthers = (others[0]?.mentions ?? 0) >= ENOUGH_MENTIONS && !PRIMARY_TIERS.includes(source.tier);
  const isTitled = gazetteer.mentions(heading).some(({ code }) => makesRules(code, gazetteer));
  if (share === 0) return isOthers || isTitled ? 'other' : 'own';
  return listSubjects(found).some(isOwn) && share >= (others[0]?.share ?? 0) / 2 ? 'several' : 'other';
}

/** True when a sentence of a source of this scope may stand on the page. */
export function isInScope(
  text: string,
  scope: SourceScope,
  jurisdiction: string,
  gazetteer: Gazetteer,
): boolean {
  if (scope === 'other') return false;
  const isOwn = (code: string) => appliesIn(code, jurisdiction, gazetteer);
  const named = gazetteer
    .standIns(text)
    .filter(({ code, via }) => isOwn(code) || (makesRules(code, gazetteer) && tellsApart(via, scope)));
  const others = named.filter(({ code }) => !isOwn(code));
  if (scope === 'several') return named.length > others.length && others.length === 0;
  // "Unlike here, there …": whom a sentence names first it speaks of.
  const [first] = named;
  return first === undefined || isOwn(first.code);
}

/** In a text about this jurisdiction a capital is where somebody lives, and a foreign currency is money. */
function tellsApart(via: MentionVia, scope: SourceScope): boolean {
  return via !== 'capital' && (scope === 'several' || via !== 'stand-in');
}
