/** Holds the rooms apart: who may import whom, and that the pure rooms touch no IO. See ARCHITECTURE.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

const CAPABILITIES = ['accounts', 'ingest', 'research', 'review', 'watch', 'notify', 'publish'];
const BELOW_CAPABILITIES = ['domain', 'grounding', 'compare', 'store', 'search'];
const EDGE = [...BELOW_CAPABILITIES, ...CAPABILITIES];

/** For each room, the other rooms its files may import values from. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  grounding: ['domain'],
  compare: ['domain', 'grounding'],
  store: ['domain'],
  llm: ['domain'],
  fetch: ['domain'],
  mail: ['domain'],
  websearch: ['domain'],
  search: ['domain', 'store'],
  ...Object.fromEntries(CAPABILITIES.map((room) => [room, BELOW_CAPABILITIES])),
  http: EDGE,
  web: EDGE,
  jobs: EDGE,
  cli: EDGE,
  main: [...EDGE, 'llm', 'fetch', 'mail', 'websearch', 'http', 'web', 'jobs', 'cli'],
};

/** Ports are handed in: these rooms may be named in types only. */
const PORT_ROOMS = ['llm', 'fetch', 'mail', 'websearch'];
const PURE_ROOMS = ['domain', 'grounding', 'compare'];
const PURE_BUILT_INS = ['node:crypto'];
const IMPURE_PACKAGES = ['pg', 'kysely', 'pg-boss', 'undici', 'hono', '@hono/node-server'];

type Import = {
  readonly file: string;
  readonly room: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
};

function listSources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every import and re-export of a file. */
function readImports(path: string): Import[] {
  const file = relative(SRC, path).split(sep).join('/');
  const pattern =
    /^(?:import|export)\s+(type\s)?(?:[\s\S]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm;
  return [...readFileSync(path, 'utf8').matchAll(pattern)].map((match) => ({
    file,
    room: file.split('/')[0] ?? '',
    specifier: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

/** Room that an import leads to; undefined for packages and for the importing room itself. */
function targetRoom(one: Import): string | undefined {
  const alias = one.specifier.match(/^#([a-z]+)\//)?.[1];
  if (alias !== undefined) return alias === one.room ? undefined : alias;
  if (!one.specifier.startsWith('.')) return undefined;
  const path = join(one.file, '..', one.specifier).split(sep).join('/');
  const room = path.split('/')[0];
  return room === one.room ? undefined : room;
}

const imports = listSources(SRC).flatMap(readImports);

function offences(isOffence: (one: Import) => boolean): string[] {
  return imports.filter(isOffence).map((one) => `${one.file} imports ${one.specifier}`);
}

describe('the rooms', () => {
  it('are all known, and each has imports to look at', () => {
    expect([...new Set(imports.map((one) => one.room))].filter((room) => !(room in MAY_IMPORT))).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('import only in the allowed direction', () => {
    expect(
      offences((one) => {
        const target = targetRoom(one);
        if (target === undefined || MAY_IMPORT[one.room]?.includes(target)) return false;
        return !(one.typeOnly && PORT_ROOMS.includes(target));
      }),
    ).toEqual([]);
  });

  it('name each other by room, not by climbing', () => {
    expect(offences((one) => one.specifier.startsWith('.') && targetRoom(one) !== undefined)).toEqual([]);
  });

  it('that are pure touch no IO, no database and no web', () => {
    expect(
      offences(
        (one) =>
          PURE_ROOMS.includes(one.room) &&
          ((one.specifier.startsWith('node:') && !PURE_BUILT_INS.includes(one.specifier)) ||
            IMPURE_PACKAGES.some((name) => one.specifier === name || one.specifier.startsWith(`${name}/`))),
      ),
    ).toEqual([]);
  });

  it('leave passwords, sessions and keys to the room of accounts', () => {
    const isLibrary = (one: Import) => /^(?:better-auth|@better-auth)(?:\/|$)/.test(one.specifier);
    expect(offences((one) => isLibrary(one) && one.room !== 'accounts')).toEqual([]);
    expect(offences(isLibrary).length).toBeGreaterThan(0);
  });

  it('that are pure read no clock and no chance', () => {
    const isPure = (file: string) => PURE_ROOMS.includes(file.split('/')[0] ?? '');
    const offenders = listSources(SRC)
      .filter((path) => isPure(relative(SRC, path).split(sep).join('/')))
      .filter((path) =>
        /Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/.test(readFileSync(path, 'utf8')),
      );
    expect(offenders.map((path) => relative(SRC, path))).toEqual([]);
  });

  it('have no drawers for "other"', () => {
    const names = /(^|[/-])(utils?|helpers?|common|misc|types|constants)(\.tsx?$|\/)/;
    expect(listSources(SRC).filter((path) => names.test(relative(SRC, path)))).toEqual([]);
  });
});
