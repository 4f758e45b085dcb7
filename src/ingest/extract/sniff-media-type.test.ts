import { describe, expect, it } from 'vitest';
import { AppError } from '#domain/errors.ts';
import { sniffMediaType } from './sniff-media-type.ts';

const text = (value: string) => Buffer.from(value);
const hex = (value: string) => Buffer.from(value, 'hex');

describe('sniffMediaType', () => {
  it.each([
    ['plain words', text('Just words.'), null, null, 'text/plain'],
    ['a .txt file', text('Just words.'), 'a.txt', null, 'text/plain'],
    ['a .md file', text('# Words'), 'a.MD', null, 'text/markdown'],
    ['a .md file sent as plain text', text('# Words'), 'a.md', 'text/plain', 'text/markdown'],
    ['declared Markdown', text('# Words'), null, 'text/markdown', 'text/markdown'],
    ['a .html file', text('words'), 'a.html', null, 'text/html'],
    ['declared HTML', text('words'), null, 'Text/HTML', 'text/html'],
    [
      'declared XHTML',
      text('<?xml version="1.0"?><html xmlns="x">'),
      null,
      'application/xhtml+xml',
      'text/html',
    ],
    ['a doctype', text('\ufeff\n<!-- saved --> <!DOCTYPE html><p>'), 'a.txt', 'text/plain', 'text/html'],
    ['an html element', text('<html lang="en"><p>'), null, null, 'text/html'],
    ['a fragment', text('<p>words'), null, null, 'text/html'],
    ['a .txt file that begins with a tag', text('<p>words'), 'a.txt', null, 'text/plain'],
    ['a PDF by any name', text('%PDF-1.7\n'), 'a.txt', 'text/plain', 'application/pdf'],
    ['a PDF behind rubbish', text('\n\n%PDF-1.7\n'), null, null, 'application/pdf'],
    [
      'UTF-16 with its mark',
      Buffer.concat([hex('fffe'), Buffer.from('words', 'utf16le')]),
      null,
      null,
      'text/plain',
    ],
    ['a text that begins with BM', text('BM is short for benchmark.'), null, null, 'text/plain'],
    ['an unknown declared type', text('words'), null, 'application/octet-stream', 'text/plain'],
    ['a table of values', text('a,b'), 'a.csv', 'text/csv', 'text/plain'],
  ])('reads %s', (_name, bytes, name, declared, expected) => {
    expect(sniffMediaType(bytes, name, declared)).toBe(expected);
  });

  it.each([
    ['nothing', text(''), null, null, /empty/],
    ['Word', text('PK\x03\x04....[Content_Types].xml word/document.xml'), null, null, /Word document/],
    ['Word by name', text('PK\x03\x04....'), 'Act.DOCX', null, /Word document/],
    ['Excel', text('PK\x03\x04....xl/workbook.xml'), null, null, /Excel/],
    ['a ZIP archive', text('PK\x03\x04....'), 'a.zip', null, /ZIP archive/],
    ['old Office', hex('d0cf11e0a1b11ae100'), 'a.doc', null, /old Microsoft Office/],
    ['RTF', text('{\\rtf1 words}'), null, null, /RTF/],
    ['PNG', hex('89504e470d0a1a0a00'), null, 'text/html', /PNG/],
    ['JPEG', hex('ffd8ffe000'), null, null, /JPEG/],
    ['gzip', hex('1f8b0800'), null, null, /gzip/],
    ['a program', hex('7f454c4602'), null, null, /program/],
    ['zeros', Buffer.alloc(1_000), null, null, /binary/],
    ['control characters', Buffer.alloc(1_000, 1), null, null, /binary/],
    ['UTF-16 without mark', Buffer.from('some words in a row', 'utf16le'), null, null, /UTF-16 text without/],
    ['a PDF that is none', text('words'), 'a.pdf', null, /PDF/],
    ['a declared PDF that is none', text('words'), null, 'application/pdf', /PDF/],
    ['a declared image', text('words'), null, 'image/svg+xml', /image/],
    ['XML', text('<?xml version="1.0"?><rss>'), 'feed', null, /XML/],
    ['JSON by name', text('{"a": 1}'), 'a.json', null, /JSON/],
    ['declared JSON', text('{"a": 1}'), null, 'application/ld+json', /JSON/],
  ])('refuses %s and says what it looks like', (_name, bytes, name, declared, message) => {
    const attempt = () => sniffMediaType(bytes, name, declared);
    expect(attempt).toThrow(AppError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ code: 'invalid-input', remedy: expect.any(String) }));
  });
});
