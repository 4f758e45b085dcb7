import { describe, expect, it } from 'vitest';
import type { QuotationCheck } from '#domain/verification.ts';
import { sampleContent, sampleReport, sampleSentence } from '../../test/web/sample-views.ts';
import { planEvidence } from './plan-evidence.ts';

const section = (text: string) => sampleContent({ sections: [{ key: 'executive-summary', text }] });
const rowsOf = (text: string, sentences: Parameters<typeof sampleReport>[0]) =>
  planEvidence(section(text), sampleReport({ quotations: [], ...sentences })).rowsOf.get(
    'section/executive-summary',
  ) ?? [];

describe('planning the evidence beside a text', () => {
  it('gives neighbouring sentences with the same verdict and reasons one note', () => {
    const [row] = rowsOf('One. Two. Three.', {
      sentences: [sampleSentence(0, 4), sampleSentence(5, 9), sampleSentence(10, 16)],
    });
    expect(row?.notes.map((note) => note.sentences.length)).toEqual([3]);
    expect(new Set(row?.blocks[0]?.sentences.map((sentence) => sentence.note.number))).toEqual(new Set([1]));
  });

  it('parts them where the reasons differ', () => {
    const other = { reasons: ['Another reason.'] };
    const [row] = rowsOf('One. Two. Three.', {
      sentences: [sampleSentence(0, 4), sampleSentence(5, 9, other), sampleSentence(10, 16)],
    });
    expect(row?.notes.map((note) => note.number)).toEqual([1, 2, 3]);
  });

  it('gives a sentence with evidence of its own a note of its own', () => {
    const [row] = rowsOf('One. Two.', {
      sentences: [sampleSentence(0, 4), sampleSentence(5, 9, { refs: ['1'] })],
    });
    expect(row?.notes).toHaveLength(2);
  });

  it('gives no note to what needs no evidence', () => {
    const [row] = rowsOf('Why?', { sentences: [sampleSentence(0, 4, { kind: 'question', verdict: null })] });
    expect(row?.notes).toEqual([]);
  });

  it('turns code points into UTF-16, so that marks do not drift behind an emoji', () => {
    const [row] = rowsOf('🏦 is shut. Two.', { sentences: [sampleSentence(11, 15)] });
    const sentence = row?.blocks[0]?.sentences[0];
    expect('🏦 is shut. Two.'.slice(sentence?.start, sentence?.end)).toBe('Two.');
  });

  it('numbers a quotation before the sentence it stands in, as their marks stand in the text', () => {
    const plan = planEvidence(sampleContent(), sampleReport());
    const notes = plan.rowsOf.get('section/executive-summary')?.[0]?.notes ?? [];
    expect(notes.map((note) => [note.number, note.quotation !== null])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
  });

  describe('a quotation and the sentence around it', () => {
    const place = (start: number, end: number) => ({
      unit: 'section/executive-summary',
      block: 0,
      ...{ start, end },
    });
    const [template] = sampleReport().quotations;
    if (template === undefined) throw new Error('the sample report has no quotation');
    const quotation: QuotationCheck = {
      ...{ ...template, place: place(4, 8), verdict: 'verbatim' },
      ...{ diff: [], reasons: [] },
    };
    const [passage] = quotation.matches.map((match) => ({ ...match, score: 1 }));
    if (passage === undefined) throw new Error('the sample quotation stands nowhere');
    const borne = {
      verdict: 'supported' as const,
      reasons: ['Its quotation stands word for word in a stored source.'],
      quotations: [0],
      refs: ['1'],
      passages: [passage],
    };
    const notesOf = (over: Parameters<typeof sampleSentence>[2], found = [quotation]) =>
      rowsOf('As “two” says. Three.', {
        sentences: [sampleSentence(0, 14, { ...borne, ...over }), sampleSentence(15, 21)],
        quotations: found,
      })[0]?.notes.map((note) => [note.number, note.quotation !== null, note.sentences.length]);

    it('share a note where the sentence rests on the quotation alone', () => {
      expect(notesOf({})).toEqual([
        [1, true, 1],
        [2, false, 1],
      ]);
    });

    it.each([
      ['the words around it were judged as well', { reasons: [...borne.reasons, 'A source says so.'] }],
      ['more was found for it', { passages: [passage, passage] }],
      ['the provider tied it to sources', { supports: [[0, 0] as [number, number]] }],
      ['it is not borne out', { verdict: 'partially-supported' as const }],
    ])('keep a note each where %s', (_, over) => {
      expect(notesOf(over)).toHaveLength(3);
    });

    it('keep a note each where another quotation in it was not verified', () => {
      const other: QuotationCheck = { ...quotation, place: place(10, 13), verdict: 'not-found' };
      expect(notesOf({ quotations: [0, 1] }, [quotation, other])).toHaveLength(4);
    });

    it('share it over every sentence that stands inside the quotation', () => {
      const [row] = rowsOf('“One. Two.” Three.', {
        sentences: [sampleSentence(0, 5, borne), sampleSentence(6, 11, borne), sampleSentence(12, 18)],
        quotations: [{ ...quotation, place: place(1, 10) }],
      });
      expect(row?.notes.map((note) => note.sentences.length)).toEqual([2, 1]);
      expect(row?.blocks[0]?.sentences.map(({ note }) => note.number)).toEqual([1, 1, 2]);
    });
  });

  it('keeps the items of a list in one row and paragraphs apart', () => {
    const rows =
      planEvidence(section('First.\n\n- a\n- b\n\nLast.'), null).rowsOf.get('section/executive-summary') ??
      [];
    expect(rows.map((row) => row.blocks.length)).toEqual([1, 2, 1]);
  });

  it('puts the notes of all points beside their heading', () => {
    const point = (text: string) => ({ number: null, label: null, text, children: [] });
    const content = sampleContent({
      sections: [],
      outline: {
        title: null,
        overallStatus: null,
        headings: [
          { number: 'I', label: null, text: 'Rules', children: [point('One is so.'), point('Two is so.')] },
        ],
      },
    });
    const at = (unit: string) => ({ place: { unit, block: 0, start: 0, end: 10 } });
    const report = sampleReport({
      quotations: [],
      sentences: [sampleSentence(0, 10, at('outline/0/0')), sampleSentence(0, 10, at('outline/0/1'))],
    });
    const plan = planEvidence(content, report);
    expect(plan.rowsOf.get('outline/0')?.[0]?.notes[0]?.sentences).toHaveLength(2);
    expect(plan.blocksOf.get('outline/0/1')?.[0]?.sentences[0]?.note.number).toBe(1);
  });
});
