import { describe, expect, it } from 'vitest';
import { sampleContent, sampleReport, sampleSentence } from '../../test/web/sample-views.ts';
import { dividePlan } from './divide-plan.ts';
import { planEvidence } from './plan-evidence.ts';

const UNIT = 'section/executive-summary';

/** A section of numbered sentences, each judged, in paragraphs of so many. */
function manySentences(
  count: number,
  perParagraph: number,
  reason: (index: number) => string = () => 'None.',
) {
  const words = Array.from({ length: count }, (_, index) => `𝒮entence ${index} is here.`);
  const paragraphs = Array.from({ length: Math.ceil(count / perParagraph) }, (_, index) =>
    words.slice(index * perParagraph, (index + 1) * perParagraph),
  );
  const sentences = paragraphs.flatMap((members, block) => {
    let at = 0;
    return members.map((text, nth) => {
      const length = [...text].length;
      const place = { unit: UNIT, block, start: at, end: at + length };
      at += length + 1;
      return sampleSentence(0, 0, { place, text, reasons: [reason(block * perParagraph + nth)] });
    });
  });
  const text = paragraphs.map((members) => members.join(' ')).join('\n\n');
  const content = sampleContent({ sections: [{ key: 'executive-summary', text }] });
  const report = sampleReport({ sentences, quotations: [] });
  return { text, content, report, divided: dividePlan(planEvidence(content, report)) };
}

const blocksOf = ({ divided }: ReturnType<typeof manySentences>) =>
  divided.pages.map(({ rowsOf }) => (rowsOf.get(UNIT) ?? []).flatMap(({ blocks }) => blocks));

describe('dividing a long page', () => {
  it('leaves an ordinary page as it is', () => {
    const plan = planEvidence(sampleContent(), sampleReport());
    const { pages, pagesOf } = dividePlan(plan);
    expect(pages).toHaveLength(1);
    expect(pages[0]?.rowsOf).toEqual(plan.rowsOf);
    expect([pagesOf(UNIT), pagesOf('section/notes')]).toEqual([{ first: 1, last: 1 }, undefined]);
  });

  it.each([
    ['paragraphs', 2_000, 5],
    ['one paragraph', 2_000, 2_000],
  ])('keeps every sentence of %s once, in order, on pages of bounded size', (_, count, perParagraph) => {
    const many = manySentences(count, perParagraph);
    const pages = blocksOf(many);
    expect(pages.length).toBeGreaterThan(3);
    for (const blocks of pages) {
      expect(blocks.flatMap(({ sentences }) => sentences).length).toBeLessThanOrEqual(400);
    }
    const shown = pages.flat().flatMap(({ sentences }) => sentences.map(({ check }) => check.text));
    expect(shown).toEqual(many.report.sentences.map(({ text }) => text));
    expect(
      pages
        .flat()
        .map(({ block }) => block.text)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(many.text.replaceAll(/\s/g, ''));
  });

  it('cuts a paragraph so that each sentence still stands at its words', () => {
    for (const { block, sentences } of blocksOf(manySentences(1_000, 1_000)).flat()) {
      for (const { start, end, check } of sentences) expect(block.text.slice(start, end)).toBe(check.text);
    }
  });

  it('tells on which page a place stands', () => {
    const many = manySentences(1_000, 1_000);
    const pages = blocksOf(many);
    for (const check of many.report.sentences) {
      const page = many.divided.pageOf(check.place);
      const held = pages[page - 1]?.flatMap(({ sentences }) => sentences.map((one) => one.check));
      expect(held).toContain(check);
    }
    expect(many.divided.pageOf({ unit: 'report/link/0', block: 0, start: 0, end: 1 })).toBe(1);
    expect(many.divided.pagesOf(UNIT)).toEqual({ first: 1, last: pages.length });
  });

  it('puts the note of a mark on the page of the mark, once', () => {
    for (const reason of [() => 'None.', (index: number) => `Reason ${index}.`]) {
      for (const { rowsOf } of manySentences(1_000, 1_000, reason).divided.pages) {
        const rows = [...rowsOf.values()].flat();
        const notes = rows.flatMap((row) => row.notes.map(({ number }) => number));
        const marks = rows.flatMap(({ blocks }) =>
          blocks.flatMap(({ sentences }) => sentences.map(({ note }) => note.number)),
        );
        expect(new Set(notes).size).toBe(notes.length);
        expect(new Set(notes)).toEqual(new Set(marks));
      }
    }
  });

  it('cuts words without sentences too, never within a character', () => {
    const text = '𝒳'.repeat(600_000);
    const content = sampleContent({ sections: [{ key: 'executive-summary', text }] });
    const { pages } = dividePlan(planEvidence(content, null));
    const pieces = pages.flatMap(({ rowsOf }) =>
      (rowsOf.get(UNIT) ?? []).flatMap(({ blocks }) => blocks.map(({ block }) => block.text)),
    );
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe(text);
    for (const piece of pieces) expect(piece).toMatch(/^𝒳+$/u);
  });
});
