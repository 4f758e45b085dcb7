/**
 * Whether a source may speak of a jurisdiction: because somebody declared it to, because it is about it, or because it
 * is of a union whose rules apply there. A text about one country that names another in passing is about the first.
 */
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import {
  isSameOrder,
  type SourceJurisdiction,
  sourceJurisdictions,
} from '#grounding/source-jurisdictions.ts';
import type { ResearchSource } from '#store/research-sources.ts';

/** The jurisdiction of a run, and the unions whose rules apply in it. */
export type Home = { readonly jurisdiction: Jurisdiction; readonly unions: ReadonlySet<string> };

/**
 * How a source stands to it. isMixed: others take up as much of the text, so that only passages that name it are of use.
 * `words` is a sentence that tells what this was seen by.
 */
export type Scope =
  | { readonly kind: 'inside'; readonly isMixed: boolean; readonly words: string }
  | { readonly kind: 'outside'; readonly words: string };

/** Part of the mentions that the largest other jurisdiction has, below which the own one is a mere name in the text. */
const LEAST_OF_LARGEST = 0.5;

/** The jurisdiction, and those of `all` that have it as a member. */
export function homeOf(jurisdiction: Jurisdiction, all: readonly Jurisdiction[]): Home {
  const unions = all
    .filter(({ members = [] }) => members.includes(jurisdiction.code))
    .map(({ code }) => code);
  return { jurisdiction, unions: new Set(unions) };
}

/** `isGiven`: somebody asked for just this document, so that one that names no jurisdiction is taken at their word. */
export function judgeScope(
  source: ResearchSource,
  home: Home,
  gazetteer: Gazetteer,
  isGiven: boolean,
): Scope {
  const isOwn = (code: string) => isSameOrder(code, home.jurisdiction.code);
  const { found, byNames } = findMentions(source, isOwn, gazetteer);
  const own = sumOf(found.filter(({ code }) => isOwn(code)));
  const largest = found.find(({ code }) => !isOwn(code) && !home.unions.has(code));
  const isMixed = largest !== undefined && largest.share >= own.share;
  const declared = source.jurisdictions.filter(({ basis }) => basis === 'declared').map(({ code }) => code);
  if (declared.length > 0) return judgeDeclared(declared, home, gazetteer);
  const name = nameOf(home.jurisdiction.code, gazetteer);
  if (own.mentions > 0 && own.share >= (largest?.share ?? 0) * LEAST_OF_LARGEST) {
    const by = byNames ? 'which it names' : 'whose bodies or laws it names';
    return inside(isMixed, `It is about ${name}, ${by} ${times(own.mentions)}.`);
  }
  const union = found.find(({ code }) => home.unions.has(code));
  if (union !== undefined && union.share >= (largest?.share ?? 0)) {
    return inside(false, `It is about ${nameOf(union.code, gazetteer)}, whose rules apply in ${name}.`);
  }
  if (largest === undefined) return judgeNameless(source, home, isGiven);
  const other = nameOf(largest.code, gazetteer);
  const inPassing = own.mentions === 0 ? `never names ${name}` : `names ${name} ${times(own.mentions)}`;
  return {
    kind: 'outside',
    words: `It is about ${other} (named ${times(largest.mentions)}) and ${inPassing}.`,
  };
}

function judgeDeclared(
  declared: readonly string[],
  { jurisdiction, unions }: Home,
  gazetteer: Gazetteer,
): Scope {
  const name = nameOf(jurisdiction.code, gazetteer);
  if (declared.some((code) => isSameOrder(code, jurisdiction.code))) {
    return inside(false, `It was declared to be about ${name} when it was added.`);
  }
  const union = declared.find((code) => unions.has(code));
  if (union !== undefined) {
    const words = `It was declared to be about ${nameOf(union, gazetteer)}, whose rules apply in ${name}.`;
    return inside(false, words);
  }
  const others = declared.map((code) => nameOf(code, gazetteer)).join(', ');
  return { kind: 'outside', words: `It was declared to be about ${others} when it was added.` };
}

/** A ministry need not name its own country on its own site. */
function judgeNameless(source: ResearchSource, { jurisdiction }: Home, isGiven: boolean): Scope {
  const name = jurisdiction.everydayName;
  const host = source.url === null ? '' : (URL.parse(source.url)?.hostname ?? '');
  const country = jurisdiction.code.slice(0, 2).toLowerCase();
  const ending = country === 'gb' ? 'uk' : country;
  if (host.endsWith(`.${ending}`)) {
    return inside(false, `It names no jurisdiction and stands on a site of ${name} (${host}).`);
  }
  if (isGiven) return inside(false, `It names no jurisdiction and was given for this run.`);
  return { kind: 'outside', words: `It names no jurisdiction, so that nothing ties it to ${name}.` };
}

type Mentions = { readonly found: readonly SourceJurisdiction[]; readonly byNames: boolean };

/**
 * By names. Bodies, laws and currencies are looked at only where the own name is never there: an abbreviation may mean
 * something else elsewhere, so it may say that a text is about a country and never take one away from another.
 */
function findMentions(
  { text, title, publisher }: ResearchSource,
  isOwn: (code: string) => boolean,
  gazetteer: Gazetteer,
): Mentions {
  const heading = [title, publisher].filter((part) => part !== null).join('. ');
  const named = sourceJurisdictions(text, heading, gazetteer);
  if (named.some(({ code }) => isOwn(code))) return { found: named, byNames: true };
  const mentions = (words: string) => gazetteer.standIns(words).filter(({ via }) => via !== 'part');
  const wide = sourceJurisdictions(text, heading, { ...gazetteer, mentions });
  const isDominant = wide[0] !== undefined && (isOwn(wide[0].code) || named.length === 0);
  return isDominant ? { found: wide, byNames: false } : { found: named, byNames: true };
}

function sumOf(found: readonly SourceJurisdiction[]): { mentions: number; share: number } {
  return {
    mentions: found.reduce((sum, { mentions }) => sum + mentions, 0),
    share: found.reduce((sum, { share }) => sum + share, 0),
  };
}

function inside(isMixed: boolean, words: string): Scope {
  return { kind: 'inside', isMixed, words };
}

function nameOf(code: string, gazetteer: Gazetteer): string {
  const found = gazetteer.byCode(code);
  return found?.kind === 'supranational' ? `the ${found.everydayName}` : (found?.everydayName ?? code);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
