import { getSchema } from 'better-auth/db';
import { expect, it } from 'vitest';
import { describeStore } from '../../test/database/with-database.ts';
import { createAuth } from './create-auth.ts';
import { scryptPasswords } from './passwords.ts';

describeStore('the tables of accounts', (store) => {
  it('hold every field of the library, under our names', async () => {
    const auth = createAuth(store(), {
      publicUrl: 'http://regatlas.test',
      secret: 'a secret of tests that is long enough to be one',
      oidc: null,
      openToNew: true,
      passwords: scryptPasswords,
      onJoined: async () => undefined,
      onError: () => undefined,
    });
    const wanted = Object.entries(getSchema(auth.options)).flatMap(([table, { fields }]) =>
      ['id', ...Object.entries(fields).map(([key, field]) => field.fieldName ?? key)].map(
        (column) => `${table}.${column}`,
      ),
    );
    const { rows } = await store().pool.query<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    );
    const there = new Set(rows.map((row) => row.name));
    expect(wanted.length).toBeGreaterThan(60);
    expect(wanted.filter((name) => !there.has(name))).toEqual([]);
    expect(wanted.filter((name) => /[A-Z]/.test(name))).toEqual([]);
  });
});
