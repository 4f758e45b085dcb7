/** How a text for programs is sent: kept by whoever has it, and asked for again each time, as it may change any moment. */
import type { Context } from 'hono';
import { sha256Hex } from '#domain/canonical-json.ts';

/** Answers 304 to who has it already. `name` is offered for saving. */
export function sendText(context: Context, text: string, name: string, mediaType: string): Response {
  const etag = `"${sha256Hex(text).slice(0, 32)}"`;
  const headers = {
    'Content-Type': mediaType,
    'Content-Disposition': `inline; filename="${name}"`,
    'Cache-Control': 'no-cache',
    ETag: etag,
  };
  const known = context.req.header('If-None-Match')?.split(',') ?? [];
  const isKnown = known.some((tag) => tag.trim().replace(/^W\//, '') === etag);
  return isKnown ? context.body(null, 304, headers) : context.body(text, 200, headers);
}
