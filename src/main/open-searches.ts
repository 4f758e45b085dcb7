/** Builds the search providers that the settings name. Nothing is sent before one is asked. */
import type { WebSearch } from '#domain/web-search.ts';
import { BRAVE_URL, brave } from '#websearch/brave.ts';
import { searxng } from '#websearch/searxng.ts';
import { TAVILY_URL, tavily } from '#websearch/tavily.ts';
import type { Settings } from './config.ts';
import { parseSearchNames, type SearchName, searchKeyFor } from './search-settings.ts';

/** Settings that say who is asked and how. */
export type SearchesSettings = Pick<
  Settings,
  'REGATLAS_SEARCH' | 'REGATLAS_SEARCH_KEY' | 'REGATLAS_SEARCH_PRICE' | 'REGATLAS_FETCH_TIMEOUT_MS'
>;

/** Opens the web search of the provider behind the language model; `costMicros` is what the settings say of a query. */
export type OpenModelSearch = (costMicros: number | null) => Promise<WebSearch>;

/** In the order of the settings; none when they name none. */
export function openSearches(
  settings: SearchesSettings,
  now: () => Date,
  openModelSearch: OpenModelSearch,
): () => Promise<readonly WebSearch[]> {
  const names = parseSearchNames(settings.REGATLAS_SEARCH);
  if (typeof names === 'string') throw new Error(`REGATLAS_SEARCH ${names}`);
  let opened: Promise<readonly WebSearch[]> | undefined;
  return () => {
    opened ??= Promise.all(names.map((name) => open(name, settings, now, openModelSearch)));
    return opened;
  };
}

async function open(
  { kind, baseUrl }: SearchName,
  settings: SearchesSettings,
  now: () => Date,
  openModelSearch: OpenModelSearch,
): Promise<WebSearch> {
  const price = settings.REGATLAS_SEARCH_PRICE;
  const access = {
    key: searchKeyFor(kind, settings.REGATLAS_SEARCH_KEY),
    timeoutMs: settings.REGATLAS_FETCH_TIMEOUT_MS,
    now,
  };
  switch (kind) {
    // An instance of one's own charges nothing.
    case 'searxng':
      return searxng({ ...access, baseUrl: baseUrl ?? '', costMicros: 0 });
    case 'brave':
      return brave({ ...access, baseUrl: baseUrl ?? BRAVE_URL, costMicros: price });
    case 'tavily':
      return tavily({ ...access, baseUrl: baseUrl ?? TAVILY_URL, costMicros: price });
    case 'model':
      return openModelSearch(price);
  }
}
