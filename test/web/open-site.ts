/** The whole site on a test's own database, seen by whoever the test says; close it before the database is dropped. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Accounts } from '#accounts/open-accounts.ts';
import type { Viewer } from '#domain/person.ts';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { createComparisonRoutes } from '#http/api/comparison-routes.ts';
import { createHttpApp } from '#http/create-http-app.ts';
import { createSearchIndex } from '#search/search-index.ts';
import type { Store } from '#store/connect.ts';
import { createPages } from '#web/create-pages.tsx';
import { createPageCache } from '#web/page-cache.ts';
import type { PageContext } from '#web/page-context.ts';
import { createMemory } from '#web/remember.ts';
import type { Researching } from '#web/researching.ts';
import { openRunNews, type RunNews } from '#web/run-news.ts';
import { TEST_REFERENCE } from '../database/make-records.ts';
import { accountParts } from './account-parts.ts';
import { editingParts } from './editing-parts.ts';
import { researchingParts } from './researching-parts.ts';
import { FRAME } from './sample-views.ts';

/** A site with its viewer. `faults` are what it answered with 500 for. */
export type TestSite = {
  readonly faults: unknown[];
  /** Who looks from now on, whatever they send; null: whoever is really signed in. */
  readonly setViewer: (viewer: Viewer | null) => void;
  readonly accounts: Accounts;
  /** The application itself, with its routes. */
  readonly app: Hono;
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  /** Sends a form from a page of the site. */
  readonly send: (
    path: string,
    fields: Readonly<Record<string, string>>,
    init?: RequestInit,
  ) => Promise<Response>;
  /** Through which pages that follow a run hear of it. */
  readonly news: RunNews;
  readonly close: () => Promise<void>;
};

/** What a test may want otherwise. `addressOf` says where a request came from; the network of the tests when left out. */
export type SiteOptions = Parameters<typeof accountParts>[1] & {
  readonly addressOf?: PageContext['addressOf'];
  readonly allowedHosts?: readonly string[];
  readonly assetsDir?: string;
  /** What is set up for runs; nothing when left out. */
  readonly equipment?: Partial<Pick<Researching, 'model' | 'searches'>>;
};

/** Opens it with the vocabulary of `TEST_REFERENCE`. */
export async function openSite(store: Store, now: () => Date, options: SiteOptions = {}): Promise<TestSite> {
  const folder = await mkdtemp(join(tmpdir(), 'regatlas-site-'));
  const search = createSearchIndex({ store, folder, topics: TEST_REFERENCE.topics });
  const faults: unknown[] = [];
  let viewer: Viewer | null = null;
  const parts = accountParts(store, { ...options, now });
  const news = openRunNews(store);
  const reference = { ...TEST_REFERENCE, gazetteer: createGazetteer(TEST_REFERENCE.jurisdictions) };
  const pages = createPages({
    store,
    search,
    deps: { clock: now, newId: randomUUID, reference },
    cache: createPageCache(1_000_000),
    bodies: createMemory(10),
    assets: FRAME.assets,
    appVersion: '9.9.9',
    reviewsOpen: true,
    ...parts,
    editing: editingParts(reference, now),
    researching: researchingParts(now, news, options.equipment),
    addressOf: options.addressOf ?? (() => '192.0.2.1'),
    requestReverification: () => Promise.resolve(),
    verifyVersion: () => Promise.resolve(),
    requestRelating: () => Promise.resolve(),
  });
  const app = createHttpApp({
    store,
    pages,
    api: [createComparisonRoutes(store, reference)],
    assetsDir: options.assetsDir ?? import.meta.dirname,
    allowedHosts: options.allowedHosts ?? null,
    findViewer: async (headers) => viewer ?? (await parts.accounts.findViewer(headers)),
    onError: (error) => faults.push(error),
  });
  return {
    faults,
    accounts: parts.accounts,
    app,
    setViewer: (next) => {
      viewer = next;
    },
    get: async (path, init) => app.request(path, init),
    send: async (path, fields, init = { headers: { Origin: 'http://localhost' } }) =>
      app.request(path, { method: 'POST', body: new URLSearchParams(fields), ...init }),
    news,
    close: async () => {
      await news[Symbol.asyncDispose]();
      search.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
