/**
 * Whether an address has an account is told to nobody: signing in, signing up and asking for a password answer the same
 * in every byte, after the same work in the database and the same number of hashes. Work is counted, never timed.
 */
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AttackedSite, HOME, openAttackedSite } from './attacked-site.ts';

let site: AttackedSite;
let hashes = 0;
let address = '192.0.2.1';
beforeEach(async () => {
  address = '192.0.2.1';
  const count = <T>(value: T): T => {
    hashes += 1;
    return value;
  };
  site = await openAttackedSite({
    addressOf: () => address,
    passwords: {
      hash: async (given) => count(`h:${given}`),
      verify: async ({ hash, password }) => count(hash === `h:${password}`),
    },
  });
  // The library is made with the first attempt.
  await site.send('/sign-in', { email: 'first@example.org', password: 'x' });
});
afterEach(async () => {
  expect(site.faults).toEqual([]);
  await site.end();
});

/** Runs the work and lists the statements that the database was sent meanwhile, without their values. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { pool } = site.store;
  const said: string[] = [];
  const watched = new Set<pg.ClientBase>();
  const watch = (client: pg.ClientBase) => {
    if (watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: unknown[]) => {
        const [first] = args;
        said.push(typeof first === 'string' ? first : String((first as { text?: unknown }).text));
        return query(...args);
      },
    });
  };
  pool.on('acquire', watch);
  await work();
  pool.off('acquire', watch);
  for (const client of watched) Reflect.deleteProperty(client, 'query');
  return said;
}

/** Everything an answer tells, with the address that was asked for taken out. */
async function told(answer: Response, email: string): Promise<string> {
  const headers = [...answer.headers].map(([name, value]) => `${name}: ${value}`).sort();
  return [answer.status, ...headers, await answer.text()].join('\n').replaceAll(email, 'ADDRESS');
}

async function observe(path: string, email: string, fields: Readonly<Record<string, string>>) {
  let words = '';
  hashes = 0;
  const statements = await statementsOf(async () => {
    words = await told(await site.send(path, { email, ...fields }, { headers: { Origin: HOME } }), email);
  });
  return { words, statements, hashes };
}

/** Addresses with an account that may sign in, one that may not, one without a password, and none. */
async function everyKind(): Promise<readonly string[]> {
  const { contributor, analyst, editor } = site.people;
  await site.store.pool.query('update person set disabled_at = now() where id = $1', [analyst.id]);
  await site.store.pool.query('delete from credential where person = $1', [contributor.id]);
  return [editor.email, analyst.email, contributor.email, 'nobody@example.org'];
}

describe('nobody learns whether an address has an account', () => {
  it('by signing in: same answer, as many statements, one hash', async () => {
    const seen = [];
    for (const email of await everyKind()) {
      seen.push(await observe('/sign-in', email, { password: 'not the words at all' }));
    }
    const [first] = seen;
    expect(first?.hashes).toBe(1);
    expect(first?.statements.length).toBeGreaterThan(5);
    for (const other of seen) {
      expect(other.words).toBe(first?.words);
      expect(other.hashes).toBe(1);
      expect(other.statements).toHaveLength(first?.statements.length ?? 0);
    }
    expect(first?.words).toContain('do not belong together');
  });

  it.each([
    ['/reset', {}],
    ['/sign-up', { name: 'Somebody' }],
  ])('by %s: the request does the same for all, the letter is a job', async (path, fields) => {
    // As in the program, where the letter is written after the answer.
    const seen = [];
    for (const [at, email] of (await everyKind()).entries()) {
      address = `192.0.2.${at + 10}`;
      const { words, hashes: made } = await observe(path, email, fields);
      seen.push({ words, made });
    }
    for (const other of seen) expect(other).toEqual(seen[0]);
    expect(seen[0]?.made).toBe(0);
    expect(seen[0]?.words).toMatch(/^200\n/);
  });

  it('by trying until an account is blocked: one that does not exist is blocked as well', async () => {
    const [known = '', , , unknown = ''] = await everyKind();
    const series: string[][] = [];
    for (const [at, email] of [known, unknown].entries()) {
      address = `192.0.2.${at + 20}`;
      const answers: string[] = [];
      for (let attempt = 0; attempt < 8; attempt += 1) {
        const { words } = await observe('/sign-in', email, { password: 'not the words at all' });
        answers.push(words.replaceAll(/\d+ seconds|retry-after: \d+/g, 'WAIT'));
      }
      series.push(answers);
    }
    expect(series[0]).toEqual(series[1]);
    expect(series[0]?.map((words) => words.slice(0, 3))).toEqual([
      ...Array(5).fill('422'),
      ...Array(3).fill('429'),
    ]);
  });

  it('by adding people, for those who may: that is for administrators', async () => {
    const cookie = await site.enter('editor');
    const answer = await site.send(
      '/admin/people',
      { name: 'x', email: site.people.analyst.email, role: 'analyst' },
      { headers: { Origin: HOME, Cookie: cookie } },
    );
    expect(answer.status).toBe(403);
  });
});

describe('attempts are counted', () => {
  const attempt = async (email: string, password: string) =>
    (await site.send('/sign-in', { email, password })).status;

  it('for an account from wherever they come, and also the right password waits then', async () => {
    const { email } = site.people.editor;
    for (let made = 0; made < 5; made += 1) {
      address = `198.51.100.${made}`;
      expect(await attempt(email, 'wrong words again')).toBe(422);
    }
    address = '198.51.100.99';
    expect(await attempt(email, 'words that open a door')).toBe(429);
    expect(await attempt(email.toUpperCase(), 'words that open a door')).toBe(429);
    expect(await attempt(` ${email} `, 'words that open a door')).toBe(429);
    // Others go on.
    expect(await attempt(site.people.analyst.email, 'words that open a door')).toBe(303);
  });

  it('for an address whatever accounts it tries, and a good sign-in clears no way for the next guesses', async () => {
    address = '203.0.113.9';
    for (let made = 0; made < 19; made += 1)
      expect(await attempt(`guess${made}@example.org`, 'wrong words')).toBe(422);
    expect(await attempt(site.people.analyst.email, 'words that open a door')).toBe(303);
    expect(await attempt('guess-20@example.org', 'wrong words')).toBe(422);
    expect(await attempt('guess-21@example.org', 'wrong words')).toBe(429);
    address = '203.0.113.10';
    expect(await attempt('guess-22@example.org', 'wrong words')).toBe(422);
  });

  it('when many come at once: as many as are free are looked at, and no more', async () => {
    const { email } = site.people.editor;
    hashes = 0;
    const answers = await Promise.all(Array.from({ length: 30 }, () => attempt(email, 'wrong words again')));
    expect(answers.filter((status) => status === 422)).toHaveLength(5);
    expect(answers.filter((status) => status === 429)).toHaveLength(25);
    expect(hashes).toBe(5);
  });

  it('for the password of an open browser as for signing in', async () => {
    const cookie = await site.enter('editor');
    const fields = {
      current: 'wrong words',
      password: 'other words for a door',
      again: 'other words for a door',
    };
    const statuses: number[] = [];
    for (let made = 0; made < 6; made += 1) {
      const answer = await site.send('/account/password', fields, {
        headers: { Origin: HOME, Cookie: cookie },
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });

  it('for links, so that nobody tries tokens one after the other', async () => {
    address = '203.0.113.77';
    const statuses = new Set<number>();
    for (let made = 0; made < 25; made += 1) {
      const token = `${String(made).padStart(4, '0')}${'A'.repeat(39)}`;
      statuses.add((await site.send('/reset/password', { token, password: 'x', again: 'x' })).status);
    }
    expect([...statuses]).toEqual([404, 429]);
  });
});
