/**
 * The whole verification: one content and a set of stored sources in, one report out. It reads nothing but its
 * input, so the same input gives the same report, byte for byte, wherever it runs.
 */
import { contentHash } from '#domain/canonical-json.ts';
import { listUnits } from '#domain/page-text.ts';
import type { Topic } from '#domain/topic.ts';
import { type GroundingCheck, REPORT_SCHEMA, type VerificationReport } from '#domain/verification.ts';
import { checkLinks, type UnitBlocks } from './check-links.ts';
import { checkQuotations } from './check-quotations.ts';
import { type CheckableContent, withBlanks } from './checkable-content.ts';
import { checkCitations } from './citation-checks.ts';
import { citationQuality } from './citation-quality.ts';
import { type CheckedPage, collectFindings } from './collect-findings.ts';
import { type ConfidenceEvidence, computeConfidence, type EvidenceSource } from './confidence.ts';
import type { Gazetteer } from './gazetteer.ts';
import { isVerifiedQuotation, judgeSentences } from './judge-sentences.ts';
import { listSentences } from './list-sentences.ts';
import { checkGrounding } from './place-supports.ts';
import { reGround } from './re-ground.ts';
import { readBlocks } from './read-blocks.ts';
import { checkScope, checkSourceScope } from './scope-guard.ts';
import { createStatusClaimJudge } from './signals/judge-status-claim.ts';
import { createSourceMemory, type SourceMemory } from './source-memory.ts';
import type { SourceText } from './source-text.ts';
import { findContrary } from './status-contrary.ts';
import { evidenceStateOf, weighSources } from './status-evidence.ts';
import { statusFindings } from './status-findings.ts';
import { createStatusReader } from './status-terms.ts';
import { buildSupportIndex } from './support-index.ts';

export type { CheckableContent } from './checkable-content.ts';

/** Name and number of the rules; a change that alters any verdict takes a new number. */
export const ENGINE = 'regatlas-grounding/3';

/** What is verified, against what. */
export type VerifyInput = {
  readonly content: CheckableContent;
  readonly sources: readonly SourceText[];
  readonly gazetteer: Gazetteer;
  /** The codebook's topic; null when the content names none or an unknown one. */
  readonly topic: Topic | null;
  /**
   * The whole codebook, so that statements on any topic are held against what the sources state; left out, only `topic`.
   * Pass the same list each time: its cues are prepared once.
   */
  readonly topics?: readonly Topic[];
  /** Day of the check, `YYYY-MM-DD`, for the age of sources; null leaves age out. */
  readonly asOf: string | null;
  /** Challenges that stand against the version. */
  readonly openChallenges: number;
  /** How many of them are critical; left out, none. */
  readonly criticalChallenges?: number;
  /** Whether an editor other than the author has approved exactly this version; left out, nobody has. */
  readonly approved?: boolean;
  /** What is known of sources from earlier verifications with the same gazetteer; never changes the report. */
  readonly memory?: SourceMemory;
};

/** The report; see the module comment. Valid against `verificationReportSchema`. */
export function verifyContent(input: VerifyInput): VerificationReport {
  const { content, sources, topic, gazetteer } = input;
  const full = withBlanks(content);
  const units = listUnits(full).map((unit) => ({ unit, blocks: readBlocks(unit.text, unit.format) }));
  const memory = input.memory ?? createSourceMemory(gazetteer);
  const indexes = sources.map(({ text }) => memory.indexOf(text));
  const prepared = indexes.map((each) => each.prepared);
  const index = buildSupportIndex(indexes);
  const quotations = checkQuotations(units, content.sources, sources, prepared);
  const citations = checkCitations(content.sources, sources, prepared);
  const grounding = resolveAll(content, units);
  const refs = new Set(content.sources.map(({ ref }) => ref));
  const drafts = listSentences(units, refs, quotations, grounding);
  const known = { prepared, index, gazetteer, jurisdiction: content.jurisdiction };
  const topics = input.topics ?? (topic === null ? [] : [topic]);
  const statusClaim = createStatusClaimJudge({ ...known, indexes, sources, topics });
  const sentences = judgeSentences(drafts, {
    ...known,
    sources,
    quotations,
    citations,
    grounding,
    statusClaim,
  });
  const links = checkLinks(full, units, sources);
  const reader = createStatusReader(content, topic, gazetteer, topics);
  const contrary = findContrary({ ...known, sentences, reader });
  const parts = { sentences, quotations, citations };
  const weighed = weighSources(
    { ...known, content, parts, reader: contrary === null ? reader : null },
    sources,
  );
  const evidenceState = evidenceStateOf(content, weighed, sentences);
  const checked = { content, units, sentences, quotations, citations, grounding, links };
  const findings = collectFindings({
    ...checked,
    scope: scopeFindings(input, units, citations, weighed),
    status: statusFindings(content, topic, evidenceState, contrary, sources),
    statesStatus: reader.states,
  });
  return {
    ...headOf(input),
    sentences,
    quotations,
    citations,
    citationQuality: citationQuality(sentences),
    // Last, as nothing else may reckon with what the provider did not cite.
    grounding: reGround(grounding, { ...known, sources }),
    links,
    findings,
    confidence: computeConfidence(evidenceFor(input, checked, weighed)),
    evidenceState,
  };
}

/** By what, on what and when; the part of a report that no check decides. */
function headOf({
  content,
  asOf,
  sources,
  openChallenges,
  criticalChallenges = 0,
  approved = false,
}: VerifyInput) {
  const { jurisdiction, topic, status } = content;
  return {
    schema: REPORT_SCHEMA,
    engine: ENGINE,
    contentHash: contentHash(content),
    ...{ asOf, openChallenges, criticalChallenges, approved, jurisdiction, topic, status },
    sources: sources.map(presentSource),
  } as const;
}

/** What the raw data does not tell of its maker, the importer may have known. */
function resolveAll(content: CheckableContent, units: readonly UnitBlocks[]): GroundingCheck[] {
  const raws = content.grounding.map(({ raw }) => raw);
  return checkGrounding(raws, units).map((check, index) => {
    const declared = content.grounding[index]?.provider ?? 'unknown';
    return check.provider === 'unknown' ? { ...check, provider: declared } : check;
  });
}

function scopeFindings(
  { content, sources, gazetteer }: VerifyInput,
  units: readonly UnitBlocks[],
  citations: CheckedPage['citations'],
  weighed: readonly EvidenceSource[],
): CheckedPage['scope'] {
  const { jurisdiction } = content;
  if (jurisdiction === null) return [];
  const cited = citations.flatMap(({ source }) => source ?? []);
  const bearing = weighed.flatMap(({ bearsPage }, index) => (bearsPage ? [index] : []));
  return [
    ...checkScope(units, jurisdiction, gazetteer),
    ...checkSourceScope([...cited, ...bearing], sources, jurisdiction, gazetteer),
  ];
}

function evidenceFor(
  input: VerifyInput,
  checked: Pick<CheckedPage, 'sentences' | 'quotations' | 'grounding' | 'citations'>,
  sources: readonly EvidenceSource[],
): ConfidenceEvidence {
  const { sentences, quotations, grounding, citations } = checked;
  const having = (verdict: string) => sentences.filter((sentence) => sentence.verdict === verdict).length;
  return {
    sources,
    quotations: { verified: quotations.filter(isVerifiedQuotation).length, total: quotations.length },
    sentences: {
      supported: having('supported'),
      partial: having('partially-supported'),
      total: sentences.filter((sentence) => sentence.verdict !== null).length,
    },
    references: {
      total: grounding.reduce((sum, check) => sum + check.references, 0),
      dangling: grounding.reduce((sum, check) => sum + check.dangling, 0),
    },
    listed: {
      total: citations.length,
      unresolved: citations.filter(({ source }) => source === null).length,
    },
    contradictions: having('contradicted'),
    openChallenges: input.openChallenges,
    criticalChallenges: input.criticalChallenges ?? 0,
    approved: input.approved ?? false,
    asOf: input.asOf,
    reviewIntervalDays: input.topic?.reviewIntervalDays ?? null,
  };
}

function presentSource(source: SourceText): VerificationReport['sources'][number] {
  const { sha256, textSha256, extractor, title, publisher, url, publishedOn, tier, fileName } = source;
  return { sha256, textSha256, extractor, title, publisher, url, publishedOn, tier, fileName };
}
