/**
 * Imports the 100 finished reports of `deepresearch-bench` in one command and follows every `[n]` in them: it must
 * lead to an entry of the report's own list, or be reported. Prints one JSON document; skipped where the data is absent.
 * The reports are about nothing that the codebook has, so their front matter says: status unknown, out of scope.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { readImport } from '#ingest/import-analysis.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import { makeDataDir, runCommand } from './measured-server.ts';

const RAW = new URL(
  '../../../shared/bench/deepresearch-bench/claude-3-7-sonnet-latest.raw.jsonl',
  import.meta.url,
);

const FRONT_MATTER = `---
jurisdiction: CN
topic: Taxation
status: Unknown
unknown-reason: out-of-scope
---

`;

type Followed = { readonly markers: number; readonly resolved: number; readonly reported: number };

function readArticles(): string[] {
  const lines = readFileSync(RAW, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { article: string }).article);
}

/** Numbers in square brackets in the text itself, by a rule of our own; the lines of the reference list are left out. */
function numbersIn(article: string): string[] {
  const text = article
    .split('\n')
    .filter((line) => !/^\s*(?:[-*]\s+)?\[\^?\d{1,3}\]:?\s/.test(line))
    .join('\n');
  return [...text.matchAll(/\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g)].flatMap(
    (match) => match[1]?.split(/\s*[,;]\s*/) ?? [],
  );
}

async function followMarkers(files: readonly string[], articles: readonly string[]): Promise<Followed> {
  const data = await readReferenceData(fileURLToPath(new URL('../../data', import.meta.url)));
  const reference = { ...data, gazetteer: createGazetteer(data.jurisdictions) };
  const sum = { markers: 0, resolved: 0, reported: 0 };
  files.forEach((file, index) => {
    const read = readImport({ file, bytes: readFileSync(file) }, reference);
    const content = read.versions[0]?.content;
    if (content === undefined) throw new Error(`${file} brought no version`);
    const input = { content, sources: [], gazetteer: reference.gazetteer, topic: null };
    const report = verifyContent({ ...input, asOf: null, openChallenges: 0 });
    const cited = new Set(report.sentences.flatMap(({ refs }) => refs));
    const unknown = new Set(
      report.findings.flatMap(({ code, excerpt }) =>
        code === 'CITATION_MARKER_UNKNOWN' ? (excerpt?.match(/\d+/g) ?? []) : [],
      ),
    );
    // An entry of the list may itself refer to another one.
    const listed = new Set(
      content.sources.flatMap(({ note }) => note?.match(/(?<=.\[)\d{1,3}(?=\])/g) ?? []),
    );
    const refs = new Set(content.sources.map(({ ref }) => ref));
    for (const number of numbersIn(articles[index] ?? '')) {
      sum.markers += 1;
      if (refs.has(number) && (cited.has(number) || listed.has(number))) sum.resolved += 1;
      else if (unknown.has(number)) sum.reported += 1;
      else console.error(`${file}: [${number}] is neither resolved nor reported`);
    }
  });
  return sum;
}

if (!existsSync(RAW)) {
  console.log(JSON.stringify({ skipped: 'the reports are not beside this checkout' }));
} else {
  const dir = makeDataDir();
  try {
    const articles = readArticles();
    const folder = join(dir.path, 'reports');
    mkdirSync(folder);
    const files = articles.map((article, index) => {
      const file = join(folder, `${index + 1}.md`);
      writeFileSync(file, FRONT_MATTER + article);
      return file;
    });
    const data = join(dir.path, 'data');
    runCommand(data, ['migrate']);
    const started = performance.now();
    const { files: imported } = JSON.parse(runCommand(data, ['import', '--json', ...files])) as {
      files: { versions?: { outcome: string; sources: number }[] }[];
    };
    const seconds = Number(((performance.now() - started) / 1000).toFixed(2));
    const versions = imported.flatMap((file) => file.versions ?? []);
    const followed = await followMarkers(files, articles);
    console.log(
      JSON.stringify({
        reports: articles.length,
        imported: versions.filter(({ outcome }) => outcome === 'imported').length,
        sources: versions.reduce((count, { sources }) => count + sources, 0),
        ...followed,
        lost: followed.markers - followed.resolved - followed.reported,
        seconds,
      }),
    );
  } finally {
    dir.remove();
  }
}
