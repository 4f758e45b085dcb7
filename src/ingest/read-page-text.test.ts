import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type AnalysisContent, analysisContentSchema } from '#domain/analysis.ts';
import { isAppError } from '#domain/errors.ts';
import { testOptions } from '../../test/fixtures/pages/reference.ts';
import { decodeFile } from './read-file-text.ts';
import { type ReadPage, readPageText } from './read-page-text.ts';

const fixture = readFileSync(
  new URL('../../test/fixtures/pages/bermuda-exchange-licensing.txt', import.meta.url),
  'utf8',
);
const seedFile = fileURLToPath(new URL('../../../shared/seeds/000_3c11786f9271637e.txt', import.meta.url));
const hasSeed = existsSync(seedFile);

const read = (text: string): ReadPage => readPageText(text, testOptions);
const codes = (page: ReadPage): string[] => page.findings.map((finding) => finding.code);

it('reads the head of a page and keeps what it declares', () => {
  const { content, declaredId } = read(fixture);
  expect(content).toMatchObject({
    jurisdiction: 'BM',
    topic: 'Exchange_Licensing',
    status: 'Licence-Required',
  });
  expect(content.declared).toEqual({
    ...{ id: 9071, version: 'Archived', created: '2025-03-04T09:05', stage: 'In review' },
    ...{ confidence: 'High', run: 'run-2025-03-04-a' },
  });
  expect(declaredId).toBe(9071);
  expect(analysisContentSchema.safeParse(content).success).toBe(true);
});

it('reads laws from a list of instruments and from nothing else', () => {
  const [act, issuance, ...others] = read(fixture).content.laws;
  expect(others).toEqual([]);
  expect(act).toMatchObject({
    ...{ name: 'Digital Asset Business Act 2018', number: 'Act No. 28 of 2018', article: 'Section 10' },
    ...{ issuer: 'Parliament of Bermuda', inForceOn: '2018-09-10', enactedOn: null },
  });
  expect(act?.url).toMatch(/^https:\/\/www\.bermudalaws\.bm\/laws\/.*2018$/);
  expect(issuance).toMatchObject({ name: 'Digital Asset Issuance Act 2020', enactedOn: '2020-05-06' });
});

it('reads the summary points as a tree, whatever the bullets', () => {
  const outline = read(fixture).content.outline;
  expect(outline).toMatchObject({
    title: 'Exchange Licensing in Bermuda',
    overallStatus: 'Licence-Required',
  });
  expect(outline?.headings.map((heading) => heading.number)).toEqual(['I', 'II', 'IV']);
  const reasons = outline?.headings[0]?.children[1];
  expect(reasons).toMatchObject({ label: 'Reasons', text: '' });
  expect(reasons?.children.map((child) => child.text)).toEqual([
    "Protection of customers' assets.",
    "Standing of the island's financial centre, which depends on trust.",
  ]);
  expect(outline?.headings[1]?.children[0]).toMatchObject({
    number: '1',
    label: 'Bermuda Monetary Authority',
  });
});

it('reads the report with its excerpts and links', () => {
  const report = read(fixture).content.report;
  expect(report).toMatchObject({
    ...{ title: 'Report on Exchange Licensing in Bermuda', heading: 'Exchange_Licensing in Bermuda' },
    ...{ date: '2025-03-04', topic: 'Exchange_Licensing', identifiedStatus: 'Licence-Required' },
    question: 'Must an exchange be authorised before it serves customers, and by whom?',
    disclaimer: 'The law changes; look at the act itself before you rely on this page.',
  });
  expect(report?.narrative.split('\n\n')).toHaveLength(2);
  expect(report?.excerpts[1]).toEqual({
    source: 'Bermuda Monetary Authority, Annual Report 2023',
    context: 'The report counts the licences granted.\n"Oversight of custody was a priority."',
  });
  expect(report?.links.map((link) => link.urls)).toEqual([
    ['https://www.bma.bm/digital-assets-supervision-regulation'],
    ['https://www.bermudalaws.bm/', 'https://www.bma.bm/viewPDF/documents/act_(2018).pdf'],
    [],
  ]);
  expect(report?.links[0]?.note).toBe('the page lists all licensed firms (by class).');
});

it('keeps the grounding byte for byte and the reviews with their words', () => {
  const { grounding, reviews } = read(fixture).content;
  expect(grounding).toHaveLength(1);
  expect(grounding[0]?.provider).toBe('gemini');
  expect(fixture).toContain(grounding[0]?.raw);
  expect(reviews).toEqual([
    {
      kind: 'Challenge',
      text: 'by R. Outerbridge on 2025-04-01\nClass T is missing from the summary.\nIt should be named.',
    },
    { kind: 'Approval', text: 'Agrees with the register of March 2025.' },
  ]);
});

it('tells of a strange heading and a skipped numeral, and of nothing else', () => {
  const { findings } = read(fixture);
  expect(findings.map((finding) => [finding.code, finding.excerpt])).toEqual([
    ['UNKNOWN_SECTION_HEADING', 'Licensing Classes'],
    ['OUTLINE_NUMERAL_SKIPPED', 'IV. Disclaimer'],
  ]);
  const lines = fixture.split('\n');
  for (const finding of findings) expect(lines[(finding.line ?? 0) - 1]).toBe(finding.excerpt);
});

it.skipIf(!hasSeed)('reads the first seed completely', () => {
  const text = decodeFile(readFileSync(seedFile), 'seed.txt');
  const { content, findings, declaredId } = read(text);
  expect(findings).toEqual([]);
  expect(declaredId).toBe(462);
  expect(content).toMatchObject({
    ...{ jurisdiction: 'KP', topic: 'Retail_Trading_Status', status: 'Banned', laws: [], reviews: [] },
    declared: { version: 'Latest', created: '2025-06-26T13:10', stage: 'Live', confidence: 'Unknown' },
  });
  expect(content.sections).toHaveLength(6);
  expect(content.outline?.headings.map((heading) => heading.number).join(' ')).toBe(
    'I II III IV V VI VII VIII',
  );
  expect(content.report?.narrative.split('\n\n')).toHaveLength(6);
  expect(content.report?.excerpts).toHaveLength(3);
  expect(content.report?.excerpts.every((excerpt) => !/^Summary/.test(excerpt.context))).toBe(true);
  expect(new Set(content.report?.links.flatMap((link) => link.urls)).size).toBe(4);
  expect(text).toContain(content.grounding[0]?.raw);
  expect(content.report?.disclaimer).toMatch(/^Information regarding/);
});

it.each([
  ['Licence-Required High', 'Licence-Required\nHigh', 'Licence-Required', 'High'],
  ['Licence-Required High', 'licence required · Medium confidence', 'Licence-Required', 'Medium'],
  ['Licence-Required High', 'Unknown Unknown', 'Unknown', 'Unknown'],
  ['Licence-Required High', 'Licence-Required', 'Licence-Required', null],
  ['Licence-Required High', 'Status: No-Regime\nConfidence\nLow', 'No-Regime', 'Low'],
])('reads the standing %s written as %j', (before, after, status, confidence) => {
  const { content } = read(fixture.replace(before, after));
  expect(content.status).toBe(status);
  expect(content.declared.confidence).toBe(confidence);
});

it('gives an unknown status a reason and says so', () => {
  const page = read(fixture.replace('Licence-Required High', 'Unknown Low'));
  expect(page.content.unknownReason).toBe('not-yet-researched');
  expect(codes(page)).toContain('UNKNOWN_WITHOUT_REASON');
});

it.each([
  ['jurisdiction', /\nBermuda\n/, '\nBermudaa\n', 'unknown-jurisdiction', 3, 'Did you mean “Bermuda” (BM)?'],
  [
    'topic',
    'Exchange_Licensing',
    'Exchange_Licencing',
    'unknown-topic',
    5,
    'Did you mean Exchange_Licensing?',
  ],
  [
    'one-word topic',
    'Exchange_Licensing',
    'Staking',
    'unknown-topic',
    5,
    'Known topics: Retail_Trading_Status',
  ],
  ['status', 'Licence-Required High', 'Licensed High', 'unknown-status', 7, 'Write one of the values'],
] as const)('refuses an unknown %s at its line with a suggestion', (_, before, after, code, line, remedy) => {
  try {
    read(fixture.replace(before, after));
    expect.unreachable();
  } catch (error) {
    if (!isAppError(error, code)) throw error;
    expect(error.place).toEqual({ file: 'page.txt', line });
    expect(error.remedy).toContain(remedy);
  }
});

it('suggests, and never takes over, a word that other trackers use for a status', () => {
  const text = 'Bermuda\nRetail_Trading_Status\nIllegal High\n\nExecutive Summary\n\nWords.\n';
  expect(() => read(text)).toThrowError(/“Illegal” is not on the scale/);
  try {
    read(text);
  } catch (error) {
    expect(isAppError(error) && error.remedy).toContain('Did you mean Banned?');
  }
});

it.each([
  [
    'a status of the report that differs',
    '1. Identified Current Status: Licence-Required',
    '1. Identified Current Status: Unknown',
    'DECLARED_STATUS_DISAGREES',
  ],
  [
    'a status of the points that differs',
    'Overall Status: Licence-Required',
    'Overall Status: No-Regime',
    'DECLARED_STATUS_DISAGREES',
  ],
  [
    'a topic of the report that differs',
    'Topic: Exchange_Licensing',
    'Topic: Taxation',
    'REPORT_TOPIC_DIFFERS',
  ],
  ['a missing section', 'Considerations\n', '', 'SECTION_MISSING'],
  ['a repeated section', 'Reviews\n', 'Notes\n\nOther words.\n\nReviews\n', 'DUPLICATE_SECTION'],
  ['an unreadable date', 'Date: 4 March 2025', 'Date: 31 February 2025', 'DATE_UNREADABLE'],
  ['an unreadable creation time', '2025-03-04 09:05', 'last Tuesday', 'DATE_UNREADABLE'],
  ['an id that is no number', '#9071', '#many', 'DECLARED_ID_UNREADABLE'],
  [
    'grounding that is cut off',
    '"webSearchQueries": ["bermuda exchange licence"]\n}',
    '"webSearchQ',
    'GROUNDING_JSON_INVALID',
  ],
  [
    'words below the form',
    '| Refinement: I know better words',
    '| Refinement: I know better words\n\n© 2025 Atlas Ltd',
    'UNPLACED_TEXT',
  ],
])('notices %s', (_, before, after, code) => {
  expect(fixture).toContain(before);
  expect(codes(read(fixture.replace(before, after)))).toContain(code);
});

it('keeps damaged grounding whole, in the content and in the finding', () => {
  const cut = fixture.slice(0, fixture.indexOf('"webSearchQueries"'));
  const page = read(cut);
  const raw = cut.slice(cut.indexOf('{\n  "groundingChunks"')).trimEnd();
  expect(page.content.grounding).toEqual([{ provider: 'unknown', raw }]);
  expect(page.findings.find((finding) => finding.code === 'GROUNDING_JSON_INVALID')?.excerpt).toBe(raw);
});

it('reads the same page from Windows line ends and tabs', () => {
  expect(read(fixture.replaceAll('\n', '\r\n')).content.report).toEqual(read(fixture).content.report);
  const tabs = fixture.replaceAll(/^ {4}/gm, '\t\t').replaceAll(/^ {2}/gm, '\t');
  expect(read(tabs).content.outline).toEqual(read(fixture).content.outline);
});

/** Every word of the content and findings, with how often it stands there. */
function wordsKept({ content, findings }: ReadPage): Map<string, number> {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string' || typeof value === 'number') texts.push(String(value));
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(walk);
  };
  walk(content satisfies AnalysisContent);
  walk(findings.map((finding) => finding.excerpt));
  return countWords(texts.join('\n'));
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/\p{L}+|\d+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The words of the layout itself, which name parts and carry nothing. */
const LAYOUT =
  /^(?:Back to Analyses|Edit|Analysis ID|Version|View all versions|Created|Workflow Stage|Run|Executive Summary|Key Pillars|Landmark Laws|Considerations|Notes|Detailed Explanation|Summary Points|Full Analysis Report|Sources \(Raw Data\)|Reviews|No reviews yet|Submit Review|Challenge: .* \| .*)$|^(?:Overall Status|Date|Topic|Description|Disclaimer):|^\d\. (?:Identified|Detailed|Specific|Direct)[^:]*:|^ *• (?:Source|Summary\/Context|Context):|^ *\d\. |^Bermuda$|^Korea \(the Dem.*$/gm;

function expectNothingLost(text: string): void {
  let page: ReadPage;
  try {
    page = read(text);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return;
  }
  const kept = wordsKept(page);
  for (const [word, count] of countWords(text.replace(LAYOUT, ''))) {
    expect.soft(kept.get(word) ?? 0, `how often “${word}” is kept`).toBeGreaterThanOrEqual(count);
  }
}

// A date that is read is kept in ISO form, so the count of words starts from that form.
const pages: [string, string][] = [['fixture', fixture.replace('Date: 4 March 2025', 'Date: 2025-03-04')]];
if (hasSeed) pages.push(['seed', readFileSync(seedFile, 'utf8')]);

it.each(pages)('loses no word of the %s, whatever part of it is dropped', (_, text) => {
  expectNothingLost(text);
  const lines = text.split('\n');
  lines.forEach((__, index) => {
    if (index % 3 === 0) expectNothingLost(lines.toSpliced(index, 1).join('\n'));
  });
});

it.each(pages)('loses no word of the %s cut off anywhere', (_, text) => {
  for (let length = 0; length < text.length; length += 500) expectNothingLost(text.slice(0, length));
});

it.each(pages)('loses no word of the %s in another order', (_, text) => {
  const parts = text.split(
    /\n(?=(?:Executive Summary|Key Pillars|Notes|Summary Points|Full Analysis Report|Sources \(Raw)\b)/,
  );
  const [head = '', ...rest] = parts;
  expectNothingLost([head, ...rest.toReversed()].join('\n'));
  expectNothingLost([head, ...rest.slice(2), ...rest.slice(0, 2)].join('\n'));
  expectNothingLost([...rest, head].join('\n'));
  expectNothingLost(`${text}\n${text}`);
});

it.each([
  ['one line of five million characters', 'word '.repeat(1_000_000)],
  ['an open bracket a million times', '('.repeat(1_000_000)],
  ['JSON nested ten thousand deep', `Sources (Raw Data)\n${'['.repeat(10_000)}`],
  ['a hundred thousand lines of one brace', `Sources (Raw Data)\n${'{}\n'.repeat(100_000)}`],
  [
    'points nested ten thousand deep',
    `Summary Points\n${Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}• point`).join('\n')}`,
  ],
  ['colons and spaces', `Full Analysis Report\n1. ${': '.repeat(500_000)}\nDate:${' '.repeat(500_000)}x`],
  ['addresses without an end', `Full Analysis Report\n4. Links:\n${'http://(a)'.repeat(300_000)}`],
  ['quotation marks and dashes', `Full Analysis Report\n3. Excerpts:\n• ${'" - '.repeat(500_000)}`],
  ['asterisks', `Summary Points\n${'*'.repeat(500_000)} x\nFull Analysis Report\n${'*'.repeat(500_000)}`],
  ['hyphens and commas', `Landmark Laws\n• ${'Act,-, '.repeat(500_000)}\n${'a\tb|'.repeat(200_000)}`],
  ['headings over and over', 'Notes\nx\n'.repeat(50_000)],
])('takes %s without harm', (_, hostile) => {
  const text = `Bermuda\nTaxation\nExempt High\n\nNotes\n\n${hostile}\n`;
  const { content } = read(text);
  expect(content.status).toBe('Exempt');
  expect(JSON.stringify(content).length).toBeGreaterThan(0);
});
