/**
 * Files that `import` must refuse: one line that names file, place and remedy, exit code 2, and a database in which
 * nothing has changed. Among good files they harm none.
 */
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFiles, pageText } from './make-files.ts';
import { type RunResult, readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type Refused = { code: string; message: string; place: { file?: string; line?: number }; remedy: string };
type Imported = {
  files: { file: string; refused?: Refused; versions?: { analysis: number; outcome: string }[] }[];
};

const database = useDatabase('file');
const run = (args: readonly string[], cwd: string) => runRegatlas(args, { env: database.env(), cwd });

const REPORT = ['---', 'jurisdiction: IS', 'topic: Mining_Status', 'status: Restricted', '---', '', 'Words.'];
const report = (change: Record<string, string>): string =>
  REPORT.map((line) => {
    const key = line.split(':')[0] ?? '';
    return change[key] === undefined ? line : `${key}: ${change[key]}`;
  }).join('\n');
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const ZIP = Buffer.concat([Buffer.from('504b0304', 'hex'), deflateRawSync('words')]);
const EXPORT_START = '{\n  "schema": "regatlas.export/1",\n  "analysis": {\n    "number": 7,\n    "jurisd';

/** What is wrong, a file name, its bytes, the code of the refusal, and the line after the file's name. */
const CASES: readonly (readonly [string, string, string | Uint8Array, string, RegExp])[] = [
  ['an empty file', 'a.md', '', 'invalid-input', /a\.md: The file is empty\. Save the page/],
  [
    'white space only',
    'a.md',
    ' \n\t\n ',
    'invalid-input',
    /a\.md: The file has nothing in it but white space/,
  ],
  ['no words', 'a.md', '12 34 !!', 'invalid-input', /a\.md: There are no words in the file/],
  ['NUL bytes', 'a.txt', 'Text\0with\0zeros', 'invalid-input', /a\.txt: The file looks like binary data/],
  ['a picture', 'a.png', PNG, 'invalid-input', /looks like a PNG picture, not like text/],
  ['an archive', 'a.docx', ZIP, 'invalid-input', /looks like a ZIP archive or an Office document/],
  [
    'a PDF',
    'a.pdf',
    '%PDF-1.7\n%words',
    'invalid-input',
    /looks like a PDF document.*`regatlas source add` takes PDF/,
  ],
  [
    'a web page',
    'a.html',
    '<!doctype html><p>Words',
    'invalid-input',
    /This is HTML.*Save the page as plain text/,
  ],
  [
    'truncated JSON',
    'a.json',
    EXPORT_START,
    'invalid-input',
    /a\.json:5: This is not valid JSON: .* at line 5, column 12\. The file looks cut off/,
  ],
  [
    'JSON with a fault',
    'a.json',
    '{\n  "schema": nope\n}',
    'invalid-input',
    /a\.json:2: .*line 2, column 13/,
  ],
  [
    'JSON of another kind',
    'a.json',
    '{"price": 3}',
    'invalid-input',
    /neither an export of Regatlas nor an answer of a provider/,
  ],
  [
    'an export of a later release',
    'a.json',
    '{"schema": "regatlas.export/9"}',
    'invalid-input',
    /schema: The file's schema is "regatlas\.export\/9"/,
  ],
  [
    'invalid UTF-8',
    'a.md',
    Buffer.from('Line one\nLine tw\xff three', 'latin1'),
    'invalid-input',
    /a\.md:2: The text is not UTF-8: byte 16 \(line 2\) is at fault.*iconv/,
  ],
  [
    'damaged UTF-16',
    'a.md',
    Buffer.from('fffe410000d8', 'hex'),
    'invalid-input',
    /starts as UTF-16 but is damaged/,
  ],
  [
    'an unknown jurisdiction',
    'a.md',
    report({ jurisdiction: 'Atlantis' }),
    'unknown-jurisdiction',
    /a\.md:2: .*No jurisdiction is called “Atlantis”/,
  ],
  [
    'a misspelt jurisdiction',
    'a.md',
    report({ jurisdiction: 'Icelend' }),
    'unknown-jurisdiction',
    /Did you mean “Iceland” \(IS\)\?/,
  ],
  [
    'an unknown topic',
    'a.md',
    report({ topic: 'Moon_Landing' }),
    'unknown-topic',
    /a\.md:3: .*No topic has the key “Moon_Landing”.*Known topics: .*Mining_Status/,
  ],
  [
    'a status outside the scale',
    'a.md',
    report({ status: 'Frozen' }),
    'unknown-status',
    /a\.md:4: .*“Frozen” is not on the scale of Mining_Status \(Permitted, Restricted, Banned/,
  ],
  [
    'a page of an unknown jurisdiction',
    'a.txt',
    pageText({ jurisdiction: 'Atlantis' }),
    'unknown-jurisdiction',
    /a\.txt:\d+: .*“Atlantis”/,
  ],
  [
    'a page of an unknown topic',
    'a.txt',
    pageText({ topic: 'Moon_Landing' }),
    'unknown-topic',
    /a\.txt:\d+: .*“Moon_Landing”/,
  ],
  [
    'a page with a status outside the scale',
    'a.txt',
    pageText({ status: 'Frozen' }),
    'unknown-status',
    /a\.txt:\d+: .*“Frozen/,
  ],
  [
    'a report that names no topic',
    'a.md',
    '---\njurisdiction: IS\n---\n\nWords.',
    'invalid-input',
    /a\.md: topic: The report does not say which topic/,
  ],
  [
    'a provider answer alone',
    'a.json',
    '{"groundingChunks": [], "groundingSupports": [], "webSearchQueries": []}',
    'invalid-input',
    /answer of a provider without the report.*x\.grounding\.json/,
  ],
];

/** Each case in a folder of its own: the name is part of what is said. */
const nameOf = (index: number): string => `${index}/${CASES[index]?.[1]}`;

describe('import refuses', () => {
  let result: RunResult;
  let before: Record<string, number>;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'regatlas-cli-'));
    const names = CASES.map((_case, index) => nameOf(index));
    names.forEach((name, index) => {
      mkdirSync(join(folder, String(index)));
      writeFileSync(join(folder, name), CASES[index]?.[2] ?? '');
    });
    before = await database.countRows();
    result = await run(['import', ...names, '--json'], folder);
    rmSync(folder, { recursive: true });
  });

  it('all of them with exit code 2, a line for each, and nothing written', async () => {
    expect(result.code).toBe(2);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(CASES.length);
    expect(readJson<Imported>(result).files).toHaveLength(CASES.length);
    expect(await database.countRows()).toEqual(before);
  });

  it.each(CASES.map((one, index) => [one[0], index, one[3], one[4]] as const))(
    '%s',
    (_what, index, code, says) => {
      const line = result.stderr.split('\n')[index] ?? '';
      expect(line).toMatch(says);
      expect(line.startsWith(`regatlas: ${nameOf(index)}`)).toBe(true);
      const shown = readJson<Imported>(result).files[index];
      expect(shown).toMatchObject({ file: nameOf(index), refused: { code, place: { file: nameOf(index) } } });
      expect(shown?.refused?.remedy).toBeTruthy();
    },
  );

  it('a missing file, a folder, and names that lead nowhere', async () => {
    const folder = makeFiles({ 'pages/a.md': 'Words.' });
    const before = await database.countRows();
    const result = await run(['import', 'gone.md', 'pages', 'pages/a.md/b.md'], folder);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr.trimEnd().split('\n')).toEqual([
      'regatlas: gone.md: There is no such file or folder. Check the name and your permission to read it.',
      'regatlas: pages: This is a folder. Name the files in it.',
      'regatlas: pages/a.md/b.md: This is not a folder. Check the name and your permission to read it.',
      '3 refused.',
    ]);
    expect(await database.countRows()).toEqual(before);
  });

  it('200 MB of text by its size, without reading it', async () => {
    const folder = makeFiles({ 'huge.txt': 'Words.' });
    truncateSync(join(folder, 'huge.txt'), 200 * 1024 * 1024);
    const result = await run(['import', 'huge.txt', '--json'], folder);
    expect(result.code).toBe(2);
    expect(result.stderr).toBe(
      'regatlas: huge.txt: The file has 200.0 MB; 20.0 MB is the limit. Split it, or raise REGATLAS_MAX_IMPORT_BYTES.\n',
    );
    expect(readJson<Imported>(result).files[0]?.refused?.code).toBe('too-large');
  });

  it('what has no size and no end, once it has given too much', async () => {
    const env = { ...database.env(), REGATLAS_MAX_IMPORT_BYTES: '100000' };
    const result = await runRegatlas(['import', '/dev/zero'], { env });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('/dev/zero: The file has more than 97.7 KB');
  });
});

describe('of several files', () => {
  it('the good ones are kept and the bad one is named', async () => {
    const folder = makeFiles({
      'one.txt': pageText({ id: 811 }),
      'bad.txt': pageText({ id: 812, status: 'Frozen' }),
      'two.txt': pageText({ id: 813 }),
    });
    const result = await run(['import', 'one.txt', 'bad.txt', 'two.txt'], folder);
    expect(result.code).toBe(2);
    const lines = result.stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^imported {3}#811 version 1 {2}IS × Mining_Status: Restricted \(unverified\).*one\.txt$/,
    );
    expect(lines[1]).toMatch(/^imported {3}#813 /);
    expect(result.stderr).toMatch(/^regatlas: bad\.txt:\d+: .*“Frozen/);
    expect(result.stderr).toMatch(/\n2 imported, 1 refused\.\n$/);
    expect(await database.query('select 1 from analysis where number = 812')).toEqual([]);
  });

  it('two that claim one number for different pages: the first has it, the second is refused', async () => {
    const folder = makeFiles({
      'a.txt': pageText({ id: 821 }),
      'b.txt': pageText({ id: 821, jurisdiction: 'Norway' }),
    });
    const result = await run(['import', 'a.txt', 'b.txt', '--json'], folder);
    expect(result.code).toBe(2);
    const { files } = readJson<Imported>(result);
    expect(files[0]?.versions).toEqual([expect.objectContaining({ outcome: 'imported', analysis: 821 })]);
    expect(files[1]?.refused?.code).toBe('number-taken');
    expect(result.stderr).toMatch(
      /^regatlas: b\.txt: Analysis ID: .*#821.*NO × Mining_Status.*IS × Mining_Status.*--renumber/,
    );
  });

  it('the same in two commands, until --renumber gives it the next free number', async () => {
    const folder = makeFiles({
      'a.txt': pageText({ id: 831 }),
      'b.txt': pageText({ id: 831, topic: 'Taxation', status: 'Taxed' }),
    });
    expect((await run(['import', 'a.txt'], folder)).code).toBe(0);
    const before = await database.countRows();
    const refused = await run(['import', 'b.txt'], folder);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('--renumber');
    expect(await database.countRows()).toEqual(before);
    const renumbered = await run(['import', 'b.txt', '--renumber', '--json'], folder);
    expect(renumbered.code).toBe(0);
    const version = readJson<Imported>(renumbered).files[0]?.versions?.[0];
    expect(version?.outcome).toBe('imported');
    expect(version?.analysis).not.toBe(831);
    const again = await run(['import', 'b.txt', '--renumber', '--json'], folder);
    expect(readJson<Imported>(again).files[0]?.versions).toEqual([
      expect.objectContaining({ outcome: 'unchanged', analysis: version?.analysis }),
    ]);
  });

  it('one named twice is imported once', async () => {
    const folder = makeFiles({ 'a.txt': pageText({ id: 841 }) });
    const result = await run(['import', 'a.txt', 'a.txt', '--json'], folder);
    expect(result.code).toBe(0);
    expect(readJson<Imported>(result).files).toHaveLength(1);
  });
});

describe('an export', () => {
  it('that was altered is refused, and without its hash becomes a new version', async () => {
    const folder = makeFiles({ 'a.txt': pageText({ id: 851 }) });
    await run(['import', 'a.txt'], folder);
    const { stdout } = await run(['export', '851'], folder);
    const parsed = JSON.parse(stdout) as {
      versions: { contentHash?: string; content: { sections: { text: string }[] } }[];
    };
    const [version] = parsed.versions;
    const [section] = version?.content.sections ?? [];
    if (version === undefined || section === undefined) throw new Error('nothing was exported');
    section.text = `${section.text} Not any more.`;
    const altered = JSON.stringify(parsed, null, 2);
    delete version.contentHash;
    const files = makeFiles({ 'altered.json': altered, 'edited.json': JSON.stringify(parsed) });
    const before = await database.countRows();
    const refused = await run(['import', 'altered.json'], files);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(
      /^regatlas: altered\.json: versions\[0\]\.contentHash: The content was altered.*remove `contentHash`/,
    );
    expect(await database.countRows()).toEqual(before);
    const edited = await run(['import', 'edited.json', '--json'], files);
    expect(readJson<Imported>(edited).files[0]?.versions).toEqual([
      expect.objectContaining({ outcome: 'imported', analysis: 851, version: 2 }),
    ]);
  });

  it('--out writes the whole file or none, and says so', async () => {
    const folder = makeFiles({ 'a.txt': pageText({ id: 861 }) });
    await run(['import', 'a.txt'], folder);
    const { stdout } = await run(['export', '861'], folder);
    const written = await run(['export', '#861', '--out', 'a.json', '--json'], folder);
    expect(written).toMatchObject({ code: 0, stderr: '' });
    expect(readJson(written)).toEqual({ analysis: 861, file: 'a.json', bytes: Buffer.byteLength(stdout) });
    const unchanged = await run(['import', 'a.json', '--json'], folder);
    expect(readJson<Imported>(unchanged).files[0]?.versions?.[0]?.outcome).toBe('unchanged');
    const nowhere = await run(['export', '861', '--out', 'gone/a.json', '--json'], folder);
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toMatch(/^regatlas: gone\/a\.json: There is no such file or folder\./);
    expect(readJson<{ refused: Refused }>(nowhere).refused.place).toEqual({ file: 'gone/a.json' });
    const unknown = await run(['export', '9999', '--json'], folder);
    expect(unknown.code).toBe(2);
    expect(readJson<{ refused: Refused }>(unknown).refused.code).toBe('not-found');
  });
});
