/** Which names a server answers to, by where it listens. */

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The names for a server listening on `host`: on a loopback address those of this machine and the public ones of a
 * proxy; elsewhere null, any, because the names of a network are not known here.
 */
export function allowedHosts(host: string, publicHosts: readonly string[]): readonly string[] | null {
  const own = host.includes(':') ? `[${host.replace(/^\[|\]$/g, '')}]` : host.toLowerCase();
  const isLoopback = own === 'localhost' || own === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(own);
  return isLoopback ? [...LOOPBACK_NAMES, own, ...publicHosts] : null;
}
