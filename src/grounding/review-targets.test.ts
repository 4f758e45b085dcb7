import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { SentenceTarget } from '#domain/review.ts';
import { makeContent } from '../../test/database/make-records.ts';
import { normaliseText } from './normalise-text.ts';
import { createAnchoring, isWholeSentence, placeOfTarget, targetSentence } from './review-targets.ts';
import { readUnitText } from './unit-text.ts';

const NOTES = 'Testing is allowed. No licence is needed.[1]\n\nA fee is due. No licence is needed.';

function withNotes(notes: string, summary = 'A summary.'): AnalysisContent {
  return {
    ...makeContent({ notes }),
    sections: [
      { key: 'executive-summary', text: summary },
      { key: 'notes', text: notes },
    ],
  };
}

function targetAt(content: AnalysisContent, block: number, start: number): SentenceTarget {
  const target = targetSentence(content, { unit: 'section/notes', block, start });
  if (target === undefined) throw new Error('no sentence begins there');
  return target;
}

describe('a target made from the place of a sentence', () => {
  it('holds the words without the markers behind them, and what stands around them', () => {
    const target = targetAt(withNotes(NOTES), 0, 20);
    expect(target.quote.exact).toBe('No licence is needed.');
    expect(target.quote.prefix).toBe('Testing is allowed. ');
    expect(target.quote.suffix.startsWith('[1]\n\nA fee is due.')).toBe(true);
    expect(placeOfTarget(withNotes(NOTES), target)).toEqual({
      ...{ unit: 'section/notes', block: 0, start: 20, end: 41 },
    });
  });

  it.each([
    ['inside a sentence', { unit: 'section/notes', block: 0, start: 21 }],
    ['behind the text', { unit: 'section/notes', block: 0, start: 900 }],
    ['in no block', { unit: 'section/notes', block: 9, start: 0 }],
    ['in no unit', { unit: 'section/none', block: 0, start: 0 }],
  ])('is none %s', (_, at) => {
    expect(targetSentence(withNotes(NOTES), at)).toBeUndefined();
  });

  it('counts code points, so that signs beyond the basic plane shift nothing', () => {
    const content = withNotes('𝕋𝕖𝕤𝕥 one. Then two.');
    const target = targetAt(content, 0, 10);
    expect(target.quote.exact).toBe('Then two.');
    expect(placeOfTarget(content, target)).toMatchObject({ start: 10, end: 19 });
  });
});

describe('a target in a newer content', () => {
  const second = targetAt(withNotes(NOTES), 1, 14);

  it('keeps to its own place where the same words stand twice', () => {
    const anchor = createAnchoring(withNotes(NOTES))(second);
    expect(anchor).toEqual({ state: 'anchored', target: second });
  });

  it('follows its words to another place, and to another text', () => {
    const moved = withNotes('A new beginning. A fee is due. No licence is needed.');
    const anchor = createAnchoring(moved)(second);
    if (anchor.state !== 'anchored' || anchor.target.kind !== 'sentence') throw new Error('it is outdated');
    expect(placeOfTarget(moved, anchor.target)).toMatchObject({ unit: 'section/notes', block: 0, start: 31 });
    const elsewhere = createAnchoring(withNotes('Nothing.', 'So far: no change. No licence is needed.'))(
      second,
    );
    expect(elsewhere).toMatchObject({ state: 'anchored', target: { unit: 'section/executive-summary' } });
  });

  it.each([
    'A licence is needed.',
    'No licence is required.',
    'No licences are needed.',
    'No licence\n\nis needed.',
    'no licence needed',
  ])('is outdated where it says “%s”', (notes) => {
    expect(createAnchoring(withNotes(notes))(second)).toEqual({ state: 'outdated' });
  });

  it('stays where only the form of its signs changed', () => {
    const before = withNotes('It is “free”.');
    const anchor = createAnchoring(withNotes('It is "free".'))(targetAt(before, 0, 0));
    expect(anchor.state).toBe('anchored');
  });

  it('goes by its key when it is a section or a citation', () => {
    const anchor = createAnchoring(withNotes(NOTES));
    expect(anchor({ kind: 'section', section: 'notes' }).state).toBe('anchored');
    expect(anchor({ kind: 'section', section: 'considerations' })).toEqual({ state: 'outdated' });
    expect(anchor({ kind: 'citation', ref: '1' })).toEqual({ state: 'outdated' });
    expect(anchor({ kind: 'version' }).state).toBe('anchored');
  });

  it('tells a whole sentence from words that a longer one has taken in', () => {
    const before = withNotes('No licence is needed');
    const target = targetAt(before, 0, 0);
    expect(isWholeSentence(before, target)).toBe(true);
    const longer = withNotes('No licence is needed before June.');
    const anchor = createAnchoring(longer)(target);
    if (anchor.state !== 'anchored' || anchor.target.kind !== 'sentence') throw new Error('it is outdated');
    expect(isWholeSentence(longer, anchor.target)).toBe(false);
  });
});

const word = fc.constantFrom('Testing', 'a', 'licence', 'is', 'not', 'needed', 'fee', '“due”', '𝕏', 'é', '–');
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `Then ${words.join(' ')}.`);
const text = fc.array(sentence, { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const notes = fc.array(text, { minLength: 1, maxLength: 3 }).map((all) => all.join('\n\n'));

function sentenceTargets(content: AnalysisContent): SentenceTarget[] {
  const unit = readUnitText({ text: content.sections[1]?.text ?? '', format: 'plain' });
  return unit.blocks.flatMap(({ text: block }, index) =>
    [...block].flatMap(
      (_, start) => targetSentence(content, { unit: 'section/notes', block: index, start }) ?? [],
    ),
  );
}

describe('anchoring, whatever the texts', () => {
  it('finds every sentence in the same content, at the same place', () => {
    fc.assert(
      fc.property(notes, (given) => {
        const content = withNotes(given);
        const anchor = createAnchoring(content);
        const targets = sentenceTargets(content);
        expect(targets.length).toBeGreaterThan(0);
        for (const target of targets) expect(anchor(target)).toEqual({ state: 'anchored', target });
      }),
      { numRuns: 100 },
    );
  });

  it('anchors to the same words or not at all, and never where the words are gone', () => {
    fc.assert(
      fc.property(notes, notes, (before, after) => {
        const newer = withNotes(after);
        const anchor = createAnchoring(newer);
        const normal = normaliseText(readUnitText({ text: after, format: 'plain' }).text).text;
        for (const target of sentenceTargets(withNotes(before))) {
          const found = anchor(target);
          const words = normaliseText(target.quote.exact).text;
          if (!normal.includes(words)) expect(found).toEqual({ state: 'outdated' });
          if (found.state === 'outdated' || found.target.kind !== 'sentence') continue;
          expect(normaliseText(found.target.quote.exact).text).toBe(words);
          expect(placeOfTarget(newer, found.target)).not.toBeNull();
        }
      }),
      { numRuns: 100 },
    );
  });
});
