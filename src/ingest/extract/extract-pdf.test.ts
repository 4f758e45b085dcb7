import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { extractPdf, PDF_LIMITS } from './extract-pdf.ts';
import { joinPdfRuns } from './pdf-page-text.ts';

type PdfOptions = { readonly info?: string; readonly trailer?: string; readonly extra?: readonly string[] };

/** A minimal PDF: one content stream per page, one built-in font. */
function makePdf(pages: readonly string[], options: PdfOptions = {}): Buffer {
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R ` +
        '/Resources << /Font << /F1 3 0 R >> >> >>',
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
    ...(options.extra ?? []),
  ];
  if (options.info !== undefined) objects.push(options.info);
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const info = options.info === undefined ? '' : `/Info ${objects.length} 0 R`;
  const xref = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${xref}`;
  const start = file.indexOf('xref\n');
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${info} ${options.trailer ?? ''} >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(file, 'latin1');
}

/** Lines from the top; an empty string leaves a line's space. */
function textPage(lines: readonly string[]): string {
  return `BT /F1 12 Tf 14 TL 72 720 Td ${lines.map((line) => `(${line}) Tj T*`).join(' ')} ET`;
}

describe('extractPdf', () => {
  it('gives one text with page starts, paragraphs and facts', async () => {
    const pdf = makePdf(
      [
        textPage(['Article 1', '', 'Every provider must', 'be registered.']),
        textPage(['Article 2', 'caf\\351']),
      ],
      {
        info: "<< /Title (Register Act) /Author (Ministry of Finance) /CreationDate (D:20240501233000-05'00') >>",
      },
    );
    const { extracted, facts } = await extractPdf(pdf);
    expect(extracted.text).toBe('Article 1\n\nEvery provider must\nbe registered.\n\nArticle 2\ncafé');
    expect(extracted.pageStarts).toEqual([0, extracted.text.indexOf('Article 2')]);
    expect(facts).toEqual({
      title: 'Register Act',
      author: 'Ministry of Finance',
      publishedOn: '2024-05-01',
    });
  });

  it('leaves the caller its bytes', async () => {
    const pdf = makePdf([textPage(['Text'])]);
    const before = Buffer.from(pdf);
    await extractPdf(pdf);
    expect(Buffer.from(pdf).equals(before)).toBe(true);
  });

  it('starts an empty page where the next one starts', async () => {
    const pdf = makePdf(['', textPage(['Second']), '', textPage(['Fourth']), '']);
    const { extracted } = await extractPdf(pdf);
    expect(extracted.text).toBe('Second\n\nFourth');
    expect(extracted.pageStarts).toEqual([0, 0, 8, 8, 14]);
  });

  it('leaves out a title that is only a file name', async () => {
    const pdf = makePdf([textPage(['Text'])], { info: '<< /Title (Microsoft Word - draft 3.doc) >>' });
    expect((await extractPdf(pdf)).facts).toEqual({});
  });

  it('refuses an encrypted file with what to do', async () => {
    const hex = 'ab'.repeat(32);
    const pdf = makePdf([textPage(['Secret'])], {
      extra: [`<< /Filter /Standard /V 1 /R 2 /O <${hex}> /U <${hex}> /P -44 >>`],
      trailer: `/Encrypt 6 0 R /ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>]`,
    });
    await expect(extractPdf(pdf)).rejects.toMatchObject({
      code: 'extraction-failed',
      message: expect.stringContaining('encrypted'),
      remedy: expect.stringContaining('password'),
    });
  });

  it('refuses a scan with what to do', async () => {
    await expect(extractPdf(makePdf(['0 0 100 100 re f']))).rejects.toMatchObject({
      code: 'extraction-failed',
      remedy: expect.stringContaining('OCR'),
    });
  });

  it.each([
    ['pages', { pages: 1 }, /2 pages/],
    ['text', { characters: 20 }, /more text than 20/],
    ['time', { milliseconds: 1 }, /takes longer/],
  ])('refuses a file that goes beyond its %s, with what to do', async (_name, limit, message) => {
    const pdf = makePdf([textPage(['Article 1 says so']), textPage(['Article 2 says so'])]);
    await expect(extractPdf(pdf, { ...PDF_LIMITS, ...limit })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringMatching(message),
      remedy: expect.stringContaining('Split'),
    });
  });

  it('refuses a small file that unpacks into a huge one', async () => {
    // Each letter stands at the same place, because what falls off the page is not text.
    const content = deflateSync(`BT /F1 1 Tf ${'1 0 0 1 9 9 Tm (a) Tj '.repeat(1_000_000)} ET`).toString(
      'latin1',
    );
    const page = '<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>';
    const pdf = makePdf(['x']).toString('latin1');
    const start = pdf.indexOf('4 0 obj');
    const bomb = `${pdf.slice(0, start)}4 0 obj\n${page}\nendobj\n5 0 obj\n<< /Filter /FlateDecode /Length ${content.length} >>\nstream\n${content}\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n`;
    await expect(
      extractPdf(Buffer.from(bomb, 'latin1'), { ...PDF_LIMITS, characters: 100_000 }),
    ).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each([
    ['rubbish', Buffer.from('%PDF-1.7\nnothing that makes sense')],
    ['a file cut short', makePdf([textPage(['Text'])]).subarray(0, 120)],
  ])('refuses %s as damaged', async (_name, bytes) => {
    await expect(extractPdf(bytes)).rejects.toMatchObject({ code: 'extraction-failed' });
  });
});

describe('joinPdfRuns', () => {
  const run = (text: string, y: number, endsLine = true) => ({ text, y, height: 10, endsLine });

  it('parts paragraphs at wide steps and at a new column', () => {
    const runs = [run('a', 100), run('b', 88), run('c', 60), run('d', 48), run('e', 100), run('f', 88)];
    expect(joinPdfRuns(runs)).toBe('a\nb\n\nc\nd\n\ne\nf');
  });

  it('joins runs of a line and drops empty lines', () => {
    expect(joinPdfRuns([run('a ', 10, false), run(' b', 10), run(' ', 5), run('', 0)])).toBe('a b');
    expect(joinPdfRuns([])).toBe('');
  });
});
