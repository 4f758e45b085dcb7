/** Builds the language model that drafts and searches, as the settings name it. Its library is loaded when it is asked. */
import { AppError } from '#domain/errors.ts';
import type { WebSearch } from '#domain/web-search.ts';
import type { LanguageModel } from '#llm/language-model.ts';
import type { Settings } from './config.ts';

/** Models that think first spend part of it on that; a section of twelve statements takes about two thousand. */
const MOST_OUTPUT = 8192;

type ModelSettings = Pick<
  Settings,
  | 'REGATLAS_MODEL'
  | 'REGATLAS_MODEL_KEY'
  | 'REGATLAS_MODEL_TIMEOUT_MS'
  | 'REGATLAS_MODEL_CONTEXT'
  | 'REGATLAS_MODEL_PRICE'
>;

/** The model. Throws `setting-invalid` when none is named, or one that needs a key and has none. */
export async function openDraftingModel(settings: ModelSettings, now: () => Date): Promise<LanguageModel> {
  const { isPrivateWay, parseModelName } = await import('#llm/model-name.ts');
  const { parseModelPrice } = await import('#llm/count-tokens.ts');
  const { openLanguageModel } = await import('#llm/open-language-model.ts');
  const { REGATLAS_MODEL: named, REGATLAS_MODEL_KEY: key, REGATLAS_MODEL_PRICE: priced } = settings;
  if (named === '')
    throw missing('REGATLAS_MODEL', 'The analyst “model” needs a language model, but none is named.');
  const name = parseModelName(named);
  if (typeof name === 'string') throw new Error(`REGATLAS_MODEL ${name}`);
  if (key === '' && name.provider !== 'openai-compatible') {
    throw missing('REGATLAS_MODEL_KEY', `A model of ${name.provider} needs a key, but none is set.`);
  }
  if (key !== '' && !isPrivateWay(name.baseUrl)) throw new Error('a key would travel unencrypted');
  const price = priced === '' ? null : parseModelPrice(priced);
  if (typeof price === 'string') throw new Error(`REGATLAS_MODEL_PRICE ${price}`);
  return openLanguageModel({
    ...{ name, key, now, price },
    timeoutMs: settings.REGATLAS_MODEL_TIMEOUT_MS,
    contextTokens: settings.REGATLAS_MODEL_CONTEXT,
    // Half of a small context is left for the passages.
    maxOutputTokens: Math.min(MOST_OUTPUT, Math.floor(settings.REGATLAS_MODEL_CONTEXT / 4)),
    api: 'responses',
  });
}

/**
 * The web search of the model's provider; null when no model is named or its provider has none. `costMicros` is what a
 * query comes to beside its tokens, null when not known.
 */
export async function openModelSearch(
  settings: ModelSettings,
  now: () => Date,
  costMicros: number | null,
): Promise<WebSearch | null> {
  const { parseModelName } = await import('#llm/model-name.ts');
  const { SEARCHING_PROVIDERS } = await import('#llm/sdk-model.ts');
  const name = settings.REGATLAS_MODEL === '' ? null : parseModelName(settings.REGATLAS_MODEL);
  const searches = name !== null && typeof name !== 'string' && SEARCHING_PROVIDERS.includes(name.provider);
  if (!searches || settings.REGATLAS_MODEL_KEY === '') return null;
  const { resolveGrounding } = await import('#grounding/provider/resolve-grounding.ts');
  const { searchWithModel } = await import('#llm/search-with-model.ts');
  const model = await openDraftingModel(settings, now);
  return searchWithModel(model, (raw) => resolveGrounding(raw, []), costMicros);
}

function missing(field: string, message: string): AppError {
  return new AppError('setting-invalid', message, {
    place: { field },
    remedy: `Set ${field}, or let the extractive analyst draft.`,
  });
}
