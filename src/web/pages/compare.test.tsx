import { describe, expect, it } from 'vitest';
import { compareVersions } from '#compare/compare-versions.ts';
import { summariseDiff } from '#compare/summarise-diff.ts';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { VersionHistory } from '#store/version-history.ts';
import { FIRST, SECOND } from '../../../test/fixtures/versions.ts';
import { FRAME, RURITANIA, sampleView, TOPIC } from '../../../test/web/sample-views.ts';
import { groupRows, PAGE_GROUPS } from '../compare-groups.ts';
import type { CompareView } from '../compare-view.ts';
import { renderPage } from '../render-page.ts';
import type { VersionItem } from '../views.ts';
import { AnalysisPage } from './analysis.tsx';
import { ComparePage } from './compare.tsx';
import { VersionListPage } from './version-list.tsx';

const item = (number: number, over: Partial<VersionItem> = {}): VersionItem => ({
  ...sampleView().version,
  ...{ number, latest: number === 2, status: 'Banned', evidenceState: 'unverified' as const },
  ...{ confidenceLevel: 'Low' as const, confidenceFigure: 0.2, ...over },
});

const HISTORY: VersionHistory = {
  id: 'v2',
  number: 2,
  origin: 'edit',
  recordedAt: '2026-11-19T08:00:00Z',
  basedOn: 1,
  note: 'Three acts were overlooked.',
  moves: [
    {
      from: null,
      to: 'Draft',
      by: { actor: 'person:1', name: 'Ada' },
      reason: null,
      at: '2026-11-19T08:00:00Z',
    },
    {
      from: 'In review',
      to: 'Draft',
      by: { actor: 'person:2', name: 'Bo' },
      reason: 'Dates lack.',
      at: '2026-11-20T08:00:00Z',
    },
  ],
  causes: [
    {
      kind: 'review',
      review: {
        id: '1f3a9c2e-0000',
        kind: 'Challenge',
        by: { actor: 'x', name: 'Cy <b>' },
        version: 1,
        text: 'The acts exist.',
      },
      source: null,
      run: null,
      note: null,
    },
    { kind: 'source', review: null, source: { id: 9, title: null }, run: null, note: 'New in the gazette.' },
  ],
  overrideReason: null,
};

function view(before: AnalysisContent, after: AnalysisContent, over: Partial<CompareView> = {}): CompareView {
  const diff = compareVersions({ content: before, report: null }, { content: after, report: null });
  return {
    ...{ number: 7, jurisdiction: RURITANIA, topic: TOPIC, versions: [item(2), item(1)] },
    ...{ before: item(1), after: item(2), diff, contradictions: [], explanations: [], page: 1 },
    ...{ summary: summariseDiff(diff), history: [HISTORY], ...over },
  };
}
const render = (shown: CompareView) => renderPage(<ComparePage view={shown} frame={FRAME} />);

/** Words of a page without its elements. */
const words = (html: string) => html.replaceAll(/<[^>]*>/g, '').replaceAll(/\s+/g, ' ');

describe('the comparison', () => {
  it('tells what changed, then why, then shows it', () => {
    const html = render(view(FIRST, SECOND));
    const order = ['id="changes"', 'id="causes"', 'id="side-by-side"'].map((id) => html.indexOf(id));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(words(html)).toContain(
      '3 laws added: Digital Exchange Act; Payment Services Act; Money Laundering Decree.',
    );
  });

  it('marks words by elements and says so to those who do not see them', () => {
    const html = render(view(FIRST, SECOND));
    expect(html).toContain('<del><span class="vh">[removed: </span>No law<span class="vh">]</span></del>');
    expect(html).toContain('<ins><span class="vh">[added: </span>Three laws<span class="vh">]</span></ins>');
  });

  it('leads from a moved sentence to its other end', () => {
    const html = render(view(FIRST, SECOND));
    const hrefs = [...html.matchAll(/Moved (?:to|from) <a href="#([^"]+)"/g)].map(([, id]) => id);
    expect(hrefs).toHaveLength(2);
    for (const id of hrefs) expect(html).toContain(`id="${id}"`);
  });

  it('names causes with links, in the words of people, escaped', () => {
    const html = render(view(FIRST, SECOND));
    expect(html).toContain('<a href="/reviews/1f3a9c2e-0000">Challenge #1f3a9c2e</a> by Cy &lt;b>');
    expect(html).toContain('<a href="/sources/9">Source 9</a>');
    expect(words(html)).toContain('Edited by Ada, made from version 1.Three acts were overlooked.');
    expect(words(html)).toContain('In review → Draft by Bo, 20 Nov 2026 08:00 UTC.Dates lack.');
  });

  it('names the run that drafted a version, with a link for those who may look at it', () => {
    const drafted: VersionHistory = {
      ...HISTORY,
      origin: 'run',
      causes: [{ kind: 'run', review: null, source: null, run: 12, note: null }],
    };
    const shown = view(FIRST, SECOND, { history: [drafted] });
    const as = (role: 'contributor' | 'analyst') =>
      renderPage(<ComparePage view={shown} frame={{ ...FRAME, viewer: { id: 'x', name: 'Al', role } }} />);
    expect(as('analyst')).toContain('<a href="/runs/12">Run 12</a>');
    for (const html of [as('contributor'), render(shown)]) {
      expect(html).not.toContain('/runs/12');
      expect(words(html)).toContain('Cause: Run 12.');
    }
    expect(words(render(shown))).toContain('Drafted by a run asked for by Ada, made from version 1.');
  });

  it('shows what cannot both be right, and what only looks like it', () => {
    const html = render(
      view(FIRST, SECOND, {
        contradictions: [
          {
            kind: 'law',
            before: {
              words: 'No law exists.',
              place: { unit: 'section/notes', block: 0, start: 4, end: 18 },
            },
            after: { words: '3 laws are listed', place: null },
            reason: 'One of them is wrong.',
          },
        ],
        explanations: [{ kind: 'repeal', sentence: 'The Old Act was repealed.' }],
      }),
    );
    expect(words(html)).toContain('Whether there is a law. One of them is wrong.');
    expect(html).toContain('/analyses/7/versions/1?at=section%2Fnotes+0+4#s-section.notes-0-4');
    expect(words(html)).toContain('No contradictionThe Old Act was repealed.');
  });

  it('says that nothing changed between a version and itself', () => {
    const html = render(view(FIRST, FIRST, { history: [] }));
    expect(words(html)).toContain('Nothing changed.');
    expect(html).not.toContain('<ins>');
    expect(words(html)).toContain('Unchanged parts');
  });

  it('divides a long comparison into pages on which every changed row stands once', () => {
    const sentences = (by: string) =>
      Array.from({ length: 450 }, (_, at) => `Rule number ${at} was ${by} by office ${at}.`).join(' ');
    const [before, after] = ['written', 'repealed'].map((by) => ({
      ...FIRST,
      sections: [{ key: 'notes' as const, text: sentences(by) }],
    })) as [AnalysisContent, AnalysisContent];
    const shown = view(before, after);
    const pages = groupRows(shown.diff).map((_, at) => render({ ...shown, page: at + 1 }));
    expect(pages).toHaveLength(Math.ceil(450 / PAGE_GROUPS));
    const ids = pages.flatMap((html) =>
      [...html.matchAll(/class="diff-row"[^>]*id="([^"]+)"/g)].map(([, id]) => id),
    );
    expect(new Set(ids).size).toBe(450);
    expect(ids).toHaveLength(450);
    expect(pages[1]).not.toContain('id="causes"');
  });
});

describe('the list of versions', () => {
  const list = { number: 7, jurisdiction: RURITANIA, topic: TOPIC, versions: [item(2), item(1)] };

  it('tells for each version what it changed and how it came about', () => {
    const step = { history: HISTORY, summary: ['Status unchanged.', 'One law added.'], contradictions: 1 };
    const html = renderPage(<VersionListPage view={list} steps={new Map([[2, step]])} frame={FRAME} />);
    expect(words(html)).toContain('Status unchanged. One law added. Compare with version 1');
    expect(html).toContain(
      '<a href="/analyses/7/compare/1/2#contradictions">1 contradiction with version 1</a>',
    );
    expect(words(html)).toContain('Cause: Challenge #1f3a9c2e by Cy');
    expect(html).toContain('<form class="form diff-form" method="get" action="/analyses/7/compare">');
  });

  it('offers no comparison while there is one version', () => {
    const html = renderPage(
      <VersionListPage view={{ ...list, versions: [item(1)] }} steps={new Map()} frame={FRAME} />,
    );
    expect(html).not.toContain('diff-form');
  });
});

describe('the analysis page', () => {
  it('leads to the contradictions with the version before', () => {
    const html = renderPage(<AnalysisPage view={sampleView({ contradictions: 2 })} frame={FRAME} />);
    expect(words(html)).toContain('2 points on which this version and version 1 cannot both be right');
    expect(html).toContain('href="/analyses/7/compare/1/2#contradictions"');
  });
});
