/**
 * How much a request may send: a form of a few fields by default, a whole page where one is written, a file where one
 * is taken. The frame asks for the role first, so that nobody else's large body is read at all.
 */
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '#domain/errors.ts';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;

/** Most bytes of any form that is not below. */
export const MOST_FORM_BYTES = 64 * KIBIBYTE;

/** The first match counts. A page in a form is about twice its size: rows travel with what they were. */
const LARGER: readonly { readonly path: RegExp; readonly most: number }[] = [
  { path: /^\/drafts(?:\/[0-9a-f-]{36}\/sources)?$/, most: 24 * MEBIBYTE },
  // Addresses of documents to read, up to fifty of 2,000 characters, twice.
  { path: /^\/runs$/, most: 512 * KIBIBYTE },
  { path: /^\/drafts\/[0-9a-f-]{36}(?:\/(?:preview|merge))?$/, most: 16 * MEBIBYTE },
];

/** Refuses larger bodies with `too-large`. */
export function limitBodies(): MiddlewareHandler {
  const limits = new Map<number, MiddlewareHandler>();
  const limitOf = (most: number): MiddlewareHandler => {
    const known = limits.get(most) ?? bodyLimit({ maxSize: most, onError: () => refuse(most) });
    limits.set(most, known);
    return known;
  };
  return (context, next) => {
    // Only what sends a body: looking for one makes a whole Request of every page view, a tenth of its cost.
    if (context.req.method !== 'POST') return next();
    const { path } = context.req;
    return limitOf(LARGER.find((one) => one.path.test(path))?.most ?? MOST_FORM_BYTES)(context, next);
  };
}

function refuse(most: number): never {
  throw new AppError('too-large', `What you sent is larger than ${most} bytes.`, {
    remedy: 'Shorten the text and send it again.',
  });
}
