/**
 * Tells quotations from the other uses of quotation marks: titles of works and single terms. Only a quotation claims
 * that a source says these words; a title is a name and a term is the page's own choice of word.
 */

/** What the marks are there for. */
export type QuotationKind = 'quotation' | 'title' | 'term';

/** What is known of the quoted words besides themselves. */
export type KindCues = {
  /** The words of the sentence before the opening mark. */
  readonly before: string;
  /** True when a source is named in the sentence or by a marker behind the words. */
  readonly isAttributed: boolean;
};

const TITLE_VERB = /\b(?:titled|entitled|headlined|called|named|known as)[,:]?\s*$/i;
const WORK =
  /\b(?:articles?|reports?|papers?|books?|study|studies|essays?|blog posts?|press releases?|guidance|circulars?|chapter|section|speech|page|post|piece)(?:,? (?:such as|like|including|called))?\s*$/i;
const SEARCH_CUE = /\b(?:search(?:ing|es|ed)?|query|queries|keywords?|terms?)\b[^.]{0,80}$/i;
const TERM_CUE =
  /\b(?:so-called|the (?:term|word|phrase|concept|notion|label)s?(?: of)?|defined as|referred to as|dubbed|termed)\s*$/i;
const SMALL =
  /^(?:a|an|the|of|on|in|to|for|and|or|by|with|from|at|as|its|it|is|vs|via|into|over|under|de|la|et|und|der)$/i;
const VERB =
  /^(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|shall|should|may|might|can|could|must|cannot|not|no|who|which|that|because|if|when|they|we|he|she|it|i|you|remains?|continues?|requires?|prohibits?|allows?|applies|apply)$/i;

/** Kind of the quoted words. Three to five words without verb, full stop or source are taken for a term. */
export function kindOf(words: string, cues: KindCues): QuotationKind {
  const tokens = words.split(/\s+/).filter((token) => /[\p{L}\p{N}]/u.test(token));
  const isCjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words);
  if (isCjk && tokens.length <= 2) return [...words].length >= 8 ? 'quotation' : 'term';
  if (tokens.length <= 2) return isTitleCase(tokens) && WORK.test(cues.before) ? 'title' : 'term';
  const ends = /[.!?…]["”’']?$/u.test(words.trim());
  const isShort = tokens.length <= 15 || !ends;
  if (isShort && (TITLE_VERB.test(cues.before) || (WORK.test(cues.before) && startsCapitalised(tokens))))
    return 'title';
  if (isTitleCase(tokens) && !ends) return 'title';
  if (SEARCH_CUE.test(cues.before) && tokens.length <= 8 && !ends) return 'term';
  if (tokens.length >= 6) return 'quotation';
  if (TERM_CUE.test(cues.before)) return 'term';
  const saysSomething = cues.isAttributed || ends || tokens.some((token) => VERB.test(bare(token)));
  return saysSomething || tokens.some((token) => /^\p{Ll}{3,}ed$/u.test(bare(token))) ? 'quotation' : 'term';
}

/** Most words that are not small begin with a capital or a digit, the first among them. */
function isTitleCase(tokens: readonly string[]): boolean {
  const weighty = tokens.map(bare).filter((token) => !SMALL.test(token));
  if (weighty.length === 0 || !startsCapitalised(tokens)) return false;
  const capital = weighty.filter((token) => /^[\p{Lu}\p{N}]/u.test(token)).length;
  return capital / weighty.length >= 0.8;
}

function startsCapitalised(tokens: readonly string[]): boolean {
  return /^[\p{Lu}\p{N}]/u.test(bare(tokens[0] ?? ''));
}

function bare(token: string): string {
  return token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
