/**
 * What a request must be before any route sees it: for a name this server goes by, with a method the address takes.
 * A server on a loopback address would otherwise answer any web page whose host name was made to point at it.
 */
import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { AppError } from '#domain/errors.ts';
import { holdsRole, type Viewer } from '#domain/person.ts';
import { type AccessRule, plainPattern, takesMethod } from './access.ts';

declare module 'hono' {
  interface ContextVariableMap {
    /** Who sent the request; null for a reader without an account. */
    viewer: Viewer | null;
  }
}

/** Methods of an address: reading everywhere, sending only where the table says so. */
export function allowedMethods(path: string, rules: readonly AccessRule[]): readonly string[] {
  return takesMethod(rules, 'POST', path) ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
}

/** Refuses other methods with `wrong-method`. */
export function refuseOtherMethods(rules: readonly AccessRule[]): MiddlewareHandler {
  return async (context, next) => {
    const allowed = allowedMethods(context.req.path, rules);
    if (!allowed.includes(context.req.method)) {
      throw new AppError('wrong-method', `This address does not take ${context.req.method} requests.`, {
        remedy: `It takes ${allowed.join(', ')}.`,
      });
    }
    await next();
  };
}

/**
 * Finds out who is asking and refuses what their role may not do: `signed-out` (401) to somebody without an account,
 * `forbidden` to others. A route without a rule is refused to everyone, as nobody has said who may use it.
 */
export function refuseOthersRoles(
  rules: readonly AccessRule[],
  findViewer: (headers: Headers) => Promise<Viewer | null>,
): MiddlewareHandler {
  const leastOf = new Map(rules.map((rule) => [`${rule.method} ${rule.path}`, rule.least]));
  return async (context, next) => {
    const viewer = await findViewer(context.req.raw.headers);
    context.set('viewer', viewer);
    for (const { method, path } of matchedRoutes(context)) {
      if (method === 'ALL') continue;
      const least = leastOf.get(`${method} ${plainPattern(path)}`);
      if (least === undefined) throw new Error(`the route ${method} ${path} has no rule of access`);
      if (holdsRole(viewer?.role ?? 'reader', least)) continue;
      throw viewer === null ? signedOut(least) : notAllowed(viewer.role, least);
    }
    await next();
  };
}

function signedOut(least: string): AppError {
  return new AppError('signed-out', `This takes an account with the role ${least}.`, {
    remedy: 'Sign in and try again.',
  });
}

function notAllowed(role: string, least: string): AppError {
  return new AppError('forbidden', `This takes the role ${least}; yours is ${role}.`, {
    remedy: 'Ask an administrator of this installation; nothing was changed.',
  });
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
