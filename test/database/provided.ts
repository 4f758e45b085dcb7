/** What the global set-up hands to the test files. */

/** The two kinds of server that the whole store suite runs on. */
export type ServerKind = 'embedded' | 'server';

/**
 * `ready`: databases can be cloned from `template`. `missing`: there is no such server here, for the reason given, and
 * its suite is skipped. `failed`: it should be there, so its suite fails with the reason.
 */
export type TestServer =
  | { readonly state: 'ready'; readonly adminUrl: string; readonly template: string }
  | { readonly state: 'missing' | 'failed'; readonly reason: string };

declare module 'vitest' {
  interface ProvidedContext {
    servers: Record<ServerKind, TestServer>;
  }
}
