/** The web server as a process: one port, one database, and an orderly end. */
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { forgetExpired } from '#accounts/forget-expired.ts';
import { keepSecret } from '#accounts/keep-secret.ts';
import { openAccounts } from '#accounts/open-accounts.ts';
import { offerSetUp } from '#accounts/set-up-admin.ts';
import type { RunningServer } from '#cli/context.ts';
import { AppError, describeError, isAppError } from '#domain/errors.ts';
import { allowedHosts } from '#http/allowed-hosts.ts';
import { createComparisonRoutes } from '#http/api/comparison-routes.ts';
import { createHttpApp } from '#http/create-http-app.ts';
import { keepTelling } from '#jobs/tell-watchers.ts';
import { readUnsubscribeToken } from '#notify/unsubscribe-token.ts';
import { acquireServerLock } from '#store/embedded/server-lock.ts';
import { listenToChanges } from '#store/listen-changes.ts';
import { readAssets } from '#web/assets.ts';
import { createPages } from '#web/create-pages.tsx';
import { createPageCache } from '#web/page-cache.ts';
import { createMemory } from '#web/remember.ts';
import { openRunNews } from '#web/run-news.ts';
import { oidcOf, publicHosts } from './account-settings.ts';
import { addressOfReader } from './address-of-reader.ts';
import type { Settings } from './config.ts';
import { letterDeps } from './letter-deps.ts';
import { loadExample } from './load-example.ts';
import { openApp } from './open-app.ts';
import { openEditing } from './open-editing.ts';
import { openResearching } from './open-researching.ts';
import { appVersion, projectPath } from './project-root.ts';
import { untilStopped } from './stop-signal.ts';

// About half a megabyte each for a long page with many sources.
const REMEMBERED_BODIES = 100;
const DRAIN_MS = 5_000;
const SWEEP_MS = 50;
// Who sends slowly holds a connection: headers within ten seconds, a whole request within a minute.
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 2_000 };

/**
 * Serves until stopped; `onReady` is called once. Throws `port-taken`, `folder-in-use`, and what opening the database
 * throws.
 */
export async function serve(
  settings: Settings,
  report: (line: string) => void,
  onReady: (server: RunningServer) => void,
): Promise<void> {
  const stopped = untilStopped();
  const onError = (error: unknown) => report(describeFault(error));
  report('Starting the database …');
  await using app = await openApp(settings, { role: 'server', supervise: true, onError, log: report });
  // Several servers may share a database server; an embedded one has exactly one.
  const embedded = app.store.embedded;
  await using _lock =
    embedded === undefined
      ? null
      : await acquireServerLock(embedded.connection, settings.REGATLAS_DATA_DIR, report);
  const loaded = settings.REGATLAS_EXAMPLE === 'load' && (await loadExample(app));
  // In the background: who searches before it is done is told that the index is behind.
  app.search.catchUp().catch(onError);
  if (settings.REGATLAS_JOBS === 'inline') await app.queue.work();
  const cache = createPageCache(settings.REGATLAS_PAGE_CACHE_BYTES);
  await using _listener = listenToChanges(app.store, { onChange: cache.drop, onListening: cache.setFresh });
  await using news = openRunNews(app.store);
  // Known once the port is: it may be any free one.
  let publicUrl = settings.REGATLAS_PUBLIC_URL;
  const secret = await keepSecret(settings.REGATLAS_SECRET, settings.REGATLAS_DATA_DIR);
  const accounts = openAccounts({
    store: app.store,
    deps: app.deps,
    secret,
    publicUrl: () => publicUrl,
    oidc: oidcOf(settings),
    openToNew: settings.REGATLAS_REVIEWS === 'open',
    onError,
  });
  const http = createHttpApp({
    store: app.store,
    pages: createPages({
      ...app,
      cache,
      bodies: createMemory(REMEMBERED_BODIES),
      assets: readAssets(projectPath('dist', 'client')),
      appVersion: appVersion(),
      reviewsOpen: settings.REGATLAS_REVIEWS === 'open',
      accounts,
      personOfLetter: (token) => readUnsubscribeToken(secret, token),
      digestHour: settings.REGATLAS_DIGEST_HOUR,
      sendsMail: settings.REGATLAS_SMTP_URL !== '',
      editing: openEditing(app, settings),
      researching: openResearching(app, settings, news),
      addressOf: addressOfReader(settings.REGATLAS_PROXIES),
    }),
    api: [createComparisonRoutes(app.store, app.deps.reference)],
    findViewer: accounts.findViewer,
    allowedHosts: allowedHosts(settings.HOST, publicHosts(settings)),
    assetsDir: projectPath('dist', 'client'),
    onError,
  });
  const server = createServer(PATIENCE, getRequestListener(http.fetch));
  const address = await listen(server, settings);
  if (publicUrl === '') publicUrl = address;
  await using _telling =
    settings.REGATLAS_JOBS === 'inline'
      ? keepTelling(app.store, letterDeps(app, settings, { secret, publicUrl: () => publicUrl }), onError)
      : null;
  const setUp = await app.store.write(async (tx) => {
    await forgetExpired(tx, app.deps.clock);
    return offerSetUp(tx, app.deps);
  });
  for (const line of describeStart(address, loaded)) report(line);
  if (setUp !== undefined) {
    report(
      `  Nobody administers this yet. Become its administrator (once, until ${setUp.expiresAt.slice(0, 16)} UTC):`,
    );
    report(`    ${publicUrl}${setUp.path}`);
  }
  onReady({ address, version: appVersion(), exampleLoaded: loaded });
  await stopped;
  report('Stopping …');
  // Pages that follow a run would hold the server open for as long as it may be.
  await news[Symbol.asyncDispose]();
  await close(server);
}

/** The address, and what to do with it. */
function describeStart(address: string, exampleLoaded: boolean): string[] {
  return [
    `Regatlas ${appVersion()} is ready: ${address}`,
    exampleLoaded
      ? `  Look at the bundled example:  ${address}/analyses/1`
      : `  All analyses:                 ${address}/analyses`,
    '  Bring in a page of yours:     npx regatlas import FILE        (in another terminal)',
    '  Add a source to hold it to:   npx regatlas source add FILE',
    '  Stop everything:              Ctrl-C',
  ];
}

/** A refusal in its own words; of a defect everything that helps to find it. */
function describeFault(error: unknown): string {
  if (isAppError(error)) return `error: ${describeError(error)}`;
  return `error: ${error instanceof Error ? (error.stack ?? error.message) : error}`;
}

function listen(server: ReturnType<typeof createServer>, settings: Settings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, settings)));
    server.listen(settings.PORT, settings.HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : settings.PORT;
      const host = settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST;
      resolve(`http://${host}:${port}`);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, settings: Settings): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError(
      'port-taken',
      `Port ${settings.PORT} on ${settings.HOST} is taken by another program.`,
      {
        place: { field: 'PORT' },
        remedy: 'Stop that program, or choose another port: PORT=3001 npm start.',
        cause: error,
      },
    );
  }
  return new AppError(
    'setting-invalid',
    `Cannot listen on ${settings.HOST}:${settings.PORT} (${error.code}).`,
    {
      place: { field: 'HOST' },
      remedy: 'Use an address of this machine and a port you may open.',
      cause: error,
    },
  );
}

// Keep-alive connections would hold a closing server open; those still working get a moment to finish.
function close(server: ReturnType<typeof createServer>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    // Again and again: a connection whose last answer is still on its way is idle a moment later.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(timer);
      clearInterval(sweep);
      resolve();
    });
  });
}
