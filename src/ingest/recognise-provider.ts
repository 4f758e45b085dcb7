/**
 * Whose grounding a JSON value is, told by marks that only one provider's answers have. A value without any such
 * mark is `unknown`, and kept all the same.
 */
import type { ProviderGrounding } from '#domain/analysis.ts';
import { MAX_JSON_DEPTH } from './scan-json.ts';

type Provider = ProviderGrounding['provider'];

/** Members that decide by their name alone. */
const BY_KEY: Readonly<Record<string, Provider>> = {
  grounding_chunks: 'gemini',
  groundingChunks: 'gemini',
  grounding_supports: 'gemini',
  groundingSupports: 'gemini',
  grounding_metadata: 'gemini',
  groundingMetadata: 'gemini',
  web_search_queries: 'gemini',
  webSearchQueries: 'gemini',
  encrypted_content: 'anthropic',
  encrypted_index: 'anthropic',
};

/** Values of `type` or `object` that decide. */
const BY_KIND: Readonly<Record<string, Provider>> = {
  google_search_call: 'gemini',
  google_search_result: 'gemini',
  interaction: 'gemini',
  url_citation: 'openai',
  file_citation: 'openai',
  file_search_call: 'openai',
  web_search_call: 'openai',
  response: 'openai',
  web_search_tool_result: 'anthropic',
  web_search_result_location: 'anthropic',
  char_location: 'anthropic',
  page_location: 'anthropic',
  content_block_location: 'anthropic',
};

const BY_MODEL: readonly (readonly [RegExp, Provider])[] = [
  [/^grok/, 'xai'],
  [/^sonar|^pplx/, 'perplexity'],
  [/^gemini/, 'gemini'],
  [/^claude/, 'anthropic'],
  [/^command/, 'cohere'],
  [/^gpt|^o\d/, 'openai'],
];

/** The provider of a parsed answer; `unknown` when nothing in it tells. */
export function recogniseProvider(value: unknown): Provider {
  return providerOfModel(value) ?? walk(value, 0) ?? 'unknown';
}

function providerOfModel(value: unknown): Provider | undefined {
  if (!isObject(value)) return undefined;
  const model = value.model;
  if (typeof model === 'string') return BY_MODEL.find(([form]) => form.test(model))?.[1];
  return undefined;
}

function walk(value: unknown, depth: number): Provider | undefined {
  if (depth > MAX_JSON_DEPTH || value === null || typeof value !== 'object') return undefined;
  if (isObject(value)) {
    const own = providerOfObject(value);
    if (own !== undefined) return own;
  }
  for (const member of Object.values(value)) {
    const found = walk(member, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function providerOfObject(value: Record<string, unknown>): Provider | undefined {
  const key = Object.keys(value).find((name) => Object.hasOwn(BY_KEY, name));
  if (key !== undefined) return BY_KEY[key];
  const kinds = [value.type, value.object].filter((kind) => typeof kind === 'string');
  const kind = kinds.find((name) => Object.hasOwn(BY_KIND, name));
  if (kind !== undefined) return BY_KIND[kind];
  if (Array.isArray(value.citations)) return providerOfCitations(value.citations, value);
  return undefined;
}

/** Cohere's citations carry offsets and sources; Perplexity's are bare addresses. */
function providerOfCitations(
  citations: readonly unknown[],
  owner: Record<string, unknown>,
): Provider | undefined {
  const [first] = citations;
  if (isObject(first) && 'start' in first && 'sources' in first) return 'cohere';
  if (isObject(first) && 'cited_text' in first) return 'anthropic';
  return typeof first === 'string' || Array.isArray(owner.search_results) ? 'perplexity' : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
