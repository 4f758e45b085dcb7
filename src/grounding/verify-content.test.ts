import { describe, expect, it } from 'vitest';
import { sha256Hex } from '#domain/canonical-json.ts';
import type { Topic } from '#domain/topic.ts';
import { type VerificationReport, verificationReportSchema } from '#domain/verification.ts';
import { createGazetteer } from './gazetteer.ts';
import type { SourceText } from './source-text.ts';
import { type CheckableContent, ENGINE, verifyContent } from './verify-content.ts';

const gazetteer = createGazetteer([
  {
    code: 'BM',
    alpha3: 'BMU',
    kind: 'territory',
    officialName: 'Bermuda',
    everydayName: 'Bermuda',
    aliases: [],
    demonyms: ['Bermudian'],
    capitals: ['Hamilton'],
  },
]);

const topic: Topic = {
  key: 'Mining_Status',
  title: 'Mining status',
  question: 'May it be mined?',
  guidance: 'Look for bans.',
  position: 1,
  reviewIntervalDays: 180,
  ordered: true,
  statuses: [
    { value: 'Permitted', label: 'Permitted', definition: 'No ban.', order: 0, alsoCalled: ['allowed'] },
    {
      value: 'Banned',
      label: 'Banned',
      definition: 'A ban.',
      order: 1,
      alsoCalled: ['prohibited', 'not allowed'],
    },
    { value: 'Unknown', label: 'Unknown', definition: 'Not known.', order: null, alsoCalled: [] },
  ],
  outlineHeadings: [],
  searchCues: ['mining'],
};

const empty: CheckableContent = {
  schema: 'regatlas.analysis/1',
  jurisdiction: 'BM',
  topic: 'Mining_Status',
  language: 'en',
  textFormat: 'plain',
  status: 'Banned',
  unknownReason: null,
  ground: null,
  statusSince: null,
  sections: [],
  laws: [],
  outline: null,
  report: null,
  sources: [],
  grounding: [],
  reviews: [],
  declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
};

const act =
  'Decree 7 of 2024. The mining of crypto-assets is prohibited in Bermuda from 1 March 2024. ' +
  'A person who mines crypto-assets pays a fine of up to 40,000 dollars. The ministry may seize the machines.';
const article =
  'Engineers left the island in spring. “We saw it coming,” said the owner of a warehouse full of machines.';

function stored(text: string, facts: Partial<SourceText> = {}): SourceText {
  const none = { title: null, publisher: null, url: null, publishedOn: null, fileName: null };
  const hash = sha256Hex(text);
  return {
    sha256: hash,
    textSha256: hash,
    extractor: 'plain-text',
    text,
    pageStarts: [],
    tier: 'unknown',
    ...none,
    ...facts,
  };
}

const decree = stored(act, { title: 'Decree 7 of 2024', tier: 'law', publishedOn: '2024-02-01' });
const news = stored(article, { title: 'Warehouse closes', tier: 'news' });

function page(text: string, change: Partial<CheckableContent> = {}): CheckableContent {
  return { ...empty, sections: [{ key: 'executive-summary', text }], ...change };
}

function verify(content: CheckableContent, sources: readonly SourceText[] = []): VerificationReport {
  const report = verifyContent({ content, sources, gazetteer, topic, asOf: '2024-06-01', openChallenges: 0 });
  expect(verificationReportSchema.parse(report)).toEqual(report);
  return report;
}

const codes = (report: VerificationReport) =>
  report.findings.map(({ severity, code }) => `${severity} ${code}`);
const verdicts = (report: VerificationReport) => report.sentences.map(({ verdict }) => verdict);
const cited = {
  title: 'Decree 7 of 2024',
  publisher: null,
  url: null,
  publishedOn: null,
  snapshot: null,
  quote: null,
  note: null,
};

describe('words around a quotation that name its source', () => {
  const title = 'Decree on the Keeping, Winding, Oiling and Inspection of Machines for Ships and Harbours';
  const long = stored(act, { title, tier: 'law' });
  const says = (lead: string) =>
    page(`${lead} states: “A person who mines crypto-assets pays a fine of up to 40,000 dollars.” [1]`, {
      sources: [{ ...cited, ref: '1', title, snapshot: long.sha256 }],
    });

  it('claim nothing, however long the name is', () => {
    expect(verdicts(verify(says(`Article 4 of ${title}`), [long]))).toEqual(['supported']);
  });

  it('are a claim where they are other words', () => {
    const other = 'The decree on ships, harbours, captains, pilots, sailors, dockers and lighthouses';
    expect(verdicts(verify(says(other), [long]))).toEqual(['partially-supported']);
  });
});

describe('verdicts on sentences', () => {
  it.each<[string, string, (string | null)[]]>([
    [
      'borne by the source',
      'The mining of crypto-assets is prohibited in Bermuda from 1 March 2024.',
      ['supported'],
    ],
    [
      'with another date',
      'The mining of crypto-assets is prohibited in Bermuda from 1 May 2024.',
      ['contradicted'],
    ],
    [
      'with a planted negation',
      'The mining of crypto-assets is not prohibited in Bermuda from 1 March 2024.',
      ['contradicted'],
    ],
    ['about something else', 'Banks charge high fees for wire transfers abroad.', ['not-addressed']],
    ['no claims', 'What does the law say?', [null]],
    ['a true quotation', 'The decree says: “The ministry may seize the machines.”', ['supported']],
    [
      'an altered quotation',
      'Decree 7 of 2024 says: “The ministry must seize the machines.”',
      ['contradicted'],
    ],
  ])('%s', (_, text, expected) => {
    expect(verdicts(verify(page(text), [decree, news]))).toEqual(expected);
  });

  it('are all not-checkable while nothing is stored', () => {
    const report = verify(page('Mining is banned. Fines are high.'));
    expect(verdicts(report)).toEqual(['not-checkable', 'not-checkable']);
    expect(report.confidence.level).toBe('Unknown');
  });

  it('say when another source than the cited one bears the sentence', () => {
    const text = 'The ministry may seize the machines of miners [1].';
    const sources = [{ ...cited, ref: '1', title: 'Warehouse closes' }];
    const borne = verify(page('The ministry may seize the machines. [1]', { sources }), [decree, news]);
    expect(borne.sentences[0]).toMatchObject({ verdict: 'supported', refs: ['1'] });
    expect(borne.sentences[0]!.reasons[0]).toContain('the source cited does not');
    expect(borne.sentences[0]!.passages[0]!.source).toBe(0);
    expect(
      verify(page(text, { sources: [{ ...cited, ref: '1' }] }), [decree, news]).sentences[0]!.reasons.join(
        ' ',
      ),
    ).not.toContain('does not.');
  });

  it('point at the passage in code points of the stored text', () => {
    const text = `🏛️🏛️ ${act}`;
    const report = verify(page('A person who mines crypto-assets pays a fine of up to 40,000 dollars.'), [
      stored(text),
    ]);
    const { position, quote } = report.sentences[0]!.passages[0]!;
    expect([...text].slice(position.start, position.end).join('')).toBe(quote.exact);
    expect(quote.exact).toContain('40,000 dollars');
  });
});

describe('a provider whose list of sources is empty', () => {
  const text = 'Mining was banned in 2024. Nobody objected.';
  const segment = { startIndex: 900, endIndex: 926, text: 'Mining was **banned** in 2024.' };
  const raw = JSON.stringify({
    grounding_chunks: [],
    grounding_supports: [{ segment, grounding_chunk_indices: [0, 2] }],
  });
  const content = page(text, { grounding: [{ provider: 'gemini', raw }] });

  it('is critical, and its statement is found on the page', () => {
    const report = verify(content);
    expect(report.grounding[0]).toMatchObject({
      references: 2,
      dangling: 2,
      diagnostics: ['CHUNKS_EMPTY_BUT_REFERENCED', 'OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
      supports: [
        {
          state: 'unresolvable',
          recoveredByText: true,
          places: [{ unit: 'section/executive-summary', block: 0, start: 0, end: 25 }],
        },
      ],
    });
    expect(codes(report)[0]).toBe('critical CHUNKS_EMPTY_BUT_REFERENCED');
    expect(report.sentences.map(({ supports }) => supports)).toEqual([[[0, 0]], []]);
    expect(report.sentences[0]!.reasons).toContain('The provider’s reference points at nothing.');
    expect(report.sentences[1]!.reasons).not.toContain('The provider’s reference points at nothing.');
    expect(report.confidence.summary).toContain('2 of 2 provider references point at nothing');
  });
});

describe('the status', () => {
  it('is verified by a stored source that says it in any of its words', () => {
    const report = verify(page('The mining of crypto-assets is prohibited in Bermuda from 1 March 2024.'), [
      decree,
    ]);
    expect(report.evidenceState).toBe('verified');
    expect(codes(report)).toEqual([]);
    expect(report.confidence.factors.find(({ key }) => key === 'status')!.value).toBe(1);
  });

  it.each<[string, Partial<CheckableContent>, string[], string]>([
    ['borne by nothing', {}, ['major STATUS_WITHOUT_SOURCE'], 'unverified'],
    [
      'off the scale',
      { status: 'Sometimes' },
      ['major STATUS_OUTSIDE_SCALE', 'major STATUS_WITHOUT_SOURCE'],
      'unverified',
    ],
    ['Unknown without a reason', { status: 'Unknown' }, ['major STATUS_UNKNOWN_WITHOUT_REASON'], 'unknown'],
    ['Unknown with a reason', { status: 'Unknown', unknownReason: 'unreachable' }, [], 'unknown'],
    ['not stated', { status: null, topic: null, jurisdiction: null }, [], 'unknown'],
  ])('%s', (_, change, expected, state) => {
    const report = verify(
      page('A person who mines crypto-assets pays a fine of up to 40,000 dollars.', change),
      [decree],
    );
    expect([codes(report), report.evidenceState]).toEqual([expected, state]);
  });

  it.each<[string, string]>([
    [
      'is only planned',
      'The ministry plans to consider whether mining of crypto-assets is banned in Bermuda.',
    ],
    ['is claimed by somebody', 'The opposition claims mining of crypto-assets is banned in Bermuda.'],
    ['is past', 'Mining of crypto-assets was banned in Bermuda until 2020.'],
    ['is said of another matter', 'Fishing at night is banned in Bermuda.'],
  ])('is not borne by a source in which it %s', (_, text) => {
    expect(verify(page('Mining of crypto-assets is banned in Bermuda.'), [stored(text)]).evidenceState).toBe(
      'unverified',
    );
    expect(verify(page(text), [stored(text)]).evidenceState).toBe('unverified');
  });

  it('is not borne by words quoted out of a claim', () => {
    const source = stored('The opposition claims mining of crypto-assets is banned in Bermuda.');
    const report = verify(page('It says “mining of crypto-assets is banned in Bermuda”.'), [source]);
    expect([report.quotations[0]!.verdict, report.evidenceState]).toEqual(['verbatim', 'unverified']);
  });

  it.each<[string, string]>([
    ['another value of the scale', 'Mining of crypto-assets is allowed in Bermuda since 6 May 2023.'],
    ['the opposite', 'Mining of crypto-assets is lawful in Bermuda.'],
  ])('is contradicted by a stored source that says %s', (_, text) => {
    const said = 'Mining of crypto-assets is banned in Bermuda.';
    const report = verify(page(said), [stored(said), stored(text)]);
    expect(report.evidenceState).toBe('unverified');
    expect(codes(report)).toContain('critical STATUS_CONTRADICTED');
    expect(report.confidence.level).toBe('Low');
  });

  it('is not borne by a sentence that denies it', () => {
    const source = stored('Mining of crypto-assets at home is not banned in Bermuda.');
    expect(
      verify(page('Mining of crypto-assets at home is not banned in Bermuda.'), [source]).evidenceState,
    ).toBe('unverified');
  });
});

describe('findings', () => {
  it.each<[string, Partial<CheckableContent>, string, string]>([
    [
      'an altered quotation',
      {},
      'Decree 7 of 2024 says: “The ministry must seize the machines.”',
      'critical QUOTATION_ALTERED',
    ],
    [
      'words of another source',
      {},
      'The article Warehouse closes states: “A person who mines crypto-assets pays a fine”.',
      'critical QUOTATION_OTHER_SOURCE',
    ],
    [
      'words the named source lacks',
      {},
      'Decree 7 of 2024 states: “Every household keeps chickens in its yard.”',
      'critical QUOTATION_NOT_FOUND',
    ],
    ['an unknown marker', {}, 'Mining is banned [7].', 'major CITATION_MARKER_UNKNOWN'],
    [
      'an entry without a stored copy',
      { sources: [{ ...cited, ref: '1', title: 'Annual survey of farms' }] },
      'Mining is banned [1].',
      'major CITATION_UNRESOLVED',
    ],
    [
      'an approximate place',
      {},
      'The ban is in Articles 104-111 (approximate) of the code.',
      'minor APPROXIMATE_CITATION',
    ],
    ['a private link', {}, 'See http://192.168.0.4/law for the text.', 'minor LINK_LOCAL'],
    [
      'a contradicted sentence',
      {},
      'A person who mines crypto-assets pays a fine of up to 90,000 dollars.',
      'major SENTENCE_CONTRADICTED',
    ],
    [
      'a contradicted sentence that states the status',
      {},
      'The mining of crypto-assets is prohibited in Bermuda from 1 May 2024.',
      'critical SENTENCE_CONTRADICTED',
    ],
    [
      'unreadable grounding',
      { grounding: [{ provider: 'unknown', raw: '[1, 2' }] },
      'Mining is banned.',
      'minor GROUNDING_NOT_RECOGNISED',
    ],
  ])('%s', (_, change, text, code) => {
    expect(codes(verify(page(text, change), [decree, news]))).toContain(code);
  });

  it('come with the gravest first', () => {
    const text =
      'See http://10.0.0.1/a. Decree 7 of 2024 says: “The ministry must seize the machines.” Mining is banned [9].';
    const grades = verify(page(text), [decree]).findings.map(({ severity }) => severity);
    expect(grades).toEqual(
      [...grades].sort(
        (a, b) => 'critical major minor info'.indexOf(a) - 'critical major minor info'.indexOf(b),
      ),
    );
    expect(grades[0]).toBe('critical');
  });
});

describe('the report', () => {
  it('is the same for the same input, and names its engine', () => {
    const content = page(
      'The mining of crypto-assets is prohibited in Bermuda from 1 March 2024. “We saw it coming,” said one.',
    );
    const one = verify(content, [decree, news]);
    expect(JSON.stringify(verify(content, [decree, news]))).toBe(JSON.stringify(one));
    expect(one.engine).toBe(ENGINE);
  });

  it('counts sixteen copies of a press release as one source', () => {
    const text = 'The mining of crypto-assets is prohibited in Bermuda from 1 March 2024.';
    const long = `${act} ${Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')}`;
    const copies = Array.from({ length: 16 }, (_, index) => stored(`${long} Printed by paper ${index}.`));
    const share = (sources: SourceText[]) =>
      verify(page(text), sources).confidence.factors.find(({ key }) => key === 'independence')!.value;
    expect(share(copies)).toBe(share(copies.slice(0, 1)));
  });

  it('takes an empty page', () => {
    const report = verify({ ...empty, jurisdiction: null, topic: null, status: null });
    expect([report.sentences, report.evidenceState, report.confidence.level]).toEqual([
      [],
      'unknown',
      'Unknown',
    ]);
  });
});
