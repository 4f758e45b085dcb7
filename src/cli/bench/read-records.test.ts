import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readJsonLines } from './read-records.ts';

const schema = z.strictObject({ id: z.string(), text: z.string() });

describe('readJsonLines', () => {
  let folder = '';
  let file = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'regatlas-records-'));
    file = join(folder, 'records.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('puts together lines that are longer than what is read at once, with all their characters', async () => {
    const records = ['é', '界', '😀', 'a\u2028b'].map((text, index) => ({
      id: String(index),
      text: text.repeat(50_001 + index),
    }));
    await writeFile(file, `${records.map((record) => JSON.stringify(record)).join('\r\n\r\n')}\r\n`);
    expect(await readJsonLines(file, schema)).toEqual(records);
  });

  it('names the line of a record that has not the shape, blank lines counted', async () => {
    await writeFile(file, '{"id":"a","text":""}\n\n{"id":"b","text":1}\n');
    await expect(readJsonLines(file, schema)).rejects.toMatchObject({
      code: 'invalid-input',
      place: { file, line: 3, field: 'text' },
    });
  });

  it('refuses a folder', async () => {
    await expect(readJsonLines(folder, schema)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
