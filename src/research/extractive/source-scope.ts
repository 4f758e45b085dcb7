/**
 * Whether a source, and which of its sentences, speak of the page's jurisdiction (product invariant 10). A source that
 * is about another one gives nothing, also where it mentions this one in passing; one that is about several gives only
 * sentences that name this one and no other.
 */
import type { SourceText } from '#domain/source.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { isSameOrder, listSubjects, sourceJurisdictions } from '#grounding/source-jurisdictions.ts';

/** `own`: about this jurisdiction. `several`: about this one among others. `other`: about another. */
export type SourceScope = 'own' | 'several' | 'other';

/** Share of mentions from which a source is about a jurisdiction. */
const MAIN_SHARE = 0.5;
/** Mentions of another from which a source that never names this one is about that one. */
const ENOUGH_MENTIONS = 3;

/** See {@link SourceScope}. A source that names no jurisdiction is taken for one of the corpus it was chosen from. */
export function scopeOf(source: SourceText, jurisdiction: string, gazetteer: Gazetteer): SourceScope {
  const heading = [source.title, source.publisher].filter((part) => part !== null).join('. ');
  const found = sourceJurisdictions(source.text, heading, gazetteer).filter(
    ({ code }) => isSameOrder(code, jurisdiction) || gazetteer.byCode(code)?.kind !== 'supranational',
  );
  const isOwn = ({ code }: { readonly code: string }) => isSameOrder(code, jurisdiction);
  const others = found.filter((each) => !isOwn(each));
  const share = found.filter(isOwn).reduce((sum, each) => sum + each.share, 0);
  if (others.length === 0 || share >= MAIN_SHARE) return 'own';
  if (share === 0) return (others[0]?.mentions ?? 0) >= ENOUGH_MENTIONS ? 'other' : 'own';
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
  const codes = gazetteer
    .standIns(text)
    .filter(({ code, via }) => via !== 'capital' || isSameOrder(code, jurisdiction))
    .map(({ code }) => code);
  const isNamed = codes.some((code) => isSameOrder(code, jurisdiction));
  const others = codes.filter(
    (code) => !isSameOrder(code, jurisdiction) && gazetteer.byCode(code)?.kind !== 'supranational',
  );
  if (scope === 'several') return isNamed && others.length === 0;
  return isNamed || others.length === 0;
}
