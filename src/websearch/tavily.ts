/** Tavily (docs.tavily.com, POST /search). Its own summary and the pages' contents are not asked for. */
import * as z from 'zod';
import type { WebSearch } from '#domain/web-search.ts';
import { askProvider, type SearchAccess } from './ask-provider.ts';
import { readResults, resultOf } from './read-results.ts';

/** Where it is asked unless told otherwise. */
export const TAVILY_URL = 'https://api.tavily.com';

const MOST_RESULTS = 20;

const answerSchema = z
  .looseObject({ results: z.array(resultOf({ snippet: 'content' })) })
  .transform(({ results }) => results);

/** The service at `baseUrl`. It knows no languages; the words of the query are in theirs. */
export function tavily(access: SearchAccess): WebSearch {
  const read = (raw: string) => readResults(raw, answerSchema);
  return {
    ...{ id: 'tavily', read },
    reserve: () => ({ tokens: null, costMicros: access.costMicros }),
    search: ({ text, limit }, signal) => {
      const body = {
        query: text,
        max_results: Math.min(limit, MOST_RESULTS),
        search_depth: 'basic',
        include_answer: false,
        include_raw_content: false,
        include_images: false,
      };
      const url = new URL(`${access.baseUrl}/search`);
      const headers = { authorization: `Bearer ${access.key}` };
      return askProvider(access, { url, headers, body, read }, signal);
    },
  };
}
