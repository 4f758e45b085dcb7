/** Reports with quotations and provider grounding: the verdicts of `check`, and grounding beside or inside a report. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { type VerificationReport, verificationReportSchema } from '#domain/verification.ts';
import { cloneDatabase, dropDatabase } from '../database/with-database.ts';
import { makeFiles, pageText } from './make-files.ts';
import { ROOT, readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const FIXTURES = join(ROOT, 'test', 'fixtures');
const QUOTATIONS = join(FIXTURES, 'quotations');

const database = useDatabase('test');
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, { env: database.env(), ...(cwd === undefined ? {} : { cwd }) });

type Version = {
  outcome: string;
  analysis: number;
  contentHash: string;
  grounding: { provider: string; supports: number; chunks: number; states: string[] }[];
  importFindings: { code: string }[];
};
type Imported = {
  files: { file: string; versions?: Version[]; refused?: { code: string; place: object } }[];
};

const GROUNDING = {
  groundingChunks: [{ web: { uri: 'https://example.org/note', title: 'A note' } }],
  groundingSupports: [{ segment: { text: 'Mining is held in bounds.' }, groundingChunkIndices: [0] }],
  webSearchQueries: ['mining iceland'],
};
const REPORT = [
  '---',
  'jurisdiction: IS',
  'topic: Mining_Status',
  'status: Restricted',
  '---',
  '',
  '## Executive Summary',
  '',
  'Mining is held in bounds.',
  '',
].join('\n');

describe('check of the thirty quotations', () => {
  it('gives every expected verdict, whatever the order of the sources', async () => {
    const expected = JSON.parse(readFileSync(join(QUOTATIONS, 'expected.json'), 'utf8')) as {
      text: string;
      verdict: string;
    }[];
    expect(expected).toHaveLength(30);
    const result = await runRegatlas([
      'check',
      join(QUOTATIONS, 'report.md'),
      '--sources',
      join(QUOTATIONS, 'sources'),
      '--json',
    ]);
    expect(result).toMatchObject({ code: 1, stderr: '' });
    const report = readJson<VerificationReport>(result);
    expect(report).toEqual(verificationReportSchema.parse(report));
    expect(report.quotations.map(({ text, verdict }) => ({ text, verdict }))).toEqual(
      expected.map(({ text, verdict }) => ({ text, verdict })),
    );
  });

  it('is told to people in a screenful', async () => {
    const args = ['check', join(QUOTATIONS, 'report.md'), '--sources', join(QUOTATIONS, 'sources')];
    const result = await runRegatlas(args);
    expect(result).toMatchObject({ code: 1, stderr: '' });
    expect(result.stdout).toMatch(/^Sources {5}4 stored texts$/m);
    expect(result.stdout).toMatch(/^Quotations {2}30: \d+ verbatim, /m);
    expect(result.stdout).toMatch(/^Findings {4}\d+ findings: \d+ critical/m);
    expect(result.stdout).toMatch(/^Confidence {2}(High|Medium|Low)\. [A-Z]/m);
  });
});

describe('check', () => {
  it('never takes the report, or a copy of it, for its own source', async () => {
    const folder = makeFiles({
      'report.md': REPORT,
      'copy.md': REPORT,
      'report.grounding.json': JSON.stringify(GROUNDING),
      'note.txt': 'A note on Iceland: mining is held in bounds.',
    });
    const result = await runRegatlas(['check', 'report.md', '--sources', '.', '--json'], { cwd: folder });
    expect(result.code).toBe(0);
    expect(readJson<VerificationReport>(result).sources.map(({ title }) => title)).toHaveLength(1);
    for (const name of ['report.md', 'copy.md', 'report.grounding.json']) {
      expect(result.stderr).toContain(`regatlas: ${name}: This is what is being checked`);
    }
  });

  it('reads the grounding beside the report, and refuses a damaged one under its own name', async () => {
    const folder = makeFiles({
      'a.md': REPORT,
      'a.grounding.json': JSON.stringify(GROUNDING),
      'b.md': REPORT,
      'b.grounding.json': '{"groundingChunks": [',
      'sources/note.txt': 'A note on Iceland.',
    });
    const good = await runRegatlas(['check', 'a.md', '--sources', 'sources', '--json'], { cwd: folder });
    expect(readJson<VerificationReport>(good).grounding).toEqual([
      expect.objectContaining({ provider: 'gemini', references: 1, dangling: 0 }),
    ]);
    const bad = await runRegatlas(['check', 'b.md', '--sources', 'sources', '--json'], { cwd: folder });
    expect(bad.code).toBe(2);
    expect(bad.stderr).toMatch(/^regatlas: b\.grounding\.json:1: This is not valid JSON: .*column 22/);
  });

  it('names sources that cannot be read, and goes on with the others', async () => {
    const folder = makeFiles({
      'a.md': REPORT,
      'sources/good.txt': 'A note on Iceland.',
      'sources/deep/also.md': '# Iceland\n\nAnother note.',
      'sources/bad.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'sources/.hidden': 'not looked at',
    });
    const result = await runRegatlas(['check', 'a.md', '--sources', 'sources', '--json'], { cwd: folder });
    expect(result.code).toBe(0);
    expect(readJson<VerificationReport>(result).sources).toHaveLength(2);
    expect(result.stderr).toMatch(/^regatlas: sources\/bad\.png: .*PNG.* \(left out\)\n$/);
  });

  it.each([
    [
      'sources that are not there',
      'gone',
      /^regatlas: gone: There is no such file or folder\. Give --sources/,
    ],
    ['sources that are a file', 'a.md', /^regatlas: a\.md: This is not a folder\. Give --sources/],
  ])('refuses %s', async (_what, sources, says) => {
    const folder = makeFiles({ 'a.md': REPORT });
    const result = await runRegatlas(['check', 'a.md', '--sources', sources, '--json'], { cwd: folder });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(says);
    expect(readJson<{ refused: { code: string } }>(result).refused.code).toBe('invalid-input');
  });
});

describe('import takes grounding', () => {
  const inside = `${REPORT}\n## Sources (Raw Data)\n\n\`\`\`json\n${JSON.stringify(GROUNDING)}\n\`\`\`\n`;

  it.each([
    ['beside the report', { 'a.md': REPORT, 'a.grounding.json': JSON.stringify(GROUNDING) }, ['a.md']],
    ['named together with it', { 'a.md': REPORT, 'a.json': JSON.stringify(GROUNDING) }, ['a.md', 'a.json']],
    ['inside the report', { 'a.md': inside }, ['a.md']],
    ['beside a page', { 'a.txt': pageText({}), 'a.grounding.json': JSON.stringify(GROUNDING) }, ['a.txt']],
  ])('%s', async (_where, files, names) => {
    const result = await run(['import', ...names, '--json'], makeFiles(files));
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const shown = readJson<Imported>(result).files;
    expect(shown).toHaveLength(1);
    expect(shown[0]?.versions?.[0]?.grounding.at(-1)).toMatchObject({
      provider: 'gemini',
      supports: 1,
      chunks: 1,
    });
  });

  it('but not a damaged one, nor an export, and then nothing of the report either', async () => {
    const before = await database.countRows();
    const folder = makeFiles({
      'a.md': REPORT,
      'a.grounding.json': '{"groundingChunks": [\n  {',
      'b.md': REPORT,
      'b.json': '{"schema": "regatlas.export/1"}',
    });
    const result = await run(['import', 'a.md', 'b.md', 'b.json', '--json'], folder);
    expect(result.code).toBe(2);
    expect(readJson<Imported>(result).files).toEqual([
      { file: 'a.md', refused: expect.objectContaining({ place: { file: 'a.grounding.json', line: 2 } }) },
      { file: 'b.md', refused: expect.objectContaining({ place: { file: 'b.json' } }) },
    ]);
    expect(result.stderr).toContain('regatlas: a.grounding.json:2: This is not valid JSON');
    expect(await database.countRows()).toEqual(before);
  });
});

describe('the page of the fixtures', () => {
  it('gives the same version in another installation', async () => {
    const page = join(FIXTURES, 'pages', 'bermuda-exchange-licensing.txt');
    expect(existsSync(page)).toBe(true);
    const imported = readJson<Imported>(await run(['import', page, '--json'])).files[0]?.versions?.[0];
    expect(imported).toMatchObject({ outcome: 'imported', analysis: 9071 });
    const folder = makeFiles({ 'export.json': (await run(['export', '9071'])).stdout });
    const again = await run(['import', join(folder, 'export.json'), '--json']);
    expect(readJson<Imported>(again).files[0]?.versions?.[0]).toMatchObject({
      outcome: 'unchanged',
      contentHash: imported?.contentHash,
    });
    const other = await cloneDatabase(inject('servers').embedded);
    try {
      const there = await runRegatlas(['import', join(folder, 'export.json'), '--json'], {
        env: { DATABASE_URL: other.url },
      });
      const [version] = readJson<Imported>(there).files[0]?.versions ?? [];
      expect(version).toMatchObject({
        outcome: 'imported',
        analysis: 9071,
        contentHash: imported?.contentHash,
      });
      expect(version?.importFindings).toEqual(imported?.importFindings);
    } finally {
      await dropDatabase(inject('servers').embedded, other);
    }
  });
});
