/** Which network address a request came from: that of the connection, or behind proxies what the outermost one saw. */
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * `proxies` is how many stand in front, each adding the address it saw to the end of X-Forwarded-For. What is before
 * their entries anybody can write, so it is not looked at.
 */
export function addressOfReader(proxies: number): (request: Context) => string {
  return (request) => {
    const seen = getConnInfo(request).remote.address ?? 'unknown';
    return forwardedAddress(proxies, request.req.header('X-Forwarded-For') ?? '') ?? seen;
  };
}

/** The entry that the outermost of so many proxies wrote; undefined without proxies or when there is none. */
export function forwardedAddress(proxies: number, header: string): string | undefined {
  if (proxies === 0) return undefined;
  const entries = header.split(',').map((entry) => entry.trim());
  const entry = entries.at(-proxies);
  return entry === '' ? undefined : entry;
}
