/**
 * What the source goes on with right behind quoted words, where the cut takes something that decides them: an
 * exception or a condition ("… may issue money, | except"), a negation, or the rest of a figure or reference
 * ("Article 5 | (2)", "up to 5 | million"). An omission that the page marks at the end is not looked at: it tells the
 * reader that the sentence goes on.
 */

const REACH = 48;
const EXCEPTION =
  /^["')\]]*[,;:]?\s*\(?(unless|except|save (?:for|that|where|in|as|when)|other than|without prejudice|provided,? (?:however, |always, )?that|excluding|but (?:not|only))\b/i;
const CONDITION =
  /^["')\]]*,?\s*\(?(provided\b(?= )|only|solely|exclusively|if|subject to|as long as|so long as|on condition|not|never|hardly)\b/i;
/** The verb's negation stands behind it. */
const JAPANESE = /^(?:て|で)?(?:は|も)?(ならない|いけない|なら|ない|ません|なく|ぬ|ず)/;
const KOREAN = /^(?:하?지)?\s?(아니|않|못|없)/;
const MAGNITUDE =
  /^ ?(hundred|thousand|lakh|crore|million|billion|trillion|bn|mn|per cent|percent|percentage points?|basis points?|%|‰)(?![\p{L}\p{N}])/iu;
const REFERENCE_REST = /^(\([0-9a-z]{1,4}\))/;
const STATES =
  /\b(?:shall|must|may|should|will|can|could|would|might|is|are|was|were|has|have|had|do|does|did)\b|\b\p{L}{3,}(?:s|ed)\b/iu;

/** The word that the cut takes away; undefined when it takes nothing that decides. All texts in normal form. */
export function lostAfter(text: string, end: number, words: string): string | undefined {
  const next = text.slice(end, end + REACH);
  if (/\p{N}$/u.test(words)) {
    const rest = MAGNITUDE.exec(next)?.[1] ?? REFERENCE_REST.exec(next)?.[1];
    if (rest !== undefined) return rest;
  }
  const foreign = JAPANESE.exec(next)?.[1] ?? KOREAN.exec(next)?.[1];
  if (foreign !== undefined && /[\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Han}]$/u.test(words))
    return foreign;
  return EXCEPTION.exec(next)?.[1] ?? (STATES.test(words) ? CONDITION.exec(next)?.[1] : undefined);
}

const PAGE_EXCEPTS =
  /^[\s"”’»)\]},;:—–-]*(?:\[\^?\w{1,6}\]\s*)*[\s,;—–-]*(?:but |and |or |only |—)*(?:unless|except|save|other than|provided|excluding|not|only|solely|if|subject|as long as|so long as|on condition|with|in the absence|without|where|when)\b/iu;

/** True when the page itself goes on, right behind the closing mark, with an exception or a condition. */
export function exceptsAfter(after: string): boolean {
  return PAGE_EXCEPTS.test(after.slice(0, 80));
}
