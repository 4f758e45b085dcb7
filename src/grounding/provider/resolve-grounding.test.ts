import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveGrounding } from './resolve-grounding.ts';

const web = (uri: string, title = 'a.example') => ({ web: { uri, title } });
const redirect = (id: string) => `https://vertexaisearch.cloud.google.com/grounding-api-redirect/${id}`;
const text = 'Žádná banka nesmí 🪙 držet mince. The licence costs €5,000 a year.';
const second = 'The licence costs €5,000 a year.';
const byteAt = (words: string) => Buffer.byteLength(text.slice(0, text.indexOf(words)));
const support = (segment: unknown, ...groundingChunkIndices: number[]) => ({
  segment,
  groundingChunkIndices,
});
const gemini = (supports: unknown, chunks: unknown, rest: object = {}) =>
  JSON.stringify({ groundingSupports: supports, groundingChunks: chunks, ...rest });
const chunks = [web('https://a.example/1'), web('https://b.example/2')];
const exact = {
  startIndex: byteAt(second),
  endIndex: byteAt(second) + Buffer.byteLength(second),
  text: second,
};

describe('offsets', () => {
  const cases: {
    name: string;
    segment: unknown;
    parts?: string[];
    origin?: 'answer' | 'page';
    text: string | null;
    recovered?: boolean;
    located: boolean;
    diagnostics: string[];
  }[] = [
    { name: 'bytes that cut the words', segment: exact, text: second, located: true, diagnostics: [] },
    {
      name: 'offsets written as strings',
      segment: { ...exact, startIndex: String(exact.startIndex), endIndex: String(exact.endIndex) },
      text: second,
      located: true,
      diagnostics: [],
    },
    {
      name: 'snake case with the part named',
      segment: { part_index: 1, start_index: exact.startIndex, end_index: exact.endIndex, text: second },
      parts: ['An answer before. ', text],
      text: second,
      located: true,
      diagnostics: [],
    },
    {
      name: 'a part that does not exist',
      segment: { ...exact, partIndex: 4 },
      text: second,
      recovered: true,
      located: true,
      diagnostics: ['OFFSET_OUT_OF_BOUNDS', 'OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
    },
    {
      name: 'offsets in UTF-16 units',
      segment: { startIndex: text.indexOf(second), endIndex: text.length, text: second },
      text: second,
      located: true,
      diagnostics: ['OFFSET_UNIT_UTF16'],
    },
    {
      name: 'offsets in code points',
      segment: { startIndex: [...text].length - second.length, endIndex: [...text].length, text: second },
      text: second,
      recovered: true,
      located: true,
      diagnostics: ['OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
    },
    {
      name: 'bytes inside a character and no words',
      segment: { startIndex: 1, endIndex: 12 },
      text: null,
      located: false,
      diagnostics: ['OFFSET_SPLITS_CODEPOINT'],
    },
    {
      name: 'bytes inside an emoji, with words to find',
      segment: { startIndex: byteAt('🪙') + 2, endIndex: byteAt('🪙') + 20, text: 'držet mince.' },
      text: 'držet mince.',
      recovered: true,
      located: true,
      diagnostics: ['OFFSET_SPLITS_CODEPOINT', 'OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
    },
    {
      name: 'a range past the end of a page made from the answer says nothing against the range',
      segment: { startIndex: 5000, endIndex: 5034, text: second },
      origin: 'page',
      text: second,
      recovered: true,
      located: true,
      diagnostics: ['OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
    },
    {
      name: 'start after end',
      segment: { startIndex: 20, endIndex: 4 },
      text: null,
      located: false,
      diagnostics: ['OFFSET_OUT_OF_BOUNDS'],
    },
    {
      name: 'negative start',
      segment: { startIndex: -4, endIndex: 4 },
      text: null,
      located: false,
      diagnostics: ['OFFSET_OUT_OF_BOUNDS'],
    },
    { name: 'no segment', segment: undefined, text: null, located: false, diagnostics: [] },
    {
      name: 'words that stand nowhere',
      segment: { ...exact, text: 'A sentence nobody wrote here.' },
      text: 'A sentence nobody wrote here.',
      located: false,
      diagnostics: [],
    },
    {
      name: 'words whose Markdown the page has lost',
      segment: { startIndex: 0, endIndex: 9, text: 'The **licence** costs _€5,000_ a year.' },
      text: 'The **licence** costs _€5,000_ a year.',
      recovered: true,
      located: true,
      diagnostics: ['OFFSET_MISMATCH_RECOVERED_BY_TEXT'],
    },
    {
      name: 'a mark without words is never searched for',
      segment: { startIndex: 3, endIndex: 5, text: '**' },
      parts: ['ab **c** de'.repeat(2)],
      text: '**',
      located: true,
      diagnostics: ['SEGMENT_TRIVIAL'],
    },
    {
      name: 'a mark at wrong offsets stays unlocated',
      segment: { startIndex: 0, endIndex: 2, text: '**' },
      parts: ['ab **c** de'],
      text: '**',
      located: false,
      diagnostics: ['SEGMENT_TRIVIAL'],
    },
  ];

  it.each(cases)('$name', (each) => {
    const parts = each.parts ?? [text];
    const check = resolveGrounding(gemini([support(each.segment, 0)], chunks), parts, each.origin);
    const only = check.supports[0]!;
    expect(check.diagnostics).toEqual(each.diagnostics);
    expect(only.text).toBe(each.text);
    expect(only.recoveredByText).toBe(each.recovered ?? false);
    expect(only.span !== null).toBe(each.located);
    expect(only.state).toBe(each.located ? 'resolved' : 'unlocated');
    if (only.span === null || each.text === null || each.text.includes('**l')) return;
    expect([...parts.join('')].slice(only.span.start, only.span.end).join('')).toBe(each.text);
  });

  it('takes the occurrence nearest to the offsets when words are repeated', () => {
    const repeated = 'Fees apply here. x'.repeat(3);
    const segment = { startIndex: 20, endIndex: 36, text: 'Fees apply here.' };
    expect(resolveGrounding(gemini([support(segment, 0)], chunks), [repeated]).supports[0]!.span!.start).toBe(
      18,
    );
  });

  it('recovers any byte range of any text when the words come along', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 3, maxLength: 60 }),
        fc.nat(),
        fc.nat(),
        (any, a, b) => {
          const points = [...any.toWellFormed()];
          const [from, to] = [a % points.length, b % points.length].toSorted((x, y) => x - y) as [
            number,
            number,
          ];
          const words = points.slice(from, to + 1).join('');
          const startIndex = Buffer.byteLength(points.slice(0, from).join(''));
          const segment = { startIndex, endIndex: startIndex + Buffer.byteLength(words), text: words };
          const found = resolveGrounding(gemini([support(segment, 0)], chunks), [points.join('')])
            .supports[0]!;
          expect([found.span, found.recoveredByText]).toEqual([{ start: from, end: to + 1 }, false]);
        },
      ),
    );
  });
});

describe('references', () => {
  it('resolves by position before anything is left out', () => {
    const odd = [null, {}, web('https://b.example/2'), { web: { title: 'no address' } }];
    const check = resolveGrounding(gemini([support(exact, 2), support(exact, 0, 1, 3)], odd), [text]);
    expect(check.supports.map((each) => [each.chunks, each.dangling, each.state])).toEqual([
      [[2], [], 'resolved'],
      [[], [0, 1, 3], 'unresolvable'],
    ]);
    expect(check.diagnostics).toEqual(['CHUNK_WITHOUT_SOURCE']);
    expect(check.chunks).toHaveLength(4);
    expect(check).toMatchObject({ references: 4, dangling: 3, distinctUrls: 1, distinctDomains: 1 });
  });

  it('accepts stored documents and maps places as sources', () => {
    const others = [
      { retrievedContext: { title: 'Act 5', text: 'Section 1' } },
      { maps: { uri: 'https://maps.example/x', title: 'Office' } },
    ];
    const check = resolveGrounding(gemini([support(exact, 0, 1)], others), [text]);
    expect(check.supports[0]!.state).toBe('resolved');
    expect(check.chunks[0]).toEqual({ url: null, title: 'Act 5', citedText: 'Section 1' });
  });

  it.each([
    ['null lists', null, null, ['SEARCHED_BUT_UNGROUNDED']],
    ['sources but no statement', [], chunks, ['SEARCHED_BUT_UNGROUNDED']],
    ['a statement without references', [support(exact)], chunks, []],
    ['references into an empty list', [support(exact, 0, -1)], [], ['CHUNKS_EMPTY_BUT_REFERENCED']],
    ['references past the list', [support(exact, 2)], chunks, ['CHUNK_INDEX_OUT_OF_RANGE']],
  ])('with %s', (_, supports, list, diagnostics) => {
    const check = resolveGrounding(gemini(supports, list, { webSearchQueries: ['q'] }), [text]);
    expect(check.diagnostics).toEqual(diagnostics);
  });

  it.each([
    ['fewer values than references', [0.5], ['CONFIDENCE_LENGTH_MISMATCH']],
    ['more values than references', [0.5, 0.6, 0.7], ['CONFIDENCE_LENGTH_MISMATCH']],
    ['no values', [], []],
    ['null', null, []],
  ])('confidence with %s', (_, confidenceScores, diagnostics) => {
    const entry = { ...support(exact, 0, 1), confidenceScores };
    expect(resolveGrounding(gemini([entry], chunks), [text]).diagnostics).toEqual(diagnostics);
  });

  it('reports redirects only where they keep cited documents from being told apart', () => {
    const diagnose = (...list: unknown[]) =>
      resolveGrounding(gemini([support(exact, ...list.keys())], list), [text]).diagnostics;
    expect(diagnose(web(redirect('1'), 'sec.gov'), web(redirect('2'), 'esma.europa.eu'))).toEqual([]);
    expect(diagnose(web(redirect('1'), 'sec.gov'), web(redirect('1'), 'sec.gov'))).toEqual([]);
    expect(diagnose(web('https://sec.gov/1', 'sec.gov'), web('https://sec.gov/2', 'sec.gov'))).toEqual([]);
    expect(diagnose(web(redirect('1'), 'Annual report'), web(redirect('2'), 'Annual report'))).toEqual([
      'REDIRECT_URI_UNRESOLVED',
    ]);
    expect(diagnose(web(redirect('1'), 'sec.gov'), web(redirect('2'), 'SEC.gov'))).toEqual([
      'REDIRECT_URI_UNRESOLVED',
      'TITLE_IS_DOMAIN_ONLY',
    ]);
  });
});

describe('raw text of any kind', () => {
  it.each([['not JSON'], ['{"a":'], [''], ['[]'], ['null'], ['42'], ['{"x":1}'], ['[null, 3]']])(
    'reads %j',
    (raw) => {
      expect(resolveGrounding(raw, [text])).toMatchObject({
        provider: 'unknown',
        supports: [],
        references: 0,
      });
    },
  );

  it('never throws, whatever the JSON holds', () => {
    const names = [
      'groundingSupports',
      'groundingChunks',
      'segment',
      'candidates',
      'content',
      'choices',
      'output',
    ];
    const key = fc.constantFrom(
      ...names,
      'groundingChunkIndices',
      'citations',
      'message',
      'steps',
      'text',
      'type',
    );
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.jsonValue(),
        fc.array(tie('value')),
        fc.dictionary(key, tie('value')),
      ),
    }));
    fc.assert(fc.property(tree.value, (value) => void resolveGrounding(JSON.stringify(value), [text])));
  });
});

describe('streams', () => {
  const event = (part: string, groundingMetadata?: unknown) => ({
    candidates: [
      { content: { parts: [{ text: part }] }, ...(groundingMetadata ? { groundingMetadata } : {}) },
    ],
  });
  const a = support({ endIndex: 10, text: 'One law.  ' }, 0);
  const b = support({ startIndex: 10, endIndex: 18, text: 'Two laws' }, 1);

  it('counts the chunks of all events, as JSON list, JSON lines or server-sent events', () => {
    const events = [
      event('One law.  ', { groundingChunks: [chunks[0]], groundingSupports: [a] }),
      event('Two laws', { groundingChunks: [chunks[1]], groundingSupports: [b] }),
    ];
    const raws = [
      JSON.stringify(events),
      events.map((each) => JSON.stringify(each)).join('\n'),
      events.map((each) => `data: ${JSON.stringify(each)}\r\n\r\n`).join(''),
    ];
    for (const raw of raws) {
      const check = resolveGrounding(raw, []);
      expect(check.supports.map((each) => [each.state, each.chunks])).toEqual([
        ['resolved', [0]],
        ['resolved', [1]],
      ]);
      expect([check.chunks.length, check.diagnostics]).toEqual([2, []]);
    }
  });

  it('takes an event that repeats everything so far as the whole', () => {
    const all = { groundingChunks: chunks, groundingSupports: [a, b] };
    const raw = JSON.stringify([
      event('One law.  ', { groundingChunks: [chunks[0]], groundingSupports: [a] }),
      event('Two laws', all),
    ]);
    const check = resolveGrounding(raw, []);
    expect([check.chunks.length, check.supports.length, check.dangling]).toEqual([2, 2, 0]);
  });

  it('keeps a thought as a part without words', () => {
    const raw = JSON.stringify({
      candidates: [
        {
          content: { parts: [{ thought: true, text: 'Hm.' }, { text: second }] },
          groundingMetadata: {
            groundingChunks: chunks,
            groundingSupports: [
              support({ endIndex: Buffer.byteLength(second), text: second }, 0),
              support({ partIndex: 1, endIndex: Buffer.byteLength(second), text: second }, 0),
            ],
          },
        },
      ],
    });
    const check = resolveGrounding(raw, []);
    expect([check.diagnostics, check.supports.map((each) => each.span)]).toEqual([
      [],
      [
        { start: 0, end: second.length },
        { start: 0, end: second.length },
      ],
    ]);
  });
});
