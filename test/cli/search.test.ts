/** `search`, and commands that do without the index when it cannot be used. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase('file');
const dataDir = mkdtempSync(join(tmpdir(), 'regatlas-search-'));
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, {
    env: { ...database.env(), REGATLAS_DATA_DIR: dataDir },
    ...(cwd === undefined ? {} : { cwd }),
  });

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

type Found = {
  passages: { source: number; start: number; address: string; snippet: { text: string; isHit: boolean }[] }[];
  analyses: { analysis: number; unit: string }[];
  remarks: string[];
};

beforeAll(async () => {
  const folder = dataDir;
  const files = {
    'page.txt': pageText({ id: 71, summary: 'The page says that zebras may not be mined.' }),
    'law.txt': 'A law on animals.\n\nZebra mining needs a licence of the ministry.',
    'news.txt': 'The minister was seen with a zebra.',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await run(['import', 'page.txt'], folder);
  await run(
    ['source', 'add', 'law.txt', '--tier', 'law', '--published', '2024-06', '--jurisdiction', 'NO'],
    folder,
  );
  await run(['source', 'add', 'news.txt', '--tier', 'news', '--published', '2023'], folder);
});

describe('search', () => {
  it('finds passages and places on pages, and says where they are', async () => {
    const shown = await run(['search', 'mining', 'of', 'zebras']);
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toMatch(
      /source 1 .* law {2}2024-06 {2}about NO\n {2}characters 19 to 64: Zebra mining/,
    );
    expect(shown.stdout).toMatch(/analysis #71 version 1 /);
    const found = readJson<Found>(await run(['search', 'zebra', '--json']));
    expect(found.passages.map(({ source }) => source).sort()).toEqual([1, 2]);
    expect(found.analyses[0]).toMatchObject({ analysis: 71 });
    const hits = found.passages.flatMap(({ snippet }) => snippet.filter(({ isHit }) => isHit));
    expect(hits.map(({ text }) => text.toLowerCase())).toEqual(['zebra', 'zebra']);
  });

  it.each([
    [['zebra', '--tier', 'news'], [2]],
    [['zebra', '--jurisdiction', 'norway'], [1]],
    [['zebra', 'after:2024'], [1]],
    [['zebra', '--before', '2023-12-31'], [2]],
    [['"zebra mining"'], [1]],
    [['zebra', '--', '-mining'], [2]],
    [['zebra', '--limit', '1'], [2]],
    [['giraffe'], []],
  ])('restricted by %j', async (args, sources) => {
    const [query = '', ...rest] = args;
    const found = readJson<Found>(await run(['search', '--json', query, ...rest]));
    expect(found.passages.map(({ source }) => source)).toEqual(sources);
  });

  it.each([
    [['tier:law'], /nothing to search for/],
    [['zebra', '--tier', 'rumour'], /“rumour” is no tier/],
    [['zebra', '--jurisdiction', 'Nowhere'], /--jurisdiction: “Nowhere” is not known/],
    [['zebra', '--topic', 'Nothing'], /--topic: “Nothing” is not known/],
    [['zebra', '--after', 'soon'], /“soon” is no date/],
    [['zebra', '--limit', '0'], /--limit: “0” is not a number/],
  ])('refuses %j', async (args, message) => {
    const refused = await run(['search', ...args]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(message);
  });
});

it('everything but the search works without the index, and says so once', async () => {
  const blocked = join(dataDir, 'blocked');
  writeFileSync(blocked, '');
  const without = (args: readonly string[], cwd?: string) =>
    runRegatlas(args, {
      env: { ...database.env(), REGATLAS_DATA_DIR: blocked },
      ...(cwd === undefined ? {} : { cwd }),
    });
  const folder = makeFiles({
    'one.txt': pageText({ id: 81, summary: 'Mining is held in bounds.' }),
    'two.txt': pageText({ id: 82, summary: 'Mining is held in other bounds.' }),
    'note.txt': 'Mining is held in bounds.',
  });
  const imported = await without(['import', 'one.txt', 'two.txt'], folder);
  expect(imported.code).toBe(0);
  expect(imported.stderr.match(/The search index cannot be used/g)).toHaveLength(1);
  expect((await without(['source', 'add', 'note.txt'], folder)).code).toBe(0);
  const search = await without(['search', 'zebra']);
  expect(search).toMatchObject({ code: 3, stdout: '' });
  const ill = readJson<{ checks: { name: string; ok: boolean }[] }>(await without(['doctor', '--json']));
  expect(ill.checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(['search index']);
});
