import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { limitBodies, MOST_FORM_BYTES } from './limit-bodies.ts';

const DRAFT = `/drafts/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`;
const app = new Hono();
app.use(limitBodies());
app.post('*', async (context) => context.text(String((await context.req.text()).length)));
app.onError((error, context) => context.text((error as { code?: string }).code ?? 'fault', 413));

const send = async (path: string, bytes: number, length: 'told' | 'streamed' = 'told') => {
  const body = 'x'.repeat(bytes);
  const streamed = { body: new Blob([body]).stream(), duplex: 'half' } as RequestInit;
  const answer = await app.request(path, {
    method: 'POST',
    ...(length === 'told' ? { body, headers: { 'Content-Length': String(bytes) } } : streamed),
  });
  return answer.text();
};

it.each([
  ['/analyses/7/reviews', MOST_FORM_BYTES],
  [`${DRAFT}/version`, MOST_FORM_BYTES],
  [`${DRAFT}/cite`, MOST_FORM_BYTES],
  ['/drafts/x', MOST_FORM_BYTES],
  [DRAFT, 16 * 1024 * 1024],
  [`${DRAFT}/merge`, 16 * 1024 * 1024],
  ['/drafts', 24 * 1024 * 1024],
  [`${DRAFT}/sources`, 24 * 1024 * 1024],
])('takes at %s %i bytes and not one more, whether told before or not', async (path, most) => {
  expect(await send(path, most)).toBe(String(most));
  expect(await send(path, most + 1)).toBe('too-large');
  expect(await send(path, most + 1, 'streamed')).toBe('too-large');
});
