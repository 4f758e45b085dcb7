/**
 * What a request must be before any route sees it: for a name this server goes by, with a method the address takes.
 * A server on a loopback address would otherwise answer any web page whose host name was made to point at it.
 */
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#domain/errors.ts';

/** Methods of an address: reading everywhere, sending only where `takesForms` says so. */
export function allowedMethods(path: string, takesForms: (path: string) => boolean): readonly string[] {
  return takesForms(path) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
}

/** Refuses other methods with `wrong-method`. */
export function refuseOtherMethods(takesForms: (path: string) => boolean): MiddlewareHandler {
  return async (context, next) => {
    const allowed = allowedMethods(context.req.path, takesForms);
    if (!allowed.includes(context.req.method)) {
      throw new AppError('wrong-method', `This address does not take ${context.req.method} requests.`, {
        remedy: `It takes ${allowed.join(', ')}.`,
      });
    }
    await next();
  };
}

/** Refuses requests for other names with `wrong-host`, whatever their port; null takes every name. */
export function refuseOtherHosts(allowed: readonly string[] | null): MiddlewareHandler {
  return async (context, next) => {
    if (allowed !== null) {
      const asked = context.req.header('Host') ?? new URL(context.req.url).host;
      if (!allowed.includes(hostName(asked))) {
        throw new AppError('wrong-host', 'This server does not go by the name it was asked for.', {
          remedy:
            'Use http://127.0.0.1 with its port; for other names its operator sets REGATLAS_PUBLIC_HOSTS.',
        });
      }
    }
    await next();
  };
}

/** Name or address without port and final dot, lower case, IPv6 in brackets; empty when it is neither. */
function hostName(host: string): string {
  // Whoever writes more than a host there wants to be misread.
  if (/[^\w.:[\]-]/.test(host)) return '';
  return URL.parse(`http://${host}`)?.hostname.replace(/\.$/, '') ?? '';
}
