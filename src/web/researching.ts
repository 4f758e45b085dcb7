/** What the pages of runs need of other rooms. `main` puts it together. */
import type { RunDeps } from '#research/request-run.ts';
import type { RunNews } from './run-news.ts';

/** See the module comment. */
export type Researching = {
  readonly deps: RunDeps;
  readonly news: RunNews;
  /** Name of the model that is set up, `google:gemini-2.5-flash`; null without one. */
  readonly model: string | null;
  /** Names of the search providers that are set up. */
  readonly searches: readonly string[];
};
