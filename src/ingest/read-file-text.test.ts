import { expect, it } from 'vitest';
import { isAppError } from '#domain/errors.ts';
import { decodeFile } from './read-file-text.ts';
import { recogniseFile } from './recognise-file.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))));

it.each([
  ['UTF-8 with a byte-order mark', bytes([0xef, 0xbb, 0xbf], 'Zoë\r\nb\rc')],
  ['UTF-16, little end first', bytes([0xff, 0xfe], [...Buffer.from('Zoë\r\nb\rc', 'utf16le')])],
  ['UTF-16, big end first', bytes([0xfe, 0xff], [...Buffer.from('Zoë\r\nb\rc', 'utf16le').swap16()])],
])('decodes %s and brings line ends into one form', (_, input) => {
  expect(decodeFile(input, 'a.txt')).toBe('Zoë\nb\nc');
});

it.each([
  ['an empty file', bytes(), /is empty/, undefined],
  ['white space', bytes(' \n\t\n'), /nothing in it/, undefined],
  ['a PDF', bytes('%PDF-1.7\n'), /PDF/, undefined],
  ['a ZIP', bytes('PK', [3, 4]), /ZIP/, undefined],
  ['NUL bytes', bytes('a', [0], 'b'), /binary/, undefined],
  ['Latin 1', bytes('one\ntwo caf', [0xe9], ' x'), /byte 11 \(line 2\)/, 2],
  ['a character cut at the end', bytes('ab', [0xe2, 0x82]), /byte 2 \(line 1\)/, 1],
  ['a byte that is never valid', bytes([0xff], 'ab'), /byte 0 \(line 1\)/, 1],
  ['half a surrogate', bytes([0xff, 0xfe, 0x00, 0xd8]), /damaged/, undefined],
])('refuses %s and says what to do', (_, input, message, line) => {
  try {
    decodeFile(input, 'a.txt');
    expect.unreachable();
  } catch (error) {
    if (!isAppError(error, 'invalid-input')) throw error;
    expect(error.message).toMatch(message);
    expect(error.place).toEqual(line === undefined ? { file: 'a.txt' } : { file: 'a.txt', line });
    expect(error.remedy).toBeTruthy();
  }
});

it('refuses what is too large, with both sizes', () => {
  expect(() => decodeFile(new Uint8Array(3000), 'a.txt', 2048)).toThrowError(
    expect.objectContaining({ code: 'too-large', message: expect.stringMatching(/2\.9 KB; 2\.0 KB/) }),
  );
});

it.each([
  ['page-text', 'Back to Analyses\n\nBermuda\n'],
  ['page-text', 'Bermuda\n\nExchange_Licensing\n\nBanned High\n\nExecutive Summary\n\nWords.\n'],
  ['report', '---\njurisdiction: FR\n---\n\nExecutive Summary\n\nWords.\n'],
  ['report', '# Memo\n\nJurisdiction: FR\n\n## Sources (Raw Data)\n'],
  ['report', '[1] A sentence that begins with a mark.'],
  ['regatlas-json', '{"schema": "regatlas.export/1"}'],
  ['regatlas-json', ' {"schema": "regatlas.analysis/1"}'],
  ['provider-json', '{"candidates": [{"groundingMetadata": {}}]}'],
  ['provider-json', '{"candidates": []}\n{"groundingMetadata": {}}\n'],
  ['provider-json', 'data: {"groundingMetadata": {}}\n\ndata: [DONE]\n'],
  ['provider-json', '{"object": "response", "output": []}'],
  ['provider-json', '{"model": "sonar", "choices": [{}], "citations": ["https://a.example"]}'],
] as const)('recognises %s in %j', (kind, text) => {
  expect(recogniseFile(text, 'a')).toBe(kind);
});

it.each([
  ['{"schema": "regatlas.export/1", ', /line 1, column 33/],
  ['{"a": 1}', /neither an export/],
  ['<!DOCTYPE html><p>x', /HTML/],
  ['--- 12 ---', /no words/],
])('refuses %j', (text, message) => {
  expect(() => recogniseFile(text, 'a')).toThrowError(message);
});
