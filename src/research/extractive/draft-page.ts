/**
 * Drafts a page by rules, out of the passages of a brief and nothing else. It quotes and does not paraphrase; what it
 * thinks of the passages stands in the rationale and in findings, and where they do not suffice it abstains and says
 * what is missing. Equal material gives equal bytes.
 */
import type { LandmarkLaw } from '#domain/analysis.ts';
import type { DraftOutcome, RunFinding } from '#domain/drafted-page.ts';
import type { Material } from '../analyst.ts';
import { arrangePage } from './arrange-page.ts';
import { proposeStatus, type StatusProposal } from './propose-status.ts';
import { type FoundLaw, readLaws } from './read-laws.ts';
import { type Knowledge, type ReadSource, readSources, type SourceSentence } from './read-sentences.ts';
import { groundOf } from './status-ground.ts';
import { createTopicWords } from './topic-words.ts';
import { type WeighedSignal, weighSignals } from './weigh-signals.ts';

/** Sentences by which the page states its status, and opposing ones that it tells. */
const MOST_STATUS = 2;
const MOST_AGAINST = 3;

/** See the module comment. */
export function draftPage(material: Material, knowledge: Knowledge): DraftOutcome {
  const { topic, brief } = material;
  const today =
    brief.sources
      .map(({ capturedAt }) => capturedAt.slice(0, 10))
      .sort()
      .at(-1) ?? '';
  const sources = readSources(material, knowledge);
  const laws = readLaws(sources);
  const weighed = weighSignals(sources, laws, topic, today);
  const proposal = proposeStatus(weighed, topic);
  const notices = sources.flatMap(addressFinding);
  if (proposal.kind === 'none') {
    const { reason, words, findings } = proposal;
    return {
      kind: 'abstained',
      reason,
      words: withScope(words, sources),
      findings: [...findings, ...notices],
    };
  }
  const words = createTopicWords(topic, knowledge.topics);
  const { ground, reason } = groundOf(proposal.status, proposal.bearing, topic, words);
  const since = proposal.bearing[0]?.since ?? null;
  const sentences = sources.flatMap((source) => source.sentences);
  const status = sentencesOf(proposal.bearing, MOST_STATUS);
  const against = sentencesOf(againstOf(proposal, weighed), MOST_AGAINST);
  const arranged = arrangePage(topic, { status, against, sentences });
  const page = {
    ...{ status: proposal.status, unknownReason: null, ground, statusSince: since },
    rationale: [...proposal.rationale, reason, sinceReason(since, proposal.bearing[0], laws)],
    ...arranged,
    laws: laws.filter((law) => isTold(law, sources)).map((law) => withArticles(law, status)),
    findings: [...proposal.findings, ...notices],
  };
  return { kind: 'drafted', page };
}

function sentencesOf(signals: readonly WeighedSignal[], most: number): SourceSentence[] {
  return [...new Set(signals.map(({ sentence }) => sentence))].slice(0, most);
}

/** What holds against the status first, then what is only claimed against it. */
function againstOf(
  { against }: Extract<StatusProposal, { kind: 'proposed' }>,
  all: readonly WeighedSignal[],
): WeighedSignal[] {
  const claims = all.filter((each) => each.weight === 'claimed' && against.includes(each));
  return [...against.filter((each) => each.weight === 'holds'), ...claims];
}

function sinceReason(
  since: string | null,
  first: WeighedSignal | undefined,
  laws: readonly FoundLaw[],
): string {
  const law = laws.find(({ own }) => own === first?.sentence.source.ref);
  if (since === null) return 'No passage says since when the status has held.';
  const isOfLaw = since === (law?.law.inForceOn ?? law?.law.applicableOn);
  return isOfLaw
    ? `It has held since ${since}, when ${law?.law.name} began to apply.`
    : `It has held since ${since}, the day that the passage gives.`;
}

/** A law's own text, an act that states the status, or an instrument that is named where the page quotes from. */
function isTold({ own, passages }: FoundLaw, sources: readonly ReadSource[]): boolean {
  const told = new Set(
    sources.flatMap(({ sentences, source }) => {
      const isLaw = source.tier === 'law' && sentences.length > 0;
      return isLaw || sentences.some(({ nearness }) => nearness === 'states') ? [source.ref] : [];
    }),
  );
  const from = sources.flatMap(({ lines, source }) =>
    lines.filter(({ passage }) => passages.includes(passage.id)).map(() => source.ref),
  );
  return own === null ? from.some((ref) => told.has(ref)) : told.has(own);
}

/** The articles that state the status. */
function withArticles(
  { law, own, passages }: FoundLaw,
  status: readonly SourceSentence[],
): { law: LandmarkLaw; passages: string[] } {
  const articles = status.flatMap(({ source, article }) =>
    source.ref === own && article !== null && !article.startsWith('point') ? [article] : [],
  );
  const stated = [...new Set(articles)].join(', ');
  const article = stated === '' ? null : stated.charAt(0).toUpperCase() + stated.slice(1);
  return { law: { ...law, article }, passages: [...passages] };
}

function addressFinding({ source, addressed }: ReadSource): RunFinding[] {
  if (addressed.length === 0) return [];
  return [
    {
      code: 'TEXT_ADDRESSES_ANALYST',
      severity: 'minor',
      message: `“${source.title ?? source.url ?? source.fileName ?? `source ${source.source}`}” has words that tell whoever drafts from it what to write. The passages with them were left out.`,
      passages: addressed.map(({ id }) => id),
    },
  ];
}

/** How much was read, so that a reader can tell a thin corpus from a silent one. */
function withScope(words: string, sources: readonly ReadSource[]): string {
  const foreign = sources.filter(({ scope }) => scope === 'other').length;
  const read = sources.length - foreign;
  const aside = foreign === 0 ? '' : `, ${foreign} more are about other jurisdictions and were not used`;
  return `${words} Read: ${read} ${read === 1 ? 'source' : 'sources'}${aside}.`;
}
