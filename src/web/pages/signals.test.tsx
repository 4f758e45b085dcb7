/** Signals on their list, on a source and on an analysis: who says what, and never a claim that looks like a status. */
import { parseHTML } from 'linkedom';
import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import type { UnsettledReview } from '#store/review-records.ts';
import {
  FRAME,
  RURITANIA,
  sampleReview,
  sampleSignal,
  sampleSource,
  sampleView,
  TOPIC,
} from '../../../test/web/sample-views.ts';
import { renderPage } from '../render-page.ts';
import type { ShownSignal, SignalItem, SignalListView, SignalPage } from '../views.ts';
import { AnalysisPage } from './analysis.tsx';
import { SignalListPage } from './signal-list.tsx';
import { SourcePage } from './source.tsx';

const dom = (page: VNode) => parseHTML(renderPage(page)).document;
const words = (element: { textContent: string | null } | null | undefined) =>
  (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

const PLACE = { unit: 'section/executive-summary', block: 0, start: 0, end: 18 };
const AGAINST: SignalPage = {
  ...{ analysis: 7, version: 2, status: 'Banned', evidenceState: 'unverified', confidenceLevel: 'Low' },
  relation: 'contradicts',
  page: { place: PLACE, words: 'Tokens are banned.' },
  reasons: ['It says another thing.'],
};

function item(over: Partial<ShownSignal> = {}, pages: readonly SignalPage[] = [AGAINST]): SignalItem {
  return { signal: sampleSignal(over), jurisdiction: RURITANIA, topic: TOPIC, pages };
}

function list(items: readonly SignalItem[], over: Partial<SignalListView> = {}) {
  const view: SignalListView = {
    query: { jurisdiction: '', topic: '', relation: '', modality: '', page: 1 },
    ...{ items, total: items.length, stored: items.length, pageSize: 25 },
    ...{ jurisdictions: [RURITANIA], topics: [TOPIC] },
    ...over,
  };
  return dom(<SignalListPage view={view} frame={FRAME} />);
}

describe('the list of signals', () => {
  it('says who says what, how and when, and how it stands to the page', () => {
    const entry = list([item()]).querySelector('.signals > li');
    expect(words(entry)).toMatch(/Ruritania · Token trading: Allowed/);
    expect(words(entry)).toMatch(
      /said as a fact by Rupert of Hentzau \(a minister\) · on 8 May \(8 May 2026\)/,
    );
    expect(words(entry)).toMatch(/The Gazette, publisher not known, news, 11 May 2026/);
    expect(words(entry)).toMatch(/speaks against the page #7, version 2\s?Banned, not verified\s?Low/);
    expect(entry?.querySelector('a[href^="/analyses/7#s-"]')).not.toBeNull();
    expect(entry?.querySelector('a[href="/sources/3#c0-8"]')).not.toBeNull();
  });

  it('shows a claim in words, and the badge of a status only for a page', () => {
    const page = list([item({}, [])]);
    expect(page.querySelector('.signals .status')).toBeNull();
    expect(words(page.querySelector('.signals'))).toMatch(/Held against no page/);
  });

  it.each<[string, Partial<ShownSignal>, RegExp]>([
    ['a denial', { modality: 'denied', status: 'Banned' }, /: not “Banned”/],
    ['an open year', { when: { words: 'on 8 May', date: '--05-08' } }, /on 8 May \(year not known\)/],
    ['a day nobody understood', { when: { words: 'some day', date: null } }, /· some day/],
    ['the document’s own voice', { speaker: null, speakerRole: null }, /by the source itself/],
    ['no status', { status: null }, /no status of the scale/],
    ['doubt', { unconfirmed: true }, /not confirmed by those in charge, says the source/],
    ['an unknown kind of source', { tier: 'unknown' }, /kind of source not known/],
  ])('says in words that there is %s', (_what, over, expected) => {
    expect(words(list([item(over)]).querySelector('.signals > li'))).toMatch(expected);
  });

  it('says what to do when nothing is stored, and when nothing matches', () => {
    expect(words(list([]).querySelector('.empty'))).toMatch(/source add FILE/);
    const none = list([], { stored: 4, query: { ...QUERY, relation: 'amends' } });
    expect(words(none.querySelector('.empty'))).toMatch(/^No signal matches\. Take away a filter/);
    expect(none.querySelector('option[value=amends][selected]')).not.toBeNull();
  });

  it('escapes what a document says and how it is called', () => {
    const markup = '<img src=x onerror=alert(1)>';
    const page = list([
      item({ speaker: markup, quote: { exact: markup, prefix: '', suffix: '' }, predicate: markup }),
    ]);
    expect(page.querySelector('main img')).toBeNull();
    expect(words(page.querySelector('.signals'))).toContain(markup);
  });
});

const QUERY = { jurisdiction: '', topic: '', relation: '', modality: '', page: 1 };

describe('a source with signals', () => {
  it('marks the words of each and leads from one to the other', () => {
    const view = sampleSource({ signals: [item()], signalsCount: 1 });
    const page = dom(<SourcePage view={view} frame={FRAME} />);
    expect(page.querySelector('#c0-8')).not.toBeNull();
    expect(page.querySelector('.source-text a[href="#signal-12"]')).not.toBeNull();
    expect(page.querySelector('#signal-12 a[href="/sources/3#c0-8"]')).not.toBeNull();
  });
});

describe('an analysis with a challenge by the system', () => {
  const signal = { ...sampleSignal(), relation: { ...AGAINST } };
  const review = {
    ...sampleReview({ id: 'r1', author: 'regatlas-signals/1', text: 'Words for elsewhere.' }),
    ...{ origin: 'system' as const, name: 'regatlas-signals/1', person: null, role: null, severity: null },
  };
  const unsettled: UnsettledReview = {
    ...{ id: 'r1', kind: 'Challenge', origin: 'system', name: 'regatlas-signals/1', text: 'Words.' },
    ...{ state: 'open', target: { kind: 'version' }, weight: 1, stands: true, total: 1 },
  };
  const render = (version: number, grounds = [signal]) =>
    dom(
      <AnalysisPage
        view={sampleView({
          reviews: [{ ...review, version, grounds }],
          reviewsCount: 1,
          unsettled: version === 2 ? [unsettled] : [],
          signals: { items: [signal], counts: { contradicts: 1 } },
        })}
        frame={FRAME}
      />,
    );

  it('says so at its head and shows both passages side by side', () => {
    const page = render(2);
    expect(words(page.querySelector('.banner'))).toMatch(/1 stored source speaks against this page/);
    const sides = [...page.querySelectorAll('#review-r1 .side')].map(words);
    expect(sides[0]).toMatch(/^On this page\s?Tokens are banned\.$/);
    expect(sides[1]).toMatch(
      /^In the source\s?“The crown has allowed anyone to trade\.”\s?said as a fact by Rupert/,
    );
    expect(words(page.querySelector('#review-r1'))).toMatch(/opened by rule, not by a person/);
  });

  it('of an older version leads to that version and has no banner', () => {
    const page = render(1);
    expect([...page.querySelectorAll('.banner')].map(words).join(' ')).not.toMatch(/speaks against/);
    expect(page.querySelector('#review-r1 a[href^="/analyses/7/versions/1#s-"]')).not.toBeNull();
  });

  it('shows its words where its grounds are not known', () => {
    expect(words(render(2, []).querySelector('#review-r1 .review-text'))).toBe('Words for elsewhere.');
  });

  it('counts signals in words beside the marks', () => {
    expect(words(render(2).querySelector('#signals .counts'))).toBe('1 against the page');
  });
});
