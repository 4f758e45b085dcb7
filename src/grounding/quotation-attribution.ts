/**
 * Whom the page names as the source of a quotation, from the words of its own sentence: `According to X, “…”`,
 * `X states, “…”`, `“…,” said X`, `“…” (X)`, `“…” — X`. The phrase is given as written; telling which stored source
 * it means is `resolve-source.ts`'s work. Null when the sentence names nobody.
 */

const SPEECH =
  'says?|said|saying|states?|stated|stating|notes?|noted|noting|writes?|wrote|writing|reads?|provides?|provided|explains?|explained|reports?|reported|declares?|declared|announces?|announced|warns?|warned|adds?|added|adding|argues?|argued|concludes?|concluded|defines?|defined|requires?|required|describes?|described|confirms?|confirmed|claims?|claimed|tweeted|told|emphasi[sz]es?|emphasi[sz]ed|clarifies|clarified|specifies|specified|stipulates?|stipulated|observes?|observed|suggests?|suggested|maintains?|maintained|holds?|held|finds?|found|highlights?|highlighted|recommends?|recommended|quotes?|quoted|went on|goes on|put it|remarked|insisted|asserts?|asserted|acknowledges?|acknowledged|pointed out|points out|mentions?|mentioned|prescribes?|prescribed|reveals?|revealed|indicates?|indicated|testified|ruled|rules that';
const LEAD_IN =
  /^(?:(?:for (?:example|instance)|however|moreover|furthermore|in addition|additionally|similarly|in contrast|specifically|notably|meanwhile|also|indeed|finally|thus|therefore|in particular|as|while|whereas|but|and|that|because|since|when|although|though|where|in which|so)\b[,\s]*)+/i;
const REFERENCE = /\[\^?[^\]\s]{1,12}\]|【[^】]{1,20}】/g;

const BEFORE_VERB = new RegExp(
  `^(.*?)[,\\s]*\\b(?:has |have |had |also |further |explicitly |clearly |then |later |publicly )*(?:${SPEECH})(?:\\s+(?:that|as|how|as follows|the following|to \\S+(?: \\S+)?|in (?:an? |the )?[^,:;]{1,60}|on [^,:;]{1,40}|him|her|them|us|reporters|[A-Z]\\w+))?\\s*[,:]?\\s*(?:—|–|-)?\\s*$`,
  'su',
);
const ACCORDING =
  /\b(?:according to|as per|per|in the words of|as (?:stated|noted|reported|described|explained|written|put|quoted|set out|suggested|argued|confirmed) (?:in|by)|quoting|citing|quoted (?:in|by)|in its words,?)\s+([^,;:“"«]{2,140}?)\s*(?:[,;:]|$)/iu;
const SAID_THAT = new RegExp(
  `^(.{2,300}?)[,\\s]*\\b(?:has |have |had |also )*(?:${SPEECH})(?: [^,;:]{1,40}?)? that\\b`,
  'su',
);
const LEAD_IN_NAME = /\b(?:including|by|from|of|in)\s+((?:the |an? )?(?:\p{Lu}\S*\s?){1,8}):\s*$/u;
const AFTER_PAREN = /^[\s,.]*\((?:see |source: |quoted in |cited in |from )?([^()]{3,160})\)/iu;
const AFTER_DASH = /^[\s.]*(?:—|–|--|―)\s*(\p{Lu}[^.;—–]{2,120})/u;
const AFTER_ACCORDING =
  /^[\s,.]*(?:according to|as per|as (?:stated|noted|reported) (?:in|by))\s+([^,.;:]{2,140})/iu;
const AFTER_SUBJECT = new RegExp(
  `^\\s*((?:[^\\s,.;:]+\\s+){1,12}?)(?:has |have |had |also |then )?(?:${SPEECH})\\b`,
  'u',
);
const AFTER_VERB = new RegExp(`^\\s*(?:${SPEECH})\\s+((?:the |an? )?[^,.;:]{2,120})`, 'u');
const NO_SOURCE =
  /^(?:emphasis|translat|sic\b|\d{4}$|i\.?e\.?|e\.?g\.?|see\b|note\b|or\b|hereinafter|[“"«])/i;

/**
 * Attribution of one quotation, from the words of its sentence before the opening mark and those from the end of the
 * quoted words on (punctuation and closing mark first).
 */
export function attributionOf(before: string, after: string): string | null {
  const lead = before.replace(REFERENCE, '').trimEnd();
  const closing = /^[\s,.;!?…"”“»«›‹’」』*_]*/u.exec(after)?.[0] ?? '';
  const tail = after.slice(closing.length).replace(REFERENCE, '');
  return (
    fromVerb(lead) ??
    (/[,!?]/.test(closing) ? fromAfter(tail) : null) ??
    phrase(AFTER_ACCORDING.exec(tail)?.[1]) ??
    phrase(ACCORDING.exec(lead)?.[1]) ??
    phrase(lastClause(SAID_THAT.exec(lead)?.[1] ?? '')) ??
    phrase(notASource(AFTER_PAREN.exec(tail)?.[1])) ??
    phrase(AFTER_DASH.exec(tail)?.[1])
  );
}

/** Attribution from the sentence or heading that ends in a colon before a block quotation. */
export function attributionOfLeadIn(lead: string): string | null {
  if (!/:\s*$/.test(lead)) return null;
  return attributionOf(lead, '') ?? phrase(LEAD_IN_NAME.exec(lead)?.[1]);
}

/** An attribution line of its own: `— Central Bank, Circular 4`. Null when the text is none. */
export function attributionLine(text: string): string | null {
  const match = /^(?:—|–|―|--)\s*(\S.*)$/su.exec(text.trim());
  return match === null ? null : phrase(match[1]?.replace(REFERENCE, ''));
}

/** The subject of the verb of saying that the quotation follows directly. */
function fromVerb(lead: string): string | null {
  if (lead.length > 600) return fromVerb(lead.slice(-600).replace(/^\S*\s/, ''));
  const subject = BEFORE_VERB.exec(lead)?.[1];
  if (subject === undefined || subject.trim() === '' || /\b(?:no|not|never)\b[^,]*$/i.test(subject))
    return null;
  return phrase(ACCORDING.exec(subject)?.[1]) ?? phrase(lastClause(subject));
}

/**
 * The clause that holds the subject. A comma before the verb closes an apposition (`Steven Kim, a researcher, said`),
 * which belongs to the name; any other comma parts it from what stood before.
 */
function lastClause(subject: string): string {
  const clause =
    subject
      .replace(/,?\s*\b(?:who|which)\s*$/u, '')
      .split(/[;:—–(]|,?\s\b(?:while|whereas|but|because|although)\b\s/u)
      .at(-1) ?? '';
  const plain = clause.trim().replace(LEAD_IN, '');
  const commas = plain.split(/,\s*/);
  const firstName = commas.findIndex((part) => /^(?:the |an? |this |these |its |in )?\p{Lu}/u.test(part));
  const isApposition =
    commas.length >= 2 &&
    firstName >= 0 &&
    /^(?:an? |the |who |which |\p{Ll})/u.test(commas[firstName + 1] ?? '');
  if (isApposition) return commas.slice(firstName).join(', ');
  const last = (commas.at(-1) ?? '').replace(LEAD_IN, '');
  return last.trim() === '' ? plain : last;
}

function fromAfter(tail: string): string | null {
  return subjectAfter(AFTER_SUBJECT.exec(tail)?.[1]) ?? subjectAfter(AFTER_VERB.exec(tail)?.[1]);
}

/** After a quotation only a name or a document is a speaker: `“…” and the law also says` begins something new. */
function subjectAfter(words: string | undefined): string | null {
  if (
    words === undefined ||
    /^(?:and|but|or|which|that|this|these|for|while|to|as|in|is|are|was|when|by|with|without|of)\b/i.test(
      words.trim(),
    )
  )
    return null;
  return /^(?:the |an? |its |he\b|she\b|they\b|it\b|\p{Lu})/u.test(words.trim()) ? phrase(words) : null;
}

function notASource(words: string | undefined): string | undefined {
  return words === undefined || NO_SOURCE.test(words.trim()) || !/\p{Lu}|\d{4}|report|law|act/u.test(words)
    ? undefined
    : words;
}

function phrase(words: string | undefined): string | null {
  const clean = (words ?? '')
    .trim()
    .replace(LEAD_IN, '')
    .replace(/^[\s,;:–—-]+|[\s,;:–—(-]+$/gu, '')
    .replace(/\s+/g, ' ');
  if (clean.length < 2 || clean.split(' ').length > 30) return null;
  return /^(?:there|which|who|that|this|these|what|not|no|also|it is|is|are|was|to|and|or)$/i.test(clean)
    ? null
    : clean;
}
