/**
 * The report of a version as two lists, findings and sentences, each entry with the place and the passage it is about.
 * Both are made once for a report and picked from by filters; a report of fifty thousand sentences stays fast that way.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { type Finding, type Place, SEVERITIES, type Severity } from '#domain/finding.ts';
import type {
  CitationCheck,
  DiffPart,
  PassageMatch,
  SentenceCheck,
  VerificationReport,
} from '#domain/verification.ts';
import type { CastVote } from '#domain/vote.ts';
import { compareVotes, listVoterFindings } from '#grounding/compare-votes.ts';
import { type CitingKind, citingKindOf } from './citing-kind.ts';
import { checksAt } from './find-place.ts';
import { type FindingKind, kindOfFinding } from './finding-kind.ts';
import { referenceAnchor, unitAnchor } from './places.ts';
import { partOfUnit, type ReportPart } from './report-parts.ts';
import type { ReportQuery } from './report-query.ts';

/**
 * A finding, or what a model's vote differs in (kind `vote`): then `severity` is null, so that no count or filter of
 * the check's severities has votes among it. `anchor` names its place on the page where it has no words there; `diff` is
 * page against passage.
 */
export type FindingEntry = {
  readonly finding: Finding;
  readonly kind: FindingKind;
  readonly severity: Severity | null;
  readonly verdict: string | null;
  readonly part: ReportPart;
  readonly place: Place | null;
  readonly anchor: string;
  readonly passage: PassageMatch | null;
  readonly diff: readonly DiffPart[];
};

/** A sentence that needs evidence, with its best passage. */
export type SentenceEntry = {
  readonly check: SentenceCheck;
  readonly verdict: string;
  readonly part: ReportPart;
  readonly cites: CitingKind | null;
  readonly passage: PassageMatch | null;
};

/** What the lists are made of. */
export type ListedBody = {
  readonly content: AnalysisContent;
  readonly report: VerificationReport;
  readonly importFindings: readonly Finding[];
  readonly votes: readonly CastVote[];
};

type Listed = { readonly votes: readonly CastVote[]; readonly entries: readonly FindingEntry[] };

const findings = new WeakMap<VerificationReport, Listed>();
const sentences = new WeakMap<VerificationReport, readonly SentenceEntry[]>();

/** All findings of check and import, gravest first, otherwise in page order; behind them where votes differ. */
export function listFindingEntries(body: ListedBody): readonly FindingEntry[] {
  const known = findings.get(body.report);
  // Votes come in later than the report they are about.
  if (known?.votes === body.votes) return known.entries;
  const all = [
    ...body.report.findings.map((finding) => entryOf(finding, kindOfFinding(finding), body)),
    ...body.importFindings.map((finding) => entryOf(finding, 'import', body)),
  ];
  const ordered = SEVERITIES.flatMap((severity) => all.filter((entry) => entry.severity === severity));
  const entries = [...ordered, ...listVoteEntries(body)];
  findings.set(body.report, { votes: body.votes, entries });
  return entries;
}

function listVoteEntries(body: ListedBody): FindingEntry[] {
  const { report, votes } = body;
  const found = listVoterFindings(report, compareVotes(report, votes));
  const ordered = SEVERITIES.flatMap((severity) => found.filter((finding) => finding.severity === severity));
  return ordered.map((finding) => entryOf(finding, 'vote', body));
}

/** All sentences that need evidence, in page order. */
export function listSentenceEntries({ report }: Pick<ListedBody, 'report'>): readonly SentenceEntry[] {
  const known = sentences.get(report);
  if (known !== undefined) return known;
  const listed = report.sentences.flatMap((check): SentenceEntry[] =>
    check.verdict === null
      ? []
      : [
          {
            check,
            verdict: check.verdict,
            part: partOfUnit(check.place.unit),
            cites: citingKindOf(check),
            passage: check.passages[0] ?? null,
          },
        ],
  );
  sentences.set(report, listed);
  return listed;
}

function entryOf(finding: Finding, kind: FindingKind, body: ListedBody): FindingEntry {
  const { place } = finding;
  const { quotation, sentence } =
    place === null ? { quotation: null, sentence: null } : checksAt(place, body.report);
  const about = kind === 'sentence' || kind === 'vote' ? (sentence ?? quotation) : (quotation ?? sentence);
  const citation = kind === 'citation' || kind === 'quotation' ? citationOf(finding, body) : undefined;
  const shared = { finding, kind, severity: kind === 'vote' ? null : finding.severity, place };
  if (place === null) {
    return {
      ...shared,
      verdict: citation?.quotation ?? null,
      part: kind === 'import' ? 'import-findings' : 'whole-page',
      anchor: anchorWithoutPlace(finding, kind, citation, body),
      passage: citation?.matches[0] ?? null,
      diff: [],
    };
  }
  const isAbout = kind === 'quotation' || kind === 'sentence' || kind === 'status';
  return {
    ...shared,
    verdict: isAbout ? (about?.verdict ?? null) : null,
    part: partOfUnit(place.unit),
    anchor: '',
    passage: isAbout || kind === 'vote' ? passageOf(about) : null,
    diff: isAbout && about !== null && 'diff' in about ? about.diff : [],
  };
}

function passageOf(check: ReturnType<typeof checksAt>['quotation' | 'sentence']): PassageMatch | null {
  if (check === null) return null;
  return ('matches' in check ? check.matches[0] : check.passages[0]) ?? null;
}

/** The entry of the reference list that a finding speaks of: it quotes its title, its address or the words relied on. */
function citationOf({ excerpt, place }: Finding, { content, report }: ListedBody): CitationCheck | undefined {
  if (place !== null || excerpt === null) return undefined;
  const entry = content.sources.find(({ title, url, quote }) => [title, url, quote?.exact].includes(excerpt));
  return report.citations.find(({ ref }) => ref === entry?.ref);
}

function anchorWithoutPlace(
  { excerpt }: Finding,
  kind: FindingKind,
  citation: CitationCheck | undefined,
  { report }: ListedBody,
): string {
  if (citation !== undefined) return referenceAnchor(citation.ref);
  switch (kind) {
    case 'import':
      return 'import-findings';
    case 'provider':
      return 'raw-data';
    case 'status':
      return 'status-label';
    case 'link': {
      const unit = report.links.find(({ url }) => url === excerpt)?.unit;
      return unit === undefined || unit.startsWith('source/') ? 'sources' : unitAnchor(unit);
    }
    case 'citation':
    case 'scope':
      return 'sources';
    case 'quotation':
    case 'sentence':
    case 'vote':
    case 'other':
      return 'findings';
  }
}

/** The filters that are read off an entry; a value an entry does not have is null. */
const FILTERS = {
  severity: (entry: Filtered) => ('severity' in entry ? entry.severity : null),
  kind: (entry: Filtered) => ('kind' in entry ? entry.kind : null),
  verdict: (entry: Filtered) => entry.verdict,
  part: (entry: Filtered) => entry.part,
  cites: (entry: Filtered) => ('cites' in entry ? entry.cites : null),
} as const;

type Filtered = FindingEntry | SentenceEntry;

/** Names of the filters with values to choose from. */
export type FilterName = keyof typeof FILTERS;

/** Entries that pass every filter, and for each filter how many pass all the others, by its value. */
export function pickEntries<Entry extends Filtered>(
  entries: readonly Entry[],
  query: ReportQuery,
): { readonly picked: Entry[]; readonly counts: Readonly<Record<FilterName, ReadonlyMap<string, number>>> } {
  const names = Object.keys(FILTERS) as FilterName[];
  const counts = Object.fromEntries(names.map((name) => [name, new Map<string, number>()])) as Record<
    FilterName,
    Map<string, number>
  >;
  const picked = entries.filter((entry) => {
    if (query.passage === 'yes' && entry.passage === null) return false;
    const failed = names.filter((name) => query[name] !== '' && FILTERS[name](entry) !== query[name]);
    for (const name of names) {
      const value = FILTERS[name](entry);
      const others = failed.length === 0 || (failed.length === 1 && failed[0] === name);
      if (value !== null && others) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
    }
    return failed.length === 0;
  });
  return { picked, counts };
}
