/**
 * What stands further to the left of quoted words in their own sentence and turns them round: a subject that nobody
 * is ("No person, other than a bank, | may issue money"), a statement that is denied ("It is not true that | …"), a
 * prohibition ("prohibited from | offering"), a restriction ("Only | banks may issue"). Quoted without it the words
 * say the opposite. Bounded work: only the last characters before the place are read.
 */
import { normaliseText } from './normalise-text.ts';
import { splitSentences } from './sentences.ts';

const REACH = 400;
/** Nothing to the left turns the words round unless one of these is there; saves splitting the sentences. */
const MAY_TURN =
  /\b(?:no|none|nobody|nothing|neither|nor|not|few|hardly|only|solely|exclusively|den|disput|refut|reject|doubt|false|untrue|incorrect|wrong|unlikely|impossible|improbable|unproven|alleg|rumou?r|myth|misconception|prohibit|bar|prevent|refrain|restrain|ban|exempt|preclude|stop|abstain|desist|disqualif|fail|refus|forbid|declin|neglect|omit|unable|unwilling|ceas|unlawful|illegal|impermissible|offence|instead|rather|lieu|far from|opposed|other|exception|absence|lack)/i;
const FINITE =
  /\b(?:shall|must|may|should|will|can|could|would|might|cannot|is|are|was|were|has|have|had|do|does|did)\b/i;
const RELATIVE = /\b(?:who|which|that|whose|whom|where)\b/i;

/** A clause with one of these before its verb says its verb of nobody, or of hardly anybody. */
const NEGATED_SUBJECT =
  /(?:^|[;:] |, (?:and|but|nor|yet) )(?:["'([]|\d+[.)]|\([a-z0-9]{1,4}\)| |and |but |however, |provided that |furthermore, )*(no one|no|none|neither|nobody|nothing|not all|not every|not one|hardly any|few)\b([^;:]*)$/i;
/** These deny the whole clause behind them, whose verb stands before its subject. */
const NEGATED_CLAUSE =
  /\b(under no (?:circumstances?|conditions?)|in no (?:events?|cases?|circumstances?|way)|at no (?:time|point)|on no account|by no means)\b(?:,? \p{L}+){0,9}[ ,"'(]*$/iu;
const DENIED_STATEMENT = new RegExp(
  `(?<!\\p{L})(${[
    'not(?: \\p{L}+){0,3}? (?:true|the case|certain|clear|likely|say|said|mean|imply|suggest|show|shown|claim|believe|think|established|proven|proved|confirmed|follow|agree|accept)',
    'no(?: \\p{L}+)? (?:evidence|proof|indication|sign|suggestion|reason|basis|guarantee|assurance)',
    'den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|refut(?:e|es|ed|ing)|reject(?:s|ed|ing)?|doubt(?:s|ed|ful)?',
    'false|untrue|incorrect|wrong|unlikely|impossible|improbable|unproven',
    'alleg(?:e|es|ed|ing|ation|ations)|rumou?r(?:s|ed)?|myth|misconception',
  ].join('|')})(?: \\p{L}+){0,4} (?:that|whether)(?: \\p{L}+){0,6}[ "'(]*$`,
  'iu',
);
const PROHIBITION = new RegExp(
  `(?<!\\p{L})(${[
    '(?:prohibit(?:s|ed|ing)?|bar(?:s|red)?|prevent(?:s|ed|ing)?|refrain(?:s|ed)?|restrain(?:s|ed)?|ban(?:s|ned)?|exempt(?:s|ed)?|preclude[sd]?|stop(?:s|ped)?|abstain(?:s|ed)?|desist(?:s|ed)?|disqualif(?:y|ies|ied))(?: \\p{L}+){0,4} from',
    '(?:fail(?:s|ed|ing)?|failure|refus(?:e|es|ed|ing|al)|forbid(?:s|den)?|declin(?:e|es|ed)|neglect(?:s|ed)?|omit(?:s|ted)?|unable|unwilling|ceas(?:e|es|ed))(?: \\p{L}+){0,4} to',
    '(?:unlawful|illegal|impossible|prohibited|impermissible|an offence)(?: for(?: \\p{L}+){1,6})? to',
    '(?:prohibition|ban|exemption)s? (?:of|on|against|from)|instead of|rather than|in lieu of|far from|as opposed to|other than|with the exception of|absence of|lack of',
  ].join('|')})[ "'(]*$`,
  'iu',
);
const RESTRICTION =
  /(?:^|[;:,] (?:and |but )?)["'( ]*(only|solely|exclusively)(?: (?:a|an|the|those))?[ "'(]*$/i;

/** The words that turn others round; `back` counts the characters of normal form from their beginning to the place. */
export type GoverningDenial = { readonly word: string; readonly back: number };

/** What turns the words at `at` in `raw` round; undefined when nothing does. `words` are those quoted. */
export function governingDenial(raw: string, at: number, words: string): GoverningDenial | undefined {
  const seen = raw.slice(Math.max(0, at - REACH), at);
  if (!MAY_TURN.test(seen)) return undefined;
  const clause = lastSentence(seen);
  const statement = DENIED_STATEMENT.exec(clause) ?? PROHIBITION.exec(clause) ?? NEGATED_CLAUSE.exec(clause);
  // A capital begins a sentence: what stands before is a heading or a sentence without its full stop.
  const saysSomething = FINITE.test(words) && !/^[^\p{L}\p{N}]{0,4}\p{Lu}/u.test(raw.slice(at, at + 6));
  const found =
    statement?.[1] ??
    (saysSomething ? (RESTRICTION.exec(clause)?.[1] ?? negatedSubject(clause, words)) : undefined);
  return found === undefined ? undefined : { word: found, back: clause.length - clause.lastIndexOf(found) };
}

/** The clause's verb is in the quoted words, and its subject, which nobody is, stands before them. */
function negatedSubject(clause: string, words: string): string | undefined {
  const match = NEGATED_SUBJECT.exec(clause);
  const before = match?.[2];
  if (match === null || before === undefined) return undefined;
  const verb = FINITE.exec(before);
  const relative = RELATIVE.exec(before);
  const isRelative = verb !== null && relative !== null && relative.index < verb.index;
  if (verb !== null && !(isRelative && FINITE.exec(words)?.index === 0)) return undefined;
  return match[1];
}

function lastSentence(seen: string): string {
  const paragraph = seen.slice(Math.max(seen.lastIndexOf('\n\n'), seen.lastIndexOf('\u2029')) + 1);
  const last = splitSentences(`${paragraph}x`).at(-1);
  return normaliseText(paragraph.slice(last?.start ?? 0)).text;
}

const PAGE_DENIES =
  /\b(?:no|none|not|nobody|nothing|never|neither|nor|without|cannot|prohibit\w*|ban(?:s|ned)?|bar(?:s|red)?|forbid\w*|unlawful|illegal|prevent\w*|refrain\w*|fail\w*|failure|refus\w*|den(?:y|ies|ied)|false|untrue|unable|exempt\w*|only|solely|alleg\w*|rumou?r\w*|doubt\w*)\b|n['’]t\b/i;

/** True when the page's own words before the quotation, in its sentence, deny or restrict too. */
export function deniesBefore(before: string): boolean {
  const seen = before.slice(-REACH);
  const end = Math.max(...['. ', '! ', '? ', '\n'].map((mark) => seen.lastIndexOf(mark)));
  return PAGE_DENIES.test(seen.slice(end + 1));
}
