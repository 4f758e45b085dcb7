/**
 * Whether a full stop, or a run of marks, ends the sentence it stands in. What stands before it says what it could
 * be (an abbreviation, an initial, a number), what stands behind it decides. Everything looks at a bounded stretch.
 */
import { type AbbreviationKind, abbreviationKind, isOrdinaryWord } from './abbreviations.ts';
import {
  goesOnWithName,
  type Head,
  looksLikeStart,
  startsAbbreviation,
  startsCompanyWord,
  startsEntry,
  startsReference,
  startsSmall,
  startsWithOpener,
} from './sentence-openers.ts';

/** One run of marks such as `.`, `?!` or `...` with what surrounds it. */
export type Stop = {
  /** The sentence up to the marks, its last 80 letters. */
  readonly before: string;
  readonly marks: string;
  /** Quotation marks, brackets and footnote markers right behind the marks. */
  readonly closing: string;
  readonly head: Head;
  /** True when the sentence so far began with a bracket or is nothing but `before`. */
  readonly opensWithBracket: boolean;
  readonly isWhole: boolean;
};

/** Nouns whose letter is a label and no initial: `Annex B.`, `Class A.` */
const LABELLED =
  /\b(?:annex|appendix|schedule|class|part|category|tier|plan|exhibit|group|title|section|table|form|series|option|type|grade|level|vitamin|point|item|clause|article|chapter|phase|zone|column|row|box|column)\s+(?:["'“(]?)\p{Lu}$/iu;
const MONTH =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Kapitel|Abschnitt|Absatz|Teil|Titel|Senat|Zivilsenat|Strafsenat|Halbjahr|Quartal|Jahrhundert|Buch|Satz|Januar|Auflage)(?!\p{L})/u;
const ZONE_OR_DAY =
  /^(?:[A-Z]{2,4}T?|Eastern|Central|Pacific|Mountain|Greenwich|London|Brussels|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|Mondays?|Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)(?:day|\p{Ll}*)(?!\p{L})/u;
const HEADING_NUMBER =
  /^(?:(?:articles?|section|chapter|part|title|rule|schedule|annex|regulation|step|recital|art|sec|ch|pt|reg|sched|kapitel|artikel|artículo|clause|paragraph|appendix|abschnitt|teil)\.?\s)?[(§]?\s?(?:\p{Nd}{1,4}(?:\.\p{Nd}{1,3}){0,5}[a-zA-Z]?|[a-zA-Z]|[ivxlIVXL]{1,7})$/iu;

/** A street's name before `St`. */
const STREET = /\p{Lu}\p{Ll}+ St$/u;

/** `three titles: Title I. Scope; Title II. Licensing`. */
const LISTED_HEADING =
  /[:;]\s(?:and\s)?(?:article|section|chapter|part|title|rule|schedule|annex)\s(?:\p{Nd}{1,4}|[A-Z]|[IVXL]{1,7})$/iu;

/** True when a new sentence begins behind the stop. */
export function endsSentence(stop: Stop): boolean {
  const { before, marks, closing, head } = stop;
  if (isBracketedMark(before, closing)) return false;
  if (startsSmall(head) && !startsEntry(head)) return false;
  if (marks.length > 1 && /\.\.|…/.test(marks)) return true;
  if (marks === '…') return true;
  if (!marks.endsWith('.')) return !(marks === '!' && startsCompanyWord(head));
  if (/["”»’]/.test(closing) && isCitation(head)) return false;
  if (stop.isWhole && HEADING_NUMBER.test(before)) return false;
  if (LISTED_HEADING.test(before)) return false;
  return fullStopEnds(stop);
}

/** `(?)` and `(ii.)` say something of their neighbours, and `[...]` is an omission. */
function isBracketedMark(before: string, closing: string): boolean {
  return /^[)\]]/.test(closing) && /[([]\s?[\p{L}\p{N}]{0,4}$/u.test(before);
}

/** `“…” (Act, s. 5).`: the bracket belongs to the quotation before it. */
function isCitation({ opening, rest }: Head): boolean {
  return /^\s*\($/.test(opening) && /^[^()]{1,50}\)[.,;]/.test(rest);
}

function fullStopEnds(stop: Stop): boolean {
  const { before, head } = stop;
  const word =
    /(?:^|[\s(["'“‘«„/—–])([\p{L}][\p{L}\p{M}\p{N}°º'’&-]{0,24}(?:\.(?:-?\p{L}[\p{L}\p{N}'’-]{0,8}))*)$/u.exec(
      before,
    )?.[1];
  if (word === undefined) return !(/(?<!\p{L})\p{Nd}{1,3}$/u.test(before) && isOrdinal(before, head));
  // In a bracket inside the sentence, the full stop is the abbreviation's own.
  const isAbbreviated = abbreviationKind(word) !== undefined || /^(?:\p{L}\.)*\p{L}$/u.test(word);
  if (isAbbreviated && !isOrdinaryWord(word) && /[)\]]/.test(stop.closing) && !stop.opensWithBracket)
    return false;
  const kind = kindOf(word, before);
  if (kind !== undefined) return kindEnds(kind, word, stop);
  if (/^\p{Lu}$/u.test(word)) return initialEnds(before, head);
  if (/^\p{Lo}$/u.test(word)) return false;
  if (/^\p{Lu}{2}$/u.test(word) && /^\p{Lu}{2}\./u.test(head.rest)) return false;
  if (/^\p{L}$/u.test(word)) return !startsReference(head) && !startsAbbreviation(head);
  if (/^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word)) return acronymEnds(head);
  if (isVowelless(word) && !/\p{Nd}\s?\p{L}+$/u.test(before))
    return !startsReference(head) && looksLikeStart(head);
  return true;
}

/** `Tz`, `Bstb`: no word but an abbreviation; `BTC` is a name. */
function isVowelless(word: string): boolean {
  return /^[b-df-hj-np-tv-xz]{2,6}$/i.test(word) && /[a-z]/.test(word);
}

function kindOf(word: string, before: string): AbbreviationKind | undefined {
  // `EE. UU.`, `z. B.`, `d. h.`: written with a space, only the last letters stand here.
  const spaced = /(?:^|\s)(\p{L}{1,2}\. ?\p{L}{1,2})$/u.exec(before)?.[1]?.replace(' ', '');
  if (spaced !== undefined) {
    const kind = abbreviationKind(spaced);
    if (kind !== undefined) return kind;
  }
  // `F.` is an initial, `f.` the German for what follows.
  if (/^\p{Lu}$/u.test(word)) return undefined;
  if (word.toLowerCase() === 'al' && !/\bet\s+al$/i.test(before)) return 'reference';
  // `l'art.`, `dell'art.`: the article before it is no part of the abbreviation.
  const own = abbreviationKind(word.replace(/^\p{L}{1,4}['’](?=\p{L}{2})/u, ''));
  if (own !== undefined) return own;
  const dash = word.lastIndexOf('-');
  return dash > 0 && abbreviationKind(word.slice(dash + 1)) === 'reference' ? 'reference' : undefined;
}

function kindEnds(kind: AbbreviationKind, word: string, { before, head, isWhole }: Stop): boolean {
  if (isOrdinaryWord(word) && !startsReference(head)) return true;
  switch (kind) {
    case 'connector':
    case 'title':
      return false;
    case 'name':
      // `on Main St.` may end a sentence, `near St. Mary` does not.
      return STREET.test(before) ? looksLikeStart(head) : startsWithOpener(head);
    case 'reference':
      return referenceEnds(word, head, isWhole && before === word);
    case 'collection':
      if (startsReference(head) || startsAbbreviation(head)) return false;
      return looksLikeStart(head) || (/^\p{Ll}/u.test(head.second) && !/^\p{Lu}\p{L}*\./u.test(head.rest));
    case 'company':
      return companyEnds(head);
    case 'date':
      return !/^\p{Nd}/u.test(head.rest);
    case 'final':
      if (/^(?:jr|esq)$/i.test(word)) return companyEnds(head);
      if (/^[ap]\.m$/i.test(word)) return !ZONE_OR_DAY.test(head.rest) || startsWithOpener(head);
      return (!startsReference(head) && !startsAbbreviation(head)) || startsWithOpener(head);
  }
}

function referenceEnds(word: string, head: Head, isAlone: boolean): boolean {
  if (startsReference(head) && !isArticle(head)) return false;
  if (startsAbbreviation(head)) return false;
  if (/^no$/i.test(word) && (isAlone || word === 'no')) return true;
  if (/\($/.test(head.opening)) return false;
  return startsWithOpener(head);
}

/** `A bank` and `I think` begin sentences; `Annex A of the act` goes on. */
function isArticle({ first, second }: Head): boolean {
  return (
    /^[AI]$/.test(first) &&
    /^\p{Ll}/u.test(second) &&
    !/^(?:of|and|or|to|is|in|shall|may|applies)$/.test(second)
  );
}

function companyEnds(head: Head): boolean {
  if (startsCompanyWord(head) || /^[&\p{Nd}]/u.test(head.rest) || /^\p{Ll}/u.test(head.rest)) return false;
  if (looksLikeStart(head)) return true;
  if (goesOnWithName(head)) return false;
  return (
    /^\p{Lu}/u.test(head.rest) &&
    /^\p{Ll}/u.test(head.second) &&
    (/^\p{Lu}\p{Ll}{4,}s$/u.test(head.first) || !/^(?:of|and|de|for)$/.test(head.second))
  );
}

function initialEnds(before: string, head: Head): boolean {
  if (LABELLED.test(before)) return true;
  if (startsAbbreviation(head)) return false;
  if (startsReference(head) && !isArticle(head)) return false;
  return startsWithOpener(head);
}

function acronymEnds(head: Head): boolean {
  if (startsReference(head) && !isArticle(head)) return false;
  return !startsAbbreviation(head) && looksLikeStart(head);
}

/** German writes `am 3. Mai` and `der 2. Senat`. */
function isOrdinal(before: string, head: Head): boolean {
  if (head.opening.trim() !== '') return false;
  return MONTH.test(head.rest) || /\b(?:am|vom|zum|der|des|dem|den|im|beim)\s\p{Nd}{1,2}$/u.test(before);
}
