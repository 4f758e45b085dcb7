/** `regatlas diff`: two versions of a page brought in one after the other. */
import { describe, expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase('file');
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, { env: database.env(), ...(cwd === undefined ? {} : { cwd }) });

describe('diff', () => {
  it('tells what the later version changed, for people and for programs', async () => {
    const folder = makeFiles({
      'first.txt': pageText({ id: 71, summary: 'Mining is held in bounds by the price of power.' }),
      'second.txt': pageText({ id: 71, summary: 'Mining is held in bounds by the price of land.' }),
    });
    await run(['import', 'first.txt'], folder);
    await run(['import', 'second.txt'], folder);
    const shown = await run(['diff', '71', '1', '2']);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('#71 version 1 → version 2  IS × Mining_Status');
    expect(shown.stdout).toContain('Status unchanged.');
    expect(shown.stdout).toContain('One sentence reworded.');
    expect(shown.stdout).toContain('≠ Mining is held in bounds by the price of [−power−]{+land+}.');
    const asked = await run(['diff', '71', '2', '1', '--json']);
    const json = readJson<{ schema: string; before: { version: number }; summary: string[] }>(asked);
    expect([json.schema, json.before.version]).toEqual(['regatlas.version-diff/1', 1]);
    expect(json.summary).toContain('One sentence reworded.');
  });

  it('refuses what is no version and says which one is not there', async () => {
    const wrong = await run(['diff', '71', 'one', '2']);
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('“one” is not the number of a version'),
    ]);
    const missing = await run(['diff', '71', '1', '9']);
    expect(missing.stderr).toContain('There is no analysis #71 with a version 9.');
    expect(missing.code).not.toBe(0);
  });
});
