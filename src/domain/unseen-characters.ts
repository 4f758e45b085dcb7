/**
 * Characters that nobody sees: controls, invisible formatting, halves of surrogate pairs. In words that are searched
 * or signed they only deceive or break (PostgreSQL cannot keep a NUL). ZWNJ and ZWJ are not among them: Persian,
 * several Indian scripts and emoji cannot be written without.
 */

const UNSEEN = /[[\p{Cc}--[\t\n]]\p{Cs}[\p{Cf}--[\u200C\u200D]]]/v;
const UNSEEN_EVERYWHERE = new RegExp(UNSEEN, 'gv');
const BIDI_CONTROLS = /\p{Bidi_Control}/gu;
const WHITE_OR_JOINER = /[\s\u200C\u200D]/gu;

/** The first such character as `NUL` or `U+200B`; undefined when there is none. Tab and line feed are fine. */
export function findUnseen(text: string): string | undefined {
  const code = UNSEEN.exec(text)?.[0].codePointAt(0);
  if (code === undefined) return undefined;
  return code === 0 ? 'NUL' : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text without them; for words whose exact spelling is nobody's statement, such as those of a search. */
export function withoutUnseen(text: string): string {
  return text.replace(UNSEEN_EVERYWHERE, '');
}

/** The text without marks and overrides of direction, which text copied from a page brings along unnoticed. */
export function withoutBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}

/** True when white space and joiners are all there is. */
export function isBlank(text: string): boolean {
  return text.replace(WHITE_OR_JOINER, '') === '';
}
