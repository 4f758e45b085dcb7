/**
 * Which jurisdictions a source is about, told by whom it mentions, where and how often. Used to choose what a new
 * document may bear on, and to notice a page that rests on a source about another country.
 */
import type { Finding } from '#domain/finding.ts';
import type { Gazetteer } from './gazetteer.ts';
import type { SourceText } from './source-text.ts';

/** One jurisdiction in a source: how often it is mentioned, and its weighted share of all mentions (0 to 1). */
export type SourceJurisdiction = { readonly code: string; readonly mentions: number; readonly share: number };

/** Characters that set out what a text is about. */
const OPENING = 1_500;
const TITLE_WEIGHT = 5;
const OPENING_WEIGHT = 2;
/** A capital may stand for a government or be where somebody lives. */
const CAPITAL_WEIGHT = 0.5;

/** From the largest share to the smallest; equal shares by code. Empty when nothing is mentioned. Linear. */
export function sourceJurisdictions(
  text: string,
  title: string | null,
  gazetteer: Gazetteer,
): SourceJurisdiction[] {
  const tally = new Map<string, { mentions: number; weight: number }>();
  const count = (code: string, weight: number) => {
    const held = tally.get(code) ?? { mentions: 0, weight: 0 };
    tally.set(code, { mentions: held.mentions + 1, weight: held.weight + weight });
  };
  for (const { code } of gazetteer.mentions(title ?? '')) count(code, TITLE_WEIGHT);
  for (const { code, start, via } of gazetteer.mentions(text))
    count(code, (start < OPENING ? OPENING_WEIGHT : 1) * (via === 'capital' ? CAPITAL_WEIGHT : 1));
  const total = [...tally.values()].reduce((sum, { weight }) => sum + weight, 0);
  return [...tally]
    .map(([code, { mentions, weight }]) => ({ code, mentions, share: weight / total }))
    .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
}

/** A share or number of mentions that makes a jurisdiction a subject of a text and not just a name in it. */
const SUBJECT_SHARE = 0.1;
const SUBJECT_MENTIONS = 3;

/**
 * Of the jurisdictions of a text those it is about. A text that passes over many at equal length is about all of them,
 * so the share that is needed falls with the largest one.
 */
export function listSubjects(found: readonly SourceJurisdiction[]): SourceJurisdiction[] {
  const needed = Math.min(SUBJECT_SHARE, (found[0]?.share ?? 0) / 2);
  return found.filter(({ mentions, share }) => mentions >= SUBJECT_MENTIONS || share >= needed);
}

/** Mentions of another country below which a source that never names the page's own is not called foreign. */
const ENOUGH_MENTIONS = 3;

/**
 * A finding for each source in `cited` (indices into `sources`) that never mentions the page's jurisdiction and
 * clearly is about another. A source about a union or another supranational body is not one: its rules may apply.
 */
export function checkSourceScope(
  cited: readonly number[],
  sources: readonly SourceText[],
  jurisdiction: string,
  gazetteer: Gazetteer,
): Finding[] {
  const own = gazetteer.byCode(jurisdiction);
  if (own === undefined || own.kind === 'supranational') return [];
  return [...new Set(cited)].flatMap((index) => {
    const source = sources[index];
    if (source === undefined || isFromDomainOf(source, jurisdiction)) return [];
    const heading = [source.title, source.publisher].filter((part) => part !== null).join('. ');
    const found = sourceJurisdictions(source.text, heading, gazetteer);
    const [top] = found;
    if (
      top === undefined ||
      top.mentions < ENOUGH_MENTIONS ||
      found.some(({ code }) => isSameOrder(code, jurisdiction))
    )
      return [];
    const other = gazetteer.byCode(top.code);
    if (other === undefined || other.kind === 'supranational') return [];
    const name = source.title ?? source.fileName ?? source.url ?? `source ${index + 1}`;
    const message = `The cited source “${name}” never mentions ${own.everydayName}; it is about ${other.everydayName} (${top.mentions} mentions).`;
    return [
      {
        code: 'SOURCE_ABOUT_OTHER_JURISDICTION',
        severity: 'major',
        message,
        place: null,
        line: null,
        excerpt: null,
      },
    ];
  });
}

/** True for the same jurisdiction, and for a state and a part of it (`US`, `US-NY`). */
export function isSameOrder(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`);
}

/** A ministry need not name its own country on its own site. */
function isFromDomainOf(source: SourceText, code: string): boolean {
  const host = source.url === null ? '' : (URL.parse(source.url)?.hostname ?? '');
  const ending = code.slice(0, 2) === 'GB' ? 'uk' : code.slice(0, 2).toLowerCase();
  return host.endsWith(`.${ending}`);
}
