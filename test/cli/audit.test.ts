/** The trail on the command line: whole, tampered with, cut off, and listed. */
import { describe, expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type Verified = {
  whole: boolean;
  events: number;
  versions: number;
  head: { id: number; hash: string } | null;
  broken: { kind: string; event: number | null; subject: string | null } | null;
  brokenContent: { kind: string; subject: string } | null;
};

const PAGE = pageText({
  jurisdiction: 'Bhutan',
  topic: 'Retail_Trading_Status',
  status: 'Banned',
  id: 740,
  summary: 'Retail trading in crypto-assets is banned in Bhutan.',
});

describe('the audit trail', () => {
  const { env, query } = useDatabase('test');
  const run = (...args: string[]) => runRegatlas(['audit', ...args], { env: env() });
  const importPage = async () => {
    const cwd = makeFiles({ 'page.txt': PAGE });
    expect((await runRegatlas(['import', 'page.txt'], { env: env(), cwd })).code).toBe(0);
  };

  it('is whole after an import, and a head that was noted is found again', async () => {
    await importPage();
    const result = await run('verify', '--json');
    const { head, ...verified } = readJson<Verified>(result);
    expect(verified).toEqual({ whole: true, events: 1, versions: 1, broken: null, brokenContent: null });
    const again = await run('verify', '--head', head?.hash ?? '');
    expect([again.code, again.stdout]).toEqual([
      0,
      expect.stringMatching(
        /^Trail {5}whole: 1 event in one chain\.\n[\s\S]*The head that was noted is in the/,
      ),
    ]);
  });

  it('ends with 1 and the place, when a row was changed, and when a version was', async () => {
    await importPage();
    await query('alter table audit_event disable trigger append_only');
    await query(`update audit_event set actor = 'nobody'`);
    const row = await run('verify');
    expect([row.code, row.stdout]).toEqual([
      1,
      expect.stringMatching(/changed row at event 1, analysis:740\/1/),
    ]);
    await query(`update audit_event set actor = 'command line'`);
    await query('alter table analysis_version disable trigger append_only');
    await query(
      `update analysis_version set content = jsonb_set(content::jsonb, '{language}', '"fr"')::json`,
    );
    const version = await run('verify', '--json');
    expect(version.code).toBe(1);
    expect(readJson<Verified>(version)).toMatchObject({
      whole: false,
      broken: null,
      brokenContent: { kind: 'changed version', subject: 'analysis:740/1' },
    });
  });

  it('says that its end was cut off, only to who noted a head', async () => {
    await importPage();
    const { head } = readJson<Verified>(await run('verify', '--json'));
    await query('alter table audit_event disable trigger append_only');
    await query('delete from audit_event');
    const result = await run('verify', '--head', head?.hash ?? '', '--json');
    expect([result.code, readJson<Verified>(result).broken?.kind]).toEqual([1, 'truncated end']);
  });

  it('is listed by actor, action, subject and day', async () => {
    await importPage();
    const list = async (...flags: string[]) =>
      readJson<{ events: { action: string; subject: string; actor: string; actorName: string | null }[] }>(
        await run('list', '--json', ...flags),
      ).events;
    expect(await list()).toMatchObject([
      { action: 'version.imported', subject: 'analysis:740/1', actor: 'command line', actorName: null },
    ]);
    expect(await list('--subject', 'analysis:740', '--actor', 'command line')).toHaveLength(1);
    for (const flags of [
      ['--subject', 'analysis:74'],
      ['--actor', 'nobody'],
      ['--action', 'version.saved'],
      ['--until', '2020-01-01'],
      ['--before', '1'],
    ]) {
      expect(await list(...flags), flags.join(' ')).toEqual([]);
    }
  });

  it.each([
    [['verify', '--head', 'abc'], '--head'],
    [['list', '--since', '2026-02-30'], '--since'],
    [['list', '--most', '0'], '--most'],
    [['list', '--before', 'x'], '--before'],
  ])('refuses %j', async (args, field) => {
    const result = await run(...args, '--json');
    expect([result.code, readJson<{ refused: { place: object } }>(result).refused.place]).toEqual([
      2,
      { field },
    ]);
  });
});
