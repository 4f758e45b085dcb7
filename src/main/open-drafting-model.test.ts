import { expect, it } from 'vitest';
import { readSettings } from './config.ts';
import { openDraftingModel, openModelSearch } from './open-drafting-model.ts';

const now = () => new Date('2026-05-04T09:00:00Z');
const KEY = 'sk-0123456789';
const settings = (env: Record<string, string>) => readSettings(env);
const GEMINI = { REGATLAS_MODEL: 'google:gemini-2.5-flash', REGATLAS_MODEL_KEY: KEY };

it('builds the model that the settings name, with its price and what it can read', async () => {
  const env = { ...GEMINI, REGATLAS_MODEL_PRICE: '0.3/2.5', REGATLAS_MODEL_CONTEXT: '32000' };
  const model = await openDraftingModel(settings(env), now);
  expect(model).toMatchObject({ id: 'google:gemini-2.5-flash', contextTokens: 32_000 });
  const { tokens, costMicros } = model.reserve({ system: '', prompt: '', schemaName: '', schema: null });
  expect(tokens).toBeGreaterThan(8_000);
  expect(costMicros).toBe(Math.ceil((tokens - 8_000) * 0.3 + 8_000 * 2.5));
  expect(JSON.stringify(model)).not.toContain(KEY);
});

it('does not know what a model without a price costs', async () => {
  const model = await openDraftingModel(settings(GEMINI), now);
  expect(model.reserve({ system: '', prompt: '', schemaName: '', schema: null }).costMicros).toBeNull();
});

it.each([
  [{}, 'REGATLAS_MODEL'],
  [{ REGATLAS_MODEL: 'anthropic:claude-sonnet-4-5' }, 'REGATLAS_MODEL_KEY'],
])('refuses settings that name no model or no key: %j', async (env, field) => {
  await expect(openDraftingModel(settings(env), now)).rejects.toMatchObject({
    code: 'setting-invalid',
    place: { field },
  });
});

it('needs no key for a server of this machine', async () => {
  const env = { REGATLAS_MODEL: 'openai-compatible:llama3@http://127.0.0.1:11434/v1' };
  expect((await openDraftingModel(settings(env), now)).id).toBe('openai-compatible:llama3');
});

it.each(['1', '1/', '-1/2', '1/2/3', 'free', '1,5/2'])('refuses the price %s', (price) => {
  expect(() => settings({ ...GEMINI, REGATLAS_MODEL_PRICE: price })).toThrow('dollars per million tokens');
});

it('searches with providers that search, and with no other', async () => {
  expect((await openModelSearch(settings(GEMINI), now, null))?.id).toContain('google:gemini-2.5-flash');
  expect(await openModelSearch(settings({}), now, null)).toBeNull();
  expect(await openModelSearch(settings({ ...GEMINI, REGATLAS_MODEL_KEY: '' }), now, null)).toBeNull();
  const local = {
    REGATLAS_MODEL: 'openai-compatible:llama3@http://127.0.0.1:11434/v1',
    REGATLAS_MODEL_KEY: KEY,
  };
  expect(await openModelSearch(settings(local), now, null)).toBeNull();
});
