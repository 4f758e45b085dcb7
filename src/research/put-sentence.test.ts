import { describe, expect, it } from 'vitest';
import type { AnalysisContent, OutlineNode } from '#domain/analysis.ts';
import { makePage } from '../../test/fixtures/checked-contents.ts';
import { HEADING_GAP, sectionGap } from './gap-words.ts';
import { cutWords, findWords, putBehind, replaceWords } from './place-words.ts';
import { cutSentence, putSentence, replaceSentence } from './put-sentence.ts';

describe('words in a text', () => {
  it.each([
    ['One stands. Two stands. [1]', 'Two stands.', 12, 27],
    ['It is banned [2], and fined [1] [3].', 'It is banned, and fined.', 0, 36],
    ['Two\nlines of it. Next.', 'Two lines of it.', 0, 16],
  ])('are found as they are written in %j', (text, words, start, end) => {
    expect(findWords(text, words)).toEqual({ start, end });
  });

  it('are not found within other words', () => {
    expect(findWords('It is unbanned.', 'banned.')).toBeNull();
    expect(findWords('One stands.', '')).toBeNull();
  });

  it.each([
    ['a paragraph of its own', 'One. [1] Two.\n\nThree.', 'One.', 'One. [1] Two.\n\nNew. [2]\n\nThree.'],
    ['an item of its own', '- One. [1]\n- Two.', 'One.', '- One. [1]\n- New. [2]\n- Two.'],
    ['the end, behind nothing', 'One.\n\n- Two.', null, 'One.\n\n- Two.\n- New. [2]'],
    ['the end, behind words that are not there', 'One.', 'Four.', 'One.\n\nNew. [2]'],
    ['an empty text', '', null, 'New. [2]'],
  ])('get company in %s', (_, text, anchor, after) => {
    expect(putBehind(text, anchor, 'New. [2]')).toBe(after);
  });

  it('are replaced with the marks behind them', () => {
    expect(replaceWords('One. [1] [3] Two.', 'One.', 'New. [2]')).toBe('New. [2] Two.');
    expect(replaceWords('One.', 'Two.', 'New.')).toBeUndefined();
  });

  it.each([
    ['One. [1] Two. [2] Three.', 'Two.', 'One. [1] Three.'],
    ['- One.\n- Two. [2]\n- Three.', 'Two.', '- One.\n- Three.'],
    ['One.\n\nTwo. [2]\n\nThree.', 'Two.', 'One.\n\nThree.'],
    ['Two. [1]', 'Two.', ''],
  ])('are cut out of %j', (text, words, after) => {
    expect(cutWords(text, words)).toBe(after);
  });
});

const point = (text: string, children: OutlineNode[] = []): OutlineNode => ({
  ...{ number: null, label: null, text, children },
});

describe('a sentence in a page', () => {
  const outline = (children: OutlineNode[]): AnalysisContent['outline'] => ({
    title: null,
    overallStatus: null,
    headings: [point('Penalties', children)],
  });
  const report: AnalysisContent['report'] = {
    ...{ title: null, heading: null, date: null, topic: null, question: null, identifiedStatus: null },
    ...{ narrative: 'One.', excerpts: [{ source: 'Act', context: 'One.' }], links: [], disclaimer: null },
  };
  const page = makePage({ notes: sectionGap('notes') }, [], {
    outline: outline([point(HEADING_GAP)]),
    report,
  });
  const from = (unit: string, before: string[] = []) => ({ content: page, unit, before });

  it('takes the place of the words for an empty section', () => {
    expect(putSentence(page, from('section/notes'), 'New.').sections).toEqual([
      { key: 'notes', text: 'New.' },
    ]);
  });

  it('brings a missing section with it, in the order of sections', () => {
    const { sections } = putSentence(page, from('section/key-pillars'), 'New.');
    expect(sections.map(({ key }) => key)).toEqual(['key-pillars', 'notes']);
  });

  it('goes under the heading of the same name, behind its neighbour', () => {
    const once = putSentence(page, from('outline/0/0'), 'New.');
    expect(once.outline?.headings[0]?.children.map(({ text }) => text)).toEqual(['New.']);
    const full = { ...page, outline: outline([point('One. [1]'), point('Two.')]) };
    const behind = putSentence(full, from('outline/0/1', ['Nowhere.', 'One.']), 'New.');
    expect(behind.outline?.headings[0]?.children.map(({ text }) => text)).toEqual([
      'One. [1]',
      'New.',
      'Two.',
    ]);
  });

  it('goes to the detailed explanation where the page has no such place', () => {
    const other = { ...page, outline: null };
    expect(putSentence(other, from('outline/0/0'), 'New.').sections.at(-1)).toEqual({
      ...{ key: 'detailed-explanation', text: 'New.' },
    });
    expect(putSentence(page, from('law/3'), 'New.').sections[0]?.key).toBe('landmark-laws');
  });

  it('that was quoted in the report is quoted there', () => {
    const quoting = putSentence(page, from('report/excerpt/0'), 'New. [2]');
    expect(quoting.report?.excerpts.at(-1)).toEqual({ source: 'Act', context: 'New. [2]' });
    expect(putSentence(page, from('report/narrative', ['One.']), 'New.').report?.narrative).toBe(
      'One.\n\nNew.',
    );
  });

  it('is replaced wherever it stands but in excerpts, which show what a source says', () => {
    const changed = replaceSentence(
      { ...page, sections: [{ key: 'notes', text: 'One. Two.' }] },
      'One.',
      'New. [1]',
    );
    expect(changed.sections[0]?.text).toBe('New. [1] Two.');
    expect([changed.report?.narrative, changed.report?.excerpts[0]?.context]).toEqual(['New. [1]', 'One.']);
  });

  it('leaves words that say so when it was all there was', () => {
    const cut = cutSentence(
      { ...page, sections: [{ key: 'notes', text: 'One. [1]' }], outline: outline([point('One.')]) },
      'One.',
    );
    expect(cut.sections[0]?.text).toBe(sectionGap('notes'));
    expect(cut.outline?.headings[0]?.children).toEqual([point(HEADING_GAP)]);
    expect([cut.report?.narrative, cut.report?.excerpts]).toEqual([sectionGap('executive-summary'), []]);
  });
});
