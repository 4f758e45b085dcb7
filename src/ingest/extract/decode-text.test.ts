import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, findInvalidUtf8 } from './decode-text.ts';

const PLAIN = { charset: null, isHtml: false };
const HTML = { charset: null, isHtml: true };
const latin = (value: string) => Buffer.from(value, 'latin1');

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from('café'), PLAIN, 'café', 'utf-8'],
    ['a UTF-8 mark', Buffer.from('\ufeffcafé'), PLAIN, 'café', 'utf-8'],
    ['a UTF-16 mark', Buffer.from('\ufeffcafé', 'utf16le'), PLAIN, 'café', 'utf-16le'],
    ['a UTF-16BE mark', Buffer.from('\ufeffcafé', 'utf16le').swap16(), PLAIN, 'café', 'utf-16be'],
    [
      'a charset from HTTP',
      latin('caf\xe9'),
      { charset: 'ISO-8859-1', isHtml: false },
      'café',
      'windows-1252',
    ],
    ['a mark against HTTP', Buffer.from('\ufeffé'), { charset: 'latin1', isHtml: true }, 'é', 'utf-8'],
    ['an unknown charset from HTTP', Buffer.from('é'), { charset: 'x-none', isHtml: false }, 'é', 'utf-8'],
    [
      'a meta charset',
      latin('<meta charset=windows-1252>\xe9'),
      HTML,
      '<meta charset=windows-1252>é',
      'windows-1252',
    ],
    [
      'a meta http-equiv',
      latin('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">\xa4'),
      HTML,
      '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">€',
      'iso-8859-15',
    ],
    [
      'a page that calls itself UTF-16',
      Buffer.from('<meta charset=utf-16>é'),
      HTML,
      '<meta charset=utf-16>é',
      'utf-8',
    ],
    ['a page without charset', latin('<p>caf\xe9'), HTML, '<p>café', 'windows-1252'],
    [
      'a broken byte in a UTF-8 page',
      latin('<meta charset=utf-8>\xe9'),
      HTML,
      '<meta charset=utf-8>\ufffd',
      'utf-8',
    ],
  ])('reads %s', (_name, bytes, hints, text, encoding) => {
    expect(decodeText(bytes, hints)).toEqual({ text, encoding });
  });

  it('refuses plain text that is not UTF-8, naming byte, line and remedy', () => {
    expect(() => decodeText(latin('one\ntwo caf\xe9 three'), PLAIN)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: 'The text is not valid UTF-8: byte 11 (0xe9) on line 2.',
        place: { line: 2 },
        remedy: expect.stringContaining('UTF-8'),
      }),
    );
  });

  it('refuses plain text that is not valid in its declared charset', () => {
    expect(() => decodeText(latin('\xff\xff'), { charset: 'shift_jis', isHtml: false })).toThrow(/shift_jis/);
  });
});

describe('findInvalidUtf8', () => {
  it('agrees with the runtime on what is valid', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string({ unit: 'binary' }).map((s) => Buffer.from(s)),
        ),
        (bytes) => {
          expect(findInvalidUtf8(bytes) === null).toBe(isUtf8(bytes));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['ed a0 80', 0],
    ['61 f5 80 80 80', 1],
    ['61 e2 82', 1],
    ['c0 80', 0],
    ['f4 90 80 80', 0],
    ['61 f0 9f 98 80 80', 5],
  ])('%s → %s', (bytes, expected) => {
    expect(findInvalidUtf8(Buffer.from(bytes.replaceAll(' ', ''), 'hex'))).toBe(expected);
  });
});
