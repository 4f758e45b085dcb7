/**
 * How a statement stands to the facts: asserted, ahead of time, a draft, hearsay, denied, ended, or no statement at
 * all because it asks, supposes or looks back. Read from the words around the predicate, inside its clause.
 */
import type { Modality } from '#domain/signal.ts';
import type { CueMatch } from './match-cues.ts';
import type { Token } from './sentence-tokens.ts';
import { basicForm } from './word-forms.ts';

/** `isAhead`: what is said lies in the future or is only intended. Reasons are sentences. */
export type Stance = {
  readonly modality: Modality;
  readonly isAhead: boolean;
  readonly isDenied: boolean;
  readonly isEnded: boolean;
  readonly reasons: readonly string[];
};

const DENIES = words('not never no without neither nor cannot nobody none hardly barely');
const DENIES_FORMS = words('fail refus deny reject stop abstain');
const ENDS = words(
  `lift revers repeal overturn scrap revok rescind quash annul ended ends ending remov abolish overrul rol unban
  undo dismantl relax waive`,
);
/** Ends what stands right behind it; elsewhere prices drop. */
const DROPS = words('drop axe ease ditch suspend abandon');
const SUPPOSES = words('could might may should ought potentially possibly perhaps');
const BACKWARD = words('previously formerly once earlier originally');
const DRAFTS = words(
  `propos proposal draft bill consultation consult recommend urg amendment petition table reading motion`,
);
const PASSED = words('enact sign promulgat assent gazett passag pass adopt approv commenc');
const NOT_YET_LAW = words(
  'draft first second reading committee cabinet lower would propos proposal consultation',
);
const RULES = words('law rule regulation measure act amendment legislation framework');
/** A deal to do something is a plan; "dealing in" it is none. */
const AGREES = /^(?:deal|mou|memorandum)$/;
/** What ends a bill before it is law. */
const KILLS = words('veto reject defeat withdraw shelve abandon scrap');
const WISHES = /^(?:should|could|might|ought|hopes?|hoping)$/;
const PLANS = words(
  `plan intend intent intention aim consider explor weigh study mull seek want expect prepar ready readiness ey
  evaluat assess research examin investigat eventually mulls look schedul due`,
);
const FUTURE = words("will shall'll won't gonna");
const ANNOUNCES = words('announc pledg promis vow unveil');
const HEARSAY = words(
  'allegedly reportedly purportedly supposedly rumor rumour rumored rumoured apparently alleg speculat unverified',
);
const PERFECT = words('has have had is are was were been being');
const REPORTS = /^(?:said|says|announced|announces|told|confirmed|stated|added|pledged|promised|vowed)$/;
/** Words that a question may hang on. */
const ASKS = words(
  'not show say tell decide define know ask of on over about clarify determine explain regulate specify govern state and or out',
);
const BEFORE = 5;
const PREPOSITION = /^(?:for|of|about|against|in|on|from|by|before|after|without|like)$/;
/** Verbs and nouns that make a deed of the infinitive behind them. */
const GOVERNS = words(
  'begin start continu agre decid decision vote move law act decree order rul forc requir allow permit ban agreement resolution step first regulation legislation failed refuse refus yet no not',
);

/** The stance of a match; null with a reason in `why` when it states nothing. `inDraft`: the text before spoke of a draft. */
export function readStance(
  tokens: readonly Token[],
  match: CueMatch,
  isQuestion: boolean,
  inDraft: boolean,
): Stance | null {
  const clause = tokens.filter((token) => token.clause === match.clause);
  const asked = new Set(match.tokens.flatMap((at) => tokens[at] ?? []));
  const verb = match.predicate.first;
  const before = tokens
    .slice(Math.max(0, verb - BEFORE), verb)
    .filter((token) => token.clause === match.clause && !asked.has(token));
  const others = clause.filter((token) => !asked.has(token));
  const spanned = tokens.slice(verb, match.last).filter((token) => !asked.has(token));
  if (isQuestion || supposes(clause, before) || spanned.some(({ lower }) => WISHES.test(lower))) return null;
  if (looksBack(clause, before, others) || isOnlyNamed(tokens, match, clause)) return null;
  const isEnded =
    others.some((token) => isEnding(token, clause)) ||
    before.slice(-4).some(({ form }) => DROPS.has(form)) ||
    before.slice(-3).some(({ lower }) => lower === 'end') ||
    hasRun(others, 'no', 'longer') ||
    hasRun(others, 'strike', 'down');
  const inside = tokens.slice(verb, match.predicate.last).filter((token) => !asked.has(token));
  const isDenied = !isEnded && (denies(before, tokens, verb) || denies(inside, tokens, verb));
  const would =
    before.some(({ lower }) => lower === 'would') || clause.some(({ lower }) => lower === 'would');
  const isDraft = isStillDraft(clause, would, inDraft);
  // "The bank said it would …" is its announcement; a bare "would" only supposes.
  const reported = tokens.slice(0, verb).some(({ lower }) => REPORTS.test(lower));
  if (would && !isDraft && !reported) return null;
  if (isPlanDropped(clause, asked)) return null;
  const isRefused = clause.some(({ form }, at) => form === 'refus' && clause[at + 1]?.lower === 'to');
  if (
    clause.some(({ form }) => DRAFTS.has(form)) &&
    (isRefused || clause.some(({ form }) => KILLS.has(form)))
  )
    return null;
  return { ...modalityOf(clause, tokens, match, before, others, isDraft, would), isDenied, isEnded };
}

/** "Drops plan to tax": what was intended is not, and nothing is said of what holds. */
function isPlanDropped(clause: readonly Token[], asked: ReadonlySet<Token>): boolean {
  return clause.some((token, at) => {
    if (asked.has(token) || !(KILLS.has(token.form) || DROPS.has(token.form))) return false;
    return clause.slice(at + 1, at + 4).some(({ lower }) => /^(?:plans?|intention|idea)$/.test(lower));
  });
}

/** "By the end of June" and "year-end" end nothing. */
function isEnding(token: Token, clause: readonly Token[]): boolean {
  if (!ENDS.has(token.form) && !ENDS.has(token.lower)) return false;
  if (token.lower !== 'end') return true;
  const at = clause.indexOf(token);
  const [before, next] = [clause[at - 1]?.lower ?? '', clause[at + 1]];
  return !/^(?:by|at|the|until|till|before|since|from|year|month|week|to)$/.test(before) && next?.gap !== '-';
}

function supposes(clause: readonly Token[], before: readonly Token[]): boolean {
  if (/^(?:if|whether|unless|should|were|until)$/.test(clause[0]?.lower ?? '')) return true;
  if (clause.some(({ lower }, at) => lower === 'possible' && clause[at + 1]?.lower === 'to')) return true;
  if (before.some(({ lower }) => /^(?:hopes?|hoping)$/.test(lower))) return true;
  const near = before.slice(-3);
  if (before.some(({ lower }) => /^(?:how|why|whether)$/.test(lower)) || asksWho(clause, before)) return true;
  return (
    near.some(({ lower }) => SUPPOSES.has(lower)) ||
    near.some(({ lower }) => lower === 'whether' || lower === 'if')
  );
}

/** "They show who uses it, not who is allowed to own it": a question told of, where "people who are allowed" is none. */
function asksWho(clause: readonly Token[], before: readonly Token[]): boolean {
  return before.some((token) => {
    if (!/^(?:who|whom|what|which|where|when)$/.test(token.lower)) return false;
    const ahead = clause[clause.indexOf(token) - 1];
    return ahead !== undefined && ASKS.has(ahead.form);
  });
}

/** "Reasons for issuing one", "the resources to launch one": a deed is named and nobody is said to do it. */
function isOnlyNamed(tokens: readonly Token[], { predicate }: CueMatch, clause: readonly Token[]): boolean {
  const verb = tokens[predicate.first];
  const before = tokens[predicate.first - 1];
  if (verb === undefined || before === undefined || before.clause !== verb.clause) return false;
  if (verb.lower.endsWith('ing') && PREPOSITION.test(before.lower)) return true;
  if (before.lower !== 'to' || infinitiveAhead(tokens, predicate.first) !== undefined) return false;
  if (/^(?:have|has|had|need|needs)$/.test(tokens[predicate.first - 2]?.lower ?? '')) return false;
  return !clause.some(
    ({ form, lower, start }) =>
      start <= verb.start &&
      (GOVERNS.has(form) ||
        GOVERNS.has(lower) ||
        PLANS.has(form) ||
        PLANS.has(lower) ||
        ANNOUNCES.has(form) ||
        DRAFTS.has(form) ||
        ENDS.has(form)),
  );
}

function looksBack(clause: readonly Token[], before: readonly Token[], others: readonly Token[]): boolean {
  if (hasRun(others, 'used', 'to')) return true;
  if (before.some(({ lower }) => BACKWARD.has(lower))) return true;
  if (/^(?:previously|formerly|once)$/.test(clause[0]?.lower ?? '')) return true;
  return false;
}

function denies(before: readonly Token[], tokens: readonly Token[], verb: number): boolean {
  return before.some(({ lower, form }, at) => {
    if (lower === 'not' && before[at + 1]?.lower === 'only') return false;
    if (lower === 'no' && /^\d/.test(before[at + 1]?.lower ?? tokens[verb]?.lower ?? '')) return false;
    if (lower === 'yet') return before[at + 1]?.lower === 'to' || tokens[verb - 1]?.lower === 'to';
    return DENIES.has(lower) || lower.endsWith("n't") || DENIES_FORMS.has(form);
  });
}

/** A bill that was passed is none; one that the cabinet or a committee passed still is. */
function isStillDraft(clause: readonly Token[], would: boolean, inDraft: boolean): boolean {
  const has = (set: ReadonlySet<string>) => clause.some(({ form, lower }) => set.has(form) || set.has(lower));
  if (would) return has(DRAFTS) || has(RULES) || inDraft;
  if (hasRun(clause, 'call', 'for')) return true;
  if (!clause.some((token, at) => isDraftWord(token, clause[at - 1]))) return false;
  const passed =
    has(PASSED) ||
    hasRun(clause, 'into', 'law') ||
    hasRun(clause, 'in', 'force') ||
    hasRun(clause, 'take', 'effect');
  return !passed || has(NOT_YET_LAW);
}

/** Government bills are also lent money on. */
function isDraftWord({ form, lower }: Token, before: Token | undefined): boolean {
  if (form === 'bill' && /^(?:government|treasury|t|mas|dollar|short)$/.test(before?.lower ?? ''))
    return false;
  return DRAFTS.has(form) || DRAFTS.has(lower);
}

function modalityOf(
  clause: readonly Token[],
  tokens: readonly Token[],
  match: CueMatch,
  before: readonly Token[],
  others: readonly Token[],
  isDraft: boolean,
  would: boolean,
): Pick<Stance, 'modality' | 'isAhead' | 'reasons'> {
  const verb = match.predicate.first;
  const lead = tokens.slice(0, verb + 1).filter((token) => token.clause === match.clause);
  const inMatch = match.tokens.flatMap((at) => tokens[at] ?? []);
  const spoken = [...lead, ...inMatch];
  const word = (set: ReadonlySet<string>, list: readonly Token[]) =>
    list.find(({ form, lower }) => set.has(form) || set.has(lower))?.text;
  const hearsay = word(HEARSAY, clause);
  if (isDraft) return { modality: 'proposed', isAhead: true, reasons: ['It speaks of a draft or proposal.'] };
  const plan = word(PLANS, spoken) ?? spoken.find(({ lower }) => AGREES.test(lower))?.text;
  const future =
    word(FUTURE, lead) ??
    (endAhead(tokens, verb) ? 'to' : undefined) ??
    (would ? 'would' : headlineAhead(tokens, match) ? 'to' : infinitiveAhead(tokens, match.predicate.first));
  const announced = word(ANNOUNCES, spoken);
  const done = before.slice(-3).some(({ lower }) => PERFECT.has(lower)) && future === undefined;
  if (hearsay !== undefined)
    return {
      modality: 'alleged',
      isAhead: plan !== undefined || future !== undefined,
      reasons: [`“${hearsay}” marks it as hearsay.`],
    };
  if (announced !== undefined && !(done && plan === undefined))
    return {
      modality: 'announced',
      isAhead: plan !== undefined || future !== undefined,
      reasons: [`“${announced}” makes it an announcement.`],
    };
  if (future !== undefined)
    return { modality: 'announced', isAhead: true, reasons: [`“${future}” puts it in the future.`] };
  if (
    plan !== undefined &&
    !(done && !others.some(({ form }) => PLANS.has(form)) && !inMatch.some(({ form }) => PLANS.has(form)))
  )
    return { modality: 'planned', isAhead: true, reasons: [`“${plan}” makes it an intention.`] };
  return { modality: 'asserted', isAhead: false, reasons: [] };
}

/** "Morocco to end its ban". */
function endAhead(tokens: readonly Token[], verb: number): boolean {
  const at = tokens.slice(0, verb).findLastIndex(({ form, lower }) => lower === 'end' || ENDS.has(form));
  return at !== -1 && infinitiveAhead(tokens, at) !== undefined;
}

const TAKES_TO =
  /^(?:according|due|thanks|prior|owing|access|related|subject|added|back|up|next|close|open|guide|response|respect|relation|notice|as|is|are|has|have|had|will|said|says|able)$/;

/** "Sri Lanka to bring platforms under a regime": the future of the whole headline. */
function headlineAhead(tokens: readonly Token[], { predicate, clause }: CueMatch): boolean {
  const to = tokens.findIndex(({ lower }) => lower === 'to');
  const name = tokens[to - 1];
  if (name === undefined || to > 6 || to >= predicate.first || name.clause !== clause) return false;
  // What is kept up is there already.
  if (/^(?:keep|continue|maintain|extend|remain|stay)$/.test(tokens[to + 1]?.lower ?? '')) return false;
  const lead = tokens.slice(0, to);
  return /^\p{Lu}/u.test(name.text) && lead.every(({ lower }) => !TAKES_TO.test(lower));
}

/** "India to launch …": the headline's future. */
function infinitiveAhead(tokens: readonly Token[], verb: number): string | undefined {
  const to = tokens[verb - 1];
  const name = tokens[verb - 2];
  if (to?.lower !== 'to' || name === undefined || name.clause !== to.clause) return undefined;
  return /^\p{Lu}/u.test(name.text) && verb <= 7 ? 'to' : undefined;
}

function hasRun(tokens: readonly Token[], ...run: string[]): boolean {
  return tokens.some((_, at) =>
    run.every((word, offset) => {
      const token = tokens[at + offset];
      return token?.lower === word || token?.form === word;
    }),
  );
}

/** The words as they are and in their basic form. */
function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).flatMap((word) => [word, basicForm(word)]));
}
