/**
 * Everything a run looks through: the addresses it was given, what sitemaps list, what search providers find, and the
 * stored corpus. What was asked and what came to nothing is kept with it.
 */
import type { Brief, LeftOut } from '#domain/brief.ts';
import type { RunFinding } from '#domain/drafted-page.ts';
import type { Topic } from '#domain/topic.ts';
import type { WebSearch } from '#domain/web-search.ts';
import type { Fetcher } from '#fetch/fetcher.ts';
import type { Candidate } from './candidate.ts';
import { type CaptureDeps, captureAddresses, type FoundAddress } from './capture-addresses.ts';
import { fitAddress } from './fit-address.ts';
import { type CorpusDeps, gatherCorpus } from './gather-corpus.ts';
import { gatherSitemaps } from './gather-sitemaps.ts';
import type { ResearchPlan } from './plan-queries.ts';
import { type FoundOnWeb, searchWeb } from './search-web.ts';
import type { StepContext } from './step-work.ts';

/** Ways to sources. `searches` gives the providers that are set up, none for none. */
export type GatherDeps = CorpusDeps &
  CaptureDeps & {
    readonly fetch: Fetcher;
    readonly searches: () => Promise<readonly WebSearch[]>;
  };

/** Sources that were found, in the order in which their way to be found counts, and all that was tried. */
export type GatheredSources = {
  readonly candidates: readonly Candidate[];
  readonly queries: Brief['queries'];
  readonly leftOut: readonly LeftOut[];
  readonly findings: readonly RunFinding[];
};

/** See the module comment. */
export async function gatherSources(
  deps: GatherDeps,
  context: StepContext,
  topic: Topic,
  plan: ResearchPlan,
): Promise<GatheredSources> {
  const { run, signal } = context;
  const given = run.request.urls.map((url): FoundAddress => ({ url, foundBy: 'given', note: null }));
  const listed = await lookThroughSitemaps(deps, context, topic, plan);
  const found = await search(deps, context, plan);
  const addresses = [...given, ...listed.addresses, ...found.addresses];
  const captured = await captureAddresses(deps, addresses, run.number, signal);
  if (addresses.length > 0) {
    const { added, known, leftOut } = captured;
    await context.log(
      `Documents: ${added} taken in, ${known} stored before, ${leftOut.length} not to be had.`,
    );
  }
  const corpus = await gatherCorpus(deps, run.jurisdiction, plan);
  if (corpus.unavailable !== null) {
    const words = 'Of the stored sources only those tied to the jurisdiction are looked at.';
    await context.log(`${words} ${corpus.unavailable}`, 'warning');
  }
  if (corpus.notLookedAt > 0) {
    await context.log(`${corpus.notLookedAt} more stored sources fit less well and are not looked at.`);
  }
  return {
    candidates: [...captured.candidates, ...corpus.candidates],
    queries: [...found.queries, ...corpus.queries],
    leftOut: [...listed.leftOut, ...captured.leftOut],
    findings: found.findings,
  };
}

async function lookThroughSitemaps(
  { fetch }: GatherDeps,
  context: StepContext,
  topic: Topic,
  plan: ResearchPlan,
): Promise<Pick<Awaited<ReturnType<typeof gatherSitemaps>>, 'addresses' | 'leftOut'>> {
  const { sitemaps } = context.run.request;
  if (sitemaps.length === 0) return { addresses: [], leftOut: [] };
  const found = await gatherSitemaps(fetch, sitemaps, fitAddress(topic, plan.languages), context.signal);
  await context.log(
    `Sitemaps: ${found.read} read, ${found.listed} addresses listed, ${found.addresses.length} fit the topic.`,
  );
  return found;
}

async function search(
  { searches }: GatherDeps,
  context: StepContext,
  { web }: ResearchPlan,
): Promise<FoundOnWeb> {
  const nothing = { addresses: [], queries: [], findings: [] };
  if (!context.run.request.web) return nothing;
  const providers = await searches();
  if (providers.length === 0) {
    const message = 'The web was to be searched, but no search provider is set up (REGATLAS_SEARCH).';
    await context.log(message, 'warning');
    return {
      ...nothing,
      findings: [{ code: 'SEARCH_NOT_SET_UP', severity: 'minor', message, passages: [] }],
    };
  }
  const found = await searchWeb(context, providers, web);
  await context.log(
    `Web search: ${found.queries.length} queries to ${providers.map(({ id }) => id).join(', ')}, ${found.addresses.length} addresses.`,
  );
  return found;
}
