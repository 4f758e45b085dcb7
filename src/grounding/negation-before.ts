/**
 * A negation that stands right before quoted words in their source and governs them: quoted without it, they say the
 * opposite. Bounded work: only the last few words before the place are read.
 */

/** The negation and where it begins (UTF-16 in the text looked at). */
export type NegationBefore = { readonly word: string; readonly start: number };

const REACH = 64;
/** Words that leave what follows in the grip of the negation: "not be …", "no such …", "not knowingly …". */
const LIGHT =
  '(?:be|been|being|have|has|had|to|a|an|the|any|all|every|such|also|yet|ever|even|in any way|(?!only|merely|simply|solely)\\p{Ll}+ly)';
const NEGATION = new RegExp(
  `(?<![\\p{L}\\p{N}'-])(none of|no one|nobody|none|nothing|not|no|never|neither|nor|cannot|without|unless|except(?: for| that)?|hardly|\\p{L}+n't)(?:[ "'(*_]+${LIGHT}){0,2}[ "'(*_]+$`,
  'iu',
);

/** Negations of other languages that stand right before what they deny; scripts without spaces have none between. */
const FOREIGN = new RegExp(
  [
    '(?<!\\p{L})(не|ни|без|нельзя|nicht|kein\\p{L}{0,2}|niemals|nie|ohne|weder|ne|ni|sans|aucune?|nul(?:le)?|jamais|pas|nunca|ningún|ninguna|não|sem|nem|non|senza|né|لا|لم|لن|ليس|ليست|غير|بدون|دون|לא|אין|בלי|ללא)[ "\'(]+$',
    '(不得|不能|不应|不應|不会|不會|不可|不是|没有|沒有|并非|並非|禁止|严禁|嚴禁|不|未|无|無|勿)["\'(]*$',
  ].join('|'),
  'iu',
);

/** The negation right before `at` in a normalised text; undefined when none governs what follows. */
export function negationBefore(text: string, at: number): NegationBefore | undefined {
  const from = Math.max(0, at - REACH);
  const before = text.slice(from, at);
  const match = NEGATION.exec(before) ?? FOREIGN.exec(before);
  const word = match?.[1] ?? match?.[2];
  if (match === null || word === undefined) return undefined;
  // "No 7" is a number, and "whether or not" denies nothing.
  if (/^no$/i.test(word) && /^\d/.test(text.slice(at, at + 1))) return undefined;
  if (/\bwhether or $/i.test(before.slice(0, match.index))) return undefined;
  return { word, start: from + match.index };
}

/** True when the words before an opening quotation mark end in a negation: then the page repeats it itself. */
export function endsInNegation(before: string): boolean {
  const words = before.slice(-REACH).replace(/[\s"“”„«»‹›‘’'「『]+$/u, '');
  const text = `${words.replaceAll('’', "'")} `;
  return negationBefore(text, text.length) !== undefined;
}
