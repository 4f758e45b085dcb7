import { expect, it } from 'vitest';
import { makeContent } from '../../test/database/make-records.ts';
import type { AnalysisContent, OutlineNode } from './analysis.ts';
import { listUnits, outlineText } from './page-text.ts';

const point = (text: string, children: OutlineNode[] = [], label: string | null = null): OutlineNode => ({
  number: null,
  label,
  text,
  children,
});

const content: AnalysisContent = {
  ...makeContent({ notes: 'Noted.' }),
  outline: {
    title: null,
    overallStatus: null,
    headings: [
      { ...point('Rules', [point('None.', [point('Really.')], 'Licence')]), number: 'I' },
      { ...point('Disclaimer', [point('No advice.')]), number: 'II' },
    ],
  },
  report: {
    title: null,
    heading: null,
    date: null,
    topic: null,
    question: null,
    identifiedStatus: null,
    narrative: 'It is so.',
    excerpts: [{ source: 'A gazette', context: 'It says so.' }],
    links: [{ text: 'See there', urls: [], note: null }],
    disclaimer: 'No advice.',
  },
};

it('lists every text of a page once, in reading order, under its own key', () => {
  expect(listUnits(content).map((unit) => [unit.key, unit.role, unit.text])).toEqual([
    ['section/notes', 'prose', 'Noted.'],
    ['outline/0', 'heading', 'Rules'],
    ['outline/0/0', 'point', 'Licence: None.'],
    ['outline/0/0/0', 'point', 'Really.'],
    ['outline/1', 'heading', 'Disclaimer'],
    ['outline/1/0', 'disclaimer', 'No advice.'],
    ['report/narrative', 'prose', 'It is so.'],
    ['report/excerpt/0', 'excerpt', 'It says so.'],
    ['report/link/0', 'link', 'See there'],
    ['report/disclaimer', 'disclaimer', 'No advice.'],
  ]);
});

it('leaves out what is blank and says whom an excerpt is from', () => {
  expect(listUnits(makeContent({ notes: '  ' }))).toEqual([]);
  expect(listUnits(content).find((unit) => unit.role === 'excerpt')?.attributedTo).toBe('A gazette');
});

it('writes a point with its label', () => {
  expect(outlineText(point('', [], 'Rationale'))).toBe('Rationale:');
});
