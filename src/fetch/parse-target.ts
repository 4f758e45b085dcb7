/**
 * Reads an address that somebody wants fetched and refuses what must never be requested: other schemes, embedded
 * credentials, unusual ports, IP literals outside the public internet. The WHATWG parser has by then turned decimal,
 * octal, hexadecimal and shortened IPv4 spellings into dotted form, so one check covers them all.
 */
import { isIP } from 'node:net';
import { AppError } from '#domain/errors.ts';
import { assertPublicAddress, openHostRemedy } from './check-address.ts';

// Ports web servers are published on. Others are mail, databases and shells that could be driven by a crafted request.
const WEB_PORTS = new Set(['80', '443', '8080', '8443']);

const MAX_URL_LENGTH = 8_000;

/** A host, or host and port, that may be fetched although it is private: `intranet.example`, `127.0.0.1:8099`. */
export type AllowedHosts = ReadonlySet<string>;

/** Settings as a set; case and surrounding space do not matter, blanks are left out. */
export function readAllowedHosts(entries: readonly string[]): AllowedHosts {
  return new Set(entries.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== ''));
}

/** True when the setting opens this host, on every port or on this one. */
export function isAllowedHost(allowed: AllowedHosts, hostname: string, port: string): boolean {
  const host = plainHost(hostname);
  return allowed.has(host) || allowed.has(`${host}:${port}`);
}

/** The address, checked and without fragment. `base` is the page a redirect came from. Throws AppError. */
export function parseTarget(text: string, allowed: AllowedHosts, base?: URL): URL {
  const url = parseHttpUrl(text, base);
  url.hash = '';
  const port = effectivePort(url);
  if (isAllowedHost(allowed, url.hostname, port)) return url;
  if (!WEB_PORTS.has(port)) {
    throw new AppError('forbidden-address', `Port ${port} of ${url.hostname} is not a usual web port.`, {
      remedy: openHostRemedy(`${url.hostname}:${port}`),
    });
  }
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) assertPublicAddress(literal, literal);
  return url;
}

/** Port that will be connected to, as digits. */
export function effectivePort(url: URL): string {
  if (url.port !== '') return url.port;
  return url.protocol === 'https:' ? '443' : '80';
}

function parseHttpUrl(text: string, base: URL | undefined): URL {
  const remedy = 'Give a full address that begins with https:// or http://.';
  if (text.length > MAX_URL_LENGTH) {
    throw new AppError('invalid-input', `The address is longer than ${MAX_URL_LENGTH} characters.`, {
      remedy,
    });
  }
  if (!URL.canParse(text, base?.href)) {
    throw new AppError('invalid-input', `“${text.slice(0, 200)}” is not a web address.`, { remedy });
  }
  const url = new URL(text, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError('invalid-input', `Addresses with ${url.protocol} are not fetched.`, { remedy });
  }
  if (url.username !== '' || url.password !== '') {
    throw new AppError('invalid-input', `The address of ${url.hostname} carries a user name or password.`, {
      remedy: 'Remove the part before the @ sign; credentials are never sent.',
    });
  }
  return url;
}

function plainHost(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, '');
}
