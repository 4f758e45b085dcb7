/** The AI SDK's object for a model. Each provider's package is loaded when it is first used. */
import type { LanguageModel as SdkModel, ToolSet } from 'ai';
import { AppError } from '#domain/errors.ts';
import type { ModelName, ModelProvider } from './model-name.ts';

/** Which of OpenAI's two interfaces is spoken. */
export type OpenAiApi = 'chat' | 'responses';

/** What is needed beside the name. `key` is empty for a server that wants none. */
export type SdkAccess = {
  readonly name: ModelName;
  readonly key: string;
  readonly api: OpenAiApi;
  readonly fetch: typeof fetch;
};

/** Providers that look the web up themselves. */
export const SEARCHING_PROVIDERS: readonly ModelProvider[] = ['google', 'openai', 'anthropic'];

/** The model, ready to be asked through the given `fetch`. */
export async function sdkModel({ name, key, api, fetch }: SdkAccess): Promise<SdkModel> {
  const { provider, model, baseUrl } = name;
  const options = { apiKey: key, fetch, ...(baseUrl === null ? {} : { baseURL: baseUrl }) };
  switch (provider) {
    case 'google':
      return (await import('@ai-sdk/google')).createGoogleGenerativeAI(options)(model);
    case 'openai': {
      const openai = (await import('@ai-sdk/openai')).createOpenAI(options);
      return api === 'chat' ? openai.chat(model) : openai.responses(model);
    }
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(options)(model);
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const { apiKey, ...rest } = options;
      const secret = apiKey === '' ? {} : { apiKey };
      const always = { supportsStructuredOutputs: true, includeUsage: true };
      return createOpenAICompatible({
        name: provider,
        baseURL: baseUrl ?? '',
        ...always,
        ...rest,
        ...secret,
      })(model);
    }
  }
}

// One answer may take several searches; what they cost is bounded by this.
const MOST_SEARCHES = 3;

/** The provider's own web search as a tool. Throws `setting-invalid` for a provider that has none. */
export async function searchTools(provider: ModelProvider): Promise<ToolSet> {
  switch (provider) {
    case 'google':
      return { google_search: (await import('@ai-sdk/google')).google.tools.googleSearch({}) };
    case 'openai':
      return { web_search: (await import('@ai-sdk/openai')).openai.tools.webSearch({}) };
    case 'anthropic': {
      const { anthropic } = await import('@ai-sdk/anthropic');
      return { web_search: anthropic.tools.webSearch_20250305({ maxUses: MOST_SEARCHES }) };
    }
    case 'openai-compatible':
      throw new AppError('setting-invalid', 'A server of this kind has no web search of its own.', {
        place: { field: 'REGATLAS_MODEL' },
        remedy: 'Set up another search provider, or name a model of google, openai or anthropic.',
      });
  }
}
