import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analysisContentSchema } from '#domain/analysis.ts';
import { isAppError } from '#domain/errors.ts';
import { testOptions } from '../../test/fixtures/pages/reference.ts';
import { readCheckable } from './read-checkable.ts';
import { readCheckableReport, readReport } from './read-report.ts';

const options = { ...testOptions, file: 'memo.md' };
const memo = readFileSync(new URL('../../test/fixtures/pages/france-taxation.md', import.meta.url), 'utf8');
const front = '---\njurisdiction: FR\ntopic: Taxation\nstatus: Exempt\n---\n';

it('reads front matter and the parts that headings name', () => {
  const { content, findings } = readReport(memo, options);
  expect(analysisContentSchema.safeParse(content).success).toBe(true);
  expect(content).toMatchObject({
    ...{ jurisdiction: 'FR', topic: 'Taxation', status: 'Taxed', ground: 'explicit-law' },
    ...{ statusSince: '2019-01-01', textFormat: 'markdown' },
    report: { title: 'How France taxes crypto-assets', date: '2025-05-12' },
  });
  expect(content.sections.map((section) => section.key)).toEqual(['executive-summary', 'landmark-laws']);
  expect(content.sections[0]?.text).toContain('### Scope\n\nOnly disposals');
  expect(content.report?.narrative).toMatch(/^This memo answers one question\.\n\nThe flat tax/);
  expect(content.report?.excerpts[0]).toEqual({ source: 'General Tax Code', context: '"Gains are taxed."' });
  expect(findings.map((finding) => finding.code).sort()).toEqual([
    'DUPLICATE_REFERENCE',
    'FRONT_MATTER_UNKNOWN_KEY',
  ]);
});

it('reads a table of laws', () => {
  expect(readReport(memo, options).content.laws).toMatchObject([
    { name: 'General Tax Code', number: null, article: 'Article 150 VH bis', inForceOn: '2019-01-01' },
    {
      name: 'Finance Act 2019',
      number: 'No. 2018-1317',
      inForceOn: '2018-12-30',
      url: expect.stringMatching(/82341$/),
    },
  ]);
});

it('reads the summary points of Markdown lists', () => {
  expect(readReport(memo, options).content.outline?.headings).toMatchObject([
    { label: 'Overall', text: 'taxed', children: [{ text: 'flat rate', children: [{ number: '1' }] }] },
    { label: 'Exemptions', text: 'small sums' },
  ]);
});

it('reads the reference list, keeps every line and makes marks unique', () => {
  const { sources } = readReport(memo, options).content;
  expect(sources.map((source) => [source.ref, source.title, source.publisher, source.publishedOn])).toEqual([
    ['1', 'General Tax Code', 'Légifrance', '2024-05-01'],
    ['2', 'act.txt', null, null],
    ['3', 'A second one', 'Somewhere', null],
    ['4', 'Guide for taxpayers', 'Direction générale', '2024-03-03'],
    ['pro', 'Rules for professionals', null, null],
  ]);
  expect(sources[0]?.url).toBe('https://www.legifrance.gouv.fr/codes');
  expect(sources[0]?.note).toBe(
    '[1] General Tax Code. Légifrance, 2024-05-01. https://www.legifrance.gouv.fr/codes',
  );
});

it.each([
  ['a fenced block', '```json\n{"grounding_chunks": []}\n```\n', '{"grounding_chunks": []}'],
  ['the end of the text', '{"groundingSupports": [],\n "groundingChunks": []}\n', undefined],
  ['a part of its own', '## Sources (Raw Data)\n\n```\n{"odd": 1}\n```\n', '{"odd": 1}'],
])('takes the grounding from %s, byte for byte', (_, tail, raw) => {
  const { content } = readReport(`${front}\nWords of the report.\n\n${tail}`, options);
  expect(content.grounding.map((one) => one.raw)).toEqual([raw ?? tail.trim()]);
  expect(content.report?.narrative).toBe('Words of the report.');
});

it('takes the grounding from a file beside the report', () => {
  const beside = { file: 'memo.grounding.json', text: '{"groundingChunks": []}\n' };
  const { content } = readReport(`${front}Words.`, { ...options, grounding: [beside] });
  expect(content.grounding).toEqual([{ provider: 'gemini', raw: '{"groundingChunks": []}' }]);
});

it('leaves JSON that is no grounding in the text', () => {
  const { content } = readReport(memo, options);
  expect(content.grounding).toHaveLength(1);
  expect(JSON.stringify(content.report)).toContain('an example, not grounding');
});

it('takes `Key: value` lines for front matter, also in a list and in bold', () => {
  const text =
    '# A memo\n\n**Jurisdiction:** North Korea\n- Topic: Retail_Trading_Status\nStatus: Banned\n\nWords.\n';
  const { content } = readReport(text, options);
  expect(content).toMatchObject({ jurisdiction: 'KP', topic: 'Retail_Trading_Status', status: 'Banned' });
  expect(content.report).toMatchObject({ title: 'A memo', narrative: 'Words.' });
});

it('takes a report without known headings for one narrative', () => {
  const body = '## Background\n\nOne.\n\n- two\n- three\n';
  expect(readReport(`${front}\n${body}`, options).content.report?.narrative).toBe(body.trim());
});

it.each([
  ['no jurisdiction', 'topic: Taxation\nstatus: Taxed', 'invalid-input', '`jurisdiction: FR`'],
  ['no topic', 'jurisdiction: FR', 'invalid-input', 'topic: Retail_Trading_Status'],
  ['no status', 'jurisdiction: FR\ntopic: Taxation', 'invalid-input', 'status: Taxed | Exempt | Unknown'],
  ['an unknown jurisdiction', 'jurisdiction: Frence', 'unknown-jurisdiction', 'Did you mean “France”'],
  [
    'an unknown ground',
    'jurisdiction: FR\ntopic: Taxation\nstatus: Taxed\nground: rumour',
    'invalid-input',
    'practice',
  ],
  ['damaged front matter', 'jurisdiction: [FR', 'invalid-input', 'key: value'],
  ['front matter nested without end', `x: ${'['.repeat(20_000)}`, 'invalid-input', 'key: value'],
  ['front matter that is a list', '- a\n- b', 'invalid-input', 'key: value'],
] as const)('refuses a report with %s', (_, head, code, remedy) => {
  try {
    readReport(`---\n${head}\n---\nWords.\n`, options);
    expect.unreachable();
  } catch (error) {
    if (!isAppError(error, code)) throw error;
    expect(error.remedy).toContain(remedy);
    expect(error.place.file).toBe('memo.md');
  }
});

it('reads for checking what says nothing of itself', () => {
  const { content } = readCheckableReport('Trading is "not allowed" (act.txt).\n', options);
  expect(content).toMatchObject({ jurisdiction: null, topic: null, status: null });
  expect(content.report?.narrative).toBe('Trading is "not allowed" (act.txt).');
});

it('checks pages and reports alike, and refuses provider JSON alone', () => {
  const page = readFileSync(
    new URL('../../test/fixtures/pages/bermuda-exchange-licensing.txt', import.meta.url),
    'utf8',
  );
  expect(readCheckable(page, options).content.jurisdiction).toBe('BM');
  expect(readCheckable(memo, options).content.jurisdiction).toBe('FR');
  expect(() => readCheckable('{"groundingChunks": []}', options)).toThrowError(/without the report/);
});

it.each([
  ['a fence that never closes', `\`\`\`json\n${'{"a":'.repeat(50_000)}`],
  ['braces on every line', '{\n'.repeat(100_000)],
  ['objects on every line', '{}\n'.repeat(100_000)],
  ['brackets and carets', `## Sources\n${'[^'.repeat(300_000)}\n${'[1] x '.repeat(200_000)}`],
  ['capitals and dots', `## References\n${'A. '.repeat(300_000)}`],
  ['the same mark again and again', `## References\n${'[1] x\n'.repeat(2_000)}`],
  ['headings without end', '# Notes\n'.repeat(50_000)],
])('takes %s without harm', (_, hostile) => {
  expect(readReport(`${front}\n${hostile}\n`, options).content.status).toBe('Exempt');
});

it('takes marked lines with addresses at the end for the reference list, whatever stands above them', () => {
  const list = '[1] https://example.org/a - First\n[2] https://example.org/b - Second\n';
  for (const above of ['参考文献：', 'Worauf wir uns stützen:', '## Read more', 'References', '']) {
    const { sources, report } = readReport(
      `${front}\nGains are exempt.[1][2]\n\n${above}\n${list}`,
      options,
    ).content;
    expect(sources.map(({ ref, url }) => [ref, url])).toEqual([
      ['1', 'https://example.org/a'],
      ['2', 'https://example.org/b'],
    ]);
    expect(report?.narrative).toBe('Gains are exempt.[1][2]');
  }
});

it('takes one marked line, or marked lines without an address, for what they are: text', () => {
  for (const end of ['[1] https://example.org/a is where it stands.', '[1] see above\n[2] see below']) {
    const { sources, report } = readReport(`${front}\nGains are exempt.\n\n${end}\n`, options).content;
    expect(sources).toEqual([]);
    expect(report?.narrative).toContain('[1]');
  }
});

it('reads a part that is there twice to its end, and says so', () => {
  const text = `${front}\n## Executive Summary\n\nFirst.\n\n## Notes\n\nNone.\n\n## Executive Summary\n\nSecond.\n`;
  const { content, findings } = readReport(text, options);
  expect(content.sections).toEqual([
    { key: 'executive-summary', text: expect.stringMatching(/^First\.\n+Second\.$/) },
    { key: 'notes', text: 'None.' },
  ]);
  expect(findings).toEqual([
    expect.objectContaining({
      code: 'DUPLICATE_SECTION',
      severity: 'minor',
      line: 15,
      excerpt: '## Executive Summary',
    }),
  ]);
});
