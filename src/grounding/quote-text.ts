/**
 * A quotation made ready to be looked for: its normal form, its words, and the edges and capitals an editor may have
 * fitted to the sentence around it ("[T]he", a comma moved inside the marks).
 */
import { type NormalisedText, normaliseText } from './normalise-text.ts';
import { type TextWords, textWords } from './text-words.ts';

/** Offsets are UTF-16 into the normal form. */
export type QuoteText = {
  readonly normalised: NormalisedText;
  readonly words: TextWords;
  /** The quotation without white space around it. */
  readonly start: number;
  readonly end: number;
  /** The same without punctuation at its edges; empty when there is nothing else. */
  readonly coreStart: number;
  readonly coreEnd: number;
  /** Offsets of words whose first letter may be of either case. */
  readonly freeCapitals: ReadonlySet<number>;
};

const EDITED_CAPITAL = /\[(\p{L})\](?=\p{L})/gu;
const EDITORS_NOTE =
  /\s?[[(](?:sic!?|(?:my |our )?emphasis (?:added|mine|ours|supplied|omitted|in (?:the )?original)|(?:footnotes?|citations?|internal quotation marks) omitted)[\])]/gi;
/** Tags of running text that survived in a page's words. Only known ones: "<5%" is none. */
const TAG = /<\/?(?:em|strong|b|i|u|mark|cite|q|span|small|sub|sup|code|br|wbr|a)(?:\s[^<>]{0,200})?\/?>/gi;
const EDGE = /[\s"'.,;:!?*_-]/;

/** Prepares the words between the quotation marks. Linear. */
export function quoteText(quote: string): QuoteText {
  const edited: number[] = [];
  const plain = quote
    .replace(TAG, (tag) => (/^<br/i.test(tag) ? ' ' : ''))
    .replace(EDITORS_NOTE, '')
    .replace(EDITED_CAPITAL, (_, letter: string, at: number) => {
      edited.push(at - 2 * edited.length);
      return letter;
    });
  const normalised = normaliseText(plain);
  const { text } = normalised;
  const words = textWords(text);
  const start = text.startsWith(' ') ? 1 : 0;
  const end = text.endsWith(' ') && text.length > start ? text.length - 1 : text.length;
  let coreStart = start;
  let coreEnd = end;
  while (coreStart < coreEnd && /[\s"'*_]/.test(text[coreStart] ?? '')) coreStart += 1;
  while (coreEnd > coreStart && EDGE.test(text[coreEnd - 1] ?? '')) coreEnd -= 1;
  return {
    normalised,
    words,
    start,
    end,
    coreStart,
    coreEnd,
    freeCapitals: new Set([words.starts[0] ?? 0, ...edited.map((at) => normalised.fromRaw(at))]),
  };
}

/** Too short for anything but an exact look-up: near misses of a word or two are everywhere. */
export function isShortQuote(quote: QuoteText): boolean {
  return quote.words.count <= 2 || quote.coreEnd - quote.coreStart < 12;
}
