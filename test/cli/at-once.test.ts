/** Commands that run at the same time on one database: each ends well, and nothing is there twice or unseen. */
import { expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const ROUNDS = 4;

const database = useDatabase('file');
const run = (args: readonly string[], cwd: string) =>
  runRegatlas([...args, '--json'], { env: database.env(), cwd });

type Imported = { files: { versions: { outcome: string; version: number }[] }[] };

it('the same source twice', async () => {
  const folder = makeFiles({ 'a.txt': 'A note on exchanges in Malta, taken in by two at once.' });
  const both = await Promise.all([
    run(['source', 'add', 'a.txt'], folder),
    run(['source', 'add', 'a.txt'], folder),
  ]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(both.map((result) => readJson(result).outcome).sort()).toEqual(['added', 'unchanged']);
  expect(new Set(both.map((result) => readJson(result).id)).size).toBe(1);
});

it('the same new pages, in the same order', async () => {
  const numbers = Array.from({ length: 15 }, (_, index) => 500 + index);
  const folder = makeFiles(Object.fromEntries(numbers.map((id) => [`${id}.txt`, pageText({ id })])));
  const names = numbers.map((id) => `${id}.txt`);
  const both = await Promise.all([run(['import', ...names], folder), run(['import', ...names], folder)]);
  expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ]);
  const [one, other] = both.map((result) =>
    readJson<Imported>(result).files.flatMap(({ versions }) => versions),
  );
  one?.forEach((version, index) => {
    expect([version.outcome, other?.[index]?.outcome].sort()).toEqual(['imported', 'unchanged']);
  });
  expect(await database.query('select 1 from analysis_version where number > 1')).toEqual([]);
});

it('a page and a source for it: whichever comes first, the page is held against the source', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const id = 600 + round;
    const folder = makeFiles({
      'page.txt': pageText({
        id,
        jurisdiction: 'Chile',
        summary: `Page ${id} says that mining is held in bounds.`,
      }),
      'note.txt': `A note on Chile, the one with number ${id}.\n\nMining in Chile is held in bounds.`,
    });
    const both = await Promise.all([
      run(['import', 'page.txt'], folder),
      run(['source', 'add', 'note.txt'], folder),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const shown = await run(['show', String(id)], folder);
    const { verification } = readJson<{ verification: { sources: unknown[] } }>(shown);
    expect(verification.sources).toHaveLength(round + 1);
  }
});
