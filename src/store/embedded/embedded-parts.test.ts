import { describe, expect, it } from 'vitest';
import { socketDirFor } from './data-folder.ts';
import { folderError, lastComplaint, programError } from './folder-errors.ts';
import { parsePostmasterPid } from './postmaster-pid.ts';
import { parseUsers } from './unprivileged-user.ts';

const PID_FILE = '4711\n/data/postgres\n1763647453\n5432\n/data/socket\n\n  12345 6789\nready   \n';

describe('reading postmaster.pid', () => {
  it('takes a whole file', () => {
    expect(parsePostmasterPid(PID_FILE)).toEqual({
      pid: 4711,
      clusterDir: '/data/postgres',
      port: 5432,
      socketDir: '/data/socket',
      status: 'ready',
    });
  });

  it('takes one whose socket is not open yet', () => {
    const early = PID_FILE.split('\n').slice(0, 4).join('\n');
    expect(parsePostmasterPid(early)).toMatchObject({ pid: 4711, socketDir: null, status: null });
  });

  it.each(['', '4711', '4711\n/data/postgres\n1763647453\n', 'x\n/data\n1\n5432\n', '-1\n/data\n1\n5432\n'])(
    'does not take %j',
    (text) => {
      expect(parsePostmasterPid(text)).toBeUndefined();
    },
  );
});

describe('reading the accounts', () => {
  it('passes over what is no entry', () => {
    const passwd = '# comment:x:1:1\nroot:x:0:0::/root:/bin/sh\n\nnobody:*:-2:-2::/:/bin/false\nbroken\n';
    expect(parseUsers(passwd)).toEqual([
      { name: 'root', uid: 0, gid: 0 },
      { name: 'nobody', uid: -2, gid: -2 },
    ]);
  });
});

describe('the socket folder', () => {
  it('lies in the data folder while its path is short enough', () => {
    expect(socketDirFor('/var/lib/regatlas', '/tmp')).toBe('/var/lib/regatlas/socket');
  });

  it('counts bytes, not letters', () => {
    expect(socketDirFor(`/${'ä'.repeat(45)}`, '/tmp')).toMatch(/^\/tmp\/regatlas-[0-9a-f]{16}$/);
    expect(socketDirFor(`/${'a'.repeat(45)}`, '/tmp')).toMatch(/\/socket$/);
  });

  it('is another one for another folder', () => {
    const [one, two] = ['1', '2'].map((end) => socketDirFor(`/${'a'.repeat(200)}${end}`, '/tmp'));
    expect(one).not.toBe(two);
  });
});

describe('what goes wrong with a folder', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'database-unavailable'],
    ['EROFS', 'database-unavailable'],
    ['ENOTDIR', 'database-unavailable'],
  ])('%s becomes %s', (code, expected) => {
    expect(folderError(Object.assign(new Error(code), { code }), '/data')).toMatchObject({
      code: expected,
      message: expect.stringContaining('/data'),
      remedy: expect.any(String),
    });
  });

  it.each([
    ['initdb: error: could not write to file "x": No space left on device', 'disk-full'],
    [
      '2026-01-01 00:00:00 UTC [1] FATAL:  could not open file "y": Permission denied',
      'database-unavailable',
    ],
    ['anything else', 'database-unavailable'],
  ])('a program saying "%s" becomes %s', (output, expected) => {
    expect(programError('start', output, '/data', '/data/postgres.log')).toMatchObject({ code: expected });
  });

  it('is told by the last complaint, without its stamp', () => {
    const output = '2026 [1] LOG:  starting\n2026 [1] FATAL:  wrong thing\n2026 [1] LOG:  shut down\n';
    expect(lastComplaint(output)).toBe('wrong thing');
    expect(lastComplaint('')).toBe('no reason given');
  });
});
