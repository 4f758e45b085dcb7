/** Exporting and taking out a person on the command line. */
import { describe, expect, it } from 'vitest';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

describe('person', () => {
  const { env, query } = useDatabase('test');
  const run = (...args: string[]) => runRegatlas(args, { env: env() });
  const add = async (email: string, role: string) => {
    const name = `Example of ${role}`;
    expect((await run('user', 'add', '--email', email, '--name', name, '--role', role)).code).toBe(0);
  };

  it('is exported, taken out only when it is meant, and the trail is whole afterwards', async () => {
    await add('ana@example.org', 'editor');
    const exported = readJson<{ profile: object[]; events: object[] }>(
      await run('person', 'export', 'ANA@example.org'),
    );
    expect(exported).toMatchObject({
      profile: [{ email: 'ana@example.org', name: 'Example of editor' }],
      events: [{ action: 'person.added' }],
    });
    const refused = await run('person', 'anonymise', 'ana@example.org', '--json');
    expect([refused.code, readJson(refused)]).toMatchObject([2, { refused: { place: { field: '--yes' } } }]);
    expect((await run('person', 'anonymise', 'ana@example.org', '--yes')).code).toBe(0);
    expect(await query('select name, email from person')).toEqual([{ name: 'Former member', email: null }]);
    expect((await run('person', 'export', 'ana@example.org')).code).toBe(2);
    expect((await run('audit', 'verify')).code).toBe(0);
  });

  it('is not taken out while nobody else administers', async () => {
    await add('adam@example.org', 'admin');
    const result = await run('person', 'anonymise', 'adam@example.org', '--yes');
    expect([result.code, result.stderr]).toEqual([2, expect.stringContaining('last administrator')]);
  });
});
