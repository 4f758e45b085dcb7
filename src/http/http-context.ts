/** What routes get from `main`. */
import type { Topic } from '#domain/topic.ts';
import type { ImportDeps } from '#ingest/import-analysis.ts';
import type { JobQueue } from '#jobs/job-queue.ts';
import type { Store } from '#store/connect.ts';
import type { Assets } from '#web/views.ts';
import type { PageCache } from './page-cache.ts';

/** See the module comment. */
export type HttpContext = {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly deps: ImportDeps;
  readonly cache: PageCache;
  readonly assets: Assets;
  readonly appVersion: string;
  readonly reviewsOpen: boolean;
  /** Called with every unexpected error. */
  readonly onError: (error: unknown) => void;
};

/** The topic with this key as the codebook has it now. A stored page always has one: the database refuses others. */
export function topicOf(context: HttpContext, key: string): Topic {
  const topic = context.deps.reference.topics.find((one) => one.key === key);
  if (topic === undefined) throw new Error(`the codebook lacks ${key}, which a stored page uses`);
  return topic;
}
