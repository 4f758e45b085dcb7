/** Fills a site beside the bundled example: the own page of the fixtures, long names, hostile texts, both seeds. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const SEEDS = resolve(ROOT, '../shared/seeds');
/** The page that the seed is. */
export const SEED_PAGE = join(SEEDS, '000_3c11786f9271637e.txt');
/** The article that goes with it. */
export const SEED_ARTICLE = join(SEEDS, '001_7f6c977e5bc026ad.txt');
const TEXTS = join(import.meta.dirname, 'texts');
const RESEARCHED = resolve(ROOT, 'test/fixtures/research');
/** A page of our own with everything the seed is known for. */
export const LIFE_PAGE = join(TEXTS, 'life-page.txt');

/** Whether the seeds lie beside the checkout; tests that read them are skipped otherwise. */
export const hasSeeds = existsSync(SEED_PAGE) && existsSync(SEED_ARTICLE);

/** Numbers of the pages, in the order of import; only the bundled example, the fixture and the seed have their own. */
export const ANALYSES = { example: 1, seed: 462, bermuda: 9071, longNames: 9072, hostile: 9073 } as const;

/** Number of the page that the part `contradiction` brings. */
export const CONTRADICTED = 9074;

/** Number of the page that the part `life` brings. */
export const LIVED = 9080;

/** The sentence that the second version of the bundled example adds. */
export const ADDED_SENTENCE = 'This sentence was added in the second version.';

/**
 * What a site has beside its pages: sources of other people, a second version of the example, and a page that a
 * decree bears out and a news item, with a reprint of it, speaks against, or one whose references lead nowhere; texts
 * that a run can draft from, and runs that ended in a draft and without one.
 */
export type Part = 'sources' | 'second version' | 'contradiction' | 'life' | 'texts to research' | 'runs';

const RESEARCH_TEXTS = [
  'decree-7-2024.md',
  'central-bank-notice-12.md',
  'news-courier-ban-holds.md',
  'news-ledger-trading-allowed.md',
  'news-south-korea-exchanges.md',
] as const;

type Run = (...args: string[]) => Promise<string>;

/** Puts pages and parts in through the command line; the example is there already. */
export async function fillSite(run: Run, parts: readonly Part[]): Promise<void> {
  const pages = [
    join(ROOT, 'test/fixtures/pages/bermuda-exchange-licensing.txt'),
    join(TEXTS, 'long-names.md'),
    join(TEXTS, 'hostile.md'),
  ];
  await run('import', ...pages, ...(hasSeeds ? [SEED_PAGE] : []));
  if (parts.includes('sources')) {
    await addHostileSource(run);
    if (hasSeeds) await run('source', 'add', SEED_ARTICLE, '--jurisdiction', 'KP');
  }
  if (parts.includes('second version')) await addVersion(run);
  if (parts.includes('life')) await run('import', LIFE_PAGE);
  if (parts.includes('texts to research') || parts.includes('runs')) {
    for (const name of RESEARCH_TEXTS) await run('source', 'add', join(RESEARCHED, name));
  }
  if (parts.includes('runs')) {
    await run('research', 'KP', 'CBDC_Status');
    await run('research', 'GB', 'Retail_Trading_Status').catch(expectAbstention);
    await run('batch', 'Mining_Status', 'KP', 'IS', 'NO').catch(expectAbstention);
  }
  if (parts.includes('contradiction')) {
    await run('import', join(TEXTS, 'contradicted.md'));
    for (const name of ['decree.md', 'contrary-article.md', 'contrary-reprint.md'])
      await run('source', 'add', join(TEXTS, name));
  }
}

/** A command whose runs make no draft says so by its exit code as well. */
function expectAbstention(error: Error): void {
  if (!/abstained/i.test(error.message)) throw error;
}

async function addHostileSource(run: Run): Promise<void> {
  const flags = {
    title: "<script>alert('title')</script> A note on mining",
    publisher: '"><img src=x onerror=alert(1)>',
    url: 'https://example.org/?note=<script>alert(2)</script>',
    jurisdiction: 'IS',
  };
  const words = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value]);
  await run('source', 'add', join(TEXTS, 'hostile-note.txt'), ...words);
}

type ExportedText = { versions: { contentHash?: string; content: { sections: { text: string }[] } }[] };

async function addVersion(run: Run): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'regatlas-e2e-'));
  try {
    const file = join(folder, 'example.json');
    await editExport(file, await run('export', String(ANALYSES.example)));
    await run('import', file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function editExport(file: string, exported: string): Promise<void> {
  const parsed = JSON.parse(exported) as ExportedText;
  const version = parsed.versions[0];
  const section = version?.content.sections[0];
  if (version === undefined || section === undefined) throw new Error('the example has no first section');
  delete version.contentHash;
  section.text = `${section.text}\n\n${ADDED_SENTENCE}`;
  await writeFile(file, JSON.stringify(parsed));
}
