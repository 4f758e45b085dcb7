/**
 * The claims of two sides, one against the other: equal and reworded ones first, then whatever says the same, or says
 * otherwise, anywhere on the other side. Each claim of the other side is in exactly one point, and each claim of the draft
 * in at least one.
 */
import type { ComparedPoint } from '#domain/step-output.ts';
import { alignSentences } from './align-sentences.ts';
import { type CheckedContent, type Claim, type Held, holdClaim, listClaims } from './claim-sentences.ts';
import { preferAgreeing, preferAlone, preferDiffering, type SideNames } from './prefer-side.ts';
import { type ClaimRelation, type PreparedClaim, prepareClaim, relateClaims } from './relate-claims.ts';

/** A point before it is said which side it belongs to. */
export type SidelessPoint = Omit<ComparedPoint, 'side'>;

/** Pairs of sentences that are looked at beside those that are much alike; more would take longer than it is worth. */
const MOST_PAIRS = 60_000;
/** Share of the words of the shorter one. */
const LEAST_SHARED = 0.4;

type Pair = {
  readonly draft: number;
  readonly other: number;
  readonly relation: Exclude<ClaimRelation, { kind: 'apart' }>;
};

/** See the module comment. In the order of the draft, then what only the other side has in its order. */
export function compareSentences(
  draft: CheckedContent,
  other: CheckedContent,
  names: SideNames,
): SidelessPoint[] {
  const [own, theirs] = [listClaims(draft), listClaims(other)];
  const pairs = pairClaims(own, theirs);
  const [left, taken] = [new Set(pairs.map((pair) => pair.draft)), new Set(pairs.map((pair) => pair.other))];
  const hold = (claim: Claim, side: CheckedContent) => holdClaim(claim, side.report);
  const paired = pairs.flatMap(({ draft: a, other: b, relation }): [number, SidelessPoint][] => {
    const [mine, its] = [own[a], theirs[b]];
    if (mine === undefined || its === undefined) return [];
    return [[a, pointOf(hold(mine, draft), hold(its, other), relation, names)]];
  });
  const alone = own.flatMap((claim, at): [number, SidelessPoint][] =>
    left.has(at) ? [] : [[at, onlyPoint(hold(claim, draft), 'draft', names)]],
  );
  const rest = theirs.flatMap((claim, at) =>
    taken.has(at) ? [] : [onlyPoint(hold(claim, other), 'other', names)],
  );
  const ordered = [...paired, ...alone].sort(([a], [b]) => a - b).map(([, point]) => point);
  return [...ordered, ...rest];
}

function pointOf(draft: Held, other: Held, relation: Pair['relation'], names: SideNames): SidelessPoint {
  const sides = { draft: draft.said, other: other.said };
  if (relation.kind === 'differ') {
    const { better, reasons } = preferDiffering(draft, other, names);
    return {
      aspect: 'sentence',
      relation: 'differ',
      ...sides,
      better,
      reasons: [relation.reason, ...reasons],
    };
  }
  const agreed = preferAgreeing(draft, other, names);
  const isFuller = relation.fuller === 'second' && other.said.verdict === 'supported';
  if (agreed.better === 'same' && isFuller) {
    const reasons = ['The other side says the same and more, and a stored source bears it.'];
    return { aspect: 'sentence', relation: 'agree', ...sides, better: 'other', reasons };
  }
  return { aspect: 'sentence', relation: 'agree', ...sides, ...agreed };
}

/** A point that one side alone has. */
export function onlyPoint(held: Held, side: 'draft' | 'other', names: SideNames): SidelessPoint {
  return {
    aspect: 'sentence',
    relation: side === 'draft' ? 'only-draft' : 'only-other',
    draft: side === 'draft' ? held.said : null,
    other: side === 'other' ? held.said : null,
    ...preferAlone(held, side, names[side]),
  };
}

function pairClaims(own: readonly Claim[], theirs: readonly Claim[]): Pair[] {
  const mine = own.map(({ words }) => prepareClaim(words));
  const its = theirs.map(({ words }) => prepareClaim(words));
  const pairs: Pair[] = [];
  const open = new Set(theirs.keys());
  const add = (draft: number, other: number, relation: ClaimRelation) => {
    if (relation.kind === 'apart') return;
    open.delete(other);
    pairs.push({ draft, other, relation });
  };
  for (const { before: at, after: there } of alignSentences(own, theirs)) {
    const [a, b] = [mine[at], its[there]];
    if (a === undefined || b === undefined) continue;
    const isEqual = own[at]?.key === theirs[there]?.key;
    add(at, there, isEqual ? { kind: 'agree', fuller: null } : relateClaims(a, b));
  }
  let budget = MOST_PAIRS;
  for (const there of [...open]) {
    const b = its[there];
    budget -= mine.length;
    if (b === undefined || budget < 0) break;
    const [at, relation] = nearest(mine, b);
    add(at, there, relation);
  }
  return pairs.sort((a, b) => a.draft - b.draft || a.other - b.other);
}

/** Two sentences with less in common are never judged to be about one thing; looking costs a tenth of judging. */
function isNear(a: PreparedClaim, b: PreparedClaim): boolean {
  const [own, other] = [a.profile.stemSet, b.profile.stemSet];
  return own.intersection(other).size >= Math.min(own.size, other.size) * LEAST_SHARED;
}

/** The first claim that says the same, else the first that says otherwise. */
function nearest(claims: readonly PreparedClaim[], one: PreparedClaim): [number, ClaimRelation] {
  let found: [number, ClaimRelation] = [-1, { kind: 'apart' }];
  for (const [at, claim] of claims.entries()) {
    if (!isNear(claim, one)) continue;
    const relation = relateClaims(claim, one);
    if (relation.kind === 'agree') return [at, relation];
    if (relation.kind === 'differ' && found[1].kind === 'apart') found = [at, relation];
  }
  return found;
}
