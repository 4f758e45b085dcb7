import { describe, expect, it } from 'vitest';
import type { AnalysisContent } from '#domain/analysis.ts';
import { listUnits } from '#domain/page-text.ts';
import type { SentenceTarget } from '#domain/review.ts';
import { makeContent } from '../../test/database/make-records.ts';
import { replaceTarget } from './replace-target.ts';
import { targetSentence } from './review-targets.ts';

function replaced(content: AnalysisContent, at: Parameters<typeof targetSentence>[1], words: string) {
  const target = targetSentence(content, at) as SentenceTarget;
  const made = replaceTarget(content, target, words);
  if (typeof made === 'string') return made;
  return listUnits(made).find(({ key }) => key === at.unit)?.text;
}

const NOTES = { unit: 'section/notes', block: 0 };

describe('putting words in place of a sentence', () => {
  it.each([
    ['One is so. Two is so. Three.', 11, 'Two costs $& more.', 'One is so. Two costs $& more. Three.'],
    ['Same. Other. Same.[1] Last.', 13, 'Changed.', 'Same. Other. Changed.[1] Last.'],
    ['One is\nso. Two.', 0, 'One is not.', 'One is not. Two.'],
    ['One. Two.', 5, 'Two\n\nlines.', 'One. Two lines.'],
  ])('of “%s” at %i', (notes, start, words, expected) => {
    expect(replaced(makeContent({ notes }), { ...NOTES, start }, words)).toBe(expected);
  });

  it('keeps Markdown around it, and leaves to a person what has marks inside', () => {
    const markdown = (notes: string): AnalysisContent => ({
      ...makeContent({ notes }),
      textFormat: 'markdown',
    });
    const text = '# Title\n\n**One** is so. Two is so.\n\n- Two is so.';
    expect(replaced(markdown(text), { ...NOTES, block: 2, start: 0 }, 'Three.')).toBe(
      '# Title\n\n**One** is so. Two is so.\n\n- Three.',
    );
    expect(replaced(markdown(text), { ...NOTES, block: 1, start: 0 }, 'Nothing.')).toBe('not-plain');
    expect(replaced(markdown('- One.\n- Two.'), { ...NOTES, block: 1, start: 0 }, '')).toBe('not-plain');
  });

  it('of every text of a page, a label with its point', () => {
    const point = { number: 'I', label: 'Rule', text: 'It is so.', children: [] };
    const content: AnalysisContent = {
      ...makeContent(),
      outline: { title: null, overallStatus: null, headings: [{ ...point, children: [point] }] },
      report: {
        ...{ title: null, heading: null, date: null, topic: null, question: null, identifiedStatus: null },
        ...{ narrative: 'A story.', excerpts: [{ source: 'S', context: 'A context.' }], disclaimer: null },
        links: [{ text: 'A link.', urls: [], note: null }],
      },
    };
    const at = (unit: string) => ({ unit, block: 0, start: 0 });
    expect(replaced(content, at('outline/0/0'), 'Rule: It is not.')).toBe('Rule: It is not.');
    expect(replaced(content, at('outline/0'), 'It is not.')).toBe('It is not.');
    expect(replaced(content, at('report/narrative'), 'Another.')).toBe('Another.');
    expect(replaced(content, at('report/excerpt/0'), 'Another.')).toBe('Another.');
    expect(replaced(content, at('report/link/0'), 'Another.')).toBe('not-plain');
  });

  it('of a section as a whole, and of nothing else', () => {
    const content = makeContent();
    expect(replaceTarget(content, { kind: 'section', section: 'notes' }, 'All new.')).toEqual({
      ...content,
      sections: [{ key: 'notes', text: 'All new.' }],
    });
    expect(replaceTarget(content, { kind: 'section', section: 'considerations' }, 'New.')).toBe('gone');
    expect(replaceTarget(content, { kind: 'version' }, 'New.')).toBe('no-words');
    expect(replaceTarget(content, { kind: 'citation', ref: '1' }, 'New.')).toBe('no-words');
  });

  it('never where the sentence has changed', () => {
    const before = makeContent({ notes: 'No licence is needed' });
    const target = targetSentence(before, { ...NOTES, start: 0 }) as SentenceTarget;
    const after = makeContent({ notes: 'No licence is needed before June.' });
    expect(replaceTarget(after, target, 'New.')).toBe('gone');
  });
});
