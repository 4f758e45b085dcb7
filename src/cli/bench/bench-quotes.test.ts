import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CliContext } from '../context.ts';
import { benchQuotes } from './bench-quotes.ts';

const folder = mkdtempSync(join(tmpdir(), 'bench-quotes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SOURCE = 'The Office shall decide within 30 days. Banks may not hold crypto-assets.\u2028A new line.';
const record = (id: string, quote: string, label: string, more: object = {}) =>
  JSON.stringify({ id, source: SOURCE, quote, label, ...more });

function run(content: string | Uint8Array) {
  const file = join(folder, 'quotes.jsonl');
  writeFileSync(file, content);
  return benchQuotes.run(file, {} as CliContext);
}

describe('benchQuotes', () => {
  it('counts what verifies among the harmless and among the changed', async () => {
    const lines = [
      record('a', 'The Office shall decide', 'same', { category: 'plain' }),
      record('b', 'Banks\u00A0may not hold crypto-assets. A new line.', 'same'),
      record('c', 'The Office shall never decide', 'same'),
      '',
      record('d', 'Banks may hold crypto-assets', 'changed', { category: 'negation' }),
    ];
    const { metrics, items } = await run(lines.join('\r\n'));
    expect(metrics).toMatchObject({
      n: 4,
      same: 3,
      changed: 1,
      sameAccepted: 0.6667,
      changedAccepted: 0,
      sameAmbiguous: 0,
      byCategory: { negation: { n: 1, accepted: 0 }, plain: { n: 1, accepted: 1, share: 1 } },
    });
    expect(items).toMatchObject([
      { id: 'a', label: 'same', verdict: 'verbatim', accepted: true },
      { id: 'b', verdict: 'normalised', accepted: true },
      { id: 'c', verdict: 'altered', accepted: false },
      { id: 'd', label: 'changed', verdict: 'altered', accepted: false, reasons: [expect.any(String)] },
    ]);
  });

  it.each([
    ['a line that is no JSON', `${record('a', 'x', 'same')}\n{"id":`, 2, /not JSON/],
    ['a label that is none', record('a', 'x', 'maybe'), 1, /./],
    ['a record without source', '\n{"id":"a","quote":"x","label":"same"}', 2, /./],
    ['a line that is not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 1, /not UTF-8/],
  ])('refuses %s with its line', async (_, content, line, message) => {
    await expect(run(content)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(message),
      place: { line },
    });
  });

  it('refuses a file that is not there', async () => {
    const missing = benchQuotes.run(join(folder, 'none.jsonl'), {} as CliContext);
    await expect(missing).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('refuses a file without a record, as nothing can be said of none', async () => {
    await expect(run('\n \n')).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'The file holds no record.',
    });
  });
});
