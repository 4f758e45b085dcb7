/**
 * The sentences of a blend: the draft's, with those of another side that are better supported in their place, and those
 * that only the other side has and a stored source bears. Whatever is not taken is told, so that nothing is lost unseen.
 */
import { type Claim, listClaims, listKinds } from '#compare/claim-sentences.ts';
import { listPageSentences } from '#compare/page-sentences.ts';
import { quoted } from '#compare/prefer-side.ts';
import { prepareClaim, relateClaims } from '#compare/relate-claims.ts';
import type { ComparedPoint } from '#domain/step-output.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { type BlendSide, type BlendState, sideName } from './blend-state.ts';
import { leansBack } from './extractive/whole-lines.ts';
import { type CitingSide, entriesFor } from './merge-sources.ts';
import { putSentence, replaceSentence, type StoodAt } from './put-sentence.ts';

const VERIFIED: readonly string[] = ['verbatim', 'normalised'];
const DECIDE = 'a person has to decide';

/** Takes what the side says better. `without` are keys of sentences that were tried and not borne out on the page. */
export function blendSentences(state: BlendState, side: BlendSide, without: ReadonlySet<string>): void {
  const { report, content } = side;
  const claims = new Map(listClaims(side).map((claim) => [claim.words, claim]));
  const points = side.points.filter(({ aspect }) => aspect === 'sentence');
  const pairs = new Map(
    points.flatMap(({ draft, other }) => (draft && other ? [[other.words, draft.words] as const] : [])),
  );
  const citing = report === null ? null : { content, report };
  for (const point of points) {
    if (point.relation === 'only-draft') continue;
    const claim = claims.get(point.other?.words ?? '');
    if (claim === undefined || without.has(claim.key) || state.taken.has(claim.key)) continue;
    if (point.better === 'other' && citing !== null)
      takeSentence(state, side, citing, { point, claim, pairs });
    else leaveSentence(state, side, point);
  }
  tellRemarks(state, side);
}

/** What somebody concluded themselves rests on nothing that could be looked up; a person writes it again or does not. */
function tellRemarks(state: BlendState, side: BlendSide): void {
  const own = new Set(listPageSentences(state.content).map(({ key }) => key));
  const remarks = listKinds(side.content).filter(
    ({ kind, text }) => kind === 'inference' && !own.has(normaliseText(text).text),
  );
  if (remarks.length === 0) return;
  const words = remarks.length === 1 ? '1 conclusion' : `${remarks.length} conclusions`;
  state.leftOut.add(`${sideName(side)} draws ${words} of its author, which no source could bear.`);
}

type Candidate = {
  readonly point: ComparedPoint;
  readonly claim: Claim;
  /** Words of the draft by those of the side that say the same. */
  readonly pairs: ReadonlyMap<string, string>;
};

function takeSentence(state: BlendState, side: BlendSide, citing: CitingSide, candidate: Candidate): void {
  const { point, claim, pairs } = candidate;
  const reason = whyNot(state, side, citing, claim);
  if (reason === 'said') return;
  if (reason !== null) {
    const list = reason.endsWith(DECIDE) ? state.open : state.leftOut;
    list.add(`${sideName(side)} says ${quoted(claim.words)}, ${reason}.`);
    return;
  }
  const words = /[.!?…]["”’»)]*$/u.test(claim.words) ? claim.words : `${claim.words}.`;
  const marks = entriesFor(claim, citing).map((entry) => ` [${state.sources.mark(entry)}]`);
  const sentence = `${words}${marks.join('')}`;
  const own = point.draft?.words;
  // The draft's own words may be gone with a status that was given up.
  const isThere = listPageSentences(state.content).some((one) => one.words === own);
  state.content =
    own !== undefined && isThere
      ? replaceSentence(state.content, own, sentence)
      : putSentence(state.content, stoodAt(side, claim, pairs), sentence);
  const key = normaliseText(words).text;
  const why = point.reasons.join(' ');
  const prepared = prepareClaim(words);
  state.taken.set(key, { words, prepared, claimKey: claim.key, from: side.from, why });
}

/** `said`: the blend has it already. Else why it cannot be taken, to go on a sentence; null when it can. */
function whyNot(
  state: BlendState,
  side: BlendSide,
  { report }: CitingSide,
  claim: Claim,
): 'said' | string | null {
  const { from } = side;
  const quotations = claim.check?.quotations.flatMap((index) => report.quotations[index] ?? []) ?? [];
  if (quotations.some(({ verdict }) => !VERIFIED.includes(verdict))) {
    return 'quoting words that do not stand so in a stored source';
  }
  if (OTHERS_LIST.test(claim.words))
    return `naming a source by its place among those of another version; ${DECIDE}`;
  if (isLoose(state, side, claim)) return `leaning on words that are not on this page; ${DECIDE}`;
  const own = prepareClaim(claim.words);
  for (const { words, prepared, ...taken } of state.taken.values()) {
    // What one page says side by side stays side by side.
    if (taken.from === from) continue;
    const { kind } = relateClaims(own, prepared);
    if (kind === 'agree') return 'said';
    if (kind === 'differ') return `and another version says ${quoted(words)}; ${DECIDE}`;
  }
  return null;
}

/** "The first source" is another one here. */
const OTHERS_LIST =
  /\b(?:first|second|third|fourth|fifth|last|former|latter) (?:article|document|reference|report|source)s?\b/i;

/** Without the sentence it leans on it would be read with whatever stands before it here. */
function isLoose(state: BlendState, side: BlendSide, claim: Claim): boolean {
  const quotation = /:\s*[“"](.*)$/su.exec(claim.words)?.[1] ?? '';
  if (leansBack(quotation)) return true;
  if (!leansBack(claim.words)) return false;
  const before = stoodAt(side, claim, new Map()).before[0];
  return before === undefined || !listPageSentences(state.content).some(({ words }) => words === before);
}

function leaveSentence(
  state: BlendState,
  side: BlendSide,
  { relation, better, draft, other, reasons }: ComparedPoint,
): void {
  const words = other?.words ?? '';
  if (relation === 'only-other')
    state.leftOut.add(`${sideName(side)} says ${quoted(words)}. ${reasons.join(' ')}`);
  else if (relation === 'differ' && better === 'open') {
    state.open.add(
      `The draft says ${quoted(draft?.words)}, ${side.label} says ${quoted(words)}. ${reasons.join(' ')}`,
    );
  } else if (relation === 'differ' && draft !== null) {
    state.whys.set(
      normaliseText(draft.words).text,
      `${sideName(side)} says ${quoted(words)}. ${reasons.join(' ')}`,
    );
  }
}

/** Unit and neighbours of a claim; a neighbour may stand here in its own words, or in those of the draft. */
function stoodAt(side: BlendSide, claim: Claim, pairs: ReadonlyMap<string, string>): StoodAt {
  const { unit, block, start } = claim.place;
  const before = listPageSentences(side.content).filter(
    ({ place }) =>
      place.unit === unit && (place.block < block || (place.block === block && place.start < start)),
  );
  const names = before.toReversed().flatMap(({ words }) => [words, pairs.get(words) ?? words]);
  return { content: side.content, unit, before: names };
}
