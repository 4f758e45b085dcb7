/** Every action that the code writes into the trail is in a table that says whom it concerns, or that it concerns nobody. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EVENT_RULES, isAboutAccount, SILENT_EVENTS } from '#notify/event-rules.ts';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));
const WRITES = /appendAuditEvent|recordAct|noteOwn|\bnote\(/;
const NAME =
  /'((?:version|review|challenge|source|approval|draft|person|analysis|run|batch)\.[a-z][a-z-]*)'/g;
/** Names put together from an outcome. */
const OUTCOME = /`review\.\$\{outcome\}`/;
const OUTCOMES = ['review.accepted', 'review.rejected', 'review.withdrawn'];

const written = new Set(
  readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.test\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/store/') && !path.includes('/notify/'))
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => WRITES.test(text))
    .flatMap((text) => [
      ...[...text.matchAll(NAME)].map((match) => match[1] ?? ''),
      ...(OUTCOME.test(text) ? OUTCOMES : []),
    ]),
);

it('no action is forgotten', () => {
  expect(written.size).toBeGreaterThan(15);
  const known = (action: string) =>
    action in EVENT_RULES || action in SILENT_EVENTS || isAboutAccount(action);
  expect([...written].filter((action) => !known(action))).toEqual([]);
});
