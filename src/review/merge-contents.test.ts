import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AnalysisContent, CONTENT_SCHEMA, SECTION_KEYS } from '#domain/analysis.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { type Choice, mergeContents } from './merge-contents.ts';

const WORDS = ['alpha', 'beta', 'gamma', 'delta', ''];
const word = fc.constantFrom(...WORDS);
const maybe = fc.option(word, { nil: null });
const text = fc.array(word, { maxLength: 5 }).map((lines) => lines.join('\n'));
const law = fc.record({
  name: fc.constantFrom('Act', 'Rule', 'Code'),
  number: maybe,
  ...{
    article: fc.constant(null),
    issuer: maybe,
    proposedOn: fc.constant(null),
    enactedOn: fc.constant(null),
  },
  ...{ inForceOn: fc.constantFrom('2024', '2025-01', null), applicableOn: fc.constant(null) },
  ...{ repealedOn: fc.constant(null), url: fc.constant(null), note: maybe },
});
const source = fc.record({
  ref: fc.constantFrom('1', '2', '3', '10'),
  title: maybe,
  ...{ publisher: fc.constant(null), url: fc.constant(null), publishedOn: fc.constant(null) },
  ...{ snapshot: fc.constant(null), quote: fc.constant(null), note: maybe },
});
const node = fc.record({ number: maybe, label: maybe, text: word, children: fc.constant([]) });
const outline = fc.record({ title: maybe, overallStatus: maybe, headings: fc.array(node, { maxLength: 3 }) });
type Link = { text: string; urls: string[]; note: string | null };

const report = fc.record({
  ...{ title: maybe, heading: maybe, date: fc.constant(null), topic: maybe, question: maybe },
  ...{ identifiedStatus: maybe, narrative: text },
  excerpts: fc.array(fc.record({ source: word, context: word }), { maxLength: 3 }),
  links: fc.constant<Link[]>([]),
  disclaimer: maybe,
});
const content: fc.Arbitrary<AnalysisContent> = fc.record({
  ...{
    schema: fc.constant(CONTENT_SCHEMA),
    jurisdiction: fc.constant('KP'),
    topic: fc.constant('Test_Status'),
  },
  ...{ language: fc.constantFrom('en', 'fr'), textFormat: fc.constantFrom('plain', 'markdown') },
  ...{ status: fc.constantFrom('Allowed', 'Banned'), unknownReason: fc.constant(null) },
  ground: fc.constantFrom('practice', 'explicit-law', null),
  statusSince: fc.constantFrom('2024', null),
  sections: fc
    .uniqueArray(fc.constantFrom(...SECTION_KEYS), { maxLength: 4 })
    .chain((keys) => fc.tuple(...keys.map((key) => text.map((words) => ({ key, text: words }))))),
  laws: fc.array(law, { maxLength: 4 }),
  outline: fc.option(outline, { nil: null }),
  report: fc.option(report, { nil: null }),
  sources: fc.uniqueArray(source, { maxLength: 4, selector: ({ ref }) => ref }),
  ...{ grounding: fc.constant([]), reviews: fc.constant([]) },
  declared: fc.constant({ id: null, version: null, created: null, stage: null, confidence: null, run: null }),
});

const MEMBERS = [
  ...(['language', 'textFormat', 'status', 'ground', 'statusSince'] as const),
  ...(['sections', 'laws', 'outline', 'report', 'sources'] as const),
];

const same = (a: AnalysisContent, b: AnalysisContent) => expect(canonicalJson(a)).toBe(canonicalJson(b));

/** Every line of every text in it. */
function linesOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split('\n');
  return value === null || typeof value !== 'object' ? [] : Object.values(value).flatMap(linesOf);
}

/** The content with words of its side's own in one place; whatever they are merged with, they must not disappear. */
function mark(
  of: AnalysisContent,
  base: AnalysisContent,
  { side, at }: { side: string; at: number },
): AnalysisContent {
  const words = `new words of ${side}`;
  const sections = of.sections.map((section, index) =>
    index === at ? { ...section, text: `${section.text}\n${words}` } : section,
  );
  const laws = of.laws.map((one, index) => (index === at ? { ...one, note: words } : one));
  const sources = [...of.sources, { ...NO_SOURCE, ref: `${20 + at}`, title: words }];
  const report = of.report === null ? null : { ...of.report, narrative: `${words}\n${of.report.narrative}` };
  return { ...of, language: base.language, sections, laws, sources, report };
}

const NO_SOURCE = {
  ...{ publisher: null, url: null, publishedOn: null, snapshot: null, quote: null, note: null },
} as const;
const place = fc.nat({ max: 3 });
const marked = fc.record({
  mine: fc.record({ side: fc.constant('mine'), at: place }),
  theirs: fc.record({ side: fc.constant('theirs'), at: place }),
});

/** Two edits of one content, each of a few of its members, as people make them. */
const edited = fc
  .tuple(
    content,
    content,
    content,
    fc.subarray(MEMBERS, { maxLength: 2 }),
    fc.subarray(MEMBERS, { maxLength: 2 }),
  )
  .map(([base, a, b, ofMine, ofTheirs]) => ({
    base,
    mine: { ...base, ...pick(a, ofMine) },
    theirs: { ...base, ...pick(b, ofTheirs) },
  }));

function pick(of: AnalysisContent, members: readonly (keyof AnalysisContent)[]): Partial<AnalysisContent> {
  return Object.fromEntries(members.map((member) => [member, of[member]]));
}

describe('merging two contents made from one', () => {
  it('gives the other side where one changed nothing', () => {
    fc.assert(
      fc.property(content, content, (base, changed) => {
        const theirs = mergeContents({ base, mine: base, theirs: changed });
        const mine = mergeContents({ base, mine: changed, theirs: base });
        same(theirs.content, changed);
        same(mine.content, changed);
        expect([theirs.conflicts, mine.conflicts]).toEqual([[], []]);
      }),
    );
  });

  it('gives what both made of it where they made the same', () => {
    fc.assert(
      fc.property(content, content, (base, changed) => {
        const merged = mergeContents({ base, mine: changed, theirs: changed });
        same(merged.content, changed);
        expect(merged.conflicts).toEqual([]);
      }),
    );
  });

  it('is the same from either side where nothing is in conflict', () => {
    let free = 0;
    fc.assert(
      fc.property(edited, ({ base, mine, theirs }) => {
        const one = mergeContents({ base, mine, theirs });
        const other = mergeContents({ base, mine: theirs, theirs: mine });
        expect(one.conflicts.map(({ key }) => key).sort()).toEqual(
          other.conflicts.map(({ key }) => key).sort(),
        );
        if (one.conflicts.length > 0) return;
        free += 1;
        same(one.content, other.content);
      }),
      { numRuns: 2_000 },
    );
    expect(free).toBeGreaterThan(0);
  });

  it('loses no words that either side wrote: they are in the result or in a conflict', () => {
    fc.assert(
      fc.property(edited, marked, ({ base, mine, theirs }, marks) => {
        const sides = { mine: mark(mine, base, marks.mine), theirs: mark(theirs, base, marks.theirs) };
        const { content: merged, conflicts } = mergeContents({ base, ...sides });
        const known = new Set(linesOf([merged, conflicts]));
        for (const side of [sides.mine, sides.theirs]) {
          for (const line of linesOf(side)) if (/^new/.test(line)) expect(known).toContain(line);
        }
      }),
    );
  });

  it('does what the choices say, and leaves open what none decides', () => {
    fc.assert(
      fc.property(content, content, content, (base, mine, theirs) => {
        const { conflicts } = mergeContents({ base, mine, theirs });
        const all = (choice: Choice) => new Map(conflicts.map(({ key }) => [key, choice] as const));
        const byTheirs = mergeContents({ base, mine, theirs }, all({ take: 'theirs' }));
        const byMine = mergeContents({ base, mine, theirs }, all({ take: 'mine' }));
        expect([byTheirs.conflicts, byMine.conflicts]).toEqual([[], []]);
        const byWords = mergeContents({ base, mine, theirs }, all({ text: 'Words of one’s own.' }));
        expect(byWords.conflicts.every(({ isText }) => !isText)).toBe(true);
      }),
    );
  });
});

describe('parts that both changed', () => {
  const make = (change: Partial<AnalysisContent>): AnalysisContent => ({
    ...{
      schema: CONTENT_SCHEMA,
      jurisdiction: 'KP',
      topic: 'Test_Status',
      language: 'en',
      textFormat: 'plain',
    },
    ...{ status: 'Allowed', unknownReason: null, ground: null, statusSince: null, laws: [], outline: null },
    ...{ report: null, sources: [], grounding: [], reviews: [], sections: [] },
    declared: { id: null, version: null, created: null, stage: null, confidence: null, run: null },
    ...change,
  });
  const notes = (words: string) => make({ sections: [{ key: 'notes', text: words }] });
  const cited = (ref: string) => ({
    ...{ ref, title: `Title ${ref}`, publisher: null, url: null, publishedOn: null, snapshot: null },
    ...{ quote: null, note: null },
  });

  it('are merged when they changed different lines of a section', () => {
    const base = notes('One.\n\nTwo.\n\nThree.');
    const merged = mergeContents({
      base,
      mine: notes('One, by me.\n\nTwo.\n\nThree.'),
      theirs: notes('One.\n\nTwo.\n\nThree, by them.'),
    });
    expect(merged.content.sections[0]?.text).toBe('One, by me.\n\nTwo.\n\nThree, by them.');
    expect(merged.changes).toMatchObject([{ key: 'section/notes', side: 'both' }]);
  });

  it('are a conflict when they changed the same line, whichever it was', () => {
    const merged = mergeContents({ base: notes('One.'), mine: notes('Mine.'), theirs: notes('Theirs.') });
    expect(merged.conflicts).toMatchObject([
      { key: 'section/notes', isText: true, base: 'One.', mine: 'Mine.', theirs: 'Theirs.' },
    ]);
    const decided = mergeContents(
      { base: notes('One.'), mine: notes('Mine.'), theirs: notes('Theirs.') },
      new Map([['section/notes', { text: 'Both.' }]]),
    );
    expect(decided).toMatchObject({ conflicts: [], content: { sections: [{ text: 'Both.' }] } });
  });

  it('keep the sources that each added, and ask when both gave one mark to two sources', () => {
    const base = make({ sources: [cited('1')] });
    const merged = mergeContents({
      base,
      mine: make({ sources: [cited('1'), cited('10')] }),
      theirs: make({ sources: [cited('1'), cited('2')] }),
    });
    expect(merged.content.sources.map(({ ref }) => ref)).toEqual(['1', '2', '10']);
    const other = { ...cited('2'), title: 'Another' };
    const twice = mergeContents({
      base,
      mine: make({ sources: [cited('1'), other] }),
      theirs: make({ sources: [cited('1'), cited('2')] }),
    });
    expect(twice.conflicts).toMatchObject([{ key: 'source/2', base: null, mine: other }]);
  });

  it('keep a status and its reason together', () => {
    const merged = mergeContents({
      base: make({}),
      mine: make({ status: 'Unknown', unknownReason: 'conflicting' }),
      theirs: make({ status: 'Banned', ground: 'practice' }),
    });
    expect(merged.conflicts.map(({ key }) => key)).toEqual(['status']);
    expect(merged.content).toMatchObject({
      status: 'Unknown',
      unknownReason: 'conflicting',
      ground: 'practice',
    });
  });

  it('ask when one removed what the other changed', () => {
    const base = make({ sources: [cited('1')] });
    const changed = { ...cited('1'), note: 'Read again.' };
    const merged = mergeContents({ base, mine: make({}), theirs: make({ sources: [changed] }) });
    expect(merged.conflicts).toMatchObject([{ key: 'source/1', mine: null, theirs: changed }]);
  });
});
