/** What every command has in common: exit codes, which stream gets what, and `--json` as one document always. */
import { describe, expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';

const COMMANDS = [
  'import',
  'source add',
  'check',
  'show',
  'vote',
  'export',
  'serve',
  'worker',
  'migrate',
  'config',
  'doctor',
];

type Refusal = { refused: { code: string; message: string; place: object; remedy: string } };

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['frobnicate'], /^regatlas: Unknown command 'frobnicate'/],
    ['a misspelt command', ['imprt'], /Did you mean import\?/],
    ['an unknown flag', ['show', '462', '--frob'], /^regatlas: Unknown option '--frob'/],
    ['a missing argument', ['import'], /^regatlas: Missing required argument 'file'/],
    ['a missing argument of a command below another', ['source', 'add'], /Missing required argument/],
    ['a missing required flag', ['check', 'report.md'], /Required option '--sources <folder>' not specified/],
    ['a flag without its value', ['check', 'report.md', '--sources'], /argument missing/],
    ['one argument too many', ['show', '1', '2'], /too many arguments/i],
    ['no number', ['show', 'many'], /“many” is not the number of an analysis/],
    ['a number out of range', ['export', '99999999999'], /is not the number of an analysis/],
    [
      'an unknown tier',
      ['source', 'add', 'x.txt', '--tier', 'gossip'],
      /--tier: “gossip” is not a tier\. Use one of law/,
    ],
    [
      'an impossible date',
      ['source', 'add', 'x.txt', '--published', '2031-02-30'],
      /--published: “2031-02-30” is not a date/,
    ],
    [
      'an address that is none',
      ['source', 'add', 'x.txt', '--url', 'nowhere'],
      /--url: “nowhere” is not a web address/,
    ],
  ])('%s is one line on standard error with what to do, and exit code 2', async (_what, args, says) => {
    const result = await runRegatlas(['--json', ...args]);
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(says);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    const { refused } = readJson<Refusal>(result);
    expect(refused.code).toBe('invalid-input');
    expect(refused.remedy).not.toBe('');
    expect(result.stderr).toContain(refused.message);
  });

  it('says nothing on standard output without --json', async () => {
    const result = await runRegatlas(['show', '462', '--frob']);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toBe(
      "regatlas: Unknown option '--frob'. Run `npx regatlas show --help` for how it is used.\n",
    );
  });

  it('naming no command shows the commands on standard error', async () => {
    const plain = await runRegatlas([]);
    expect(plain).toMatchObject({ code: 2, stdout: '' });
    for (const command of COMMANDS) expect(plain.stderr).toContain(`  ${command.split(' ')[0]}`);
    const json = await runRegatlas(['--json']);
    expect(json.code).toBe(2);
    expect(readJson<Refusal>(json).refused.message).toBe('No command was given.');
  });
});

describe('--json', () => {
  it.each([
    ['before the command', ['--json', 'config']],
    ['behind the command', ['config', '--json']],
    ['in both places', ['--json', 'config', '--json']],
  ])('%s gives the same document and nothing else', async (_where, args) => {
    const result = await runRegatlas(args);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(readJson<{ settings: unknown[] }>(result).settings.length).toBeGreaterThan(8);
  });

  it('behind -- is the name of a file', async () => {
    const folder = makeFiles({
      '--json': pageText({}),
      'sources/note.txt': 'A note about mining in Iceland.',
    });
    const result = await runRegatlas(['check', '--sources', 'sources', '--', '--json'], { cwd: folder });
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('IS × Mining_Status: Restricted');
  });

  it.each([['--help'], ['--version'], ['import', '--help']])('%s is a document too', async (...args) => {
    const result = await runRegatlas([...args, '--json']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(readJson<{ text: string }>(result).text).not.toBe('');
  });
});

describe('help', () => {
  it.each(['import', 'source add', 'serve'])('of %s is on standard output', async (command) => {
    const result = await runRegatlas([...command.split(' '), '--help']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toContain(`Usage: regatlas ${command}`);
    expect(result.stdout).toContain('--json');
  });
});

describe('a bad setting', () => {
  it.each([
    ['PORT', 'abc', 'must be a whole number from 0 to 65535, but is “abc”'],
    ['PORT', '70000', 'must be a whole number from 0 to 65535'],
    ['REGATLAS_JOBS', 'sometimes', 'must be inline or off, but is “sometimes”'],
    ['REGATLAS_MAX_IMPORT_BYTES', '-1', 'must be a whole number'],
    ['REGATLAS_MODEL_KEY', 'topsecret topsecret', 'must be a key'],
    ['DATABASE_URL', 'mysql://ana:topsecret@db/x', 'must begin with postgres://'],
    ['DATABASE_URL', 'postgres://ana:topsecret@db:port/x', 'not the address of a PostgreSQL database'],
  ])('%s=%s is one line that names the variable, and exit code 2', async (name, value, says) => {
    const result = await runRegatlas(['--json', 'show', '1'], { env: { [name]: value } });
    expect(result.code).toBe(2);
    expect(result.stderr.startsWith(`regatlas: ${name}: `)).toBe(true);
    expect(result.stderr).toContain(says);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readJson<Refusal>(result).refused).toMatchObject({
      code: 'setting-invalid',
      place: { field: name },
    });
    expect(`${result.stdout}${result.stderr}`).not.toContain('topsecret');
  });

  it('config shows every setting, but no password wherever it stands', async () => {
    for (const url of ['postgres://ana:top:se@cret@db/x', 'postgres://db/x?user=ana&password=topsecret']) {
      const result = await runRegatlas(['config'], { env: { DATABASE_URL: url } });
      expect(result).toMatchObject({ code: 0, stderr: '' });
      expect(result.stdout).toContain('DATABASE_URL=postgres://');
      expect(result.stdout).not.toMatch(/se@cret|topsecret|:se|cret@/);
      expect(result.stdout).toContain('PORT=0\n');
      expect(result.stdout).toContain('HOST=127.0.0.1  (default)\n');
      expect(result.stdout).toContain('REGATLAS_FETCH_ALLOW_HOSTS=  (not set)\n');
    }
  });
});
