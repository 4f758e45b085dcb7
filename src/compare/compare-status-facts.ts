/**
 * Status, ground and date of two sides. A status rests on the sentences that state it; it counts as supported only when
 * the check of the whole page says that it is verified. Ground and date rest on what the status rests on.
 */
import { type Topic, UNKNOWN_STATUS } from '#domain/topic.ts';
import type { PassageMatch, VerificationReport } from '#domain/verification.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { createStatusReader } from '#grounding/status-terms.ts';
import { type CheckedContent, type Held, holdWords } from './claim-sentences.ts';
import { saysDay } from './compare-law-rows.ts';
import type { SidelessPoint } from './compare-sentences.ts';
import { findContradictions } from './find-contradictions.ts';
import { preferAgreeing, preferDiffering, type SideNames } from './prefer-side.ts';

/** What comparing needs to know. */
export type ClaimContext = {
  readonly topic: Topic | null;
  readonly gazetteer: Gazetteer;
};

/** One point each for status, ground and date; none for what neither side gives. */
export function compareStatusFacts(
  draft: CheckedContent,
  other: CheckedContent & { readonly recordedOn: string | null },
  names: SideNames,
  context: ClaimContext,
): SidelessPoint[] {
  const [own, theirs] = [holdStatus(draft, context), holdStatus(other, context)];
  const status = statusPoint(own, theirs, { draft, other, names, context });
  return [
    status,
    ...factPoint(
      'ground',
      holdFact('ground', own, draft.content.ground, draft.report),
      holdFact('ground', theirs, other.content.ground, other.report),
      names,
    ),
    ...factPoint(
      'date',
      holdFact('date', own, draft.content.statusSince, draft.report),
      holdFact('date', theirs, other.content.statusSince, other.report),
      names,
    ),
  ];
}

type Sides = {
  readonly draft: CheckedContent;
  readonly other: CheckedContent & { readonly recordedOn: string | null };
  readonly names: SideNames;
  readonly context: ClaimContext;
};

function statusPoint(own: Held, theirs: Held, { draft, other, names, context }: Sides): SidelessPoint {
  const sides = { aspect: 'status' as const, draft: own.said, other: theirs.said };
  if (draft.content.status === other.content.status) {
    return { ...sides, relation: 'agree', ...preferAgreeing(own, theirs, names) };
  }
  const preferred = preferDiffering(own, theirs, names);
  if (preferred.better !== 'open' || own.said.verdict !== 'supported') {
    return { ...sides, relation: 'differ', ...preferred };
  }
  const { recordedOn } = other;
  const { explanations } = findContradictions(other.content, draft.content, { ...context, recordedOn });
  const since = explanations.find(({ kind }) => kind === 'later-act' || kind === 'repeal');
  if (since === undefined) return { ...sides, relation: 'differ', ...preferred };
  return { ...sides, relation: 'differ', better: 'draft', reasons: [since.sentence] };
}

/** The status as one side of a point, with the passages of the sentences that state it. */
export function holdStatus({ content, report }: CheckedContent, context: ClaimContext): Held {
  const { topic, gazetteer } = context;
  const value = topic?.statuses.find((each) => each.value === content.status);
  const words = value?.label ?? content.status;
  if (report === null || content.status === UNKNOWN_STATUS) {
    return holdWords({ words, unit: null, verdict: null }, [], report);
  }
  const reader = createStatusReader(content, topic, gazetteer);
  const stating = report.sentences.filter(
    ({ verdict, text }) => verdict === 'supported' && reader.states(text),
  );
  const matches: PassageMatch[] = stating.flatMap(({ passages }) => passages.slice(0, 1));
  const verdict = report.evidenceState === 'verified' ? 'supported' : 'not-addressed';
  return holdWords({ words, unit: null, verdict }, matches, report);
}

/** A fact that one side does not give says nothing against the other, which then has it alone. */
function factPoint(
  aspect: 'ground' | 'date',
  draft: Held | null,
  other: Held | null,
  names: SideNames,
): SidelessPoint[] {
  const sides = { aspect, draft: draft?.said ?? null, other: other?.said ?? null };
  if (draft === null || other === null) {
    const alone = draft ?? other;
    if (alone === null) return [];
    const side = draft === null ? 'other' : 'draft';
    const isBorne = alone.said.verdict === 'supported';
    const reason = isBorne
      ? `Only ${names[side]} gives it, with a passage.`
      : 'No passage gives it: it is somebody’s reading.';
    return [{ ...sides, relation: `only-${side}`, better: isBorne ? side : 'open', reasons: [reason] }];
  }
  const [mine, its] = [draft.said.words, other.said.words];
  const isSame = mine === its || (aspect === 'date' && (mine.startsWith(its) || its.startsWith(mine)));
  if (isSame) return [{ ...sides, relation: 'agree', ...preferAgreeing(draft, other, names) }];
  return [{ ...sides, relation: 'differ', ...preferDiffering(draft, other, names) }];
}

/** A ground is a reading of the whole, and rests on what the status rests on; a day stands in a passage or does not. */
function holdFact(
  aspect: 'ground' | 'date',
  status: Held,
  value: string | null,
  report: VerificationReport | null,
): Held | null {
  if (value === null) return null;
  if (aspect === 'ground') {
    return { ...status, said: { ...status.said, words: value.replaceAll('-', ' ') } };
  }
  if (status.said.verdict === null) return holdWords({ words: value, unit: null, verdict: null }, [], report);
  const borne = report?.sentences.filter(({ verdict }) => verdict === 'supported') ?? [];
  const matches = borne
    .flatMap(({ passages }) => passages.slice(0, 1))
    .filter(({ quote }) => saysDay(quote.exact, value));
  const verdict = matches.length > 0 ? 'supported' : 'not-addressed';
  return holdWords({ words: value, unit: null, verdict }, matches, report);
}
