/** Brave Search (api-dashboard.search.brave.com, Web Search). The key travels in a header of its own. */
import * as z from 'zod';
import type { WebSearch } from '#domain/web-search.ts';
import { askProvider, type SearchAccess } from './ask-provider.ts';
import { readResults, resultOf } from './read-results.ts';

/** Where it is asked unless told otherwise. */
export const BRAVE_URL = 'https://api.search.brave.com';

const MOST_RESULTS = 20;

/** Without `web` it found nothing; an answer always repeats the query. */
const answerSchema = z
  .looseObject({
    query: z.unknown().refine((query) => query !== undefined),
    web: z.looseObject({ results: z.array(resultOf({ snippet: 'description' })) }).optional(),
  })
  .transform(({ web }) => web?.results ?? []);

/** Its names of languages, where it has one for ours; it refuses what it does not know. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ...{ zh: 'zh-hans', ja: 'jp', pt: 'pt-pt', no: 'nb' },
  ...Object.fromEntries(
    'ar bg bn ca cs da de el en es et eu fi fr gl gu he hi hr hu is it kn ko lt lv ml mr ms nl pa pl ro ru sk sl sr sv ta te th tr uk vi'
      .split(' ')
      .map((tag) => [tag, tag]),
  ),
};

/** The service at `baseUrl`. */
export function brave(access: SearchAccess): WebSearch {
  const read = (raw: string) => readResults(raw, answerSchema);
  return {
    ...{ id: 'brave', read },
    reserve: () => ({ tokens: null, costMicros: access.costMicros }),
    search: ({ text, language, limit }, signal) => {
      const url = new URL(`${access.baseUrl}/res/v1/web/search`);
      url.searchParams.set('q', text);
      url.searchParams.set('count', String(Math.min(limit, MOST_RESULTS)));
      url.searchParams.set('result_filter', 'web');
      url.searchParams.set('text_decorations', 'false');
      const known = language === null ? undefined : LANGUAGES[language];
      if (known !== undefined) url.searchParams.set('search_lang', known);
      const headers = { 'x-subscription-token': access.key };
      return askProvider(access, { url, headers, body: null, read }, signal);
    },
  };
}
