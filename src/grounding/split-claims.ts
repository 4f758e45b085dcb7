/**
 * The atomic claims of a sentence: what can be true or false on its own. A shared subject, a modal verb and the frame
 * ("according to …", "in 2024, …") are repeated, so that each claim can be held against a source alone. There is no
 * model, and in doubt a sentence stays whole: a claim torn from its condition would be checked as what nobody said.
 */
import { type ClaimFrame, readClaimFrame, speechStart } from './claim-frame.ts';
import { type Clause, readClause, splitPredicates } from './claim-predicates.ts';
import { type ClaimWord, claimWords, finiteVerb } from './claim-words.ts';
import { maskStretches } from './mask-stretches.ts';
import type { Span } from './span.ts';

/** One claim. `start` and `end` (UTF-16) are its own words in the sentence; `text` adds what they rest on. */
export type Claim = Span & { readonly text: string };

/** Longer sentences are lists of law, and shorter ones hold one claim. */
const LONGEST = 900;
const LEAST_WORDS = 6;

/** Words whose scope reaches over the whole sentence, or ties its parts together. */
const BINDING =
  /(?<!\p{L})(?:if|unless|provided|except|until|when|whenever|where|wherever|because|since(?!\s(?:\p{Nd}|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october))|neither|nor|either|both|respectively|former|latter|whether|lest|only if|to the extent|so that|in order|than|rather|instead|not only|otherwise|once|as long as|subject to|suppose|assume|assuming|imagine)(?!\p{L})/iu;
const SUBORDINATE = /^(?:although|though|while|whereas|even though)\s/iu;
const SUBJECT_START = /^(?:\p{Lu}|\p{N}|(?:the|a|an|no|all|any|each|every|some)$)/u;

/** Claims in order; exactly one, the sentence itself, when it is one or cannot be divided safely. */
export function splitClaims(sentence: string): Claim[] {
  const whole = [{ ...trimmed(sentence, 0, sentence.length), text: sentence.trim() }];
  if (sentence.length > LONGEST || /[:?\n]\s/.test(sentence)) return whole;
  const mask = maskStretches(sentence);
  if (mask === undefined) return whole;
  const { masked } = mask;
  if (BINDING.test(masked) || claimWords(masked).length < LEAST_WORDS) return whole;
  const frame = readClaimFrame(masked);
  const body = masked.slice(frame.body.start, frame.body.end);
  const speech = speechStart(body);
  const claims =
    speech === undefined
      ? clausesOf(masked, frame.body).flatMap((clause) => claimsOf(sentence, masked, clause))
      : saidClaims(sentence, masked, frame.body, frame.body.start + speech);
  if (claims === undefined || claims.length < 2) return whole;
  return claims.map((claim, index) => ({
    start: claim.start,
    end: claim.end,
    text: framed(sentence, claim, frame, index),
  }));
}

/** `X said that A and that B`. */
function saidClaims(sentence: string, masked: string, body: Span, from: number): Claim[] | undefined {
  const marks = [...masked.slice(from, body.end).matchAll(/,?\sand\sthat\s/g)];
  if (marks.length === 0) return undefined;
  const speaker = sentence.slice(body.start, from);
  const starts = [from, ...marks.map((mark) => from + mark.index + mark[0].length)];
  const ends = [...marks.map((mark) => from + mark.index), body.end];
  return starts.map((start, index) => {
    const own = trimmed(sentence, start, ends[index] ?? body.end);
    return {
      start: index === 0 ? body.start : own.start,
      end: own.end,
      text: speaker + sentence.slice(own.start, own.end),
    };
  });
}

/** Clauses that have a subject of their own. The body itself when there is but one. */
function clausesOf(masked: string, body: Span): Span[] {
  const bySemicolon = splitAt(masked, body, /;\s+(?:and\s+|but\s+)?/g);
  const parts = bySemicolon.every((part) => isClause(masked, part)) ? bySemicolon : [body];
  return parts.flatMap((part) => {
    const opened = SUBORDINATE.exec(masked.slice(part.start, part.end))?.[0];
    if (opened !== undefined) return concession(masked, part, part.start + opened.length);
    const clauses = splitAt(
      masked,
      part,
      /,?\s(?:while|whereas|although|though|but|and|yet)\s/g,
      (left, right, mark) => isCoordinated(masked, left, right, mark),
    );
    return clauses;
  });
}

/** `Although A, B.` */
function concession(masked: string, part: Span, from: number): Span[] {
  const comma = masked.indexOf(', ', from);
  const first = { start: from, end: comma };
  const second = { start: comma + 2, end: part.end };
  const isSafe =
    comma > 0 &&
    comma < part.end &&
    masked.indexOf(', ', comma + 2) === -1 &&
    isClause(masked, first) &&
    isClause(masked, second);
  return isSafe ? [first, second] : [part];
}

function isCoordinated(masked: string, left: Span, right: Span, mark: string): boolean {
  const word = mark.trim().replace(/^,\s*/, '');
  const isPlain = word === 'and' || word === 'yet';
  // `while their number grew` is a time; behind a comma it sets one thing against another.
  if (!mark.startsWith(',') && word !== 'but' && word !== 'whereas') return false;
  const leftText = masked.slice(left.start, left.end);
  if (isPlain && /\b(?:that|which|who|whose|to)\b/.test(leftText)) return false;
  // `while holding a licence` has no subject; `, and the Bank` may be the rest of a list.
  return (
    isClause(masked, left) && isClause(masked, right) && !(isPlain && (leftText.match(/,/g)?.length ?? 0) > 0)
  );
}

function isClause(masked: string, part: Span): boolean {
  const words = claimWords(masked.slice(part.start, part.end));
  const first = words[0]?.text ?? '';
  const read = readClause(words);
  if (read === undefined) return false;
  return SUBJECT_START.test(first) || (/^\p{Ll}{3,}s$/u.test(first) && read.form === 'modal');
}

function splitAt(
  masked: string,
  part: Span,
  mark: RegExp,
  accepts: (left: Span, right: Span, mark: string) => boolean = () => true,
): Span[] {
  const spans: Span[] = [];
  let start = part.start;
  for (const match of masked.slice(part.start, part.end).matchAll(mark)) {
    const at = part.start + match.index;
    const left = { start, end: at };
    const right = { start: at + match[0].length, end: part.end };
    if (!accepts(left, right, match[0])) continue;
    spans.push(left);
    start = right.start;
  }
  return [...spans, { start, end: part.end }];
}

/** The claims of one clause: its predicates, and what a relative clause or a bracket says of its subject. */
function claimsOf(sentence: string, masked: string, clause: Span): Claim[] {
  const aside = relativeClaims(sentence, masked, clause);
  if (aside !== undefined) return aside;
  const words = claimWords(masked.slice(clause.start, clause.end));
  const read = readClause(words);
  const note = read === undefined ? undefined : bracketNote(sentence, words, read, clause.start);
  if (note !== undefined) return noteClaims(sentence, masked, clause, note);
  const only = trimmed(sentence, clause.start, clause.end);
  const whole: Claim = { ...only, text: sentence.slice(only.start, only.end) };
  if (read === undefined) return [whole];
  const predicates = splitPredicates(words, read);
  if (predicates.length < 2) return [whole];
  return predicates.map(({ from, to, modal }, index) => {
    const start = clause.start + (words[from]?.start ?? 0);
    const end = index === predicates.length - 1 ? only.end : clause.start + (words[to - 1]?.end ?? 0);
    if (index === 0) return { start: only.start, end, text: sentence.slice(only.start, end) };
    const subject = subjectText(sentence, words, read, clause.start);
    return { start, end, text: `${subject} ${modal}${sentence.slice(start, end)}` };
  });
}

type Note = { readonly bracket: Span; readonly subject: string };

/** A bracket right behind the subject that dates it: `The guidance (updated in February 2024) requires …`. */
function bracketNote(
  sentence: string,
  words: readonly ClaimWord[],
  { verb }: Clause,
  offset: number,
): Note | undefined {
  const last = words[verb - 1];
  if (last === undefined || verb < 2 || !/^\uE000+$/.test(last.text)) return undefined;
  const bracket = { start: offset + last.start, end: offset + last.end };
  const said = sentence.slice(bracket.start + 1, bracket.end - 1);
  if (!/^\p{Ll}+ed\s[^,;()]*\p{Nd}{4}$/u.test(said)) return undefined;
  const subject = sentence.slice(offset + (words[0]?.start ?? 0), offset + (words[verb - 2]?.end ?? 0));
  return { bracket, subject };
}

function noteClaims(sentence: string, masked: string, clause: Span, { bracket, subject }: Note): Claim[] {
  const said = sentence.slice(bracket.start + 1, bracket.end - 1);
  // The same sentence without the bracket, read anew; its places are put back behind it.
  const gap = bracket.end - bracket.start + (/\s/.test(sentence[bracket.start - 1] ?? '') ? 1 : 0);
  const from = bracket.end - gap;
  const cut = (text: string) => text.slice(0, from) + text.slice(bracket.end);
  const back = (at: number) => (at > from ? at + gap : at);
  const others = claimsOf(cut(sentence), cut(masked), { start: clause.start, end: clause.end - gap });
  return [
    ...others.map((part) => ({ ...part, start: back(part.start), end: back(part.end) })),
    { start: bracket.start + 1, end: bracket.end - 1, text: `${subject} was ${said}` },
  ];
}

function subjectText(
  sentence: string,
  words: readonly ClaimWord[],
  { verb }: Clause,
  offset: number,
): string {
  const end = words[verb - 1]?.end ?? 0;
  return sentence.slice(offset + (words[0]?.start ?? 0), offset + end);
}

/** `The Act, which was adopted in 2020, bans tokens.` Only right behind the subject is it sure whom `which` means. */
function relativeClaims(sentence: string, masked: string, clause: Span): Claim[] | undefined {
  const text = masked.slice(clause.start, clause.end);
  const match = /^([^,;]{2,80}),\s(?:which|who)\s([^,;]{3,160}),\s/u.exec(text);
  const [opening, subject, said] = match ?? [];
  if (opening === undefined || subject === undefined || said === undefined) return undefined;
  const rest = claimWords(text.slice(opening.length));
  const inner = claimWords(said);
  if (/,/.test(text.slice(opening.length)) || finiteVerb(inner, 0, -1) === undefined) return undefined;
  if (finiteVerb(rest, 0, -1) === undefined) return undefined;
  const named = sentence.slice(clause.start, clause.start + subject.length);
  const saidStart = clause.start + opening.length - 2 - said.length;
  const main = trimmed(sentence, clause.start + opening.length, clause.end);
  return [
    {
      start: saidStart,
      end: saidStart + said.length,
      text: `${named} ${sentence.slice(saidStart, saidStart + said.length)}`,
    },
    { ...main, text: `${named} ${sentence.slice(main.start, main.end)}` },
  ];
}

/** Puts the frame around a claim. A claim with a year of its own does not take that of the setting. */
function framed(sentence: string, claim: Claim, frame: ClaimFrame, index: number): string {
  const slice = (span: Span | null) => (span === null ? '' : sentence.slice(span.start, span.end));
  const setting = slice(frame.setting);
  const own = sentence.slice(claim.start, claim.end);
  const keepsSetting = index === 0 || !(/\d{4}/.test(setting) && /\d{4}/.test(own));
  const parts = [slice(frame.lead), keepsSetting ? setting : '', claim.text.replace(/[,;]\s*$/, '')];
  return parts.filter((part) => part !== '').join(' ') + slice(frame.tail);
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && /[\s,;]/.test(text[from] ?? '')) from += 1;
  while (to > from && /[\s,;]/.test(text[to - 1] ?? '')) to -= 1;
  return { start: from, end: to };
}
