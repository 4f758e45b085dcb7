import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractSource } from './extract.ts';
import { HTML_EXTRACTOR_VERSIONS } from './extract-html.ts';
import { MARKDOWN_EXTRACTOR_VERSION } from './extract-markdown.ts';
import { PDF_EXTRACTOR_VERSION } from './extract-pdf.ts';
import { splitPassages } from './split-passages.ts';

const root = new URL('../../../', import.meta.url);
const seed = new URL('../shared/seeds/001_7f6c977e5bc026ad.txt', root);
const hints = { name: null, declaredMediaType: null, charset: null };

describe('extractSource', () => {
  it.skipIf(!existsSync(seed))('reads the second seed: title known, publisher and date not', async () => {
    const { mediaType, extracted, facts } = await extractSource(readFileSync(seed), {
      ...hints,
      name: 'seed.txt',
    });
    expect(mediaType).toBe('text/plain');
    expect(facts).toEqual({ title: extracted.text.slice(0, extracted.text.indexOf('\n')), language: 'en' });
    expect(splitPassages(extracted.text, extracted.pageStarts).length).toBeGreaterThan(20);
  });

  it('takes the charset of the answer', async () => {
    const bytes = Buffer.from('caf\xe9', 'latin1');
    const { extracted } = await extractSource(bytes, { ...hints, charset: 'iso-8859-1' });
    expect(extracted.text).toBe('café');
  });

  it('detects the language where none is stated, and says nothing of a few words', async () => {
    const german =
      'Die Aufsicht verlangt, dass jeder Anbieter solcher Dienste vorher eine Erlaubnis einholt.';
    expect((await extractSource(Buffer.from(german), hints)).facts.language).toBe('de');
    const stated = `---\nlanguage: en-GB\n---\n${german}`;
    expect((await extractSource(Buffer.from(stated), { ...hints, name: 'a.md' })).facts.language).toBe('en');
    expect((await extractSource(Buffer.from('Act 12'), hints)).facts).toEqual({});
  });

  it('refuses more bytes than allowed, naming both sizes', async () => {
    await expect(extractSource(Buffer.from('0123456789a'), { ...hints, maxBytes: 10 })).rejects.toMatchObject(
      {
        code: 'too-large',
        message: expect.stringMatching(/11 bytes.*10 bytes/),
      },
    );
  });

  it.each([
    ['nothing', '', 'invalid-input', null],
    ['blank text', ' \n\t ', 'extraction-failed', null],
    ['a page without text', '<html><body><script>render()</script></body></html>', 'extraction-failed', null],
    ['Markdown that is only front matter', '---\ntitle: a\n---\n', 'extraction-failed', 'a.md'],
  ])('refuses %s', async (_name, text, code, name) => {
    await expect(extractSource(Buffer.from(text), { ...hints, name })).rejects.toMatchObject({ code });
  });

  it.each([
    ['defuddle', HTML_EXTRACTOR_VERSIONS.article],
    ['linkedom', HTML_EXTRACTOR_VERSIONS.body],
    ['markdown-it', MARKDOWN_EXTRACTOR_VERSION],
    ['unpdf', PDF_EXTRACTOR_VERSION],
  ])('names the installed version of %s', (name, version) => {
    const manifest = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8'));
    expect(version).toMatch(new RegExp(`^${name}-${manifest.version.replaceAll('.', '\\.')}/\\d+$`));
  });
});
