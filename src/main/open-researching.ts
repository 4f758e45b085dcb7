/** What the pages of runs need, made of the application and its settings. */
import type { App } from '#cli/context.ts';
import { parseModelName } from '#llm/model-name.ts';
import type { Researching } from '#web/researching.ts';
import type { RunNews } from '#web/run-news.ts';
import type { Settings } from './config.ts';
import { parseSearchNames } from './search-settings.ts';

/** See {@link Researching}. A model that has no key, but needs one, is not offered. */
export function openResearching(app: Pick<App, 'runs'>, settings: Settings, news: RunNews): Researching {
  const searches = parseSearchNames(settings.REGATLAS_SEARCH);
  return {
    ...{ deps: app.runs, news, model: nameModel(settings) },
    searches: typeof searches === 'string' ? [] : searches.map(({ kind }) => kind),
  };
}

function nameModel({ REGATLAS_MODEL: named, REGATLAS_MODEL_KEY: key }: Settings): string | null {
  const name = named === '' ? null : parseModelName(named);
  if (name === null || typeof name === 'string') return null;
  if (key === '' && name.provider !== 'openai-compatible') return null;
  return `${name.provider}:${name.model}`;
}
