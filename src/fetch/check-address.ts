/**
 * Decides whether an IP address may be connected to. Only globally routable unicast passes; everything that names
 * this machine, its network, a translation of either, or a range set aside by IANA is refused (RFC 6890 and its
 * registries, by way of `ipaddr.js`). A host passes only when every address it resolves to passes.
 */
import ipaddr from 'ipaddr.js';
import { AppError } from '#domain/errors.ts';

/** `public`, or the name of the range that bars the address (`loopback`, `private`, `uniqueLocal`, …). */
export type AddressClass = 'public' | (string & {});

// All of today's global unicast space; what lies outside is unassigned, or the deprecated ::a.b.c.d form of an IPv4 address.
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

// Publicly routed numbers that clouds answer on from inside the machine: Azure's host agent.
const HOST_AGENTS = new Set(['168.63.129.16']);

/** Class of an address in any textual form of IPv4 or IPv6; `invalid` when it is neither. */
export function classifyAddress(address: string): AddressClass {
  const bare = address.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(bare)) return 'invalid';
  const parsed = ipaddr.parse(bare);
  if (HOST_AGENTS.has(parsed.toString())) return 'hostAgent';
  const range = parsed.range();
  if (range !== 'unicast') return range;
  if (parsed instanceof ipaddr.IPv6) {
    if (parsed.zoneId !== undefined) return 'zoned';
    if (!parsed.match(GLOBAL_UNICAST_V6)) return 'unassigned';
  }
  return 'public';
}

/** Throws `forbidden-address` naming host and address unless the address is public. */
export function assertPublicAddress(host: string, address: string): void {
  const found = classifyAddress(address);
  if (found === 'public') return;
  const where = host === address ? host : `${host} (${address})`;
  throw new AppError('forbidden-address', `The address ${where} is not on the public internet: ${found}.`, {
    remedy: openHostRemedy(host),
  });
}

/** The sentence that tells an operator how to open a host on purpose. */
export function openHostRemedy(host: string): string {
  return `If this host is meant to be read, name it in REGATLAS_FETCH_ALLOW_HOSTS (for example ${host}).`;
}
