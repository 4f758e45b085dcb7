import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareClaims } from '#compare/compare-claims.ts';
import { type AnalysisContent, type OutlineNode, SECTION_KEYS, type SectionKey } from '#domain/analysis.ts';
import type { SourceText } from '#domain/source.ts';
import { CLAIM_CONTEXT, checkPage, makePage, makeText } from '../../test/fixtures/checked-contents.ts';
import { makeLaw } from '../../test/fixtures/versions.ts';
import { type Blend, blendContents } from './blend-contents.ts';
import type { BlendSide } from './blend-state.ts';
import { sectionGap } from './gap-words.ts';
import { settleBlend } from './settle-blend.ts';
import { traceOrigins } from './trace-origins.ts';

const DECREE = makeText(
  'Trading of tokens by individuals is banned in Ruritania. The fine is 500 crowns. Decree No. 5 of 10 February 2024 bans trading of tokens. Offices of exchanges in Strelsau were closed by the police.',
  { title: 'Decree 5', publisher: 'Council of State', publishedOn: '2024-02-10' },
);
const TAX = makeText(
  'Tokens are taxed as goods in Ruritania. Act No. 77 of 2 May 2021 taxes tokens as goods. Miners must pay a fee of 40 crowns each year. Tax offices publish the fee every March.',
  { title: 'Act 77', publisher: 'Assembly', publishedOn: '2021-05-02', url: 'https://gazette.example/77' },
);
const STORED = [DECREE, TAX];

const BANNED = 'Trading of tokens by individuals is banned in Ruritania.';
const FINE = 'The fine is 500 crowns.';
const TAXED = 'Tokens are taxed as goods in Ruritania.';
const FEE = 'Miners must pay a fee of 40 crowns each year.';

function sideOf(
  draft: AnalysisContent,
  content: AnalysisContent,
  number: number,
  stored = STORED,
): BlendSide {
  const other = {
    ...{ key: `version:7/${number}`, label: `version ${number}`, recordedOn: null },
    ...{ content, report: checkPage(content, stored) },
  };
  const points = compareClaims({ content: draft, report: checkPage(draft, stored) }, other, CLAIM_CONTEXT);
  return { ...other, points, from: { kind: 'version', analysis: 7, number } };
}

const REPORT = {
  ...{ title: 'Tokens', heading: null, date: null, topic: null, question: null, identifiedStatus: 'Banned' },
  ...{ narrative: BANNED, excerpts: [], links: [] },
};
const LIMITS = { without: new Set<string>(), keepsStatus: false };
const blend = (draft: AnalysisContent, ...others: AnalysisContent[]) => {
  const sides = others.map((other, index) => sideOf(draft, other, index + 1));
  return blendContents({ draft, sides, signals: [], context: CLAIM_CONTEXT }, LIMITS);
};
const textOf = ({ content }: Blend, key: SectionKey) => content.sections.find((one) => one.key === key)?.text;
const page = (
  sections: Partial<Record<SectionKey, string>>,
  sources: readonly SourceText[],
  over: Partial<AnalysisContent> = {},
) => makePage(sections, sources, over);

describe('a blend', () => {
  const draft = page({ 'executive-summary': `${BANNED} [1] ${FINE} [1]`, notes: sectionGap('notes') }, [
    DECREE,
  ]);

  it.each([
    [
      'names a source by its place in another list',
      `The first source says: "${TAXED}" [1]`,
      /its place among/,
    ],
    ['leans on what is not here', `Such tokens are taxed as goods in Ruritania. [1]`, /leaning on words/],
  ])('does not take what %s, and tells it', (_, words, reason) => {
    const other = page({ 'executive-summary': words, notes: sectionGap('notes') }, [TAX]);
    const made = blend(draft, other);
    expect(made.taken.size).toBe(0);
    expect([...made.open].join(' ')).toMatch(reason);
  });

  it('lists what came in among its documents, says so, and takes no number of another list along', () => {
    const disclaimer = 'Drafted by rules, and its sentences were checked against them.';
    const report = { ...REPORT, disclaimer };
    const point = (text: string, label: string | null = null) => ({
      number: null,
      label,
      text,
      children: [],
    });
    const heading = (text: string, child: OutlineNode) => ({ ...point(text), children: [child] });
    const outline = {
      ...{ title: 'Tokens', overallStatus: 'Banned' },
      headings: [
        heading('Supporting documents', point('Decree 5 [1]', 'Source')),
        heading('Disclaimer', point(disclaimer)),
      ],
    };
    const other = page({ 'executive-summary': `${TAXED} [1]` }, [TAX]);
    const noted = {
      ...other,
      sources: other.sources.map((one) => ({ ...one, note: '[1] Act 77, page 3.' })),
    };
    const { content } = blend({ ...draft, outline, report }, noted);
    expect(content.sources.map(({ ref, note }) => [ref, note])).toEqual([
      ['1', draft.sources[0]?.note ?? null],
      ['2', 'Act 77, page 3.'],
    ]);
    const [documents, told] = content.outline?.headings ?? [];
    expect(documents?.children.at(-1)?.text).toBe('Act 77 (Assembly, 2021-05-02) [2]');
    expect(told?.children[0]?.text).toBe(content.report?.disclaimer);
    expect(content.report?.disclaimer).toContain('kept from other versions');
  });

  it('of a draft with itself is the draft, with nothing open', () => {
    const found = blend(draft, draft);
    expect(found.content).toEqual(draft);
    expect([...found.open]).toEqual([]);
  });

  it('keeps what only the version says and a stored source bears, where it stood, with its source', () => {
    const version = page({ 'executive-summary': `${BANNED} [2] ${TAXED} [1]`, notes: `${FEE} [1]` }, [
      TAX,
      DECREE,
    ]);
    const found = blend(draft, version);
    expect(textOf(found, 'executive-summary')).toBe(`${BANNED} [1] ${FINE} [1]\n\n${TAXED} [2]`);
    expect(textOf(found, 'notes')).toBe(`${FEE} [2]`);
    expect(found.content.sources.map(({ ref, snapshot }) => [ref, snapshot])).toEqual([
      ['1', DECREE.sha256],
      ['2', TAX.sha256],
    ]);
    expect([...found.open]).toEqual([]);
  });

  it('leaves out what no stored source bears, and tells it', () => {
    const version = page({ notes: 'The king keeps a large number of tokens in his cellar. [1]' }, [TAX]);
    const found = blend(draft, version);
    expect(found.content).toEqual(draft);
    expect([...found.leftOut]).toEqual([
      'Version 1 says “The king keeps a large number of tokens in his cellar”. No stored source bears what version 1 says.',
    ]);
  });

  it('cites the source that bears a sentence, not one that the version cites for it in vain', () => {
    const version = page({ notes: `${TAXED} [1]` }, [DECREE]);
    const found = blend(draft, version);
    expect(textOf(found, 'notes')).toBe(`${TAXED} [2]`);
    expect(found.content.sources[1]).toMatchObject({ title: 'Act 77', snapshot: TAX.sha256 });
  });

  it('takes a better supported sentence in place of the draft’s', () => {
    const wrong = page({ notes: 'The fine is 900 crowns. [1]' }, [DECREE]);
    const version = page({ notes: `${FINE} [1]` }, [DECREE]);
    const found = blend(wrong, version);
    expect(textOf(found, 'notes')).toBe(`${FINE} [1]`);
  });

  it('leaves a conflict to a person, as the draft has it, with a note on the page', () => {
    const rival = makeText('The fine is 300 crowns.', {
      title: 'Ruling',
      publisher: 'High Court',
      tier: 'court',
    });
    const version = page({ notes: 'The fine is 300 crowns. [1]' }, [rival]);
    const side = sideOf(draft, version, 1, [...STORED, rival]);
    const found = blendContents({ draft, sides: [side], signals: [], context: CLAIM_CONTEXT }, LIMITS);
    expect(textOf(found, 'executive-summary')).toBe(textOf({ content: draft } as Blend, 'executive-summary'));
    expect(textOf(found, 'notes')).toMatch(/^Note: on some points an earlier version says otherwise/);
    expect([...found.open]).toHaveLength(1);
    const report = checkPage(found.content, [...STORED, rival]);
    const note = report.sentences.find(({ text }) => text.startsWith('Note:'));
    expect([note?.kind, note?.verdict]).toEqual(['meta', null]);
  });

  it('takes a law that a passage names, with the days that it gives and no others', () => {
    const sentence = 'Act No. 77 of 2 May 2021 taxes tokens as goods.';
    const version = page({ notes: `${sentence} [1]` }, [TAX], {
      laws: [
        makeLaw('Token Tax Act', { number: '77', enactedOn: '2021-05-02', inForceOn: '2022-01-01' }),
        makeLaw('Lost Act', { number: '12' }),
      ],
    });
    const found = blend(draft, version);
    expect(found.content.laws).toEqual([
      makeLaw('Token Tax Act', { number: '77', enactedOn: '2021-05-02', note: 'See: [2]' }),
    ]);
    expect([...found.leftOut]).toEqual([
      'Version 1 gives days of “Token Tax Act” that no passage gives: 2022-01-01.',
      'Version 1 lists “Lost Act”, and no stored source that its page rests on names it.',
    ]);
  });

  it('tells how many conclusions of an author it leaves out', () => {
    const version = page({ notes: `${BANNED} [1] In my view this is likely to hold. [1]` }, [DECREE]);
    const inferred = page({ notes: 'It seems likely that nobody will care.' }, [DECREE]);
    expect([...blend(draft, version).leftOut]).toHaveLength(1);
    expect([...blend(draft, inferred).leftOut].join(' ')).toContain('of its author');
  });

  it('carries over no raw answers, reviews or declared facts of the version', () => {
    const version = page({ notes: `${FEE} [1]` }, [TAX], {
      grounding: [{ provider: 'gemini', raw: '{}' }],
      reviews: [{ kind: 'Challenge', text: 'No.' }],
    });
    const { content } = blend(draft, version);
    expect([content.grounding, content.reviews]).toEqual([[], []]);
  });
});

describe('another status that is better supported', () => {
  const [limited, banned] = [
    makeText('Trading of tokens by individuals is restricted in Ruritania.', { title: 'Act 9' }),
    makeText('Trading of tokens by individuals is banned in Ruritania.', { title: 'Courier', tier: 'news' }),
  ];
  const draft = page({ 'executive-summary': `${BANNED} [1]`, notes: sectionGap('notes') }, [banned]);
  const version = page(
    { 'executive-summary': 'Trading of tokens by individuals is restricted in Ruritania. [1]' },
    [limited],
    { status: 'Restricted', ground: 'explicit-law' },
  );
  // Each was checked before the source of the other was there.
  const other = {
    ...{ key: 'version:7/1', label: 'version 1', recordedOn: null },
    ...{ content: version, report: checkPage(version, [limited]) },
  };
  const points = compareClaims({ content: draft, report: checkPage(draft, [banned]) }, other, CLAIM_CONTEXT);
  const side: BlendSide = { ...other, points, from: { kind: 'version', analysis: 7, number: 1 } };
  const input = { draft, sides: [side], signals: [], context: CLAIM_CONTEXT };
  const { signal } = new AbortController();

  it('takes the place of the draft’s, with the sentences that state either', () => {
    const { content, open } = blendContents(input, LIMITS);
    expect(content).toMatchObject({ status: 'Restricted', ground: 'explicit-law' });
    expect(JSON.stringify(content.sections)).not.toContain('banned');
    expect(JSON.stringify(content.sections)).toContain('is restricted in Ruritania. [2]');
    expect([...open].join(' ')).toContain('The status is that of version 1');
  });

  it('is taken when the whole bears it, and not when the whole does not', async () => {
    const borne = await settleBlend(input, async (content) => checkPage(content, [limited]), signal);
    expect([borne.blend.content.status, borne.report.evidenceState]).toEqual(['Restricted', 'verified']);
    const unborne = await settleBlend(input, async (content) => checkPage(content, [banned]), signal);
    expect([unborne.blend.content.status, unborne.report.evidenceState]).toEqual(['Banned', 'verified']);
    expect(unborne.leftOut.join(' ')).toContain(
      'is restricted in Ruritania” of an earlier text was not kept',
    );
  });
});

describe('a sentence of the draft that is not borne out any more', () => {
  it('is cut, and told', async () => {
    const draft = page({ notes: `${BANNED} [1] The fine is 900 crowns. [1]` }, [DECREE]);
    const input = { draft, sides: [], signals: [], context: CLAIM_CONTEXT };
    const check = async (content: AnalysisContent) => checkPage(content, STORED);
    const { blend: found, repairs } = await settleBlend(input, check, new AbortController().signal);
    expect(textOf(found, 'notes')).toBe(`${BANNED} [1]`);
    expect(repairs).toMatchObject([{ before: 'The fine is 900 crowns.', outcome: 'cut', after: null }]);
  });
});

const SENTENCES = [
  ...[
    `${BANNED} [1]`,
    `${FINE} [1]`,
    `${TAXED} [2]`,
    `${FEE} [2]`,
    'Tax offices publish the fee every March. [2]',
  ],
  ...['The fine is 700 crowns. [1]', 'Offices of exchanges in Strelsau were closed by the police. [1]'],
  'The king keeps a large number of tokens in his cellar.',
];
const pages = fc
  .record({
    'executive-summary': fc.uniqueArray(fc.constantFrom(...SENTENCES), { maxLength: 4 }),
    notes: fc.uniqueArray(fc.constantFrom(...SENTENCES), { maxLength: 4 }),
    isListed: fc.boolean(),
  })
  .map(({ isListed, ...sections }) => {
    const text = (lines: readonly string[], key: SectionKey) =>
      lines.length === 0
        ? sectionGap(key)
        : isListed
          ? lines.map((line) => `- ${line}`).join('\n')
          : lines.join(' ');
    const filled = SECTION_KEYS.flatMap((key) =>
      key === 'notes' || key === 'executive-summary' ? [[key, text(sections[key], key)]] : [],
    );
    return page(Object.fromEntries(filled), STORED);
  });

describe('whatever is blended', () => {
  it('a page with itself is itself', () => {
    fc.assert(
      fc.property(pages, (one) => {
        expect(blend(one, one).content).toEqual(one);
      }),
      { numRuns: 40 },
    );
  });

  it('blending the same draft with what came of it changes nothing', () => {
    fc.assert(
      fc.property(pages, pages, (draft, version) => {
        const once = blend(draft, version).content;
        expect(blend(draft, once).content).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });

  it('the order in which sides are given does not matter', () => {
    fc.assert(
      fc.property(pages, pages, pages, (draft, first, second) => {
        const sides = [sideOf(draft, first, 1), sideOf(draft, second, 2)];
        const [a, b] = [sides, sides.toReversed()].map((given) =>
          blendContents({ draft, sides: given, signals: [], context: CLAIM_CONTEXT }, LIMITS),
        );
        expect(b?.content).toEqual(a?.content);
        expect(b?.open).toEqual(a?.open);
      }),
      { numRuns: 30 },
    );
  });

  it('every claim that comes of it is supported and has an origin', async () => {
    await fc.assert(
      fc.asyncProperty(pages, pages, async (draft, version) => {
        const input = { draft, sides: [sideOf(draft, version, 1)], signals: [], context: CLAIM_CONTEXT };
        const check = async (content: AnalysisContent) => checkPage(content, STORED);
        const settled = await settleBlend(input, check, new AbortController().signal);
        const { report } = settled;
        const unborne = report.sentences.filter(({ verdict }) => verdict !== null && verdict !== 'supported');
        expect(unborne.map(({ text }) => text)).toEqual([]);
        const origins = traceOrigins(settled.blend, report, []);
        for (const { text, verdict, place } of report.sentences) {
          if (verdict === null) continue;
          const own = origins.find((origin) => origin.unit === place.unit && text.startsWith(origin.text));
          expect(own?.passages.length, text).toBeGreaterThan(0);
        }
      }),
      { numRuns: 30 },
    );
  });
});
