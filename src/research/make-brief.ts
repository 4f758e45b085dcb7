/** Gathers what a run may rest on, and makes the brief of it, telling whoever watches how far it has got. */
import type { Brief, LeftOut, LeftOutReason } from '#domain/brief.ts';
import type { RunFinding } from '#domain/drafted-page.ts';
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { SourceText } from '#domain/source.ts';
import type { Topic } from '#domain/topic.ts';
import type { Gazetteer } from '#grounding/gazetteer.ts';
import { isSameOrder } from '#grounding/source-jurisdictions.ts';
import { buildBrief } from './build-brief.ts';
import { type ChosenSources, chooseCandidates } from './choose-candidates.ts';
import { type GatherDeps, gatherSources } from './gather-sources.ts';
import type { CandidateRules } from './judge-candidate.ts';
import { homeOf } from './judge-scope.ts';
import { planQueries } from './plan-queries.ts';
import { createTopicReader } from './read-topic.ts';
import type { StepContext } from './step-work.ts';

/** What gathering needs. */
export type BriefDeps = GatherDeps & {
  readonly reference: {
    readonly jurisdictions: readonly Jurisdiction[];
    readonly topics: readonly Topic[];
    readonly gazetteer: Gazetteer;
  };
};

/** A brief, the whole texts of its sources by their marks, and what went wrong on the way. */
export type MadeBrief = {
  readonly brief: Brief;
  readonly texts: ReadonlyMap<string, SourceText>;
  readonly findings: readonly RunFinding[];
};

/** See the module comment. The same run on an equal store, without the web, makes the same brief. */
export async function makeBrief(
  deps: BriefDeps,
  context: StepContext,
  { jurisdiction, topic }: { readonly jurisdiction: Jurisdiction; readonly topic: Topic },
): Promise<MadeBrief> {
  const { gazetteer, jurisdictions } = deps.reference;
  const home = homeOf(jurisdiction, jurisdictions);
  const unions = jurisdictions.filter(({ code }) => home.unions.has(code));
  const plan = planQueries(jurisdiction, topic, unions);
  const gathered = await gatherSources(deps, context, topic, plan);
  const readTopic = createTopicReader(topic, plan.languages);
  const rules: CandidateRules = { home, topic, gazetteer, readTopic };
  const chosen = await chooseCandidates(deps.store, gathered.candidates, rules, context.signal);
  const brief = buildBrief({
    jurisdiction: jurisdiction.code,
    topic: topic.key,
    queries: gathered.queries,
    sources: chosen.sources,
    leftOut: [...gathered.leftOut, ...chosen.leftOut],
    isOwn: (code) => isSameOrder(code, jurisdiction.code) || home.unions.has(code),
  });
  await tell(context, chosen, brief);
  return { brief, texts: textsOf(brief, chosen), findings: gathered.findings };
}

function textsOf(brief: Brief, { sources }: ChosenSources): Map<string, SourceText> {
  const byId = new Map(sources.map(({ source }) => [source.sourceId, source]));
  return new Map(
    brief.sources.flatMap(({ ref, source }) => {
      const found = byId.get(source);
      return found === undefined ? [] : [[ref, toSourceText(found)] as const];
    }),
  );
}

/** Only what a check may see: what else the store knows of a source must not come into a draft. */
function toSourceText(source: SourceText): SourceText {
  const { sha256, textSha256, extractor, text, pageStarts, title, publisher, url, publishedOn } = source;
  const { tier, fileName } = source;
  return {
    ...{
      sha256,
      textSha256,
      extractor,
      text,
      pageStarts,
      title,
      publisher,
      url,
      publishedOn,
      tier,
      fileName,
    },
  };
}

const REASON_WORDS: Readonly<Record<LeftOutReason, string>> = {
  'other-jurisdiction': 'about another jurisdiction',
  'off-topic': 'off the topic',
  copy: 'copied from one that is used',
  'teaching-text': 'for teaching',
  'not-reachable': 'not reachable',
  refused: 'refused',
  unreadable: 'unreadable',
  'too-many': 'more than a brief takes',
};

async function tell(context: StepContext, { considered }: ChosenSources, brief: Brief): Promise<void> {
  const { sources, passages } = brief;
  // Addresses that came to nothing are no sources, and were told before.
  const leftOut = brief.leftOut.filter(({ source }) => source !== null);
  const why = leftOut.length === 0 ? '' : `: ${countReasons(leftOut)}`;
  await context.log(`${counted(considered, 'source')} considered, ${leftOut.length} left out${why}.`);
  await context.log(
    `The brief has ${counted(passages.length, 'passage')} of ${counted(sources.length, 'source')}.`,
  );
}

function countReasons(leftOut: readonly LeftOut[]): string {
  const groups = Map.groupBy(leftOut, ({ reason }) => reason);
  return [...groups].map(([reason, list]) => `${list.length} ${REASON_WORDS[reason]}`).join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
