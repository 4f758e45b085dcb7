/** What a document as a whole is about, and all mentions in it, found in one pass. */
import type { Gazetteer, Mention, MentionVia } from '../gazetteer.ts';
import type { SourceText } from '../source-text.ts';

/** `main`: the jurisdiction meant where a sentence names none and none was just spoken of; null for a mixed document. */
export type DocumentPlaces = { readonly mentions: readonly Mention[]; readonly main: string | null };

const OPENING = 600;
const TITLE_WEIGHT = 6;
const OPENING_WEIGHT = 3;
const MAIN_SHARE = 0.5;

/** A capital may be where somebody lives, and a regulator may only be consulted. */
const WEIGHT: Readonly<Record<MentionVia, number>> = {
  name: 1,
  demonym: 1,
  capital: 0.5,
  'stand-in': 0.7,
  part: 0.7,
};

/** Counted together: a document about parts of countries is about no country. */
const PARTS = '';

/** See {@link DocumentPlaces}. The title, the publisher and the opening weigh more than the rest. */
export function readDocumentPlaces(source: SourceText, gazetteer: Gazetteer): DocumentPlaces {
  const mentions = gazetteer.standIns(source.text);
  const weights = new Map<string, number>();
  const count = (code: string, weight: number) => weights.set(code, (weights.get(code) ?? 0) + weight);
  for (const { code } of gazetteer.standIns(source.title ?? '')) count(code, TITLE_WEIGHT);
  for (const { code } of gazetteer.standIns(source.publisher ?? '')) count(code, 1);
  for (const { code, start, via } of mentions)
    count(via === 'part' ? PARTS : code, (start < OPENING ? OPENING_WEIGHT : 1) * WEIGHT[via]);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const [top, next] = [...weights].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const isMain = top !== undefined && top[1] / total >= MAIN_SHARE && top[1] > (next?.[1] ?? 0);
  return { mentions, main: isMain ? top[0] || null : domainOf(source.url, gazetteer, top === undefined) };
}

/** A ministry need not name its own country on its own site. */
function domainOf(url: string | null, gazetteer: Gazetteer, hasNone: boolean): string | null {
  if (url === null || !hasNone) return null;
  const host = URL.parse(url)?.hostname ?? '';
  const ending = /\.([a-z]{2})$/.exec(host)?.[1]?.toUpperCase();
  const code = ending === 'UK' ? 'GB' : ending;
  return code === undefined ? null : (gazetteer.byCode(code)?.code ?? null);
}
