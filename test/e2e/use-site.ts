/**
 * One running site for a test file: a database of its own, the built server on it, the texts of `fill-site.ts`, and a
 * browser. After each test its pages are closed, and anything they or the server complained of fails the test.
 */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { findChromium } from '../../scripts/ensure-chromium.ts';
import { cloneDatabase, dropDatabase } from '../database/with-database.ts';
import { fillSite, type Part } from './fill-site.ts';
import { type RunningServer, runRegatlas, startServer } from './run-program.ts';
import { watchContext } from './watch-page.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Playwright's own options; `who` tells apart browsers of several people. */
export type OpenOptions = BrowserContextOptions & { readonly who?: string };

/** What tests of a file do with its site. */
export type Site = {
  /** `http://127.0.0.1:…`, without a slash at the end. */
  readonly address: () => string;
  /** A new page at this path; phone, theme and scripts by Playwright's own options. */
  readonly open: (path: string, options?: OpenOptions) => Promise<Page>;
  /** Everything the server has said so far. */
  readonly log: () => string;
  /** Runs `regatlas` on the site's database. */
  readonly run: (...args: string[]) => Promise<string>;
};

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium; install one or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** Starts the site with these parts before the file's first test and ends everything after its last. */
export function useSite(...parts: Part[]): Site {
  return useSiteWith({}, ...parts);
}

/** As {@link useSite}, with these settings of the server. */
export function useSiteWith(settings: Readonly<Record<string, string>>, ...parts: Part[]): Site {
  const { embedded } = inject('servers');
  let browser: Browser;
  let server: RunningServer;
  let databaseUrl = '';
  let complaints: string[] = [];
  // Opening a page in a context that is there costs a third of opening both.
  const contexts = new Map<string, Promise<BrowserContext>>();
  const ending: (() => Promise<void>)[] = [];
  const openContext = async ({ who: _, ...options }: OpenOptions) => {
    const context = await browser.newContext({ baseURL: server.address, locale: 'en-GB', ...options });
    context.setDefaultTimeout(15_000);
    await watchContext(context, server.address, (complaint) => complaints.push(complaint));
    return context;
  };
  const site: Site = {
    address: () => server.address,
    open: async (path, options = {}) => {
      const key = JSON.stringify(options);
      const context = contexts.get(key) ?? openContext(options);
      contexts.set(key, context);
      const page = await (await context).newPage();
      await page.goto(path);
      return page;
    },
    log: () => server.log(),
    run: (...args) => runRegatlas(databaseUrl, args),
  };
  beforeAll(async () => {
    const database = await cloneDatabase(embedded);
    ending.unshift(() => dropDatabase(embedded, database));
    databaseUrl = database.url;
    server = await startServer(databaseUrl, settings);
    ending.unshift(server.stop);
    await fillSite(site.run, parts);
    browser = await launch();
    ending.unshift(() => browser.close());
  });
  afterEach(async () => {
    for (const page of browser.contexts().flatMap((context) => context.pages())) await page.close();
    const heard = [...complaints, ...server.takeComplaints()];
    complaints = [];
    expect(heard).toEqual([]);
  });
  afterAll(async () => {
    for (const end of ending) await end();
  });
  return site;
}
