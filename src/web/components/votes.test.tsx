import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { CastVote } from '#domain/vote.ts';
import {
  FRAME,
  sampleContent,
  sampleReport,
  sampleSentence,
  sampleView,
  sampleVote,
} from '../../../test/web/sample-views.ts';
import { AnalysisPage } from '../pages/analysis.tsx';
import { renderPage } from '../render-page.ts';

const TEXT = 'Tokens are banned.';
const PASSAGE = {
  source: 0,
  quote: { exact: 'Tokens may be traded.', prefix: '', suffix: '' },
  position: { start: 0, end: 21 },
  page: null,
  score: 0.7,
};
const HOSTILE = '</q><script>alert(1)</script><img src=x onerror=alert(2)>';

function open(votes: CastVote[]) {
  const content = sampleContent({ sections: [{ key: 'executive-summary', text: TEXT }] });
  const sentence = sampleSentence(0, TEXT.length, { text: TEXT, verdict: 'supported', passages: [PASSAGE] });
  const report = sampleReport({ quotations: [], sentences: [sentence] });
  const html = renderPage(<AnalysisPage view={sampleView({ content, report, votes })} frame={FRAME} />);
  return { html, page: parseHTML(html).document };
}
const words = (element: { textContent: string | null } | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('votes on a page', () => {
  it('stand under the sentence with voter, mark, verdict and reason, apart from the verdict of the check', () => {
    const { page } = open([
      sampleVote(),
      sampleVote({ voter: 'nli', model: 'small@12', verdict: 'supported', score: 0.912, rationale: null }),
    ]);
    const votes = [...(page.querySelector('#n1')?.querySelectorAll('ul.votes > li') ?? [])];
    expect(votes.map((one) => [one.getAttribute('data-mark'), words(one)])).toEqual([
      [
        'contradicted',
        'A language model judged otherwise: contradicted. The passage allows it. openai:judge-small',
      ],
      ['supported', 'An entailment model agrees: supported, 0.91 of 1. small@12'],
    ]);
    expect(page.querySelector('#n1')?.getAttribute('data-mark')).toBe('supported');
    expect(words(page.querySelector('#n1 > summary'))).toContain('A model judged otherwise.');
  });

  it('give findings of their own where they differ, labelled as votes', () => {
    const { page } = open([sampleVote()]);
    const part = page.querySelector('.voter-findings');
    expect(words(part?.querySelector('h3'))).toBe('Votes of models');
    expect(words(part)).toContain(
      '1 sentence put to openai:judge-small; a model judged otherwise on 1 of them (1 major).',
    );
    expect(words(part)).toContain('VOTER_DISAGREES');
    expect(part?.querySelector('a[href^="#s-section"]')).not.toBeNull();
    expect(words(page.querySelector('#findings .lead'))).toContain('The check raised no finding.');
  });

  it('say so when no voter differs, and nothing when nobody was asked', () => {
    const agreed = open([sampleVote({ verdict: 'partially-supported' })]).page;
    expect(words(agreed.querySelector('.voter-findings'))).toContain('none judged otherwise than the check');
    expect(words(agreed.querySelector('#n1 ul.votes'))).toContain('A language model sees it much the same');
    const { page, html } = open([]);
    expect(page.querySelector('.voter-findings')).toBeNull();
    expect(page.querySelector('ul.votes')).toBeNull();
    expect(html).not.toContain('judged otherwise');
  });

  it('are text and nothing else, whatever a model wrote', () => {
    const { page, html } = open([sampleVote({ rationale: HOSTILE, model: `openai:${HOSTILE}` })]);
    expect(html).not.toContain('<script>alert');
    expect(page.querySelector('.analysis img')).toBeNull();
    expect(words(page.querySelector('.rationale'))).toBe(HOSTILE);
  });
});
