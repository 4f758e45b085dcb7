/**
 * A model provider's own web search as a search provider. What comes back is read by our own importer of provider
 * grounding, which is handed in, so that references into an empty list are seen for what they are. An address that is
 * the provider's redirect is given on as it is: where it leads is found out by fetching it and in no other way.
 */
import type { ExchangeAnswer } from '#domain/exchange.ts';
import type { GroundingCheck } from '#domain/verification.ts';
import type { WebSearch, WebSearchQuery, WebSearchResult } from '#domain/web-search.ts';
import type { LanguageModel, ModelQuestion } from './language-model.ts';
import { SEARCH_PROMPT_VERSION, SEARCH_SYSTEM, searchPrompt } from './search-with-model.prompt.ts';

/** Resolves a provider's raw answer; what `resolveGrounding(raw, [])` gives is enough. */
export type ReadGrounding = (
  raw: string,
) => Pick<GroundingCheck, 'chunks' | 'references' | 'dangling' | 'provider'>;

/**
 * The provider's search behind this model. `costMicros` is what the search of one query comes to beside its tokens, null
 * when not known; then, and when the price of tokens is not known, nobody knows what a query comes to. What the provider puts before the model of what it found is not foreseen: the tokens held may be fewer
 * than are counted afterwards.
 */
export function searchWithModel(
  model: LanguageModel,
  readGrounding: ReadGrounding,
  costMicros: number | null,
): WebSearch {
  const priced = <Reply extends ExchangeAnswer>(reply: Reply): Reply => ({
    ...reply,
    costMicros: sumOf(reply.costMicros, costMicros),
  });
  return {
    id: `${model.id} ${SEARCH_PROMPT_VERSION}`,
    reserve: (query) => {
      const { tokens, costMicros: ofTokens } = model.reserve(questionOf(query));
      return { tokens, costMicros: sumOf(ofTokens, costMicros) };
    },
    read: (raw) => readResults(raw, readGrounding),
    search: async (query, signal) => {
      const reply = await model.ask(questionOf(query), signal);
      // Of one that was turned away or never got there, no search is charged.
      if (reply.kind === 'fault') return reply.status === 200 ? priced(reply) : reply;
      const { object: _object, text: _text, ...answer } = reply;
      const words = whyUngrounded(answer.raw, readGrounding);
      return priced(words === null ? answer : ungrounded(answer, words));
    },
  };
}

function questionOf(query: WebSearchQuery): ModelQuestion {
  const prompt = searchPrompt(query);
  return { system: SEARCH_SYSTEM, prompt, schemaName: 'search', schema: null, search: true };
}

/** Two prices together; null when either is not known, since the other is then no bound. */
function sumOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
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
