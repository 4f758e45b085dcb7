/**
 * A model provider's own web search as a search provider. What comes back is read by our own importer of provider
 * grounding, which is handed in, so that references into an empty list are seen for what they are. An address that is
 * the provider's redirect is given on as it is: where it leads is found out by fetching it and in no other way.
 */
import type { ExchangeAnswer } from '#domain/exchange.ts';
import type { GroundingCheck } from '#domain/verification.ts';
import type { WebSearch, WebSearchResult } from '#domain/web-search.ts';
import type { LanguageModel, ModelQuestion } from './language-model.ts';
import { SEARCH_PROMPT_VERSION, SEARCH_SYSTEM, searchPrompt } from './search-with-model.prompt.ts';

/** Resolves a provider's raw answer; what `resolveGrounding(raw, [])` gives is enough. */
export type ReadGrounding = (
  raw: string,
) => Pick<GroundingCheck, 'chunks' | 'references' | 'dangling' | 'provider'>;

/** The provider's search behind this model. `costMicros` is what one query comes to, null when not known. */
export function searchWithModel(
  model: LanguageModel,
  readGrounding: ReadGrounding,
  costMicros: number | null,
): WebSearch {
  const read = (raw: string) => readResults(raw, readGrounding);
  return {
    id: `${model.id} ${SEARCH_PROMPT_VERSION}`,
    costMicros,
    read,
    search: async (query, signal) => {
      const question: ModelQuestion = {
        system: SEARCH_SYSTEM,
        prompt: searchPrompt(query),
        schemaName: 'search',
        schema: null,
        search: true,
      };
      const reply = await model.ask(question, signal);
      if (reply.kind === 'fault') return reply;
      const { object: _object, text: _text, ...answer } = reply;
      const words = whyUngrounded(answer.raw, readGrounding);
      return words === null ? answer : ungrounded(answer, words);
    },
  };
}

function readResults(raw: string, readGrounding: ReadGrounding): readonly WebSearchResult[] | null {
  const { chunks, provider } = readGrounding(raw);
  if (provider === 'unknown') return null;
  const byUrl = new Map<string, WebSearchResult>();
  for (const { url, title, citedText } of chunks) {
    if (url === null || !/^https?:\/\//i.test(url)) continue;
    const known = byUrl.get(url);
    byUrl.set(url, { url, title: known?.title ?? title, snippet: known?.snippet ?? citedText });
  }
  return [...byUrl.values()];
}

/** Why an answer names no document; null when it names one. */
function whyUngrounded(raw: string, readGrounding: ReadGrounding): string | null {
  const { chunks, references, dangling } = readGrounding(raw);
  if (chunks.some(({ url }) => url !== null)) return null;
  if (dangling === 0) return 'The provider named no document that it found.';
  return `The provider’s list of sources is empty: ${dangling} of ${references} references point at nothing.`;
}

function ungrounded(
  answer: Extract<ExchangeAnswer, { readonly kind: 'answer' }>,
  message: string,
): ExchangeAnswer {
  return { ...answer, kind: 'fault', fault: 'ungrounded', message, retryAfterSeconds: null };
}
