/** The report of a version in its forms, and made again from page and snapshots by somebody who has no database. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { VerificationReport } from '#domain/verification.ts';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const database = useDatabase('test');
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, { env: database.env(), ...(cwd === undefined ? {} : { cwd }) });

const NOTE =
  'The mining of crypto-assets is held in bounds in Iceland. Each farm needs a permit from the ministry.';
const REPORT = [
  '---',
  'jurisdiction: IS',
  'topic: Mining_Status',
  'status: Restricted',
  '---',
  '',
  '## Executive Summary',
  '',
  'The mining of crypto-assets is held in bounds in Iceland. The note says: “Each farm needs a permit from the ministry.”',
  '',
].join('\n');

const files = () => makeFiles({ 'page.md': REPORT, 'sources/note.txt': NOTE });

async function store(folder: string): Promise<number> {
  const imported = readJson<{ files: { versions: { analysis: number }[] }[] }>(
    await run(['import', 'page.md', '--json'], folder),
  );
  await run(['source', 'add', 'sources/note.txt', '--jurisdiction', 'IS', '--tier', 'government'], folder);
  return imported.files[0]?.versions[0]?.analysis ?? 0;
}

describe('export', () => {
  it('writes a stored report and its views, each the same twice', async () => {
    const folder = files();
    const number = String(await store(folder));
    const texts = new Map<string, string>();
    for (const format of ['report', 'annotations', 'claim-review']) {
      const [first, second] = [
        await run(['export', number, '--format', format]),
        await run(['export', number, '--format', format, '--version-number', '1']),
      ];
      expect([first.code, first.stderr]).toEqual([0, '']);
      expect(second.stdout).toBe(first.stdout);
      texts.set(format, first.stdout);
    }
    const report = JSON.parse(texts.get('report') ?? '') as VerificationReport;
    expect(report.sources).toHaveLength(1);
    expect(JSON.parse(texts.get('annotations') ?? '')).toMatchObject({ type: 'AnnotationCollection' });
    expect(texts.get('claim-review')).toContain('ClaimReview');
  });

  it.each([
    [['export', '1', '--format', 'pdf'], /Allowed choices are json, report, annotations, claim-review/],
    [['export', '9', '--format', 'report'], /There is no analysis #9/],
    [['export', '9', '--version-number', '1'], /An export as JSON has all versions/],
  ])('refuses %j with one line', async (args, message) => {
    const result = await run(args);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(message);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('verify-report', () => {
  it('makes a stored report again from the export and the snapshots, byte for byte', async () => {
    const folder = files();
    const number = String(await store(folder));
    await run(['export', number, '--out', 'export.json'], folder);
    await run(['export', number, '--format', 'report', '--out', 'report.json'], folder);
    const args = ['verify-report', 'report.json', '--page', 'export.json', '--sources', 'sources'];
    // Without any database: nothing but the files is needed.
    const same = await runRegatlas([...args, '--json'], { cwd: folder });
    expect([same.code, same.stderr]).toEqual([0, '']);
    expect(readJson(same)).toMatchObject({ identical: true, differences: [] });
    expect((await runRegatlas(args, { cwd: folder })).stdout).toMatch(
      /^identical {2}2 sentences, 1 quotation, 1 source/,
    );
  });

  it('names each place where a report says something else', async () => {
    const folder = files();
    const checked = await run(['check', 'page.md', '--sources', 'sources', '--format', 'report'], folder);
    const report = JSON.parse(checked.stdout) as { sentences: { verdict: string }[] };
    const [first] = report.sentences;
    if (first === undefined) throw new Error('the report has no sentence');
    const before = first.verdict;
    first.verdict = 'contradicted';
    writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
    const args = ['verify-report', 'report.json', '--page', 'page.md', '--sources', 'sources'];
    const result = await runRegatlas(args, { cwd: folder });
    expect(result.code).toBe(1);
    expect(result.stdout).toBe(
      `differs  at 1 place\n  sentences[0].verdict: reported "contradicted", comes out as "${before}"\n`,
    );
  });

  it('refuses another page, missing snapshots and what is no report, in one line each', async () => {
    const folder = files();
    const checked = await run(['check', 'page.md', '--sources', 'sources', '--format', 'report'], folder);
    writeFileSync(join(folder, 'report.json'), checked.stdout);
    writeFileSync(join(folder, 'other.md'), REPORT.replace('held in bounds', 'free'));
    const empty = makeFiles({ 'nothing.txt': 'Nothing.' });
    for (const [args, message] of [
      [['report.json', '--page', 'other.md', '--sources', 'sources'], /has no version with the content/],
      [
        ['report.json', '--page', 'page.md', '--sources', empty],
        /1 snapshot of the report is not in the folder/,
      ],
      [['page.md', '--page', 'page.md', '--sources', 'sources'], /not valid JSON/],
    ] as const) {
      const result = await runRegatlas(['verify-report', ...args], { cwd: folder });
      expect(result.code).toBe(2);
      expect(result.stderr.trim()).toMatch(message);
      expect(result.stderr.trim().split('\n')).toHaveLength(1);
    }
    expect(readFileSync(join(folder, 'report.json'), 'utf8')).toBe(checked.stdout);
  });
});

it('tells of a long report in a bounded number of lines, and how much more there is', async () => {
  const sentences = Array.from(
    { length: 300 },
    (_, index) => `He said “these are the quoted words of number ${index}”.`,
  );
  const folder = makeFiles({ 'page.md': `${REPORT}\n${sentences.join('\n\n')}\n`, 'sources/note.txt': NOTE });
  const { stdout } = await runRegatlas(['check', 'page.md', '--sources', 'sources'], { cwd: folder });
  const lines = stdout.trim().split('\n');
  expect(lines.length).toBeLessThan(120);
  expect(stdout).toMatch(/and 261 more quotations; all of them with --json/);
  expect(stdout).toMatch(/and \d+ places more/);
});
