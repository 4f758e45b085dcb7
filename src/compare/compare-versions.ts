/**
 * Compares two versions of one analysis. A pure function of both sides whose time grows with their length, not with its
 * square: 3,000 sentences are compared within the third of a second that docs/benchmarks.md measures.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { Tie } from './align-in-order.ts';
import { alignSentences } from './align-sentences.ts';
import { compareDetails } from './compare-details.ts';
import { compareEvidence, type SamePair } from './compare-evidence.ts';
import { compareLaws, tieLaws } from './compare-laws.ts';
import { compareSources, tieSources } from './compare-sources.ts';
import { layOutRows } from './lay-out-rows.ts';
import { listPageSentences } from './page-sentences.ts';
import {
  DIFF_PARTS,
  type DiffPartKey,
  type DiffRow,
  type DiffSide,
  type FieldChange,
  type PartDiff,
  type StatusFacts,
  type VersionDiff,
} from './version-diff.ts';

/** See the module comment. `before` is the earlier side; the other way round everything added is removed. */
export function compareVersions(before: DiffSide, after: DiffSide): VersionDiff {
  const [own, theirs] = [before.content, after.content];
  const sources = tieSources(own.sources, theirs.sources);
  const parts = compareParts(own, theirs, sources);
  return {
    status: { before: statusFacts(before), after: statusFacts(after) },
    laws: compareLaws(own.laws, theirs.laws),
    sources: compareSources(own.sources, theirs.sources, sources),
    parts,
    evidence: compareEvidence(before, after, parts.flatMap(samePairs)),
    details: [
      ...compareOrder(
        'order of laws',
        tieLaws(own.laws, theirs.laws),
        own.laws.map(({ name }) => name),
        theirs.laws.map(({ name }) => name),
      ),
      ...compareOrder(
        'order of sources',
        sources,
        own.sources.map(({ ref }) => ref),
        theirs.sources.map(({ ref }) => ref),
      ),
      ...compareDetails(own, theirs),
    ],
  };
}

function statusFacts({ content, report }: DiffSide): StatusFacts {
  const { status, unknownReason, ground, statusSince } = content;
  return { status, unknownReason, ground, statusSince, evidenceState: report?.evidenceState ?? 'imported' };
}

function compareParts(before: AnalysisContent, after: AnalysisContent, sources: readonly Tie[]): PartDiff[] {
  const [own, theirs] = [listPageSentences(before), listPageSentences(after)];
  const rows = layOutRows({
    before: own,
    after: theirs,
    pairs: alignSentences(own, theirs),
    isSameSource: createSameSource(before, after, sources),
  });
  const found = new Map(rows.map((part) => [part.key, part.rows]));
  return DIFF_PARTS.flatMap((key): PartDiff[] => {
    const known = found.get(key) ?? [];
    const isLaidOutAnew = isSameText(known) && rawText(before, key) !== rawText(after, key);
    return known.length > 0 || isLaidOutAnew ? [{ key, rows: known, isLaidOutAnew }] : [];
  });
}

/** Markers mean the same source when their entries do; those that lead nowhere when they are the same marker. */
function createSameSource(before: AnalysisContent, after: AnalysisContent, sources: readonly Tie[]) {
  const same = new Set(sources.map(([a, b]) => `${before.sources[a]?.ref} ${after.sources[b]?.ref}`));
  const known = new Set([...before.sources, ...after.sources].map(({ ref }) => ref));
  return (a: string, b: string) => same.has(`${a} ${b}`) || (a === b && !known.has(a));
}

function isSameText(rows: readonly DiffRow[]): boolean {
  return rows.every(({ kind, before, after }) => kind === 'same' && before?.text === after?.text);
}

/** What stands in the content for a part, layout and all. */
function rawText({ sections, outline, report }: AnalysisContent, key: DiffPartKey): string {
  switch (key) {
    // A note is a member of its law and compared with it.
    case 'law-notes':
      return '';
    case 'summary-points':
      return canonicalJson(outline?.headings ?? []);
    case 'report-narrative':
      return canonicalJson(report?.narrative ?? null);
    case 'report-excerpts':
      return canonicalJson(report?.excerpts.map(({ context }) => context) ?? []);
    case 'report-links':
      return canonicalJson(report?.links.map(({ text }) => text) ?? []);
    case 'report-disclaimer':
      return canonicalJson(report?.disclaimer ?? null);
    default:
      return sections.find((section) => section.key === key)?.text ?? '';
  }
}

/** Sentences whose words are the same, wherever they stand now. */
function samePairs({ rows }: PartDiff): SamePair[] {
  return rows.flatMap(({ kind, before, after, other, words }) => {
    if (kind === 'moved-here' && words.length === 0 && other !== null && after !== null)
      return [{ before: other, after }];
    const isSame = kind === 'same' || kind === 'typography' || kind === 'recited';
    return isSame && before !== null && after !== null ? [{ before, after }] : [];
  });
}

/** One change when entries that both sides have stand in another order. */
function compareOrder(
  field: string,
  ties: readonly Tie[],
  before: readonly string[],
  after: readonly string[],
): FieldChange[] {
  const isKept = ties.every(([, there], at) => at === 0 || there > (ties[at - 1]?.[1] ?? -1));
  return isKept ? [] : [{ field, before: before.join(', '), after: after.join(', ') }];
}
