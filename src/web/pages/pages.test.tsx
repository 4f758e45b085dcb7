import { parseHTML } from 'linkedom';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { confidenceExamples } from '#grounding/confidence-examples.ts';
import type { SourceCheck } from '#store/source-checks.ts';
import {
  FRAME,
  RURITANIA,
  sampleCiting,
  sampleContent,
  sampleItem,
  sampleSource,
  sampleView,
  TOPIC,
} from '../../../test/web/sample-views.ts';
import { renderPage } from '../render-page.ts';
import type { AnalysisQuery, SourceItem } from '../views.ts';
import { AnalysisPage } from './analysis.tsx';
import { AnalysisListPage } from './analysis-list.tsx';
import { EditPage } from './edit.tsx';
import { ErrorPage } from './error.tsx';
import { HomePage } from './home.tsx';
import { JurisdictionPage } from './jurisdiction.tsx';
import { JurisdictionListPage } from './jurisdiction-list.tsx';
import { MethodologyPage } from './methodology.tsx';
import { SourcePage } from './source.tsx';
import { SourceListPage } from './source-list.tsx';
import { TopicPage } from './topic.tsx';
import { TopicListPage } from './topic-list.tsx';
import { VersionListPage } from './version-list.tsx';

const QUERY: AnalysisQuery = {
  text: '',
  jurisdiction: '',
  topic: '',
  status: '',
  confidence: '',
  stage: '',
  evidence: '',
  due: '',
  sort: 'newest',
  page: 1,
};
const COUNTS = { analyses: 1, versions: 2, sources: 1, jurisdictions: 1, topics: 1 };
const SOURCE: SourceItem = {
  id: 3,
  title: 'Decree 5',
  publisher: null,
  publishedOn: null,
  tier: 'unknown',
  url: null,
  language: 'en',
  sha256: 'ab'.repeat(32),
  mediaType: 'text/plain',
  size: 900,
  capturedAt: '2026-11-18T10:00:00Z',
  citedBy: 0,
};
const list = (over = {}) => ({
  query: QUERY,
  items: [sampleItem()],
  total: 1,
  stored: 1,
  pageSize: 50,
  jurisdictions: [RURITANIA],
  topics: [TOPIC],
  ...over,
});
const version = { ...sampleView().version, status: 'Banned', evidenceState: 'verified' as const };
const PAGES: [string, VNode][] = [
  ['home', <HomePage view={{ counts: COUNTS, newest: [sampleItem()], findings: [] }} frame={FRAME} />],
  ['analysis list', <AnalysisListPage view={list()} frame={FRAME} />],
  ['analysis', <AnalysisPage view={sampleView()} frame={FRAME} />],
  [
    'versions',
    <VersionListPage
      view={{
        number: 7,
        jurisdiction: RURITANIA,
        topic: TOPIC,
        versions: [{ ...version, confidenceLevel: 'High', confidenceFigure: 0.9 }],
      }}
      steps={new Map()}
      frame={FRAME}
    />,
  ],
  [
    'source list',
    <SourceListPage
      view={{
        query: { text: '', jurisdiction: '', tier: '', page: 1 },
        items: [SOURCE],
        total: 1,
        stored: 1,
        pageSize: 50,
        jurisdictions: [],
      }}
      frame={FRAME}
    />,
  ],
  ['source', <SourcePage view={sampleSource({ citations: [sampleCiting()] })} frame={FRAME} />],
  [
    'jurisdictions',
    <JurisdictionListPage
      view={{ text: '', items: [{ jurisdiction: RURITANIA, analyses: 0, sources: 0 }] }}
      frame={FRAME}
    />,
  ],
  [
    'jurisdiction',
    <JurisdictionPage
      view={{ jurisdiction: RURITANIA, analyses: [sampleItem()], missingTopics: [TOPIC], sources: [SOURCE] }}
      frame={FRAME}
    />,
  ],
  ['topics', <TopicListPage view={{ items: [{ topic: TOPIC, analyses: 1 }] }} frame={FRAME} />],
  ['topic', <TopicPage view={{ topic: TOPIC, analyses: [sampleItem()] }} frame={FRAME} />],
  [
    'methodology',
    <MethodologyPage
      view={{
        engine: 'rules/1',
        factors: [{ key: 'status', weight: 0.3, sentence: 'The status itself.' }],
        caps: ['At most Low without a snapshot.'],
        levels: [{ level: 'High', from: 0.75 }],
        examples: confidenceExamples(),
      }}
      frame={FRAME}
    />,
  ],
  [
    'edit',
    <EditPage
      view={{ number: 7, jurisdiction: RURITANIA, topic: TOPIC, version, versions: [version] }}
      frame={FRAME}
    />,
  ],
  [
    'error',
    <ErrorPage
      view={{
        status: 404,
        title: 'No such page',
        message: 'It is not here.',
        kept: 'All.',
        remedy: 'Go back.',
      }}
      frame={FRAME}
    />,
  ],
];
const dom = (page: VNode) => parseHTML(renderPage(page)).document;
const words = (element: { textContent: string | null } | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

describe.each(PAGES)('the page %s', (_name, node) => {
  const html = renderPage(node);
  const page = parseHTML(html).document;

  it('is a whole document with language, title, one heading and a way past the navigation', () => {
    expect(html.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
    expect(page.querySelector('title')?.textContent).toMatch(/Regatlas$/);
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect(page.querySelector('a.skip')?.getAttribute('href')).toBe('#main');
    expect(page.querySelector('main#main')).not.toBeNull();
  });

  it('obeys the strict content security policy: nothing inline', () => {
    expect(page.querySelector('[style], style, script:not([src])')).toBeNull();
    expect(html).not.toMatch(/\son[a-z]+=/i);
  });

  it('never shows a status without its evidence state', () => {
    for (const status of page.querySelectorAll('.status-word')) {
      expect(words(status.closest('.status')?.querySelector('.status-evidence'))).not.toBe('');
    }
  });

  it('says that it is no legal advice and which program made it', () => {
    expect(words(page.querySelector('footer'))).toContain('No legal advice.');
    expect(words(page.querySelector('footer'))).toContain('9.9.9');
  });

  it('uses no id twice and names every field', () => {
    const ids = [...page.querySelectorAll('[id]')].map((element) => element.id);
    expect(ids).toHaveLength(new Set(ids).size);
    for (const field of page.querySelectorAll(
      'select, textarea, input:not([type=hidden]):not([type=radio])',
    )) {
      expect(page.querySelector(`label[for="${field.id}"]`), field.id).not.toBeNull();
    }
  });
});

describe('lists', () => {
  it('keep the query in the links to other pages', () => {
    const page = dom(
      <AnalysisListPage
        view={list({ query: { ...QUERY, text: 'a&b', page: 2 }, total: 120 })}
        frame={FRAME}
      />,
    );
    const next = page.querySelector('a[rel=next]')?.getAttribute('href');
    expect(next).toContain('text=a%26b');
    expect(next).toContain('page=3');
    expect(page.querySelector('a[rel=prev]')?.getAttribute('href')).not.toContain('page=');
  });

  it('show the chosen filters as chosen', () => {
    const page = dom(
      <AnalysisListPage view={list({ query: { ...QUERY, status: 'Banned' } })} frame={FRAME} />,
    );
    expect(page.querySelector('select[name=status] option[selected]')?.getAttribute('value')).toBe('Banned');
  });

  it('say what to do when nothing is there, and that nothing found is not “no rule”', () => {
    const nothing = dom(<AnalysisListPage view={list({ items: [], total: 0, stored: 0 })} frame={FRAME} />);
    expect(words(nothing.querySelector('.empty'))).toContain('regatlas import FILE');
    const filtered = dom(<AnalysisListPage view={list({ items: [], total: 0 })} frame={FRAME} />);
    expect(words(filtered.querySelector('.empty'))).toContain('does not mean that there is no rule');
  });

  it('tell an empty house what to do first', () => {
    const view = { counts: { ...COUNTS, analyses: 0 }, newest: [], findings: [] };
    expect(words(dom(<HomePage view={view} frame={FRAME} />).querySelector('.steps'))).toContain(
      'regatlas import',
    );
  });
});

describe('the source page', () => {
  it('says what is not known, and that nothing cites it', () => {
    const page = dom(<SourcePage view={sampleSource()} frame={FRAME} />);
    expect(words(page.querySelector('.source-facts'))).toContain('Publishernot known');
    expect(words(page.querySelector('.source-facts'))).toContain('Size1.5 kB');
    expect(words(page.querySelector('.empty'))).toContain('Cited nowhere');
    expect(page.querySelectorAll('.source-text p')).toHaveLength(2);
  });

  it('marks the cited words and leads to the sentence that relies on them', () => {
    const page = dom(<SourcePage view={sampleSource({ citations: [sampleCiting()] })} frame={FRAME} />);
    expect(words(page.querySelector('mark.cited-words'))).toBe('no one must trade');
    expect(page.querySelector('#c8-25')).not.toBeNull();
    expect(page.querySelector('.cited-mark')?.getAttribute('href')).toBe(
      '/analyses/7?at=section%2Fexecutive-summary+0+36#q-section.executive-summary-0-36',
    );
  });

  it('leads to the very anchor that the analysis page has', () => {
    const target = dom(<SourcePage view={sampleSource({ citations: [sampleCiting()] })} frame={FRAME} />)
      .querySelector('.cited-mark')
      ?.getAttribute('href')
      ?.split('#')[1];
    const analysis = dom(<AnalysisPage view={sampleView({ content: sampleContent() })} frame={FRAME} />);
    expect(analysis.getElementById(target ?? '')).not.toBeNull();
  });

  it('leads to cited words on another page of the text by their offset', () => {
    const far = sampleCiting({ start: 250_000, end: 250_010 });
    const first = sampleSource({ citations: [sampleCiting(), far], pages: 2 });
    const page = dom(<SourcePage view={first} frame={FRAME} />);
    const targets = [...page.querySelectorAll('.citing li a')].map((link) => link.getAttribute('href'));
    expect(targets).toContain('#c8-25');
    expect(targets).toContain('/sources/3?at=250000#c250000-250010');
    expect(page.querySelector('nav[aria-label="Pages of the text"] a')?.getAttribute('href')).toBe(
      '/sources/3?page=2',
    );
  });

  it('escapes what the source says', () => {
    const base = sampleSource();
    const text = '<script>alert(1)</script>';
    const view = { ...base, extracted: { ...base.extracted, text }, passages: [] };
    expect(dom(<SourcePage view={view} frame={FRAME} />).querySelectorAll('script')).toHaveLength(1);
  });
});

describe('the page of a source that has an address', () => {
  const facts = { ...sampleSource().facts, url: 'https://office.example/decree-5' };
  const check: SourceCheck = {
    source: 3,
    checkedAt: '2026-11-20T10:00:00.000Z',
    requestedUrl: facts.url,
    reason: 'The address answers.',
    state: 'alive',
    finalUrl: facts.url,
    httpStatus: 200,
    newerSource: 9,
    drift: {
      textChanged: true,
      passages: [
        { exact: 'no one must trade', verdict: 'altered', reasons: ['The source says “may”.'] },
        { exact: 'it is so', verdict: 'still-there', reasons: [] },
      ],
    },
  };
  const text = (over: Parameters<typeof sampleSource>[0]) =>
    words(
      dom(<SourcePage view={sampleSource({ facts, ...over })} frame={FRAME} />).querySelector(
        '[aria-labelledby="web-title"]',
      ),
    );

  it('says that nobody has looked since, or what was found', () => {
    expect(text({ checks: [] })).toContain('has not been looked at since');
    const found = text({ checks: [check] });
    for (const part of [
      'The address answers.',
      'source 9',
      'altered: “no one must trade”',
      'still there: “it is so”',
    ])
      expect(found).toContain(part);
  });

  it('keeps earlier looks folded, newest first', () => {
    const gone: SourceCheck = {
      ...check,
      state: 'gone',
      reason: 'The site says it is not there (status 404).',
      drift: null,
    };
    expect(text({ checks: [check, gone, gone] })).toContain('2 earlier looks');
  });
});
