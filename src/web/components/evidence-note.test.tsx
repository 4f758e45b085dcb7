import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import type { ClaimCheck, SentenceCheck } from '#domain/verification.ts';
import {
  FRAME,
  sampleContent,
  sampleReport,
  sampleSentence,
  sampleView,
} from '../../../test/web/sample-views.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { renderPage } from '../render-page.ts';

const TEXT = 'The Office licenses exchanges and bans mixers.';
const place = { unit: 'section/executive-summary', block: 0, start: 0, end: TEXT.length };
const claim = (text: string, verdict: ClaimCheck['verdict']): ClaimCheck => ({
  text,
  place,
  verdict,
  reasons: [],
});

function noteFor(over: Partial<SentenceCheck>) {
  const content = sampleContent({ sections: [{ key: 'executive-summary', text: TEXT }] });
  const report = sampleReport({ quotations: [], sentences: [sampleSentence(0, TEXT.length, over)] });
  const view = sampleView({ content, report });
  const page = parseHTML(renderPage(<AnalysisPage view={view} frame={FRAME} />)).document;
  return page.querySelector('#n1');
}

it('lists the claims of a sentence under it, each with mark and words', () => {
  const note = noteFor({
    verdict: 'partially-supported',
    claims: [
      claim('The Office licenses exchanges', 'supported'),
      claim('The Office bans mixers.', 'not-addressed'),
    ],
  });
  const claims = [...(note?.querySelectorAll('ul.claims > li') ?? [])];
  expect(claims.map((each) => [each.getAttribute('data-mark'), each.textContent?.trim()])).toEqual([
    ['supported', 'The Office licenses exchanges: supported'],
    ['not-addressed', 'The Office bans mixers: not addressed'],
  ]);
  expect(note?.tagName).toBe('DETAILS');
});

const uses = (note: Element | null | undefined) =>
  [...(note?.querySelectorAll('ul.uses > li') ?? [])].map((item) =>
    (item.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );

it('says of each source a sentence cites what it does for it, those of the same use together', () => {
  const note = noteFor({
    refs: ['1', '2', '3', '4', '9'],
    citations: [
      { ref: '1', source: 0, use: 'needed' },
      { ref: '2', source: 1, use: 'irrelevant' },
      { ref: '3', source: 1, use: 'irrelevant' },
      { ref: '4', source: null, use: 'not-stored' },
    ],
  });
  expect(uses(note)).toEqual([
    '[1] is needed',
    '[2], [3] add nothing',
    '[4] has no stored copy: nothing can be said',
    '[9] is not on the list',
  ]);
  expect(note?.querySelector('ul.uses a')?.getAttribute('href')).toBe('#ref-1');
});

it('names a source that bears the sentence and is not cited, and a primary one that says the same', () => {
  const passage = {
    ...{ source: 0, quote: { exact: 'It is so.', prefix: '', suffix: '' }, position: { start: 3, end: 12 } },
    ...{ page: null, score: 1 },
  };
  const note = noteFor({ verdict: 'supported', uncitedSource: 0, primarySource: 0, passages: [passage] });
  expect(uses(note)).toEqual(['Borne by Decree 5, which it does not cite', 'A law says the same: Decree 5']);
  expect(note?.querySelector('ul.uses a')?.getAttribute('href')).toBe('/sources/3#c3-12');
});

it('only lists what is cited where the rules of the report weighed no citation', () => {
  expect(uses(noteFor({ refs: ['1'] }))).toEqual(['[1] is cited']);
  expect(uses(noteFor({ reasons: ['One.', 'Two.'] }))).toEqual([]);
});

it('lists nothing under a sentence that is one claim', () => {
  expect(noteFor({ reasons: ['One.', 'Two.'] })?.querySelector('ul.claims')).toBeNull();
});
