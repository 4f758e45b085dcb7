/**
 * The content that keeps what is better supported. It begins with the draft; of the other sides comes in what only they
 * say, or say with better support, as long as a stored source bears it. What none bears is left out and told; what cannot
 * be decided stays as the draft has it and is told, on the page in a note that needs no evidence. A provider's raw
 * grounding, reviews and what an imported page declared of itself belong to the version they came with and are not
 * carried over: a draft rests on stored passages only. Pure; the same sides in whatever order give the same blend.
 */

import { listClaims } from '#compare/claim-sentences.ts';
import type { ClaimContext } from '#compare/compare-status-facts.ts';
import { quoted } from '#compare/prefer-side.ts';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { ComparedPoint } from '#domain/step-output.ts';
import { createStatusReader } from '#grounding/status-terms.ts';
import { blendLaws } from './blend-laws.ts';
import { blendSentences } from './blend-sentences.ts';
import type { BlendSide, BlendState } from './blend-state.ts';
import { withKept } from './compose-content.ts';
import { documentPoint, listsDocuments } from './compose-outline.ts';
import { createSourceList } from './merge-sources.ts';
import { cutSentence, putInSection } from './put-sentence.ts';

/** What is blended. `signals` are points of stored sources, which are told and never taken. */
export type BlendInput = {
  readonly draft: AnalysisContent;
  readonly sides: readonly BlendSide[];
  readonly signals: readonly ComparedPoint[];
  readonly context: ClaimContext;
};

/** What was tried and did not hold when the whole was checked: sentences by their keys, and another side's status. */
export type BlendLimits = { readonly without: ReadonlySet<string>; readonly keepsStatus: boolean };

/** The blend; see {@link BlendState}. */
export type Blend = Omit<BlendState, 'sources'>;

/** Told on the page, as what stays open is told in no other way there. They need no evidence. */
const STATUS_NOTE =
  'Note: stored sources or earlier versions do not agree with this page on the status; this is left to a person to decide.';
const POINTS_NOTE =
  'Note: on some points an earlier version says otherwise, and neither is better supported; this is left to a person to decide.';

/** See the module comment. */
export function blendContents(input: BlendInput, limits: BlendLimits): Blend {
  const state: BlendState = {
    content: input.draft,
    sources: createSourceList(input.draft.sources),
    ...{ taken: new Map(), whys: new Map(), open: new Set(), leftOut: new Set() },
  };
  const sides = input.sides.toSorted((a, b) => rankOf(a) - rankOf(b) || (a.key < b.key ? -1 : 1));
  for (const side of sides) blendStatus(state, side, input, limits);
  for (const side of sides) {
    blendLaws(state, side);
    blendSentences(state, side, limits.without);
  }
  tellSignals(state, input.signals);
  writeNotes(state, input);
  const sourced = { ...state.content, sources: state.sources.list() };
  const content = withDocuments(withLinks(sourced, state.sources.added()), state);
  return { ...state, content: state.taken.size === 0 ? content : withDisclaimer(content) };
}

/** Versions of the page before drafts of other runs. */
function rankOf({ from }: BlendSide): number {
  return from.kind === 'version' ? 0 : 1;
}

/** Another side's status takes the place of the draft's, with what the draft says of its own. */
function blendStatus(state: BlendState, side: BlendSide, { context }: BlendInput, limits: BlendLimits): void {
  const find = (aspect: ComparedPoint['aspect']) => side.points.find((point) => point.aspect === aspect);
  const status = find('status');
  if (status?.relation === 'differ') {
    if (status.better === 'other' && !limits.keepsStatus) takeStatus(state, side, context);
    else if (status.better !== 'draft') state.open.add(differWords('status', side, status));
    return;
  }
  // Ground and day belong to a status, which another side may have changed.
  if (side.content.status !== state.content.status) return;
  const [ground, date] = [find('ground'), find('date')];
  const { ground: othersGround, statusSince } = side.content;
  if (ground?.better === 'other' && othersGround !== null)
    state.content = { ...state.content, ground: othersGround };
  if (date?.better === 'other' && statusSince !== null) state.content = { ...state.content, statusSince };
  for (const point of [ground, date]) {
    if (point?.relation === 'differ' && point.better === 'open') {
      state.open.add(
        differWords(point.aspect === 'ground' ? 'ground of the status' : 'day of the status', side, point),
      );
    }
  }
}

function takeStatus(state: BlendState, side: BlendSide, { topic, gazetteer }: ClaimContext): void {
  const reader = createStatusReader(state.content, topic, gazetteer);
  const { status, unknownReason, ground, statusSince } = side.content;
  const stating = listClaims({ content: state.content, report: null }).filter(({ words }) =>
    reader.states(words),
  );
  const label = topic?.statuses.find(({ value }) => value === status)?.label ?? status;
  const { outline, report } = state.content;
  state.content = {
    ...state.content,
    ...{ status, unknownReason, ground, statusSince },
    outline: outline === null ? null : { ...outline, overallStatus: label },
    report: report === null ? null : { ...report, identifiedStatus: label },
  };
  for (const { words } of stating) state.content = cutSentence(state.content, words);
  state.open.add(`The status is that of ${side.label}, which is better supported than the draft’s.`);
}

function differWords(what: string, side: BlendSide, { draft, other, reasons }: ComparedPoint): string {
  return `On the ${what}: the draft has ${quoted(draft?.words)}, ${side.label} has ${quoted(other?.words)}. ${reasons.join(' ')}`;
}

function tellSignals(state: BlendState, signals: readonly ComparedPoint[]): void {
  for (const { relation, draft, other, reasons } of signals) {
    if (relation !== 'differ') continue;
    state.open.add(
      `A stored source says ${quoted(other?.words)}, the draft has ${quoted(draft?.words)}. ${reasons.join(' ')}`,
    );
  }
}

/** A note stands until a person takes it out, also when the version it speaks of is no longer the one before. */
function writeNotes(state: BlendState, { draft, sides, signals }: BlendInput): void {
  const points = [...sides.flatMap((side) => side.points), ...signals];
  const isOpen = (isStatus: boolean) =>
    points.some(
      ({ aspect, relation, better }) =>
        relation === 'differ' && better === 'open' && (aspect === 'status') === isStatus,
    );
  for (const [note, isNeeded] of [
    [STATUS_NOTE, isOpen(true)],
    [POINTS_NOTE, isOpen(false)],
  ] as const) {
    const stands = sides.some(({ from, content }) => from.kind === 'version' && hasNote(content, note));
    if ((isNeeded || stands) && !hasNote(draft, note)) {
      state.content = putInSection(state.content, 'notes', { before: [] }, note);
    }
  }
}

function hasNote({ sections }: AnalysisContent, note: string): boolean {
  return sections.some(({ key, text }) => key === 'notes' && text.includes(note));
}

/** Who made the page is told in its disclaimer, and that was not the analyst alone. */
function withDisclaimer(content: AnalysisContent): AnalysisContent {
  const { outline, report } = content;
  const disclaimer = report?.disclaimer ?? null;
  if (report === null || disclaimer === null) return content;
  const kept = withKept(disclaimer);
  const headings = outline?.headings.map((heading) => ({
    ...heading,
    children: heading.children.map((each) => (each.text === disclaimer ? { ...each, text: kept } : each)),
  }));
  return {
    ...content,
    outline: outline === null || headings === undefined ? outline : { ...outline, headings },
    report: { ...report, disclaimer: kept },
  };
}

/** The summary points list what came in beside what they list already. */
function withDocuments(content: AnalysisContent, { sources }: BlendState): AnalysisContent {
  const { outline } = content;
  const added = sources.added();
  if (outline === null || added.length === 0) return content;
  const headings = outline.headings.map((heading) => {
    if (!listsDocuments(heading)) return heading;
    return { ...heading, children: [...heading.children, ...added.map(documentPoint)] };
  });
  return { ...content, outline: { ...outline, headings } };
}

/** The report lists every source that the page cites. */
function withLinks(content: AnalysisContent, added: AnalysisContent['sources']): AnalysisContent {
  const { report } = content;
  if (report === null || added.length === 0) return content;
  const links = added.map(({ title, publisher, url, ref }) => {
    const name = title ?? publisher ?? url ?? `Source ${ref}`;
    const text = url === null || url === name ? name : `${name}: ${url}`;
    return { text, urls: url === null ? [] : [url], note: null };
  });
  return { ...content, report: { ...report, links: [...report.links, ...links] } };
}
