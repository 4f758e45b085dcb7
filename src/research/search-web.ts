/**
 * Puts the plan's queries to the search providers that are set up, through the run's accounts: each is asked once, paid
 * for once, and kept as it came. What they find are addresses to look at, taken in turn so that no query crowds out the
 * others.
 */
import type { Brief } from '#domain/brief.ts';
import { contentHash } from '#domain/canonical-json.ts';
import type { RunFinding } from '#domain/drafted-page.ts';
import { BudgetSpent, type ExchangeAnswer, type ExchangeFault } from '#domain/exchange.ts';
import type { WebSearch, WebSearchQuery, WebSearchResult } from '#domain/web-search.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import { classifyUrl } from '#grounding/classify-url.ts';
import type { FoundAddress } from './capture-addresses.ts';
import { firstOfEach } from './first-of-each.ts';
import type { PlannedQuery } from './plan-queries.ts';
import type { StepContext } from './step-work.ts';

/** What the providers gave. `findings` say which could not be asked. */
export type FoundOnWeb = {
  readonly addresses: readonly FoundAddress[];
  readonly queries: Brief['queries'];
  readonly findings: readonly RunFinding[];
};

/** Addresses taken of all results together. */
export const MOST_RESULTS_TAKEN = 30;
const RESULTS_PER_QUERY = 10;
/** After these a provider is not asked again in this run: the next answer would be the same. */
const LASTING: readonly ExchangeFault[] = ['key-refused', 'rejected', 'unreachable', 'rate-limited'];

type Hit = FoundAddress & { readonly place: number };

/** See the module comment. A budget that is used up ends the search, and what was found so far is used. */
export async function searchWeb(
  context: StepContext,
  searches: readonly WebSearch[],
  planned: readonly PlannedQuery[],
): Promise<FoundOnWeb> {
  const hits: Hit[] = [];
  const queries: Brief['queries'] = [];
  const findings: RunFinding[] = [];
  const tell = async (code: string, message: string) => {
    findings.push({ code, severity: 'minor', message, passages: [] });
    await context.log(message, 'warning');
  };
  try {
    for (const search of searches) {
      for (const { text, language } of planned) {
        context.signal.throwIfAborted();
        const answer = await askOnce(context, search, { text, language, limit: RESULTS_PER_QUERY });
        const results = answer.kind === 'answer' ? search.read(answer.raw) : null;
        queries.push({ service: search.id, text, results: results?.length ?? 0 });
        if (results !== null) hits.push(...toHits(results, search.id, text));
        else await tell('SEARCH_FAILED', faultWords(search.id, text, answer));
        if (answer.kind === 'fault' && LASTING.includes(answer.fault)) break;
      }
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    await tell('SEARCH_STOPPED', `The budget of ${error.what} is used up; what was found so far is used.`);
  }
  return { addresses: takeInTurn(hits), queries, findings };
}

function askOnce(context: StepContext, search: WebSearch, query: WebSearchQuery): Promise<ExchangeAnswer> {
  const question = {
    kind: 'search' as const,
    service: search.id,
    purpose: `search “${query.text}”`,
    requestHash: contentHash({ service: search.id, ...query }),
    request: query,
    reserve: search.reserve(query),
  };
  return context.ask(question, (signal) => search.search(query, signal));
}

function toHits(results: readonly WebSearchResult[], service: string, query: string): Hit[] {
  return results.slice(0, RESULTS_PER_QUERY).flatMap(({ url }, place) => {
    // Search pages and redirects of providers are no documents, and expire.
    if (classifyUrl(url) === 'search-page' || classifyUrl(url) === 'malformed') return [];
    if (canonicalUrl(url) === null) return [];
    return [{ url, foundBy: service, note: `Result ${place + 1} for “${query}”.`, place }];
  });
}

/** The first results of all queries before the second ones. */
function takeInTurn(hits: readonly Hit[]): FoundAddress[] {
  const ordered = [...hits].sort((a, b) => a.place - b.place);
  return firstOfEach(ordered, ({ url }) => canonicalUrl(url) ?? url)
    .slice(0, MOST_RESULTS_TAKEN)
    .map(({ url, foundBy, note }) => ({ url, foundBy, note }));
}

function faultWords(service: string, query: string, answer: ExchangeAnswer): string {
  const why =
    answer.kind === 'fault' ? answer.message : 'The answer is not of the form the provider describes.';
  return `Searching for “${query}” with ${service} failed: ${why}`;
}
