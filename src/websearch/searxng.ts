/** SearXNG, a search engine of one's own (docs.searxng.org, Search API). Its `json` format must be switched on. */
import * as z from 'zod';
import type { WebSearch } from '#domain/web-search.ts';
import { askProvider, type SearchAccess } from './ask-provider.ts';
import { readResults, resultOf } from './read-results.ts';

const answerSchema = z
  .looseObject({ results: z.array(resultOf({ snippet: 'content' })) })
  .transform(({ results }) => results);

const enginesSchema = z.looseObject({
  results: z.array(z.unknown()),
  unresponsive_engines: z.array(z.unknown()).optional(),
});

/** The instance at `baseUrl`. */
export function searxng(access: SearchAccess): WebSearch {
  const read = (raw: string) => readResults(raw, answerSchema);
  return {
    ...{ id: 'searxng', read },
    reserve: () => ({ tokens: null, costMicros: access.costMicros }),
    search: ({ text, language }, signal) => {
      const url = new URL(`${access.baseUrl}/search`);
      url.searchParams.set('q', text);
      url.searchParams.set('format', 'json');
      if (language !== null) url.searchParams.set('language', language);
      const headers = access.key === '' ? {} : { authorization: `Bearer ${access.key}` };
      return askProvider(access, { url, headers, body: null, read, whyEmpty }, signal);
    },
  };
}

/** An empty list means nothing when no engine behind the instance gave an answer. */
function whyEmpty(raw: string): string | null {
  const { results, unresponsive_engines: silent = [] } = enginesSchema.parse(JSON.parse(raw));
  if (results.length > 0 || silent.length === 0) return null;
  return `Nothing was found, and ${silent.length} of the instance’s engines did not answer.`;
}
