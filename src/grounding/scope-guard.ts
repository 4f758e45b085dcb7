/**
 * The page about X is about X (product invariant 10). Finds sentences that state another country's law as if it were
 * this one's, and other countries' authorities among this one's regulators. A sentence that names the page's
 * jurisdiction too, compares, or is marked as foreign or international is in order, and where in doubt nothing is
 * reported: a guard that cries at every mention is switched off.
 */
import type { Finding } from '#domain/finding.ts';
import type { UnitBlocks } from './check-links.ts';
import type { Gazetteer, Mention } from './gazetteer.ts';
import { offsetMap } from './offsets.ts';
import { splitSentences } from './sentences.ts';
import { isSameOrder } from './source-jurisdictions.ts';
import type { Span } from './span.ts';

export { checkSourceScope, type SourceJurisdiction, sourceJurisdictions } from './source-jurisdictions.ts';

const LAW =
  /\b(?:laws?|acts?|regulat\w+|licen[cs]\w+|prohibit\w*|bann?(?:ed|s)?|illegal|legal(?:ly|ised|ized)?|decrees?|statutes?|directives?|legislat\w+|tax(?:es|ed|ation)?|requires?|required|permit(?:s|ted)?|authori[sz]\w+|supervis\w+|registered|registration|central bank|ministry|commission|parliament|court|cbdc|framework|sandbox|compliance)\b/i;
const AUTHORITY =
  /\b(?:agency|commission|authority|central bank|bank of|ministry|department|bureau|treasury|regulators?|supervisor|board|council|service|office|reserve|fsa|sec|cftc|fincen|ofac|fbi|cisa)\b/i;
/** Words that say themselves that the sentence looks abroad. */
const MARKED_FOREIGN =
  /\b(?:international\w*|foreign|abroad|overseas|other (?:countries|jurisdictions|states|nations|governments)|another (?:country|jurisdiction)|elsewhere|neighbou?r\w*|cross-border|external|global\w*|worldwide|multilateral|third[- ]country|sanctions?|unlike|compared|comparison|comparable|similar to|in contrast|by contrast|whereas|like other|such as|for example|e\.g|extraterritorial\w*|correspondent|bilateral|treaty|agreement with|model(?:led|ed)? (?:on|after)|inspired by|adapted from|monitor\w*)\b/i;
/** Words that lead back to the page's own country without naming it. */
const LEADS_HOME =
  /\b(?:the (?:country|regime|state|government|kingdom|republic|nation|territory|island|north|south|authorities|central bank|jurisdiction)(?! of)|its (?:citizens|residents|government|own|law|laws|territory|central bank)|domestic\w*|local(?:ly)?|national(?:ly)?|residents|citizens|this (?:advisory|report|assessment|page|analysis))\b/i;
const REGULATOR_HEADING = /\b(?:regulat\w*|authorit\w*|bodies|supervis\w*|agencies|institutions)\b/i;
const REGULATOR_CLAIM =
  /\b(?:regulat\w+|supervis\w+|oversee\w*|oversight|licen[cs]\w+|authori[sz]\w+|enforce\w*|responsible|competent)\b/i;

/** Findings in page order; none when the page's jurisdiction is unknown or supranational. Places are code points. */
export function checkScope(
  units: readonly UnitBlocks[],
  jurisdiction: string,
  gazetteer: Gazetteer,
): Finding[] {
  const own = gazetteer.byCode(jurisdiction);
  if (own === undefined || own.kind === 'supranational') return [];
  const texts = new Map(units.map(({ unit }) => [unit.key, unit.text]));
  return units.flatMap((entry) => {
    const { role, key } = entry.unit;
    if (role === 'link' || role === 'excerpt' || role === 'disclaimer') return [];
    const above = ancestors(key).map((ancestor) => texts.get(ancestor) ?? '');
    return checkUnit(entry, above, own.everydayName, jurisdiction, gazetteer);
  });
}

function checkUnit(
  { unit, blocks }: UnitBlocks,
  above: readonly string[],
  ownName: string,
  jurisdiction: string,
  gazetteer: Gazetteer,
): Finding[] {
  // A heading such as "International monitoring bodies" speaks for everything under it.
  if (above.some((text) => MARKED_FOREIGN.test(text))) return [];
  const listsRegulators = unit.key.startsWith('outline/') && REGULATOR_HEADING.test(above.at(-1) ?? '');
  const isPillars = unit.key === 'section/key-pillars';
  return blocks.flatMap((block, index) => {
    if (block.kind === 'code' || block.kind === 'quote') return [];
    const mentions = gazetteer.mentions(block.text);
    if (mentions.length === 0) return [];
    const offsets = offsetMap(block.text);
    return splitSentences(block.text).flatMap((span) => {
      const foreign = onlyForeign(mentions, span, jurisdiction, gazetteer);
      if (foreign === null) return [];
      const text = block.text.slice(span.start, span.end);
      const kind = classify(text, isPillars, listsRegulators);
      if (kind === null) return [];
      const other = gazetteer.byCode(foreign)?.everydayName ?? foreign;
      const { start, end } = { start: offsets.toCodePoint(span.start), end: offsets.toCodePoint(span.end) };
      return [findingOf(kind, { other, ownName, text }, { unit: unit.key, block: index, start, end })];
    });
  });
}

type ScopeKind = 'SENTENCE_ABOUT_OTHER_JURISDICTION' | 'OTHER_JURISDICTION_IN_REGULATORS';

function classify(text: string, isPillars: boolean, listsRegulators: boolean): ScopeKind | null {
  if (MARKED_FOREIGN.test(text)) return null;
  if (AUTHORITY.test(text) && (listsRegulators || (isPillars && REGULATOR_CLAIM.test(text))))
    return 'OTHER_JURISDICTION_IN_REGULATORS';
  return LAW.test(text) && !LEADS_HOME.test(text) ? 'SENTENCE_ABOUT_OTHER_JURISDICTION' : null;
}

/** The first other country of a sentence that mentions only others; null when it mentions none or also the own one. */
function onlyForeign(
  mentions: readonly Mention[],
  span: Span,
  jurisdiction: string,
  gazetteer: Gazetteer,
): string | null {
  const here = mentions.filter((mention) => mention.start >= span.start && mention.end <= span.end);
  if (here.some(({ code }) => isSameOrder(code, jurisdiction))) return null;
  const others = here.filter(
    ({ code, via }) => via !== 'capital' && gazetteer.byCode(code)?.kind !== 'supranational',
  );
  return others[0]?.code ?? null;
}

function findingOf(
  code: ScopeKind,
  words: { other: string; ownName: string; text: string },
  place: NonNullable<Finding['place']>,
): Finding {
  const { other, ownName, text } = words;
  const isRegulator = code === 'OTHER_JURISDICTION_IN_REGULATORS';
  const message = isRegulator
    ? `An authority of ${other} is listed among the regulators of ${ownName}.`
    : `This sentence speaks of the law of ${other} only, on a page about ${ownName}.`;
  return { code, severity: isRegulator ? 'major' : 'minor', message, place, line: null, excerpt: text };
}

/** `outline/1/1/0` → `outline/1/1`, `outline/1`: nearest first, the numbered heading last. */
function ancestors(key: string): string[] {
  const parts = key.split('/');
  if (parts[0] !== 'outline') return [];
  return parts
    .slice(2)
    .map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'))
    .filter((ancestor) => ancestor !== 'outline');
}
