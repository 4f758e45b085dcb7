import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSecret } from './keep-secret.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regatlas-secret-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is made once, however many ask at the same time, and nobody else may read it', async () => {
  const data = join(folder, 'data');
  const made = await Promise.all([1, 2, 3, 4].map(() => keepSecret('', data)));
  expect(new Set(made).size).toBe(1);
  expect(made[0]?.length).toBeGreaterThanOrEqual(43);
  expect((await stat(join(data, 'secret'))).mode & 0o777).toBe(0o600);
  expect(await keepSecret('', data)).toBe(made[0]);
});

it('is the given one without touching the folder', async () => {
  expect(await keepSecret('given', join(folder, 'none'))).toBe('given');
  await expect(stat(join(folder, 'none'))).rejects.toThrow('ENOENT');
});

it('is refused when the file was emptied, naming file and setting', async () => {
  await writeFile(join(folder, 'secret'), '');
  await expect(keepSecret('', folder)).rejects.toMatchObject({
    code: 'setting-invalid',
    place: { field: 'REGATLAS_SECRET' },
    message: expect.stringContaining(join(folder, 'secret')),
  });
});
