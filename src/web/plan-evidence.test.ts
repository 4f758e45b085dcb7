import { describe, expect, it } from 'vitest';
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
