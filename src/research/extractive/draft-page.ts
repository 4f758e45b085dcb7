/**
 * Drafts a page by rules, out of the passages of a brief and nothing else. It quotes and does not paraphrase; what it
 * thinks of the passages stands in the rationale and in findings, and where they do not suffice it abstains and says
 * what is missing. Equal material gives equal bytes.
 */
import type { LandmarkLaw } from '#domain/analysis.ts';
import type { DraftOutcome, RunFinding } from '#domain/drafted-page.ts';
import { readActName } from '#grounding/act-names.ts';
import type { Material } from '../analyst.ts';
import { sourceName } from '../source-names.ts';
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
  const sources = inActOrder(readSources(material, knowledge));
  const laws = readLaws(sources);
  const weighed = weighSignals(sources, laws, topic, today);
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
  const words = createTopicWords(topic, knowledge.topics);
  const { ground, reason } = groundOf(proposal.status, proposal.bearing, topic, words);
  const since = proposal.bearing[0]?.since ?? null;
  const sentences = sources.flatMap((source) => source.sentences);
  const status = sentencesOf(ofEachArticle(proposal.bearing), MOST_STATUS);
  const against = sentencesOf(againstOf(proposal, weighed), MOST_AGAINST);
  const arranged = arrangePage(topic, { status, against, sentences });
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

/** Articles of one act stand together at the place of the first of them, in the order of their numbers. */
function inActOrder(sources: readonly ReadSource[]): ReadSource[] {
  const names = new Map(sources.map((each) => [each, readActName(each.source.title ?? '')]));
  const key = (each: ReadSource) =>
    names.get(each)?.article === null ? `source ${each.source.ref}` : `act ${names.get(each)?.act}`;
  const acts = Map.groupBy(sources, key);
  const number = (each: ReadSource) => Number(/\d+/.exec(names.get(each)?.article ?? '')?.[0] ?? 0);
  return [...acts.values()].flatMap((own) => own.sort((a, b) => number(a) - number(b)));
}

function sentencesOf(signals: readonly WeighedSignal[], most: number): SourceSentence[] {
  return [...new Set(signals.map(({ sentence }) => sentence))].slice(0, most);
}

/** The first statement of each article or source before further ones of the same. */
function ofEachArticle(signals: readonly WeighedSignal[]): WeighedSignal[] {
  const key = ({ sentence }: WeighedSignal) =>
    `${sentence.source.ref} ${sentence.article?.replace(/\(.*$/, '') ?? ''}`;
  const isFirst = (each: WeighedSignal, at: number) =>
    signals.findIndex((other) => key(other) === key(each)) === at;
  const isRule = ({ sentence }: WeighedSignal) => !sentence.traits.has('exception');
  const ranked = [...signals.filter(isFirst), ...signals.filter((each, at) => !isFirst(each, at))];
  // What takes something out of a rule states the rule last.
  return [...ranked.filter(isRule), ...ranked.filter((each) => !isRule(each))];
}

/** What holds against the status first, then what is only claimed against it. */
function againstOf(
  { against }: Extract<StatusProposal, { kind: 'proposed' }>,
  all: readonly WeighedSignal[],
): WeighedSignal[] {
  const claims = all.filter((each) => each.weight === 'claimed' && against.includes(each));
  return [...against.filter((each) => each.weight === 'holds'), ...claims];
}

/** All passages of the sources that the page quotes from. */
function passagesFrom(
  { statusStatements, sections, headings }: ReturnType<typeof arrangePage>,
  { brief }: Material,
): ReadonlySet<string> {
  const ids = [...sections, ...headings].flatMap(({ statements }) => statements);
  const own = new Set([...statusStatements, ...ids].flatMap(({ passages }) => passages));
  const refs = new Set(brief.passages.filter(({ id }) => own.has(id)).map(({ ref }) => ref));
  return new Set(brief.passages.filter(({ ref }) => refs.has(ref)).map(({ id }) => id));
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
  return (own.length === 0 ? from : own).some((ref) => told.has(ref));
}

/** With the articles that state the status; of its passages those of sources that the page quotes from, if there are. */
function withArticles(
  { law, own, passages }: FoundLaw,
  status: readonly SourceSentence[],
  quoted: ReadonlySet<string>,
): { law: LandmarkLaw; passages: string[] } {
  const articles = status.flatMap(({ source, article }) =>
    own.includes(source.ref) && article !== null && !article.startsWith('point') ? [article] : [],
  );
  const used = passages.filter((id) => quoted.has(id));
  return {
    law: { ...law, article: listArticles([...new Set(articles)]) },
    passages: used.length > 0 ? used : passages.slice(0, 1),
  };
}

/** `Article 3`, `Articles 33(1) and 34(1)`; null for none. */
function listArticles(articles: readonly string[]): string | null {
  const [first, ...others] = articles;
  if (first === undefined) return null;
  const kind = /^\S+/.exec(first)?.[0] ?? '';
  const capital = kind.charAt(0).toUpperCase() + kind.slice(1);
  if (others.length === 0) return `${capital}${first.slice(kind.length)}`;
  const numbers = articles.map((each) => (each.startsWith(`${kind} `) ? each.slice(kind.length + 1) : each));
  return `${capital}s ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

/** What of the brief was left out for what it is, and not for what it says. */
function leftOutFindings({ source, scope, addressed }: ReadSource): RunFinding[] {
  const name = `“${sourceName(source)}”`;
  if (scope === 'other')
    return [
      {
        code: 'SOURCE_ABOUT_OTHER_JURISDICTION',
        severity: 'info',
        message: `${name} is about another jurisdiction; nothing of it was used.`,
        passages: [],
      },
    ];
  if (addressed.length === 0) return [];
  return [
    {
      code: 'TEXT_ADDRESSES_ANALYST',
      severity: 'minor',
      message: `${name} has words that tell whoever drafts from it what to write. The passages with them were left out.`,
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
