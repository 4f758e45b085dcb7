/**
 * From what came back to the state of an address (`grounding.md` section 8). A refusal of programs is not the death of
 * a document, and a friendly page that says "not found" is not life.
 */
import type { UrlState } from '#domain/source-check.ts';
import { canonicalUrl, parseHttpUrl } from './canonical-url.ts';
import { classifyUrl } from './classify-url.ts';

/** What came back: a document, or a refusal. `status` is null when there was no HTTP answer at all. */
export type WebAnswer =
  | { readonly kind: 'document'; readonly url: string; readonly title: string | null; readonly text: string }
  | {
      readonly kind: 'refusal';
      readonly status: number | null;
      readonly barred: boolean;
      readonly invalid: boolean;
    };

/** The state with its reason, a sentence. */
export type UrlJudgement = { readonly state: UrlState; readonly reason: string };

const NOT_THERE = new Set([404, 410]);
const BARRING = new Set([401, 402, 403, 407, 429, 451]);

/** `stored` is the text of the copy we hold. Pure; `requested` is the address as it was asked for. */
export function judgeAnswer(requested: string, answer: WebAnswer, stored: string): UrlJudgement {
  const isRedirect = classifyUrl(requested) === 'provider-redirect';
  return answer.kind === 'refusal'
    ? judgeRefusal(answer, isRedirect)
    : judgeDocument(requested, answer, stored, isRedirect);
}

function judgeRefusal(
  { status, barred, invalid }: Extract<WebAnswer, { kind: 'refusal' }>,
  isRedirect: boolean,
): UrlJudgement {
  if (invalid) return { state: 'invalid', reason: 'This is no address on the public web.' };
  if (barred) return { state: 'blocked', reason: 'The site asks programs not to read this page.' };
  if (status === null) return { state: 'unreachable', reason: 'There was no answer this time.' };
  if (BARRING.has(status))
    return { state: 'blocked', reason: `The site refuses programs (status ${status}).` };
  if (isRedirect && status < 500) {
    return { state: 'redirect-expired', reason: 'The provider’s redirect leads nowhere any more.' };
  }
  if (NOT_THERE.has(status))
    return { state: 'gone', reason: `The site says it is not there (status ${status}).` };
  return { state: 'unreachable', reason: `The site answered with status ${status}.` };
}

function judgeDocument(
  requested: string,
  { url, title, text }: Extract<WebAnswer, { kind: 'document' }>,
  stored: string,
  isRedirect: boolean,
): UrlJudgement {
  if (isRedirect) {
    if (classifyUrl(url) === 'provider-redirect')
      return { state: 'redirect-expired', reason: 'The provider’s redirect leads nowhere any more.' };
    return { state: 'redirected-elsewhere', reason: `The provider’s redirect leads to ${url}.` };
  }
  const isLike = isLikeText(stored, text);
  if (!isLike && saysNothingThere(title, text))
    return { state: 'soft-404', reason: 'The page that answers says there is nothing here.' };
  if (canonicalUrl(requested) === canonicalUrl(url))
    return { state: 'alive', reason: 'The address answers.' };
  if (isLike || isSamePlace(requested, url))
    return { state: 'redirected-same', reason: `The document now stands at ${url}.` };
  if (classifyUrl(url) === 'site-root' && classifyUrl(requested) !== 'site-root')
    return { state: 'soft-404', reason: 'The address now leads to the front page of the site.' };
  return { state: 'redirected-elsewhere', reason: `The address now leads to something else: ${url}.` };
}

/** Titles in a few languages that say the page is not there; a title with such words and much text may be a report on it. */
const NOT_FOUND =
  /\b404\b|\b(?:page|document|file|article|content) (?:you (?:requested|are looking for) )?(?:was |is |has been |could |can )?(?:not (?:be )?found|no longer (?:available|exists?)|removed|does ?n[o’']t exist)|\bnot found\b|\bseite (?:wurde )?nicht gefunden\b|\bpage (?:introuvable|non trouvée)\b|\bpágina no (?:encontrada|existe)\b|\bpagina non trovata\b|页面不存在|ページが見つかりません|страница не найдена/iu;
const SHORT_PAGE = 1_500;
const HEAD = 400;

function saysNothingThere(title: string | null, text: string): boolean {
  if (text.length > SHORT_PAGE * 4) return false;
  if (NOT_FOUND.test((title ?? '').slice(0, HEAD))) return true;
  return text.length <= SHORT_PAGE && NOT_FOUND.test(text.slice(0, HEAD));
}

/** The same path, or the same last part of it on the same site: scheme, `www.`, case, index files and endings aside. */
function isSamePlace(a: string, b: string): boolean {
  const [from, to] = [placeOf(a), placeOf(b)];
  if (from === null || to === null || from.host !== to.host) return false;
  return from.path === to.path || (from.last !== '' && from.last === to.last);
}

function placeOf(url: string): { host: string; path: string; last: string } | null {
  const parsed = parseHttpUrl(url);
  if (parsed === null) return null;
  const path = parsed.pathname
    .toLowerCase()
    .replace(/\/(?:index|default)\.[a-z]{2,5}$/, '/')
    .replace(/\.(?:html?|php|aspx?)$/, '')
    .replace(/\/+$/, '');
  const last = path.split('/').at(-1) ?? '';
  return {
    host: parsed.hostname.replace(/^www\./, ''),
    path: path + parsed.search,
    // A bare word such as "en" or "home" names no document.
    last: last.length >= 8 ? last + parsed.search : '',
  };
}

const RUN = 5;
const MOST_WORDS = 4_000;
const ALIKE = 0.5;

/** Half of the stored text's runs of five words are there; of long texts the beginning decides. */
function isLikeText(stored: string, text: string): boolean {
  const wanted = runsOf(stored);
  if (wanted.size === 0) return false;
  const there = runsOf(text);
  let shared = 0;
  for (const run of wanted) if (there.has(run)) shared += 1;
  return shared / wanted.size >= ALIKE;
}

function runsOf(text: string): ReadonlySet<string> {
  const words: string[] = [];
  for (const match of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    if (words.length === MOST_WORDS) break;
    words.push(match[0]);
  }
  return new Set(
    words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, at) => words.slice(at, at + RUN).join(' ')),
  );
}
