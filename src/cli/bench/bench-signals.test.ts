import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import type { CliContext } from '../context.ts';
import { benchSignals } from './bench-signals.ts';

const { jurisdictions, topics } = await readReferenceData(new URL('../../../data', import.meta.url).pathname);
const context = {
  settings: () => ({ maxImportBytes: 1e6, maxSourceBytes: 1e6, dataDir: '' }),
  reference: async () => ({ jurisdictions, topics, gazetteer: createGazetteer(jurisdictions) }),
} as unknown as CliContext;

const run = async (lines: readonly unknown[]) => {
  const file = join(await mkdtemp(join(tmpdir(), 'regatlas-')), 'signals.jsonl');
  await writeFile(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return benchSignals.run(file, context);
};

describe('regatlas bench signals', () => {
  it('counts cells and statuses, and lists what is missing and what is too much', async () => {
    const { metrics, items } = await run([
      {
        id: 1,
        text: 'Fiji bans cryptocurrency.',
        expect: [{ jurisdiction: 'Fiji', topic: 'Retail_Trading_Status', status: 'Banned' }],
      },
      { id: 2, text: 'Palau bans cryptocurrency.', expect: [] },
      {
        id: 3,
        text: 'Nothing.',
        expect: [{ jurisdiction: 'PW', topic: 'Taxation', status: 'Taxed', speaker: 'the minister' }],
      },
    ]);
    expect(metrics).toMatchObject({
      n: 3,
      cells: { precision: 0.5, recall: 0.5, f1: 0.5 },
      statuses: { precision: 0.5, recall: 0.5, f1: 0.5 },
    });
    expect(items).toMatchObject([
      { id: '1', passed: true, missing: [], extra: [] },
      { id: '2', passed: false, extra: ['PW Retail_Trading_Status', 'PW Retail_Trading_Status Banned'] },
      { id: '3', passed: false, missing: ['PW Taxation', 'PW Taxation Taxed'] },
    ]);
  });

  it('leaves a status open that the labels leave open, and compares modality and speaker where they are given', async () => {
    const text = 'The minister said that Fiji has not banned cryptocurrency.';
    const expected = {
      jurisdiction: 'FJ',
      topic: 'Retail_Trading_Status',
      modality: 'denied',
      speaker: 'the minister',
    };
    const { metrics } = await run([{ id: 'a', text, expect: [expected] }]);
    expect(metrics).toMatchObject({
      cells: { f1: 1 },
      statuses: { expected: 0, got: 0 },
      modality: { n: 1, agreement: 1 },
      speaker: { n: 1, agreement: 1 },
    });
  });

  it('refuses a record that has not the shape, with its line', async () => {
    await expect(
      run([
        { id: 1, text: 'x', expect: [] },
        { id: 2, text: 3, expect: [] },
      ]),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      place: { line: 2, field: 'text' },
    });
    await expect(run(['{'])).rejects.toMatchObject({ code: 'invalid-input', place: { line: 1 } });
  });
});
