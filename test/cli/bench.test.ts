/** `regatlas bench`: what it says of labelled data, and that bad data is refused by file and line before anything runs. */
import { describe, expect, it } from 'vitest';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';

const CASE = {
  id: 'one',
  parts: ['Fees apply from May. Nobody is exempt.'],
  grounding: {
    groundingChunks: [{ web: { uri: 'https://office.example/fees', title: 'Fees of the Office' } }],
    groundingSupports: [
      { segment: { endIndex: 20, text: 'Fees apply from May.' }, groundingChunkIndices: [0] },
      {
        segment: { startIndex: 21, endIndex: 38, text: 'Nobody is exempt.' },
        groundingChunkIndices: [0, 4],
      },
    ],
  },
  expect: {
    diagnostics: ['CHUNK_INDEX_OUT_OF_RANGE'],
    supports: [
      { status: 'resolved', sources: [0], utf16: [0, 20], byte: [0, 20], text: 'Fees apply from May.' },
      { status: 'partially_resolved', sources: [0], dangling: [4] },
    ],
  },
};

type Result = { kind: string; engine: string; n: number; passed: number; failed: number; items: object[] };

const bench = (kind: string, name: string, content: string | Uint8Array) =>
  runRegatlas(['bench', kind, name, '--json'], { cwd: makeFiles({ [name]: content }), env: {} });

describe('bench grounding', () => {
  it('passes a case that is as expected, and tells what differs in one that is not', async () => {
    const wrong = { ...CASE, id: 'two', expect: { ...CASE.expect, diagnostics: ['SEGMENT_TRIVIAL'] } };
    const result = await bench('grounding', 'cases.json', JSON.stringify({ cases: [CASE, wrong] }));
    expect(result.code).toBe(0);
    const { items, ...metrics } = readJson<Result>(result);
    expect(metrics).toMatchObject({ kind: 'grounding', n: 2, passed: 1, failed: 1 });
    expect(items).toEqual([
      { id: 'one', passed: true, differences: [] },
      {
        id: 'two',
        passed: false,
        differences: ['diagnostics: ["CHUNK_INDEX_OUT_OF_RANGE"] instead of ["SEGMENT_TRIVIAL"]'],
      },
    ]);
  });

  it('prints the metrics for people without --json', async () => {
    const cwd = makeFiles({ 'cases.json': JSON.stringify({ cases: [CASE] }) });
    const { stdout } = await runRegatlas(['bench', 'grounding', 'cases.json'], { cwd, env: {} });
    expect(stdout).toMatch(/^n +1\npassed +1\nfailed +0\n/);
  });
});

describe('bench refuses', () => {
  it.each([
    ['a file that is not there', 'grounding', 'other.json', '{}', /There is no such file/],
    ['what is no JSON', 'grounding', 'a.json', '{"cases": [', /^regatlas: a\.json: The file is not JSON/],
    ['another shape', 'grounding', 'a.json', '{"cases": [{"id": 1}]}', /^regatlas: a\.json: cases\.0\.id: /],
    ['no cases', 'grounding', 'a.json', '{"cases": []}', /^regatlas: a\.json: cases: /],
    ['an empty file', 'grounding', 'a.json', '', /a\.json: The file is empty/],
    ['binary data', 'grounding', 'a.json', 'a\0b', /a\.json: The file looks like binary data/],
    ['another encoding', 'grounding', 'a.json', Buffer.from('{"a": "\xe9"}', 'latin1'), /not UTF-8: byte 7/],
  ] as const)('%s', async (what, kind, name, content, says) => {
    const cwd = makeFiles({ 'a.json': content });
    const result = await runRegatlas(
      ['bench', kind, what.includes('not there') ? 'other.json' : name, '--json'],
      {
        cwd,
        env: {},
      },
    );
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(says);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('a kind that there is none of, naming those there are', async () => {
    const result = await bench('weather', 'a.json', '{}');
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('grounding');
  });
});
