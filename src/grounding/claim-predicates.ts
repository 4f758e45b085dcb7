/** A clause as subject and verb, and the predicates that share its subject: `The Office licenses X and bans Y`. */
import {
  type ClaimWord,
  endsLikeActor,
  finiteVerb,
  isAuxiliary,
  isBaseVerb,
  isKnownVerb,
  startsObject,
  type VerbForm,
} from './claim-words.ts';

/** Index of the clause's first finite verb; the words before it are the subject. */
export type Clause = { readonly verb: number; readonly form: VerbForm };

/** Words `from` to `to` (exclusive) say something of the subject; `modal` is to be put before them, with a space. */
export type Predicate = { readonly from: number; readonly to: number; readonly modal: string };

const LONGEST_SUBJECT = 14;
const RELATIVE = /^(?:that|which|who|whose|whom|how|why|what)$/;
/** Their scope cannot be told: what is said of no one, or only perhaps, is not said of each part. */
const NEGATIVE_SUBJECT = /^(?:no|not|few|only|hardly|nothing|nobody|none|neither|little)$/i;
const HEDGE =
  /^(?:reportedly|allegedly|likely|unlikely|probably|possibly|perhaps|apparently|purportedly|supposedly|potentially)$/;
/** A predicate with one of these does not stand alone. */
const POINTER = /^(?:it|them|they|he|she|him|so|this|these|those|such|one|ones|same)$/;
const ADVERB =
  /^(?:also|then|thus|therefore|later|subsequently|now|currently|still|generally|expressly|not)$/;

/** Subject and verb of a clause; undefined when they are not sure. */
export function readClause(words: readonly ClaimWord[]): Clause | undefined {
  for (let index = 1; index < Math.min(words.length, LONGEST_SUBJECT + 1); index += 1) {
    const word = words[index];
    if (word === undefined || RELATIVE.test(word.text)) return undefined;
    const form = finiteVerb(words, index, 0);
    if (form === undefined) continue;
    if (form === 'third' && !endsLikeActor(words, 0, index)) continue;
    // With a comma before the verb the subject may be something else altogether.
    if (/[,;]/.test(word.before)) return undefined;
    if (words.slice(1, index).some(({ before }) => /[,;]/.test(before))) return undefined;
    // `Tokens issued before 2020 are exempt`: the participle belongs to the subject.
    if (form === 'past' && words.slice(index + 1, index + 12).some(({ text }) => isAuxiliary(text))) continue;
    return { verb: index, form };
  }
  return undefined;
}

/** The predicates of a clause; one when nothing is coordinated, or when it is not sure with what. */
export function splitPredicates(words: readonly ClaimWord[], clause: Clause): Predicate[] {
  const single = [{ from: clause.verb, to: words.length, modal: '' }];
  const said = words.slice(clause.verb);
  if (NEGATIVE_SUBJECT.test(words[0]?.text ?? '') || said.some(({ text }) => HEDGE.test(text))) return single;
  const starts: {
    readonly at: number;
    readonly joint: number;
    readonly modal: string;
    readonly isComma: boolean;
  }[] = [];
  for (let joint = clause.verb + 2; joint < words.length - 1; joint += 1) {
    if (RELATIVE.test(words[joint]?.text ?? '')) break;
    const word = words[joint];
    const isJoint = word?.text === 'and' || word?.text === 'but';
    const isComma = !isJoint && /^,\s/.test(word?.before ?? '');
    if (!isJoint && !isComma) continue;
    const from = isJoint ? joint + 1 : joint;
    const at = ADVERB.test(words[from]?.text ?? '') ? from + 1 : from;
    const modal = modalFor(words, clause, at, joint);
    if (modal === undefined) continue;
    starts.push({ at: from, joint, modal, isComma });
  }
  // `licenses exchanges, supervises banks and bans tokens`: a comma coordinates only with an `and` behind it.
  const lastJoint = starts.findLastIndex(({ isComma }) => !isComma);
  const kept = starts.slice(0, lastJoint + 1);
  const pointing = kept[0] !== undefined && words.slice(kept[0].at).some(({ text }) => POINTER.test(text));
  if (pointing) return single;
  const edges = [{ at: clause.verb, modal: '' }, ...kept];
  return edges.map(({ at, modal }, index) => ({ from: at, to: kept[index]?.joint ?? words.length, modal }));
}

/** What goes before a second predicate: nothing before a finite verb, the modal before a base form; undefined for none. */
function modalFor(
  words: readonly ClaimWord[],
  { verb, form }: Clause,
  at: number,
  joint: number,
): string | undefined {
  const own = finiteVerb(words, at, verb);
  if (own === 'auxiliary' || own === 'modal') return '';
  if (own === 'third') return form === 'third' || form === 'auxiliary' ? '' : undefined;
  if (own === 'past') return coordinatedPast(words, { verb, form }, at, joint);
  if (form !== 'modal' || !carriesModal(words, verb, joint) || !isBaseVerb(words, at)) return undefined;
  return `${words[verb]?.text} `;
}

/**
 * `introduced a tax and licensed two firms`, not `adopted and published rules` or `issued rules and proposed amendments`,
 * where the second word is no verb for sure. Behind a passive only a verb that has none: `was adopted and entered into`.
 */
function coordinatedPast(
  words: readonly ClaimWord[],
  { verb, form }: Clause,
  at: number,
  joint: number,
): '' | undefined {
  const isIntransitive = /^(?:entered|came|became|remained|began|fell|lapsed|expired)$/.test(
    words[at]?.text ?? '',
  );
  const hasObject = startsObject(words[at + 1]?.text ?? '');
  if (form === 'past') return joint - verb > 1 && (hasObject || isIntransitive) ? '' : undefined;
  return isIntransitive && joint - verb > 2 ? '' : undefined;
}

/** `must register … and keep …`, not `must not …`, `must apply to open and …` or `may grant, suspend and …`. */
function carriesModal(words: readonly ClaimWord[], verb: number, joint: number): boolean {
  const left = words.slice(verb, joint).map(({ text }) => text);
  const infinitive = left.some(
    (word, index) => index > 0 && word === 'to' && isKnownVerb(left[index + 1] ?? ''),
  );
  if (
    infinitive ||
    left.includes('or') ||
    left.includes('not') ||
    left[0] === 'cannot' ||
    !isBaseLike(words, verb + 1)
  )
    return false;
  const object = words[verb + 2];
  return (
    verb + 2 < joint &&
    object !== undefined &&
    !/[,;]/.test(object.before) &&
    !/^(?:and|or)$/.test(object.text)
  );
}

function isBaseLike(words: readonly ClaimWord[], index: number): boolean {
  return /^\p{Ll}{2,}$/u.test(words[index]?.text ?? '') && words[index]?.text !== 'be';
}
