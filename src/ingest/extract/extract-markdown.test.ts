import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractMarkdown } from './extract-markdown.ts';

const fixture = readFileSync(new URL('../../../test/fixtures/sources/notice.md', import.meta.url), 'utf8');

describe('extractMarkdown', () => {
  it('gives the text a reader of the rendered page sees', () => {
    expect(extractMarkdown(fixture).extracted.text).toBe(
      [
        'Notice 7',
        'Every service provider must register before it opens for business; see Form A.\nA late form is refused.',
        '1. Capital of EUR 50,000.\n2. A manager who is fit and proper.\nno convictions\nfive years of experience',
        'Kind\tFee\nExchange\t2,500\nCustodian\t1,200',
        'Providers may not advertise.',
        'code  stays',
        'Raw markup is read',
      ].join('\n\n'),
    );
  });

  it('reads the front matter', () => {
    expect(extractMarkdown(fixture).facts).toEqual({
      title: 'Notice 7: registration of service providers',
      author: 'Rita Fictive; Otto Sample',
      publishedOn: '2024-06-03',
      publisher: 'Central Bank of Freedonia',
      url: 'https://bank.example/notices/7',
      tier: 'regulator',
      jurisdiction: 'NO',
    });
  });

  it.each([
    ['loose lists', '- a\n\n- b', 'a\n\nb'],
    ['a list that starts elsewhere', '3. c\n4. d', '3. c\n4. d'],
    ['escapes and references', 'a \\* b &amp; c', 'a * b & c'],
    ['soft line ends', 'one\ntwo', 'one two'],
    ['hard line ends', 'one  \ntwo', 'one\ntwo'],
    ['images are not text', 'a ![alt](b.png) c', 'a  c'],
    ['bare addresses', '<https://a.example/x>', 'https://a.example/x'],
    ['text between inline tags', 'a <b>b</b> c', 'a b c'],
    ['empty cells', '| a | b |\n|---|---|\n|   | c |', 'a\tb\nc'],
    ['setext headings', 'Title\n===\n\nText', 'Title\n\nText'],
  ])('%s', (_name, markdown, expected) => {
    expect(extractMarkdown(markdown).extracted.text).toBe(expected);
  });

  it('takes the title from the first heading when the front matter has none', () => {
    expect(extractMarkdown('Intro\n\n# The *real* title\n').facts).toEqual({ title: 'The real title' });
    expect(extractMarkdown('No heading').facts).toEqual({});
  });

  it('does not take a rule for front matter', () => {
    expect(extractMarkdown('---\nJust a paragraph.\n\n---\nMore.').extracted.text).toContain(
      'Just a paragraph.',
    );
  });

  it.each([
    ['---\ntitle: [a\n---\nText', { place: { line: 2 } }],
    ['---\ntier: gossip\n---\nText', { place: { field: 'tier' } }],
    ['---\ndate: 01/02/2024\n---\nText', { place: { field: 'date' } }],
  ])('refuses front matter that cannot be read: %j', (markdown, facts) => {
    expect(() => extractMarkdown(markdown)).toThrow(
      expect.objectContaining({ code: 'invalid-input', ...facts }),
    );
  });

  it('refuses aliases that multiply without end', () => {
    const levels = Array.from({ length: 9 }, (_, n) => `l${n}: &l${n} [${`*l${n - 1}, `.repeat(9)}]`).slice(
      1,
    );
    const yaml = `l0: &l0 [a, a, a, a, a, a, a, a, a]\n${levels.join('\n')}`;
    expect(() => extractMarkdown(`---\n${yaml}\n---\nText`)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});
