/** Files for the commands, in a folder that goes when the test ends. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder with the given files, each by its path in it. */
export function makeFiles(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'regatlas-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A page as saved from such a system, short and whole. */
export function pageText(page: {
  jurisdiction?: string;
  topic?: string;
  status?: string;
  id?: number;
  summary?: string;
}): string {
  const { jurisdiction = 'Iceland', topic = 'Mining_Status', status = 'Restricted', id = 700 } = page;
  return [
    'Back to Analyses',
    jurisdiction,
    topic,
    `${status} Unknown`,
    'Edit',
    `Analysis ID\n#${id}`,
    'Version\nLatest',
    'Created\n2031-02-03 04:05',
    'Workflow Stage\nDraft',
    'Executive Summary',
    page.summary ??
      `This invented page number ${id} says that mining is held in bounds by the price of power.`,
    'Sources (Raw Data)',
    '{"grounding_chunks": [], "grounding_supports": [], "web_search_queries": []}',
    'Reviews',
    'No reviews yet',
    '',
  ].join('\n\n');
}
