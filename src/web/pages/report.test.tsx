import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#domain/finding.ts';
import {
  FRAME,
  sampleContent,
  sampleReport,
  sampleSentence,
  sampleView,
  sampleVote,
} from '../../../test/web/sample-views.ts';
import { renderPage } from '../render-page.ts';
import { type ReportQuery, WHOLE_REPORT } from '../report-query.ts';
import type { AnalysisView } from '../views.ts';
import { AnalysisPage } from './analysis.tsx';
import { ReportPage } from './report.tsx';

const QUOTED = { unit: 'section/executive-summary', block: 0, start: 36, end: 52 };
const ALTERED: Finding = {
  code: 'QUOTATION_ALTERED',
  severity: 'critical',
  message: 'Words that matter differ from the source. The source has “must” where the page has “may”.',
  place: QUOTED,
  line: null,
  excerpt: 'no one may trade',
};
const LINK: Finding = { ...ALTERED, code: 'LINK_SITE_ROOT', severity: 'minor', place: null, excerpt: null };

function open(over: Partial<AnalysisView> = {}, query: Partial<ReportQuery> = {}) {
  const html = renderPage(
    <ReportPage view={sampleView(over)} query={{ ...WHOLE_REPORT, ...query }} frame={FRAME} />,
  );
  return { html, page: parseHTML(html).document };
}
const words = (element: { textContent: string | null } | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the report of a version', () => {
  const report = sampleReport({ findings: [ALTERED, LINK] });
  const { page } = open({ report });

  it('shows the status only with its evidence state and confidence', () => {
    expect(words(page.querySelector('.report-state .status'))).toBe('Banned, not verified');
    expect(words(page.querySelector('.report-state .confidence'))).toBe('Low0.20');
  });

  it('says what was checked, against what and by which rules', () => {
    const checked = words(page.querySelector('.report-checked'));
    expect(checked).toContain('Quotations0 of 1 verified');
    expect(checked).toContain('Held against1 stored source');
    expect(checked).toContain('by the rules rules/1');
  });

  it('leads from a finding to the words on the page and to the passage in its source', () => {
    const item = page.querySelector('.report-item');
    expect(words(item)).toContain('Words that matter differ from the source.');
    expect(item?.querySelector('.to-place')?.getAttribute('href')).toBe(
      '/analyses/7/versions/2#q-section.executive-summary-0-36',
    );
    expect(item?.querySelector('.item-source a')?.getAttribute('href')).toBe('/sources/3#c8-25');
    expect(item?.querySelector('del')?.textContent).toBe('must');
  });

  it('says how well the page cites, each share with its counts, and leads to the sentences behind them', () => {
    const quality = {
      sentences: 4,
      uncited: 1,
      borne: 3,
      citations: 6,
      precise: 5,
      recall: 0.75,
      precision: 0.8333,
    };
    const useless = { ref: '1', source: 0, use: 'irrelevant' as const };
    const sentences = [sampleSentence(0, 18), sampleSentence(19, 54, { refs: ['1'], citations: [useless] })];
    const { page: cited } = open({ report: sampleReport({ citationQuality: quality, sentences }) });
    const block = cited.querySelector('.report-citing');
    expect(words(block)).toContain(
      'Recall 75 %Of 4 sentences that cite a stored source, 3 are borne by what they cite.',
    );
    expect(words(block)).toContain('Precision 83 %Of 6 citations of stored sources, 5 bear their sentence.');
    expect([...(block?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).toEqual([
      '/analyses/7/versions/2/report?view=sentences&cites=not-bearing',
      '/analyses/7/versions/2/report?view=sentences&cites=nothing',
    ]);
  });

  it('gives no share of nothing, and none by rules that weighed no citation', () => {
    const none = {
      sentences: 0,
      uncited: 2,
      borne: 0,
      citations: 0,
      precise: 0,
      recall: null,
      precision: null,
    };
    const block = open({ report: sampleReport({ citationQuality: none }) }).page.querySelector(
      '.report-citing',
    );
    expect(words(block)).toContain('No sentence cites a stored source');
    expect(words(block)).not.toMatch(/%|NaN|null/);
    expect(page.querySelector('.report-citing')).toBeNull();
  });

  it('lists the votes of models apart, and counts them apart', () => {
    const { page: voted } = open({ report, votes: [sampleVote()] });
    const items = [...voted.querySelectorAll('.report-item')];
    expect(words(items.at(-1)?.querySelector('.item-head'))).toMatch(/^Vote of a model, not of the check/);
    expect(words(items.at(-1))).toContain('(openai:judge-small) judged otherwise');
    expect(words(voted.querySelector('section > .lead'))).toMatch(/^1 critical · 1 minor; from the check/);
    expect(words(voted.querySelector('.tabs li'))).toBe('Findings 2 + 1 vote');
    const { page: only } = open({ report: sampleReport(), votes: [sampleVote()] });
    expect(words(only.querySelector('section > .lead'))).toMatch(/^Neither the check nor the import found/);
  });

  it('offers each form in which it can be taken along', () => {
    const hrefs = [...page.querySelectorAll('.export a')].map((link) => link.getAttribute('href'));
    expect(hrefs).toEqual([
      '/analyses/7.json',
      '/analyses/7/versions/2/report.json',
      '/analyses/7/versions/2/annotations.json',
      '/analyses/7/versions/2/claim-review.json',
    ]);
  });

  it('filters by links and a form, and says how many of how many match', () => {
    const { page: filtered } = open({ report }, { severity: 'minor' });
    expect(filtered.querySelectorAll('.report-item')).toHaveLength(1);
    expect(words(filtered.querySelector('.matching'))).toBe('1 of 2 findings match. Show all');
    const options = [...filtered.querySelectorAll('#f-severity option')].map(words);
    expect(options).toEqual(['All', 'Critical (1)', 'Minor (1)']);
    const { page: none } = open({ report }, { severity: 'major' });
    expect(words(none.querySelector('.matching'))).toBe('No finding matches. Show all');
  });

  it('says that nothing was found only together with what was looked at', () => {
    const { page: clean } = open({ report: sampleReport({ findings: [] }) });
    expect(words(clean.querySelector('.empty'))).toMatch(
      /^Nothing was found wrong\. 2 sentences, 1 quotation, 1 listed source and 0 links were looked at\.$/,
    );
  });

  it('does not speak of findings before the first check', () => {
    const { page: unchecked } = open({ report: null, verifiedAt: null });
    expect(words(unchecked.querySelector('main'))).toContain('has not been checked yet');
    expect(unchecked.querySelector('.report-item')).toBeNull();
  });

  it('lists every sentence with its verdict, a few words of reason and its place', () => {
    const long = Array.from({ length: 40 }, () => 'because').join(' ');
    const sentences = [
      sampleSentence(0, 18),
      sampleSentence(19, 54, { verdict: 'contradicted', reasons: [long] }),
    ];
    const { page: listed } = open({ report: sampleReport({ sentences }) }, { view: 'sentences' });
    const items = [...listed.querySelectorAll('.report-item')];
    expect(items.map((item) => words(item.querySelector('strong')))).toEqual([
      'cannot be checked',
      'contradicted',
    ]);
    expect(words(items[1]?.querySelector('.note-reason')).split(' ')).toHaveLength(20);
    expect(items[1]?.querySelector('.to-place')?.getAttribute('href')).toContain(
      '#s-section.executive-summary-0-19',
    );
  });
});

describe('a report of fifty thousand sentences', () => {
  const count = 50_000;
  const texts = Array.from({ length: count }, (_, index) => `Sentence ${index} is here.`);
  const content = sampleContent({ sections: [{ key: 'executive-summary', text: texts.join('\n\n') }] });
  const sentences = texts.map((text, block) =>
    sampleSentence(0, 0, {
      text,
      place: { unit: 'section/executive-summary', block, start: 0, end: text.length },
    }),
  );
  const findings = sentences
    .filter((_, index) => index % 5 === 0)
    .map(({ place, text }): Finding => ({ ...ALTERED, message: `Wrong: ${text}`, place, excerpt: text }));
  const view = sampleView({ content, report: sampleReport({ sentences, findings, quotations: [] }) });
  const MOST_BYTES = 400_000;

  it.each<Partial<ReportQuery>>([{}, { page: 200 }, { view: 'sentences' }, { view: 'sentences', page: 500 }])(
    'stays small in its list %j',
    (query) => {
      const { html, page } = open(view, query);
      expect(html.length).toBeLessThan(MOST_BYTES);
      expect(page.querySelectorAll('.report-item').length).toBeGreaterThanOrEqual(50);
      expect(page.querySelector('.pager')).not.toBeNull();
    },
  );

  it('stays small on the analysis page, and links each finding to the page of its sentence', () => {
    const html = renderPage(<AnalysisPage view={view} frame={FRAME} />);
    expect(html.length).toBeLessThan(MOST_BYTES);
    const first = parseHTML(html).document;
    expect(words(first.querySelector('.banner[class]'))).not.toBe('');
    expect(words(first.querySelector('#findings'))).toContain('more, in the report');
    expect(first.querySelector('#s-section\\.executive-summary-0-0')).not.toBeNull();
    const { page } = open(view, { view: 'sentences', page: 500 });
    const href = page.querySelector('.to-place')?.getAttribute('href') ?? '';
    const [, number, anchor] = /\?page=(\d+)#(.+)$/.exec(href) ?? [];
    const later = renderPage(<AnalysisPage view={view} frame={FRAME} page={Number(number)} />);
    expect(later.length).toBeLessThan(MOST_BYTES);
    expect(later).toContain(`id="${anchor}"`);
    expect(later).toContain('Executive summary (continued)');
    expect(later).toContain('href="/analyses/7/versions/2#findings"');
  });
});
