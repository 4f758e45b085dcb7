/** `source add-articles`: every article a source of its own, all of a file or none, the same again changes nothing. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase('test');
const run = (args: readonly string[], cwd: string) =>
  runRegatlas(['source', 'add-articles', ...args], { env: database.env(), cwd });

const article = (number: number, changed: object = {}) => ({
  ...{ id: `harbours-${number}`, instrumentId: 'harbours', label: `Article ${number}`, language: 'en' },
  ...{ title: number === 2 ? 'Lamps' : 'Moorings', source: 'https://law.example.org/harbours' },
  ...{ sourceFragment: `https://law.example.org/harbours#art_${number}`, retrievedOn: '2031-01-02' },
  paragraphs: [`1. Rule ${number} applies in every harbour.`, '2. The master answers for it.'],
  ...changed,
});
const INSTRUMENTS = JSON.stringify([
  {
    ...{ id: 'harbours', title: 'Act on Harbours', jurisdictionId: 'is', issuingBodies: ['Althingi'] },
    ...{ dates: { publishedOn: '2030-05-04' }, source: { label: 'Law Gazette' } },
  },
]);
const files = (articles: object, more: Readonly<Record<string, string>> = {}) =>
  makeFiles({ 'act.json': JSON.stringify(articles), 'instruments.json': INSTRUMENTS, ...more });

type Outcome = { files: { articles: number; added: number; passages: number; ids: number[] }[] };
type Refused = { files: { refused?: { code: string; place: object; remedy: string }; added?: number }[] };

describe('source add-articles', () => {
  it('stores each article with what the list beside it says of the act', async () => {
    const folder = files([article(1), article(2)]);
    const result = await run(['act.json', '--json'], folder);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(readJson<Outcome>(result).files).toEqual([
      {
        file: 'act.json',
        articles: 2,
        added: 2,
        passages: 10,
        ids: [expect.any(Number), expect.any(Number)],
      },
    ]);
    const sources = await database.query(
      `select title, publisher, published_on, tier, url, canonical_url, language, extractor, jurisdiction, basis,
              snapshot.media_type
         from source join snapshot on snapshot.source = source.id
         join source_text on source_text.snapshot = snapshot.sha256
         join source_jurisdiction on source_jurisdiction.source = source.id order by source.id`,
    );
    expect(sources).toHaveLength(2);
    expect(sources[1]).toEqual({
      title: 'Act on Harbours — Article 2: Lamps',
      ...{ publisher: 'Law Gazette', published_on: '2030-05-04', tier: 'law', language: 'en' },
      url: 'https://law.example.org/harbours#art_2',
      canonical_url: 'https://law.example.org/harbours#art_2',
      extractor: 'law-article',
      ...{ jurisdiction: 'IS', basis: 'declared' },
      media_type: 'application/vnd.regatlas.law-article+json',
    });
  });

  it('changes nothing the second time, and stores a reworded article beside the old one', async () => {
    const folder = files([article(1), article(2)], {
      'later.json': JSON.stringify([article(1), article(2, { paragraphs: ['1. Reworded.'] })]),
    });
    await run(['act.json'], folder);
    const before = await database.countRows();
    const again = await run(['act.json'], folder);
    expect(again.stdout).toMatch(/^unchanged {2}2 articles {2}0 new {2}10 passages {2}act\.json$/m);
    expect(await database.countRows()).toEqual(before);
    expect((await run(['later.json'], folder)).stdout).toMatch(/^added {2}2 articles {2}1 new/m);
    expect((await database.countRows()).source).toBe(3);
  });

  it('tells how many, and how fast', async () => {
    const { stdout, stderr } = await run(['act.json'], files([article(1), article(2)]));
    expect(stdout).toMatch(/^added {2}2 articles {2}2 new {2}10 passages {2}act\.json$/m);
    expect(stderr).toMatch(/2 articles of 1 file, 2 new, 10 passages, \d+ articles a second\./);
  });

  it.each([
    [
      'a missing member',
      [article(1), article(2, { label: undefined })],
      /act\.json: \[1\]\.label: .*“harbours-2”/,
    ],
    ['an article without text', [article(1), article(2, { paragraphs: [] })], /“harbours-2”.*has no text/],
    ['an article twice', [article(1), article(1)], /“harbours-1” is there twice/],
    [
      'a jurisdiction that there is none of',
      [article(1, { instrumentId: 'nowhere' })],
      /no jurisdiction “QQ”/,
    ],
  ])('stores nothing of a file with %s, and all of the others', async (_what, articles, says) => {
    const list = JSON.stringify([
      ...JSON.parse(INSTRUMENTS),
      { id: 'nowhere', title: 'Act of Nowhere', jurisdictionId: 'qq' },
    ]);
    const folder = files(articles, { 'instruments.json': list, 'good.json': JSON.stringify([article(9)]) });
    const result = await run(['act.json', 'good.json', '--json'], folder);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(says);
    const [bad, good] = readJson<Refused>(result).files;
    expect(bad?.refused).toMatchObject({ place: { file: expect.stringContaining('act.json') } });
    expect(bad?.refused?.remedy).toBeTruthy();
    expect(good).toMatchObject({ added: 1 });
    expect((await database.countRows()).source).toBe(1);
  });

  it('refuses a list of acts that is named and not there', async () => {
    const result = await run(['act.json', '--instruments', 'none.json'], files([article(1)]));
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/none\.json: There is no such file/);
  });

  it('is what `source add` points to for such a file', async () => {
    const folder = files([article(1)]);
    const result = await runRegatlas(['source', 'add', join(folder, 'act.json')], { env: database.env() });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('source add-articles');
  });
});
