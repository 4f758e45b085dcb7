import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '#domain/person.ts';
import {
  EDITOR,
  EMPTY_DRAFT,
  FRAME,
  sampleContent,
  sampleItem,
  sampleReport,
  sampleReview,
  sampleSentence,
  sampleView,
} from '../../../test/web/sample-views.ts';
import { renderPage } from '../render-page.ts';
import { targetWords } from '../review-words.ts';
import type { AnalysisView } from '../views.ts';
import { AnalysisPage } from './analysis.tsx';

function open(over: Partial<AnalysisView> = {}, viewer: Viewer | null = null) {
  const html = renderPage(<AnalysisPage view={sampleView(over)} frame={{ ...FRAME, viewer }} />);
  return { html, page: parseHTML(html).document };
}
const words = (element: { textContent: string | null } | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe('the head of the analysis page', () => {
  const { page } = open();

  it('names everyday and official name, topic key, number and version', () => {
    expect(words(page.querySelector('h1'))).toBe('Ruritania Token trading');
    expect(words(page.querySelector('.official'))).toContain('Ruritania (the Kingdom of) · Token_Trading');
    expect(words(page.querySelector('.identity'))).toContain('#7 · version 2 (latest)');
  });

  it('shows the status with its evidence state, ground and confidence', () => {
    expect(words(page.querySelector('.panel-status .status'))).toBe('Banned, not verified');
    expect(words(page.querySelector('.ground'))).toBe('In practice; no explicit law found');
    expect(words(page.querySelector('.panel-confidence .confidence'))).toBe('Low0.20');
    expect(words(page.querySelector('.why'))).toContain('At most Low without a snapshot.');
  });

  it('keeps what the page called itself apart from our own stage', () => {
    expect(words(page.querySelector('.declared'))).toContain('StageLive');
    expect(words(page.querySelector('.panel-facts'))).toContain('StageDraft');
    expect(words(page.querySelector('.panel'))).not.toContain('Live');
  });

  it('says how late the review is and that no run made the page', () => {
    expect(words(page.querySelector('.banner'))).toContain(
      '19 days late, reckoned from the page’s own date, 5 May 2026.',
    );
    expect(words(page.querySelector('.panel-facts'))).toContain('not from a run');
  });

  it('offers edit, citation and export', () => {
    expect(page.querySelector('a[href="/analyses/7/edit"]')).not.toBeNull();
    expect(page.querySelector('a[href="/analyses/7.json"]')).not.toBeNull();
    expect(words(page.querySelector('#citation'))).toMatch(
      /Banned, not verified; confidence Low.*\/versions\/2$/,
    );
  });

  it('gives an unknown status its reason', () => {
    const content = sampleContent({ status: 'Unknown', unknownReason: 'unreachable', ground: null });
    expect(words(open({ content }).page.querySelector('.ground'))).toBe(
      'Not known: the sources could not be reached',
    );
  });

  it('shows the reason of an override', () => {
    const publication = {
      approvedBy: 'E. Ditor',
      publishedBy: 'A. Nother',
      renewedAt: '2026-11-01T00:00:00Z',
      approvedAt: '2026-11-01T00:00:00Z',
      overrideReason: 'Urgent.',
    };
    expect(open({ publication }).html).toContain('“Urgent.”');
  });
});

describe('the text with its evidence', () => {
  const { page } = open();

  it('marks each claim with its verdict and leads to its note', () => {
    const sentence = page.querySelector('#s-section\\.executive-summary-0-0');
    expect(words(sentence)).toBe('Tokens are banned.');
    expect(sentence?.getAttribute('data-verdict')).toBe('cannot');
    const mark = sentence?.nextElementSibling;
    expect(mark?.getAttribute('aria-label')).toBe('cannot be checked, note 1');
    expect(page.querySelector(mark?.getAttribute('href') ?? '')).not.toBeNull();
  });

  it('marks a quotation with its own verdict, behind its closing mark', () => {
    const quoted = page.querySelector('.quoted');
    expect(words(quoted)).toBe('no one may trade”');
    expect(quoted?.getAttribute('data-verdict')).toBe('contradicted');
    expect(quoted?.nextElementSibling?.getAttribute('aria-label')).toContain('altered');
  });

  it('puts both texts side by side with the differences marked and the way to the passage', () => {
    const sides = [...page.querySelectorAll('.side blockquote')].map((side) => side.innerHTML);
    expect(sides[0]).toContain('<ins>may</ins>');
    expect(sides[0]).not.toContain('must');
    expect(sides[1]).toContain('<del>must</del>');
    expect(page.querySelector('a[href="/sources/3#c8-25"]')).not.toBeNull();
  });

  it('links the marker of the reference list, and only that', () => {
    expect([...page.querySelectorAll('a.ref')].map((ref) => ref.getAttribute('href'))).toEqual(['#ref-1']);
  });

  it('shows the text without verdicts before the first check', () => {
    const { page: unchecked } = open({ report: null, verifiedAt: null });
    expect(unchecked.querySelector('.mark')).toBeNull();
    expect(words(unchecked.querySelector('.status'))).toBe('Banned, imported, not checked');
    expect(words(unchecked.querySelector('#executive-summary'))).toContain('Tokens are banned.');
  });
});

describe('the parts below', () => {
  it('all stand there, with words where the page has nothing', () => {
    const { page } = open();
    for (const id of [
      'key-pillars',
      'landmark-laws',
      'summary-points',
      'full-report',
      'raw-data',
      'import-findings',
    ]) {
      expect(words(page.querySelector(`#${id} .empty`)), id).not.toBe('');
    }
    expect(words(page.querySelector('#reviews .empty'))).toBe('No reviews yet.');
    expect(words(page.querySelector('.advice'))).toContain('legal advice');
  });

  it('shows which provider references dangle, in the table and in the raw text', () => {
    const raw = '{"grounding_chunks": [], "grounding_supports": [{"grounding_chunk_indices": [0, 2]}]}';
    const support = {
      text: 'Tokens are banned.',
      span: null,
      recoveredByText: true,
      places: [{ unit: 'section/executive-summary', block: 0, start: 0, end: 18 }],
      chunks: [],
      dangling: [0, 2],
      state: 'unresolvable' as const,
      regrounded: [
        {
          ...{ source: 0, page: null, score: 0.7, verdict: 'partially-supported' as const },
          quote: { exact: 'no one must trade tokens', prefix: '', suffix: '' },
          position: { start: 8, end: 32 },
        },
      ],
    };
    const check = {
      provider: 'gemini',
      supports: [support],
      chunks: [],
      queries: [],
      diagnostics: ['CHUNKS_EMPTY_BUT_REFERENCED' as const],
      references: 2,
      dangling: 2,
      distinctUrls: 0,
      distinctDomains: 0,
    };
    const { page } = open({
      content: sampleContent({ grounding: [{ provider: 'gemini', raw }] }),
      report: sampleReport({ grounding: [check] }),
    });
    expect(words(page.querySelector('#raw-data'))).toContain('0, 2 → leads to nothing');
    expect(words(page.querySelector('#raw-data'))).toContain('found by its words');
    expect(words(page.querySelector('.regrounded'))).toMatch(
      /^Re-grounded: nearest passages of stored sources, not cited by the provider partly supported: “no one must trade tokens”/,
    );
    expect(page.querySelector('.regrounded a')?.getAttribute('href')).toBe('/sources/3?near=8');
    expect(words(page.querySelector('#raw-data'))).toContain('Empty: no search queries were recorded.');
    const json = page.querySelector('.raw-json');
    expect(json?.textContent).toBe(raw);
    expect([...(json?.querySelectorAll('mark') ?? [])].map(words)).toEqual(['0', '2']);
  });

  it('keeps what was typed when a review is refused', () => {
    const draft = {
      ...EMPTY_DRAFT,
      kind: 'Refinement' as const,
      text: 'Say “since when”.',
      problem: 'Too short.',
    };
    const { page } = open({ reviewDraft: draft }, EDITOR);
    expect(words(page.querySelector('[role=alert]'))).toBe('Too short.');
    expect(page.querySelector('input[name=kind][checked]')?.getAttribute('value')).toBe('Refinement');
    expect(page.querySelector('input[name=version]')?.getAttribute('value')).toHaveLength(64);
    expect(page.querySelector('textarea')?.textContent).toBe('Say “since when”.');
  });

  it('quotes whole what the importer could not place', () => {
    const excerpt = `Left over ${'words '.repeat(60)}end`;
    const finding = {
      code: 'UNPLACED',
      severity: 'minor' as const,
      message: 'No place.',
      place: null,
      line: 4,
      excerpt,
    };
    const { page } = open({ importFindings: [finding] });
    expect(words(page.querySelector('#import-findings blockquote'))).toBe(excerpt);
    expect(words(page.querySelector('#import-findings'))).toContain('line 4 of the file');
  });
});

describe('a critical challenge', () => {
  const one = { ...sampleReview({ name: 'Cy Critic' }), weight: 2, stands: true, total: 1 };
  const banners = (...unsettled: AnalysisView['unsettled'][number][]) =>
    [...open({ unsettled }).page.querySelectorAll('.banner')].map(words);

  it('is told before anything else, with who says it and the way to it', () => {
    const line = `A critical challenge by Cy Critic, on ${targetWords(one.target)}, stands against this version and bars its publication.`;
    expect(banners(one)).toContain(line);
    const hrefs = [...open({ unsettled: [one] }).page.querySelectorAll('.banner a')];
    expect(hrefs.map((link) => link.getAttribute('href'))).toContain(`/reviews/${one.id}`);
  });

  it('is not said to bar what is published, and says when it was accepted', () => {
    const version = { ...sampleView().version, stage: 'Live' as const };
    const { page } = open({ version, unsettled: [{ ...one, state: 'accepted' }] });
    expect([...page.querySelectorAll('.banner')].map(words).join(' ')).toMatch(
      /stands against this version\. It is accepted, and not mended on this version\./,
    );
  });

  it('counts several, and leaves out what does not stand, is less grave, or has a line of its own', () => {
    expect(banners(one, { ...one, id: 'other' }).join(' ')).toMatch(
      /2 critical challenges stand against this version and bar its publication, the first by Cy Critic/,
    );
    const quiet = [
      { ...one, stands: false },
      { ...one, weight: 1 },
      { ...one, origin: 'system' as const },
    ];
    expect(banners(...quiet).join(' ')).not.toMatch(/critical challenge/);
  });
});

describe('whatever the words on the page', () => {
  const evil = '<script>alert(1)</script><img src=x onerror=alert(2)>';

  const evilReview = sampleReview({
    ...{ name: evil, text: evil, proposedText: evil, answer: { by: evil, text: evil }, causeOf: null },
    target: { kind: 'citation', ref: evil },
    evidence: [
      { kind: 'link', url: 'javascript:alert(5)', note: evil, source: null },
      { kind: 'link', url: 'data:text/html,<script>alert(6)</script>', note: null, source: null },
      {
        ...{ kind: 'passage', snapshot: 'ab'.repeat(32), note: evil, source: null },
        quote: { exact: evil, prefix: '', suffix: '' },
      },
    ],
    outcome: {
      outcome: 'rejected',
      reason: evil,
      by: evil,
      vouched: false,
      decidedAt: '2026-11-19T10:00:00Z',
    },
  });

  it('never makes markup or a script link of them', () => {
    const { html, page } = open(
      {
        content: sampleContent({
          textFormat: 'markdown',
          sections: [
            { key: 'notes', text: `${evil} [click](javascript:alert(3)) <https://example.org/"onload="x>` },
          ],
          declared: { id: 7, version: evil, created: null, stage: evil, confidence: null, run: evil },
          sources: [
            {
              ref: '1',
              title: evil,
              publisher: evil,
              url: 'javascript:alert(4)',
              publishedOn: null,
              snapshot: null,
              quote: null,
              note: evil,
            },
          ],
          grounding: [{ provider: 'unknown', raw: evil }],
          reviews: [{ kind: evil, text: evil }],
        }),
        report: null,
        reviewDraft: {
          ...{ ...EMPTY_DRAFT, text: '</textarea><script>', proposedText: evil, links: evil },
          ...{ passages: [{ source: '"><script>', words: evil }], problem: evil },
        },
        unsettled: [{ ...evilReview, weight: 2, stands: true, total: 1 }],
        reviews: [evilReview],
      },
      EDITOR,
    );
    expect(page.querySelectorAll('script')).toHaveLength(1);
    expect(page.querySelector('img, [onerror], [onload]')).toBeNull();
    expect(html).not.toMatch(/href="\s*javascript:/i);
  });

  it('leads every link inside the page to something, and uses no id twice', () => {
    const finding = {
      code: 'A_FINDING',
      severity: 'major' as const,
      message: 'Look here.',
      place: { unit: 'section/executive-summary', block: 0, start: 36, end: 40 },
      line: null,
      excerpt: null,
    };
    const report = sampleReport({
      findings: [finding, { ...finding, place: { ...finding.place, start: 56 } }],
    });
    const { page } = open({ report, siblings: [sampleItem({ number: 8 })] });
    const ids = [...page.querySelectorAll('[id]')].map((element) => element.id);
    expect(ids).toHaveLength(new Set(ids).size);
    for (const link of page.querySelectorAll('a[href^="#"], use')) {
      expect(ids).toContain(link.getAttribute('href')?.slice(1));
    }
  });

  it('splits text behind characters outside the basic plane where the report says', () => {
    const content = sampleContent({
      sections: [{ key: 'executive-summary', text: '🏦🏦 shut. Two is so.' }],
    });
    const report = sampleReport({ quotations: [], sentences: [sampleSentence(9, 19)] });
    expect(words(open({ content, report }).page.querySelector('.sentence'))).toBe('Two is so.');
  });
});
