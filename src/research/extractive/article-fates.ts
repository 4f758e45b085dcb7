/**
 * What a text says of single articles: that one has ended, or begins on a day of its own. Texts of laws keep an article
 * that was repealed, with a remark beside it, and its words must not be told as the law.
 */
import type { SourceText } from '#domain/source.ts';
import { readInstrument } from '#grounding/signals/read-instrument.ts';
import { readDates } from '#grounding/signals/read-when.ts';
import { readTokens } from '#grounding/signals/sentence-tokens.ts';

/** `law` is the instrument that is named with the article, null for the text itself; `date` null where none is given. */
export type ArticleFate = {
  readonly article: string;
  readonly law: string | null;
  readonly kind: 'ended' | 'begins';
  readonly date: string | null;
};

const KIND = '(article|section|§|rule|clause|regulation)';
const NUMBER = String.raw`(\d{1,4}[A-Za-z]?)`;
const GONE =
  '(?:abolished|annulled|deleted|invalidated|omitted|repealed|revoked|struck (?:down|out)|suspended)';
const HEADED = new RegExp(String.raw`^[ \t#]*${KIND}[ \t]*${NUMBER}\b[^\n([]{0,80}[(\[]${GONE}\b`, 'gim');
const OF = String.raw`(?:\s+of\s+(?:(?:this|the present)\s+\p{L}+|(\p{Lu}(?:[^.;:\n]|(?<=\bNos?)\.){2,100}?)))?`;
const SAID = new RegExp(
  String.raw`\b${KIND}\s*${NUMBER}${OF},?\s+(?:which\s+)?(?:` +
    String.raw`(?:is|was|has been|stands)\s+(?:hereby\s+)?(?:${GONE}|declared (?:invalid|null|unconstitutional|void))|` +
    String.raw`ceases? to have effect|(does not apply|is not applied)(?=\s*[.;])|` +
    String.raw`((?:shall\s+)?(?:appl(?:y|ies)|(?:comes?|enters?) into (?:effect|force|operation)|takes? effect)\s+(?:as\s+)?(?:from|on)))`,
  'giu',
);
/** How far behind the words a day is looked for. */
const REACH = 120;

/** Everything of this kind in a text, in its order. Linear in its length. */
export function readArticleFates(source: SourceText): ArticleFate[] {
  const { text } = source;
  const headed = [...text.matchAll(HEADED)].map(
    (match): ArticleFate => ({ ...placeOf(match), law: null, kind: 'ended', date: null }),
  );
  const said = [...text.matchAll(SAID)].map((match): ArticleFate => {
    const end = match.index + match[0].length;
    const rest = /^[^.;\n]*/.exec(text.slice(end, end + REACH))?.[0] ?? '';
    const [day] = readDates(text, readTokens(text, end, end + rest.length), source.publishedOn);
    const name = match[3] ?? null;
    const law = name === null ? null : readInstrument(name, readTokens(name, 0, name.length));
    const kind = match[5] === undefined ? 'ended' : 'begins';
    return { ...placeOf(match), law: name === null ? null : (law ?? name), kind, date: day?.date ?? null };
  });
  return [...headed, ...said];
}

function placeOf(match: RegExpExecArray): Pick<ArticleFate, 'article'> {
  const kind = (match[1] ?? '').toLowerCase();
  return { article: `${kind === '§' ? 'section' : kind} ${match[2] ?? ''}` };
}
