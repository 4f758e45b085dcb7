/** Looking at the addresses of sources again, against a web server of the test's own. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type Check = {
  source: number;
  state: string;
  newerSource: number | null;
  drift: { textChanged: boolean; passages: { exact: string; verdict: string }[] } | null;
};

const NOTICE =
  '# Notice on mining in Iceland\n\nMining needs a permit of the Office. The permit costs 300 dollars.\n';
const REVISED = NOTICE.replace('300 dollars', '900 dollars');
const REPORT = `---
jurisdiction: IS
topic: Mining_Status
status: Restricted
---

The Office says “Mining needs a permit of the Office” and “The permit costs 300 dollars” in its notice.[1]

## References

[1] ADDRESS Notice on mining
`;

const database = useDatabase('test');
let web: Server;
let answers: Map<string, { status: number; body: string }>;

beforeEach(async () => {
  answers = new Map([['/notice.md', { status: 200, body: NOTICE }]]);
  web = createServer((request, response) => {
    const answer = answers.get(request.url ?? '') ?? { status: 404, body: 'nothing' };
    response.writeHead(answer.status, { 'content-type': 'text/markdown; charset=utf-8' }).end(answer.body);
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
});
afterEach(() => {
  web.close();
  web.closeAllConnections();
});

const host = () => `127.0.0.1:${(web.address() as AddressInfo).port}`;
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, {
    env: { ...database.env(), REGATLAS_FETCH_ALLOW_HOSTS: host() },
    ...(cwd === undefined ? {} : { cwd }),
  });

async function addNotice(): Promise<number> {
  const address = `http://${host()}/notice.md`;
  const added = readJson<{ id: number }>(await run(['source', 'add', address, '--json']));
  const folder = makeFiles({ 'report.md': REPORT.replace('ADDRESS', address) });
  expect((await run(['import', 'report.md'], folder)).code).toBe(0);
  return added.id;
}

async function check(...args: string[]): Promise<Check[]> {
  const result = await run(['source', 'check', '--json', ...args]);
  expect(result.code).toBe(0);
  return readJson<{ checks: Check[] }>(result).checks;
}

it('finds an unchanged document, then a changed one, which it stores beside the first', async () => {
  const id = await addNotice();
  expect(await check()).toMatchObject([
    { source: id, state: 'alive', drift: { textChanged: false }, newerSource: null },
  ]);
  answers.set('/notice.md', { status: 200, body: REVISED });
  const [changed] = await check(String(id));
  expect(changed?.drift?.textChanged).toBe(true);
  expect(
    Object.fromEntries(changed?.drift?.passages.map(({ exact, verdict }) => [exact, verdict]) ?? []),
  ).toMatchObject({
    'Mining needs a permit of the Office': 'still-there',
    'The permit costs 300 dollars': 'altered',
  });
  expect(changed?.newerSource).toBeGreaterThan(id);
  const shown = readJson<{ verification: { quotations: { text: string; verdict: string }[] } }>(
    await run(['show', '1', '--json']),
  );
  // The stored copy stays evidence of what was said.
  expect(shown.verification.quotations.map(({ verdict }) => verdict)).toEqual(['verbatim', 'verbatim']);
});

it('tells a refusal of programs, a missing page and silence apart, and keeps the copy in all of them', async () => {
  const id = await addNotice();
  const before = await database.countRows();
  for (const [status, state] of [
    [403, 'blocked'],
    [410, 'gone'],
    [503, 'unreachable'],
  ] as const) {
    answers.set('/notice.md', { status, body: 'no' });
    expect(await check(String(id))).toMatchObject([{ state, drift: null, newerSource: null }]);
  }
  answers.set('/robots.txt', { status: 200, body: 'User-agent: *\nDisallow: /' });
  expect(await check()).toMatchObject([{ state: 'blocked' }]);
  const after = await database.countRows();
  expect(after).toEqual({
    ...before,
    source_check: (before.source_check ?? 0) + 4,
    audit_event: (before.audit_event ?? 0) + 4,
  });
});

it('refuses a source without an address and one that is not there, and looks at nothing then', async () => {
  const folder = makeFiles({ 'a.txt': 'A note on mining in Iceland.' });
  const { id } = readJson<{ id: number }>(await run(['source', 'add', 'a.txt', '--json'], folder));
  const none = await run(['source', 'check', String(id)]);
  expect(none).toMatchObject({ code: 2 });
  expect(none.stderr).toContain(`Source ${id} has no address.`);
  expect(await run(['source', 'check', '99999'])).toMatchObject({ code: 2 });
  expect(await database.query('select id from source_check')).toEqual([]);
});
