/** The first seed page, from import to export and back, with every figure the project promised to show for it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { cloneDatabase, dropDatabase } from '../database/with-database.ts';
import { makeFiles } from './make-files.ts';
import { ROOT, readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

const SEEDS = join(ROOT, '..', 'shared', 'seeds');
const PAGE = join(SEEDS, '000_3c11786f9271637e.txt');
const ARTICLE = join(SEEDS, '001_7f6c977e5bc026ad.txt');

const database = useDatabase('file');

type Imported = { files: { versions: Record<string, unknown>[] }[] };
type Quotation = { text: string; verdict: string; reasons: string[]; matches: unknown[] };
type Shown = {
  contentHash: string;
  content: { grounding: { raw: string }[]; reviews: unknown[] };
  verification: { sources: unknown[]; quotations: Quotation[]; evidenceState: string };
};

const run = (...args: string[]) => runRegatlas(args, { env: database.env() });

const SECTIONS = [
  'executive-summary',
  'key-pillars',
  'landmark-laws',
  'considerations',
  'notes',
  'detailed-explanation',
];

it.skipIf(!existsSync(PAGE))('imports the page with everything it says, and how it stands', async () => {
  const result = await run('import', PAGE, '--json');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const { files } = readJson<Imported>(result);
  expect(files).toHaveLength(1);
  expect(files[0]?.versions).toHaveLength(1);
  const version = files[0]?.versions[0] ?? {};
  expect(version).toMatchObject({
    outcome: 'imported',
    analysis: 462,
    version: 1,
    page: '/analyses/462',
    jurisdiction: 'KP',
    topic: 'Retail_Trading_Status',
    status: 'Banned',
    stage: 'Draft',
    declared: {
      id: 462,
      version: 'Latest',
      created: '2025-06-26T13:10',
      stage: 'Live',
      confidence: 'Unknown',
    },
    evidenceState: 'unverified',
    confidence: { level: 'Unknown', figure: null },
    reviews: 0,
    importFindings: [],
  });
  expect(version.confidence).toMatchObject({
    summary: expect.stringMatching(
      /nothing could be checked.*no stored source.*10 of 10 provider references/i,
    ),
  });
  const sections = version.sections as { key: string; characters: number }[];
  expect(sections.map(({ key }) => key)).toEqual(SECTIONS);
  expect(sections.every(({ characters }) => characters > 100)).toBe(true);
});

it.skipIf(!existsSync(PAGE))('reads outline, report and grounding whole', async () => {
  const version = readJson<Imported>(await run('import', PAGE, '--json')).files[0]?.versions[0] ?? {};
  expect(version.outcome).toBe('unchanged');
  const outline = version.outline as { headings: { number: string; points: number }[] };
  expect(outline.headings.map(({ number }) => number)).toEqual([
    'I',
    'II',
    'III',
    'IV',
    'V',
    'VI',
    'VII',
    'VIII',
  ]);
  expect(outline.headings.map(({ points }) => points)).toEqual([3, 2, 2, 1, 2, 3, 0, 1]);
  const report = version.report as Record<string, unknown>;
  expect(report).toMatchObject({
    date: '2025-06-26',
    topic: 'Retail_Trading_Status',
    question: expect.stringMatching(/^Assess whether individual citizens/),
    identifiedStatus: 'Banned',
  });
  expect(report.narrativeCharacters).toBeGreaterThan(1_000);
  expect(report.excerpts).toHaveLength(3);
  expect(report.urls).toHaveLength(4);
  expect((report.urls as string[]).every((url) => /^https?:\/\//.test(url))).toBe(true);
  expect(report.disclaimer).toMatch(/notoriously difficult/);
  expect(version.grounding).toEqual([
    expect.objectContaining({
      provider: 'gemini',
      supports: 6,
      chunks: 0,
      queries: 0,
      references: 10,
      dangling: 10,
      recoveredByText: 6,
      states: Array.from({ length: 6 }, () => 'unresolvable'),
      diagnostics: expect.arrayContaining([
        'CHUNKS_EMPTY_BUT_REFERENCED',
        'OFFSET_MISMATCH_RECOVERED_BY_TEXT',
      ]),
    }),
  ]);
});

it.skipIf(!existsSync(PAGE))(
  'gives the same version and the same grounding in another installation',
  async () => {
    const exported = await run('export', '462');
    expect(exported).toMatchObject({ code: 0, stderr: '' });
    const folder = makeFiles({ 'page.json': exported.stdout });
    const before = readJson<Shown>(await run('show', '462', '--json'));
    const other = await cloneDatabase(inject('servers').embedded);
    try {
      const there = { env: { DATABASE_URL: other.url } };
      const imported = await runRegatlas(['import', join(folder, 'page.json'), '--json'], there);
      expect(imported.code).toBe(0);
      expect(readJson<Imported>(imported).files[0]?.versions[0]).toMatchObject({
        outcome: 'imported',
        analysis: 462,
        contentHash: before.contentHash,
      });
      const again = await runRegatlas(['import', join(folder, 'page.json'), '--json'], there);
      expect(readJson<Imported>(again).files[0]?.versions[0]).toMatchObject({
        outcome: 'unchanged',
        version: 1,
      });
      const shown = readJson<Shown>(await runRegatlas(['show', '462', '--json'], there));
      expect(shown.contentHash).toBe(before.contentHash);
      const page = readFileSync(PAGE, 'utf8');
      const grounding = page.slice(page.indexOf('Sources (Raw Data)'), page.lastIndexOf('Reviews'));
      expect(JSON.parse(shown.content.grounding[0]?.raw ?? '')).toEqual(
        JSON.parse(grounding.slice(grounding.indexOf('{'))),
      );
    } finally {
      await dropDatabase(inject('servers').embedded, other);
    }
  },
);

it.skipIf(!existsSync(ARTICLE))(
  'holds the page against the second seed, where none of its quotations stands',
  async () => {
    const added = await run('source', 'add', ARTICLE, '--json');
    expect(added).toMatchObject({ code: 0, stderr: '' });
    expect(readJson(added)).toMatchObject({
      outcome: 'added',
      mediaType: 'text/plain',
      size: 7833,
      facts: { publisher: null, publishedOn: null, tier: 'unknown', language: 'en' },
      versionsVerified: 1,
    });
    const passages = await database.query<{ n: number }>('select count(*)::int as n from passage');
    expect(passages[0]?.n).toBeGreaterThan(20);
    const { verification } = readJson<Shown>(await run('show', '462', '--json'));
    expect(verification.sources).toHaveLength(1);
    expect(verification.evidenceState).toBe('unverified');
    expect(verification.quotations).toHaveLength(6);
    for (const quotation of verification.quotations) {
      expect(quotation.verdict).toBe('snapshot-missing');
      expect(quotation.reasons.join(' ')).toContain('Searched: “North Korea Wants Its Own National Crypto');
    }
    const cited = await database.query("select kind, words from citation where kind <> 'found'");
    expect(cited).toEqual([]);
  },
);

it.skipIf(!existsSync(ARTICLE))('check gives the same verdicts without a database', async () => {
  const folder = makeFiles({ 'sources/article.txt': readFileSync(ARTICLE) });
  const result = await runRegatlas(['check', PAGE, '--sources', join(folder, 'sources'), '--json']);
  expect(result).toMatchObject({ code: 1, stderr: '' });
  const report = readJson<Shown['verification']>(result);
  expect(report.quotations.map(({ verdict }) => verdict)).toEqual(Array(6).fill('snapshot-missing'));
});
