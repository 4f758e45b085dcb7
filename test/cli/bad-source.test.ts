/** Documents that `source add` must refuse, and what it does with documents that others get wrong. */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFiles } from './make-files.ts';
import { readJson, runRegatlas } from './run-regatlas.ts';
import { useDatabase } from './use-database.ts';

type Refusal = { refused: { code: string; message: string; place: object; remedy: string } };

const database = useDatabase('file');
const run = (args: readonly string[], cwd?: string) =>
  runRegatlas(args, { env: database.env(), ...(cwd === undefined ? {} : { cwd }) });

/** A PDF whose trailer names an encryption dictionary with a user password that nobody knows. */
const ENCRYPTED_PDF = [
  '%PDF-1.4',
  '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
  '2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
  '3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj',
  `4 0 obj << /Filter /Standard /V 1 /R 2 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> /P -44 >> endobj`,
  `trailer << /Root 1 0 R /Encrypt 4 0 R /ID [<${'43'.repeat(16)}> <${'43'.repeat(16)}>] /Size 5 >>`,
  '%%EOF',
].join('\n');

const DEEP_HTML = `<!doctype html><title>Deep</title>${'<div>'.repeat(200_000)}words${'</div>'.repeat(200_000)}`;
const WIDE_HTML = `<!doctype html><title>Wide</title><p>${'<b>x</b>'.repeat(1_500_000)}</p>`;

describe('source add refuses', () => {
  it.each([
    ['an empty file', 'a.txt', '', 'invalid-input', /a\.txt: The document is empty\./],
    [
      'white space only',
      'a.txt',
      ' \n \n',
      'extraction-failed',
      /a\.txt: The document holds no readable text\./,
    ],
    ['binary data', 'a.txt', 'a\0b\0c', 'invalid-input', /a\.txt: .*it looks like /],
    ['an encrypted PDF', 'a.pdf', ENCRYPTED_PDF, 'extraction-failed', /a\.pdf: .*(encrypted|password)/i],
    ['a damaged PDF', 'a.pdf', '%PDF-1.7\nnothing more', 'extraction-failed', /a\.pdf: .*PDF/],
    ['a document nested without end', 'a.html', DEEP_HTML, 'too-large', /a\.html: .*(nest|deep)/i],
    ['a document of millions of tags', 'a.html', WIDE_HTML, 'too-large', /a\.html: .*(tag|element)/i],
    ['JSON', 'a.json', '{"a": 1}', 'invalid-input', /a\.json: .*JSON data/],
    [
      'text that is no UTF-8',
      'a.txt',
      Buffer.from('Line one\nW\xffrds', 'latin1'),
      'invalid-input',
      /a\.txt:2: .*not valid UTF-8: byte 10 \(0xff\) on line 2/,
    ],
  ] as const)('%s', async (_what, name, content, code, says) => {
    const folder = makeFiles({ [name]: content });
    const before = await database.countRows();
    const result = await run(['source', 'add', name, '--json'], folder);
    expect(result.stderr).toMatch(says);
    expect(result.code).toBe(2);
    expect(result.stderr.startsWith(`regatlas: ${name}`)).toBe(true);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    const { refused } = readJson<Refusal>(result);
    expect(refused).toMatchObject({ code, place: { file: name } });
    expect(refused.remedy).toBeTruthy();
    expect(await database.countRows()).toEqual(before);
  });

  it('a jurisdiction that there is none of', async () => {
    const folder = makeFiles({ 'a.txt': 'Words about nothing.' });
    const before = await database.countRows();
    const result = await run(['source', 'add', 'a.txt', '--jurisdiction', 'Atlantis', '--json'], folder);
    expect(result.code).toBe(2);
    expect(readJson<Refusal>(result).refused.code).toBe('unknown-jurisdiction');
    expect(result.stderr).toMatch(/^regatlas: a\.txt: jurisdiction: .*“Atlantis”.*such as KP/);
    expect(await database.countRows()).toEqual(before);
  });

  it('a file larger than the limit, by its size', async () => {
    const folder = makeFiles({ 'huge.txt': 'Words.' });
    truncateSync(join(folder, 'huge.txt'), 200 * 1024 * 1024);
    const result = await run(['source', 'add', 'huge.txt', '--json'], folder);
    expect(result.code).toBe(2);
    expect(readJson<Refusal>(result).refused.code).toBe('too-large');
    expect(result.stderr).toContain('raise REGATLAS_MAX_SOURCE_BYTES');
  });

  it.each([
    ['http://127.0.0.1/', 'forbidden-address', 2],
    ['http://169.254.169.254/latest/meta-data', 'forbidden-address', 2],
    ['http://[::1]:8080/', 'forbidden-address', 2],
    ['file:///etc/passwd', 'invalid-input', 2],
    ['ftp://example.org/a.txt', 'invalid-input', 2],
  ])('the address %s', async (url, code, exitCode) => {
    const before = await database.countRows();
    const result = await run(['source', 'add', url, '--json']);
    expect(result.code).toBe(exitCode);
    expect(readJson<Refusal>(result).refused.code).toBe(code);
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(await database.countRows()).toEqual(before);
  });
});

describe('source add', () => {
  it('keeps the same bytes once, with what was said of them first', async () => {
    const folder = makeFiles({
      'a.txt': 'A note on mining in Iceland.\n\nPower is dear.',
      'b.txt': 'A note on mining in Iceland.\n\nPower is dear.',
    });
    const first = await run(
      [
        'source',
        'add',
        'a.txt',
        '--publisher',
        'Ministry of Power',
        '--tier',
        'government',
        '--published',
        '2031-05',
        '--title',
        'A note',
        '--url',
        'https://example.org/note',
        '--json',
      ],
      folder,
    );
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const facts = {
      title: 'A note',
      publisher: 'Ministry of Power',
      publishedOn: '2031-05',
      tier: 'government',
      url: 'https://example.org/note',
    };
    expect(readJson(first)).toMatchObject({
      outcome: 'added',
      facts,
      jurisdictions: [expect.objectContaining({ code: 'IS' })],
    });
    const before = await database.countRows();
    const again = await run(['source', 'add', 'b.txt', '--publisher', 'Somebody else', '--json'], folder);
    expect(again.code).toBe(0);
    expect(readJson(again)).toMatchObject({ outcome: 'unchanged', id: readJson(first).id, facts });
    expect(again.stderr).toContain('what was said of them then was kept');
    expect(await database.countRows()).toEqual(before);
  });

  it('says on one line what it took in', async () => {
    const folder = makeFiles({ 'a.md': '# Mining in Norway\n\nNorway reviews mining.' });
    const result = await run(['source', 'add', 'a.md'], folder);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(
      /^added {2}source \d+ {2}Mining in Norway {2}publisher not known {2}published not known {2}about NO {2}\d+ characters\n$/,
    );
  });
});
