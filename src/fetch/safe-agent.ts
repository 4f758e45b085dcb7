/**
 * The HTTP agent that cannot be led into a private network. Names are resolved by our own lookup, inside the very
 * call that opens the socket: all answers are checked and only those answers are handed to the socket, so a name
 * server that changes its mind between check and connection (DNS rebinding) has nothing to gain.
 */
import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { AppError } from '#domain/errors.ts';
import { assertPublicAddress } from './check-address.ts';
import { type AllowedHosts, isAllowedHost } from './parse-target.ts';

/** One answer of a name server. */
export type ResolvedAddress = { readonly address: string; readonly family: number };

/** Looks a host name up; every address it has. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** The machine's own resolver, hosts file included. */
export const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true, verbatim: true });

const MAX_HEADER_BYTES = 32_768;

/** What bounds one agent. */
export type AgentSettings = {
  readonly allowed: AllowedHosts;
  readonly resolve: Resolve;
  /** Milliseconds for the connection, the headers, and each wait for more of the body. */
  readonly timeoutMs: number;
};

/** A fresh agent without cookies, proxy or HTTP/2; the caller destroys it. */
export function createSafeAgent(settings: AgentSettings): Agent {
  const { timeoutMs } = settings;
  const guarded = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    lookup: createCheckedLookup(settings.resolve, true),
  });
  const open = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    lookup: createCheckedLookup(settings.resolve, false),
  });
  return new Agent({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: (options, callback) => {
      const port = options.port === '' ? (options.protocol === 'https:' ? '443' : '80') : options.port;
      const connect = isAllowedHost(settings.allowed, options.hostname, port) ? open : guarded;
      connect(options, callback);
    },
  });
}

/** A lookup for `net.connect` that refuses a host as soon as one of its addresses is not public. */
export function createCheckedLookup(resolve: Resolve, publicOnly: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveChecked(resolve, hostname, publicOnly).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all === true) callback(null, [...addresses]);
        else if (first !== undefined) callback(null, first.address, first.family);
      },
      (error: Error) => {
        callback(error, '', 0);
      },
    );
  };
}

async function resolveChecked(
  resolve: Resolve,
  hostname: string,
  publicOnly: boolean,
): Promise<readonly ResolvedAddress[]> {
  const addresses = await resolve(hostname).catch((cause: unknown) => {
    throw new AppError('fetch-failed', `The host name ${hostname} could not be resolved.`, {
      remedy: 'Check the spelling of the address and the network connection.',
      retryable: true,
      cause,
    });
  });
  if (addresses.length === 0) {
    throw new AppError('fetch-failed', `The host name ${hostname} has no address.`, {
      remedy: 'Check the spelling of the address.',
    });
  }
  if (publicOnly) for (const { address } of addresses) assertPublicAddress(hostname, address);
  return addresses;
}
