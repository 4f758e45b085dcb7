/** Signals on the command line: of files without a database, of stored sources, and after an upgrade of the rules. */
import { describe, expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas, startRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type Shown = {
  jurisdiction: string;
  topic: string;
  status: string | null;
  speaker: string | null;
  when: { words: string; date: string | null } | null;
  quote: { exact: string };
  source?: { id: number };
  pages?: { analysis: number; relation: string; status: string; evidenceState: string }[];
};
type Refused = { code: string; place: object; remedy: string };

const ARTICLE = [
  'PARO. In Bhutan, citizens have been allowed to own and trade cryptocurrencies, Pema Dorji, a spokesperson for the Ministry of Finance of Bhutan, said on 8 May.',
  'In April, the Royal Monetary Authority of Bhutan announced a pilot of a central bank digital currency.',
].join('\n\n');
const PAGE = pageText({
  jurisdiction: 'Bhutan',
  topic: 'Retail_Trading_Status',
  status: 'Banned',
  id: 740,
  summary: 'Retail trading in crypto-assets is banned in Bhutan.',
});

describe('signals read', () => {
  it('tells what files say of a status, with no database at all', async () => {
    const cwd = makeFiles({ 'a.txt': ARTICLE, 'b.txt': 'The river was high that day.' });
    const result = await runRegatlas(['signals', 'read', 'a.txt', 'b.txt'], { cwd });
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^a\.txt {2}2 signals$/m);
    expect(result.stdout).toMatch(
      /BT × Retail_Trading_Status {2}Allowed-Unregulated {2}asserted, by Pema Dorji/,
    );
    expect(result.stdout).toMatch(/8 May \(year not known\)/);
    expect(result.stdout).toMatch(/^b\.txt {2}no signals$/m);
  });

  it('gives one JSON document, narrowed to what is asked and with what is known of the file', async () => {
    const cwd = makeFiles({ 'a.txt': ARTICLE });
    const flags = ['--topic', 'CBDC_Status', '--jurisdiction', 'Bhutan', '--published', '2026-05-11'];
    const result = await runRegatlas(['signals', 'read', 'a.txt', '--json', ...flags], { cwd });
    const { files } = readJson<{ files: { file: string; sha256: string; signals: Shown[] }[] }>(result);
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ file: 'a.txt', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(files[0]?.signals).toMatchObject([
      { jurisdiction: 'BT', topic: 'CBDC_Status', status: 'Pilot', when: { date: '2026-04' } },
    ]);
  });

  it('names a file that it cannot read, goes on, and ends with code 2', async () => {
    const cwd = makeFiles({ 'a.txt': ARTICLE, 'b.pdf': '%PDF-1.7\nnothing more' });
    const result = await runRegatlas(['signals', 'read', 'b.pdf', 'none.txt', 'a.txt', '--json'], { cwd });
    expect(result.code).toBe(2);
    const { files } = readJson<{ files: { file: string; refused?: Refused; signals?: Shown[] }[] }>(result);
    expect(files.map(({ file, refused }) => [file, refused?.code])).toEqual([
      ['b.pdf', 'extraction-failed'],
      ['none.txt', 'invalid-input'],
      ['a.txt', undefined],
    ]);
    expect(files[2]?.signals).toHaveLength(2);
    expect(result.stderr).toMatch(/^regatlas: b\.pdf: /m);
    expect(result.stderr).toMatch(/^regatlas: none\.txt: /m);
  });

  it('prints nothing of a document that would steer a terminal', async () => {
    const cwd = makeFiles({
      'a.txt': ARTICLE.replace('Pema Dorji', 'Pema \u009b31mDorji\u202e').replace('PARO.', 'PARO.\u200b'),
    });
    const { stdout } = await runRegatlas(['signals', 'read', 'a.txt'], { cwd });
    expect(stdout).toMatch(/Dorji/);
    expect(stdout).not.toMatch(/[\u0080-\u009f\u200b\u202e]/);
  });

  it.each([
    [['--topic', 'Retail'], 'unknown-topic', { field: '--topic' }],
    [['--jurisdiction', 'Atlantis'], 'unknown-jurisdiction', { field: '--jurisdiction' }],
    [['--published', '2026-13-01'], 'invalid-input', { field: '--published' }],
    [['--tier', 'gossip'], 'invalid-input', { field: '--tier' }],
  ] as const)('refuses %j with place and remedy', async (flags, code, place) => {
    const cwd = makeFiles({ 'a.txt': ARTICLE });
    const result = await runRegatlas(['signals', 'read', 'a.txt', '--json', ...flags], { cwd });
    expect(result.code).toBe(2);
    const { refused } = readJson<{ refused: Refused }>(result);
    expect(refused).toMatchObject({ code, place });
    expect(refused.remedy).not.toBe('');
  });
});

describe('stored signals', () => {
  const database = useDatabase('test');
  const run = (args: readonly string[], cwd?: string) =>
    runRegatlas(args, { env: database.env(), ...(cwd === undefined ? {} : { cwd }) });

  async function listSignals(...args: string[]): Promise<{ total: number; signals: Shown[] }> {
    return readJson(await run(['signals', '--json', ...args]));
  }

  it('are shown when a source is added, with the pages they speak for or against', async () => {
    const cwd = makeFiles({ 'page.txt': PAGE, 'a.txt': ARTICLE });
    await run(['import', 'page.txt'], cwd);
    const added = await run(['source', 'add', 'a.txt', '--published', '2026-05-11', '--tier', 'news'], cwd);
    expect(added.code).toBe(0);
    expect(added.stdout).toMatch(/contradicts #740 version 1 \(Banned, unverified\)/);
    expect(added.stdout).toMatch(/CBDC_Status {2}Pilot[\s\S]*held against no page/);
    expect(added.stderr).toMatch(/2 signals: 1 contradicts, 1 without a page\./);
    const shown = await run(['show', '740']);
    expect(shown.stdout).toMatch(/1 challenge open/);
    expect(shown.stdout).toMatch(/^Status {6}Banned/m);
  });

  it('challenge a page that comes in later, and the command says so', async () => {
    const cwd = makeFiles({ 'page.txt': PAGE, 'a.txt': ARTICLE });
    await run(['source', 'add', 'a.txt'], cwd);
    const imported = await run(['import', 'page.txt'], cwd);
    expect(imported.stderr).toMatch(/#740 version 1: 1 stored document speaks against it/);
    const again = await run(['import', 'page.txt'], cwd);
    expect(again.stdout).toMatch(/^unchanged/);
    expect(await database.query('select origin from review')).toEqual([{ origin: 'system' }]);
    expect((await run(['show', '740'])).stdout).toMatch(/1 challenge open/);
  });

  it('are listed by source, jurisdiction and topic', async () => {
    const cwd = makeFiles({ 'page.txt': PAGE, 'a.txt': ARTICLE });
    await run(['import', 'page.txt'], cwd);
    await run(['source', 'add', 'a.txt'], cwd);
    const { total, signals } = await listSignals();
    expect(total).toBe(2);
    expect(signals[0]).toMatchObject({
      source: { id: 1 },
      status: 'Allowed-Unregulated',
      pages: [{ analysis: 740, relation: 'contradicts', status: 'Banned', evidenceState: 'unverified' }],
    });
    expect((await listSignals('1', '--topic', 'CBDC_Status')).total).toBe(1);
    expect((await listSignals('--jurisdiction', 'Iceland')).total).toBe(0);
    const none = await run(['signals', '--jurisdiction', 'IS']);
    expect(none).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^No signals\. Add a source with /),
    });
  });

  it.each([
    [['x'], 'invalid-input'],
    [['7'], 'not-found'],
    [['1', '--topic', 'Retail'], 'unknown-topic'],
  ] as const)('refuse to be listed for %j', async (args, code) => {
    const result = await run(['signals', ...args, '--json']);
    expect(result.code).toBe(2);
    expect(readJson<{ refused: Refused }>(result).refused.code).toBe(code);
  });

  it('go with an export, and come back as what the file says', async () => {
    const cwd = makeFiles({ 'page.txt': PAGE, 'a.txt': ARTICLE });
    await run(['import', 'page.txt'], cwd);
    await run(['source', 'add', 'a.txt'], cwd);
    await run(['export', '740', '--out', 'export.json'], cwd);
    const exported = readJson<{
      versions: { contentHash: string; signals: { relation: { relation: string } }[] }[];
      reviews: { origin: string; text: string; evidence: { quote: { exact: string } }[] }[];
    }>(await run(['export', '740']));
    expect(exported.versions[0]?.signals.map(({ relation }) => relation.relation)).toEqual(['contradicts']);
    expect(exported.reviews).toMatchObject([
      { origin: 'system', evidence: [{ quote: { exact: expect.stringContaining('allowed to own') } }] },
    ]);
    // Its own export changes nothing: version and review are there.
    const before = await database.countRows();
    expect((await run(['import', 'export.json'], cwd)).stdout).toMatch(/^unchanged/);
    const { import_file: _before, ...rows } = before;
    expect(await database.countRows()).toMatchObject(rows);
  });

  it('are read again by newer rules as soon as somebody asks, or a worker starts', async () => {
    const cwd = makeFiles({ 'page.txt': PAGE, 'a.txt': ARTICLE });
    await run(['source', 'add', 'a.txt'], cwd);
    const age = async (engine: string) => {
      await database.query('alter table signal_reading disable trigger append_only');
      await database.query(`update signal_reading set engine = '${engine}' where engine like 'regatlas%'`);
      await database.query('alter table signal_reading enable trigger append_only');
    };
    await age('older-rules/1');
    expect((await listSignals()).total).toBe(2);
    expect(await database.query('select count(*)::int as n from signal_reading')).toEqual([{ n: 2 }]);
    await age('older-rules/2');
    const worker = startRegatlas(['worker'], { env: database.env() });
    await worker.waitFor(/worker is ready/);
    await expect
      .poll(() => database.query('select count(*)::int as n from signal_reading'), { timeout: 30_000 })
      .toEqual([{ n: 3 }]);
    worker.kill('SIGTERM');
    expect((await worker.ended).code).toBe(0);
  });
});

describe('an imported challenge of another installation', () => {
  const database = useDatabase('test');
  const other = useDatabase('test');

  it('is an imported review with its words', async () => {
    const cwd = makeFiles({ 'page.txt': PAGE, 'a.txt': ARTICLE });
    const there = { env: database.env(), cwd };
    await runRegatlas(['import', 'page.txt'], there);
    await runRegatlas(['source', 'add', 'a.txt'], there);
    await runRegatlas(['export', '740', '--out', 'export.json'], there);
    const hash = 'select content_hash from analysis_version';
    const imported = await runRegatlas(['import', 'export.json'], { env: other.env(), cwd });
    expect(imported.stdout).toMatch(/1 review added/);
    expect(await other.query(hash)).toEqual(await database.query(hash));
    const [review] = await other.query<{ origin: string; author: string; text: string }>(
      'select origin, author, text from review',
    );
    expect(review).toMatchObject({
      origin: 'imported',
      author: expect.stringMatching(/^regatlas-signals\//),
    });
    expect(review?.text).toMatch(/banned in Bhutan[\s\S]*allowed to own/);
  });
});
