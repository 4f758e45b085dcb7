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

it('lists nothing under a sentence that is one claim', () => {
  expect(noteFor({ reasons: ['One.', 'Two.'] })?.querySelector('ul.claims')).toBeNull();
});
