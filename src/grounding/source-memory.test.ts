import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeContent } from '../../test/database/make-records.ts';
import { fieldGazetteer } from '../../test/fixtures/signals/field.ts';
import { createSourceMemory, type SourceMemory } from './source-memory.ts';
import type { SourceText } from './source-text.ts';
import { verifyContent } from './verify-content.ts';

const STATEMENTS = [
  'The Office licenses every custodian of tokens.',
  'Custodians must keep two copies of the register.',
  'A licence costs 400 dollars a year.',
  'Banks in Fiji may not serve exchanges.',
  'The ministry has not decided on a digital currency.',
  'No person may lend the assets of a client.',
  'Applications are decided within ninety days.',
  'The Office must not publish the names of clients.',
];

const source = (text: string, index: number): SourceText => ({
  ...{ sha256: String(index).padStart(64, '0'), textSha256: 'b'.repeat(64), extractor: 'plain-text', text },
  ...{
    pageStarts: [],
    title: null,
    publisher: null,
    publishedOn: null,
    fileName: null,
    tier: 'law',
    url: null,
  },
});

function verify(page: readonly string[], texts: readonly string[], memory?: SourceMemory) {
  return verifyContent({
    content: makeContent({ notes: page.join(' ') }),
    sources: texts.map(source),
    gazetteer: fieldGazetteer,
    topic: null,
    asOf: null,
    openChallenges: 0,
    ...(memory === undefined ? {} : { memory }),
  });
}

const statements = fc.array(fc.constantFrom(...STATEMENTS), { minLength: 1, maxLength: 6 });
const texts = fc.array(
  statements.map((list) => list.join(' ')),
  { maxLength: 4 },
);

describe('the memory of sources', () => {
  it('changes no report, whatever was verified before', () => {
    fc.assert(
      fc.property(statements, texts, texts, (page, earlier, now) => {
        const memory = createSourceMemory(fieldGazetteer);
        verify(page, earlier, memory);
        verify([...page].reverse(), now, memory);
        expect(verify(page, now, memory)).toEqual(verify(page, now));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves only the new source to be worked out when one is added', () => {
    const stored = [
      'Fish is sold at the harbour. The Office licenses every custodian.',
      ...STATEMENTS.slice(1, 5),
    ];
    const added = 'A notice of the Office. A licence costs 500 dollars a year.';
    const memory = createSourceMemory(fieldGazetteer);
    verify(STATEMENTS, stored, memory);
    const before = memory.judged();
    verify(STATEMENTS, stored, memory);
    expect(memory.judged()).toBe(before);
    verify(STATEMENTS, [...stored, added], memory);
    const anew = memory.judged() - before;
    expect(anew).toBe(memory.indexOf(added).judged());
    expect(anew).toBeGreaterThan(0);
    expect(anew).toBeLessThan(before);
  });

  it('forgets what was asked for longest ago when it holds too much', () => {
    const memory = createSourceMemory(undefined, 25);
    const first = memory.indexOf('aaaaaaaaaa');
    const second = memory.indexOf('bbbbbbbbbb');
    expect(memory.indexOf('aaaaaaaaaa')).toBe(first);
    memory.indexOf('cccccccccc');
    expect(memory.indexOf('aaaaaaaaaa')).toBe(first);
    expect(memory.indexOf('bbbbbbbbbb')).not.toBe(second);
  });

  it('counts what was answered, so that many pages on few sources do not fill it', () => {
    const text = STATEMENTS.slice(0, 5).join(' ');
    const other = STATEMENTS.slice(5).join(' ');
    const roomy = createSourceMemory(fieldGazetteer, 1_000_000);
    const tight = createSourceMemory(fieldGazetteer, 1_000);
    for (const memory of [roomy, tight]) verify(STATEMENTS, [text], memory);
    expect(roomy.indexOf(text).answered()).toBeGreaterThan((1_000 - text.length - other.length) / 20);
    const kept = [roomy, tight].map((memory) => {
      const before = memory.indexOf(text);
      memory.indexOf(other);
      return memory.indexOf(text) === before;
    });
    expect(kept).toEqual([true, false]);
  });
});
