/** The committed schema files are what the migrations make, on both kinds of server. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeStore } from '../../test/database/with-database.ts';
import { describeTables } from './describe-tables.ts';
import { dumpSchema } from './dump-schema.ts';

const read = (name: string) => readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8');
const squeeze = (text: string) => text.replace(/\s+/g, ' ').replace(/, (?=[}\])])/g, ' ');

describeStore('the schema', (store) => {
  it('is the one in schema.sql (else run node scripts/dump-schema.ts)', async () => {
    expect(await dumpSchema(store().pool)).toBe(read('schema.sql'));
  });

  it('has the types of schema.ts', async () => {
    // The formatter breaks long unions over lines; only the words matter.
    const words = (text: string) =>
      squeeze(text)
        .replace(/[|;]\s*/g, ' ')
        .replace(/\s+/g, ' ');
    expect(words(await describeTables(store().pool))).toBe(words(read('schema.ts')));
  });
});
