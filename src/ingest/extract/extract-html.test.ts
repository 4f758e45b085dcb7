import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractHtml, HTML_EXTRACTOR_VERSIONS } from './extract-html.ts';

const fixture = readFileSync(new URL('../../../test/fixtures/sources/article.html', import.meta.url), 'utf8');

describe('extractHtml', () => {
  it('reads the article and nothing around it', async () => {
    const { extracted } = await extractHtml(fixture);
    const { text } = extracted;
    expect(extracted.extractorVersion).toBe(HTML_EXTRACTOR_VERSIONS.article);
    expect(text.startsWith('Central bank of Freedonia opens a register\n\nThe Central Bank')).toBe(true);
    expect(text).toContain('“Firms may not serve retail customers until they are on the register,” deputy');
    expect(text).toContain('reporters.[1] The rule follows Act No.\u00a012/2023,');
    expect(text).toContain(
      'stores or issues crypto-assets must enter its new register before 1\u00a0July\u00a02024.',
    );
    expect(text).toContain('Kind of firm\tFee\nExchange\t€ 2,500\nCustodian\t€ 1,200');
    expect(text).toContain(
      'an office in the country,\ncapital of at least € 50,000,\na fit and proper manager.',
    );
    for (const absent of [
      'Money pages',
      'hidden',
      'So is this one',
      'script',
      'color',
      'All rights reserved',
    ]) {
      expect(text).not.toContain(absent);
    }
  });

  it('reads what the page says of itself', async () => {
    const { facts } = await extractHtml(fixture);
    expect(facts).toEqual({
      title: 'Central bank of Freedonia opens a register',
      author: 'Rita Fictive',
      publisher: 'Courier Press Ltd',
      publishedOn: '2024-05-01',
      url: 'https://courier.example/2024/register',
      language: 'en',
    });
  });

  it('gives the same result twice', async () => {
    expect(await extractHtml(fixture)).toEqual(await extractHtml(fixture));
  });

  it('states nothing that the page does not state', async () => {
    const { facts } = await extractHtml('<p>Only a paragraph, by nobody, of 2024.</p>');
    expect(facts).toEqual({});
  });

  it('falls back to the whole body when the article found is too small a part of it', async () => {
    const { extracted } = await extractHtml('<body><div>One short line.</div><nav>Menu</nav></body>');
    expect(extracted.extractorVersion).toBe(HTML_EXTRACTOR_VERSIONS.body);
    expect(extracted.text).toBe('One short line.');
  });

  it('keeps navigation when there is nothing else', async () => {
    expect((await extractHtml('<body><nav>Menu only</nav></body>')).extracted.text).toBe('Menu only');
  });

  it.each([
    ['inline elements do not part words', '<p>un<b>lic</b>ensed</p>', 'unlicensed'],
    ['a line break', '<p>one<br>two</p>', 'one\ntwo'],
    ['nested blocks make one blank line', '<div><div><p>one</p></div></div><div>two</div>', 'one\n\ntwo'],
    ['character references', '<p>A &amp; B &lt; C &eacute;</p>', 'A & B < C é'],
    ['preformatted text', '<pre>a  b\n  c</pre>', 'a  b\n  c'],
    ['NUL and lone surrogates', '<p>a\0b&#xD800;c</p>', 'a\ufffdb\ufffdc'],
    ['table rows', '<table><tr><td> a </td><td><p>b</p></td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    [
      'paragraphs in a cell',
      '<table><tr><td>a</td><td><p>b</p><p>c</p></td><td>d</td></tr></table>',
      'a\tb\n\nc\td',
    ],
  ])('%s', async (_name, html, expected) => {
    expect((await extractHtml(html)).extracted.text).toBe(expected);
  });

  it.each([
    ['100,000 nested elements', '<div>'.repeat(100_000)],
    ['nesting through elements that may end by themselves', '<tr><td><span>'.repeat(10_000)],
    ['nesting behind a quote in an unquoted value', `<a x=y=" >${'<div>'.repeat(1_000)}`],
    ['nesting behind a self-closed script', `<script/>${'<div>'.repeat(1_000)}`],
    ['nesting behind a script tag in a declaration', `<!x <script>${'<div>'.repeat(1_000)}`],
    [
      'nesting behind letters that grow in lower case',
      `${'İ'.repeat(50)}<SCRIPT></SCRIPT>${'<DIV>'.repeat(1_000)}`,
    ],
    ['a flood of tags', '<i></i>'.repeat(300_000)],
    ['a flood of character references', '&amp;'.repeat(500_000)],
    ['a flood of attributes', `<a ${' x=1'.repeat(100_000)}>`],
  ])('refuses %s as too large', async (_name, html) => {
    await expect(extractHtml(`<html><body>${html}`)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('does not mistake an attribute, a comment or a script for markup', async () => {
    const tags = '<div>'.repeat(1_000);
    const html = `<p title="${tags}">fine</p><!-- ${tags} --><script>"${tags}"</script>`;
    expect((await extractHtml(html)).extracted.text).toBe('fine');
  });

  it('does not count elements that end by themselves as nested', async () => {
    const html = `<table>${'<tr><td>a<td>b'.repeat(2_000)}</table>${'<p>c'.repeat(2_000)}${'<ul><li>d<li>e</ul>'.repeat(600)}`;
    const { text } = (await extractHtml(html)).extracted;
    expect(text.startsWith('a\tb\na\tb')).toBe(true);
  });

  it('passes over broken JSON-LD', async () => {
    const html = '<script type="application/ld+json">{"@type": </script><h1>Title</h1><p>Text.</p>';
    expect((await extractHtml(html)).facts.title).toBe('Title');
  });
});
