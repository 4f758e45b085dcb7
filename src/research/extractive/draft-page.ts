/**
 * Drafts a page by rules, out of the passages of a brief and nothing else. It quotes and does not paraphrase; what it
 * thinks of the passages stands in the rationale and in findings, and where they do not suffice it abstains and says
 * what is missing. Equal material gives equal bytes.
 */
import type { DraftOutcome } from '#domain/drafted-page.ts';
import { readActName } from '#grounding/act-names.ts';
import type { Material } from '../analyst.ts';
import { arrangePage } from './arrange-page.ts';
import { label } from './choose-value.ts';
import { isTold, passagesFrom, withArticles } from './cited-laws.ts';
import { leftOutFindings, withScope } from './left-out.ts';
import { proposeStatus, type StatusProposal } from './propose-status.ts';
import { type FoundLaw, readLaws } from './read-laws.ts';
import { type Knowledge, type ReadSource, readSources } from './read-sentences.ts';
import { groundOf } from './status-ground.ts';
import { opposingSentences, statusSentences } from './status-sentences.ts';
import { createTopicWords } from './topic-words.ts';
import { type WeighedSignal, weighSignals } from './weigh-signals.ts';
import { createEndReader, standing } from './what-ended.ts';

/** See the module comment. */
export function draftPage(material: Material, knowledge: Knowledge): DraftOutcome {
  const { topic, brief } = material;
  const today =
    brief.sources
      .map(({ capturedAt }) => capturedAt.slice(0, 10))
      .sort()
      .at(-1) ?? '';
  const sources = inActOrder(readSources(material, knowledge));
  const laws = readLaws(sources);
  const endOf = createEndReader(laws, today);
  const weighed = weighSignals(sources, laws, topic, today, endOf);
  const proposal = proposeStatus(weighed, topic);
  const notices = sources.flatMap(leftOutFindings);
  if (proposal.kind === 'none') {
    const { reason, words, findings } = proposal;
    return {
      kind: 'abstained',
      reason,
      words: withScope(words, sources),
      findings: [...findings, ...notices],
    };
  }
  const status = statusSentences(proposal, material, knowledge);
  if (status.length === 0) {
    const words = withScope(togetherWords(proposal, material), sources);
    return {
      kind: 'abstained',
      reason: 'no-primary-source',
      words,
      findings: [...proposal.findings, ...notices],
    };
  }
  const words = createTopicWords(topic, knowledge.topics);
  const { ground, reason } = groundOf(proposal.status, proposal.bearing, topic, words);
  const since = proposal.bearing[0]?.since ?? null;
  const replaced = new Set(proposal.replaced.map(({ sentence }) => sentence));
  const sentences = standing(sources, endOf).filter((sentence) => !replaced.has(sentence));
  const arranged = arrangePage(topic, { status, against: opposingSentences(proposal), sentences });
  const quoted = passagesFrom(arranged, material);
  const page = {
    ...{ status: proposal.status, unknownReason: null, ground, statusSince: since },
    rationale: [...proposal.rationale, reason, sinceReason(since, proposal.bearing[0], laws)],
    ...arranged,
    laws: laws.filter((law) => isTold(law, sources)).map((law) => withArticles(law, status, quoted)),
    findings: [...proposal.findings, ...notices],
  };
  return { kind: 'drafted', page };
}

/** A value that no single sentence states: a law that is made and not in force, for one. */
function togetherWords(
  { status, rationale }: Extract<StatusProposal, { kind: 'proposed' }>,
  { topic }: Material,
): string {
  return `Read together, passages amount to “${label(topic, status)}”, and none of them states it by itself; a person has to decide. ${rationale.join(' ')}`;
}

/** Articles of one act stand together at the place of the first of them, in the order of their numbers. */
function inActOrder(sources: readonly ReadSource[]): ReadSource[] {
  const names = new Map(sources.map((each) => [each, readActName(each.source.title ?? '')]));
  const key = (each: ReadSource) =>
    names.get(each)?.article === null ? `source ${each.source.ref}` : `act ${names.get(each)?.act}`;
  const acts = Map.groupBy(sources, key);
  const number = (each: ReadSource) => Number(/\d+/.exec(names.get(each)?.article ?? '')?.[0] ?? 0);
  return [...acts.values()].flatMap((own) => own.sort((a, b) => number(a) - number(b)));
}

function sinceReason(
  since: string | null,
  first: WeighedSignal | undefined,
  laws: readonly FoundLaw[],
): string {
  const law = laws.find(({ own }) => own.includes(first?.sentence.source.ref ?? ''));
  if (since === null) return 'No passage says since when the status has held.';
  const isOfLaw = since === (law?.law.applicableOn ?? law?.law.inForceOn);
  return isOfLaw
    ? `It has held since ${since}, when ${law?.law.name} began to apply.`
    : `It has held since ${since}, the day that the passage gives.`;
}
