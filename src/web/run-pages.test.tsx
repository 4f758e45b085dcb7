import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { EXCHANGE_FAULTS } from '#domain/exchange.ts';
import type { Viewer } from '#domain/person.ts';
import { RUN_STATES } from '#domain/run.ts';
import {
  BRIEF,
  NOTHING_SPENT,
  sampleBatch,
  sampleExchange,
  sampleResearch,
  sampleRun,
  sampleRunItem,
  sampleRunNew,
  sampleSteps,
} from '../../test/web/sample-runs.ts';
import { FRAME, RURITANIA, sampleView, TOPIC } from '../../test/web/sample-views.ts';
import { AnalysisPage } from './pages/analysis.tsx';
import { BatchPage } from './pages/batch.tsx';
import { BatchNewPage } from './pages/batch-new.tsx';
import { JurisdictionPage } from './pages/jurisdiction.tsx';
import { RunPage } from './pages/run.tsx';
import { RunExchangePage } from './pages/run-exchange.tsx';
import { RunListPage } from './pages/run-list.tsx';
import { RunNewPage } from './pages/run-new.tsx';
import { renderPage } from './render-page.ts';
import type { RunListView, RunView } from './run-views.ts';
import { duration, money, RUN_STATE_WORDS } from './run-words.ts';
import type { AnalysisView } from './views.ts';

const open = (html: string) => parseHTML(html).document;
const textOf = (node: Element | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
const runPage = (over: Partial<RunView> = {}) =>
  open(renderPage(<RunPage view={sampleRun(over)} frame={FRAME} />));

describe('the page of a run', () => {
  it('says what came of it before anything else: status with evidence, marks, the words it rests on, the draft', () => {
    const result = runPage().querySelector('.run-result');
    expect(textOf(result)).toContain('Banned');
    expect(result?.querySelector('[data-evidence="verified"]')).not.toBeNull();
    expect(textOf(result)).toContain('2 of 2 sentences supported');
    expect(textOf(result?.querySelector('blockquote') ?? null)).toBe('“No one may trade in tokens.”');
    expect(result?.querySelector('a.primary')?.getAttribute('href')).toBe('/analyses/7/versions/4');
  });

  it('shows that the evidence does not suffice as a result and not as a fault', () => {
    const research = sampleResearch({
      page: null,
      content: null,
      check: null,
      abstained: { reason: 'no-primary-source', words: 'Only news speaks of it.' },
    });
    const page = runPage({
      state: 'Abstained',
      draft: null,
      steps: sampleSteps(['Abstained', 'Blocked', 'Blocked'], { research }),
    });
    const result = page.querySelector('.run-result');
    expect(textOf(result)).toContain('Not enough evidence: no primary source was found');
    expect(textOf(result)).toContain('Only news speaks of it.');
    expect(result?.getAttribute('data-kind')).toBeNull();
    expect(textOf(page.querySelector('.run-rail'))).toContain('there is no draft to work on');
  });

  it('says of a failure what happened, what was kept and what to do', () => {
    const page = runPage({
      state: 'Failed',
      reason: 'The provider refused the key.',
      draft: null,
      steps: sampleSteps(['Failed', 'Blocked', 'Blocked']),
    });
    const result = textOf(page.querySelector('.run-result'));
    for (const words of ['Base research failed', 'refused the key', 'What was kept', 'Run the step again'])
      expect(result).toContain(words);
    const again = page.querySelector('form[action="/runs/12/steps/base-research"] button');
    expect(again?.getAttribute('aria-label')).toBe('Run again from here: base research');
  });

  it('offers to cancel only what moves, and is brought up to date only then', () => {
    const moving = runPage({
      state: 'Running',
      draft: null,
      steps: sampleSteps(['Running', 'Blocked', 'Blocked']),
    });
    expect(moving.querySelector('form[action="/runs/12/cancel"]')).not.toBeNull();
    expect(moving.querySelector('[data-run]')?.getAttribute('data-run')).toBe('/runs/12');
    const ended = runPage();
    expect(ended.querySelector('form[action="/runs/12/cancel"]')).toBeNull();
    expect(ended.querySelector('[data-run]')).toBeNull();
    const stopping = runPage({ state: 'Running', isStopping: true });
    expect(stopping.querySelector('form[action="/runs/12/cancel"]')).toBeNull();
  });

  it('keeps ids unique, so that what was unfolded stays so when the page is brought up to date', () => {
    const ids = [...runPage().querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(20);
    expect(new Set(ids).size).toBe(ids.length);
    for (const fold of runPage().querySelectorAll('[data-live] details.run-fold'))
      expect(fold.id).not.toBe('');
  });

  it('groups what was left out by reason, with foreign words as text and no foreign address as a link', () => {
    const page = runPage();
    expect(textOf(page.querySelector('#left-out-other-jurisdiction'))).toContain('names Graustark 14 times');
    const refused = page.querySelector('#left-out-refused');
    expect(textOf(refused)).toContain('<script>alert(2)</script>');
    expect(refused?.querySelector('script, a')).toBeNull();
  });

  it('stays small with hundreds of log lines and documents left out, and says how many it holds back', () => {
    const brief = { ...BRIEF, leftOut: Array.from({ length: 300 }, () => BRIEF.leftOut[0] as never) };
    const log = Array.from({ length: 400 }, (_, id) => ({ ...(sampleRun().log[0] as never as object), id }));
    const page = runPage({
      steps: sampleSteps(['Completed', 'Ready', 'Blocked'], { research: sampleResearch({ brief }) }),
      log: log as never,
      logCount: 900,
    });
    expect(page.querySelectorAll('#left-out-other-jurisdiction li')).toHaveLength(50);
    expect(textOf(page.querySelector('#left-out-other-jurisdiction'))).toContain('250 more document');
    expect(textOf(page.querySelector('#live-log'))).toContain('500 earlier lines in the raw JSON');
    expect(page.querySelectorAll('#live-log > .run-log li')).toHaveLength(15);
  });

  it('names a passage that a finding cites and the brief lacks as what it is', () => {
    const finding = { code: 'X_Y', severity: 'minor' as const, message: 'Odd.', passages: ['P99'] };
    const page = runPage({
      steps: sampleSteps(['Completed', 'Ready', 'Blocked'], {
        research: sampleResearch({ findings: [finding] }),
      }),
    });
    expect(textOf(page.querySelector('#live-base-research'))).toContain('“P99”, which is not in the brief');
  });

  it('shows both sides of what differs, with the better supported one and why', () => {
    const point = runPage().querySelector('#points-differ .point-list > li');
    for (const words of [
      'The draft',
      'Banned',
      'version 3 (Live)',
      'Allowed',
      'better supported',
      'stored law',
    ])
      expect(textOf(point)).toContain(words);
    expect(point?.querySelector('a[href="/sources/11?near=0"]')).not.toBeNull();
  });

  it.each(RUN_STATES)('has words for %s', (state) => {
    const page = runPage({ state, draft: null, steps: sampleSteps([state, 'Blocked', 'Blocked']) });
    expect(textOf(page.querySelector('#live-state'))).toContain(RUN_STATE_WORDS[state].words);
  });

  it.each(EXCHANGE_FAULTS)('tells the fault %s in words', (fault) => {
    const exchange = sampleExchange({
      state: 'failed',
      fault,
      message: 'The service said no.',
      costMicros: null,
    });
    const page = runPage({ exchanges: [exchange] });
    const row = page.querySelector('.exchanges tbody tr');
    expect(row?.querySelector('.fault')?.textContent?.length).toBeGreaterThan(8);
    expect(textOf(row)).toContain('price not known');
  });
});

describe('the ledger of runs', () => {
  const view = (over: Partial<RunListView> = {}): RunListView => ({
    query: { state: '', topic: '', jurisdiction: '', analyst: '', batch: '', page: 1 },
    items: [sampleRunItem()],
    total: 1,
    stored: 1,
    totals: {
      ...NOTHING_SPENT,
      questions: 3,
      reused: 1,
      inputTokens: 1000,
      outputTokens: 200,
      costMicros: 1_500_000,
    },
    pageSize: 50,
    jurisdictions: [RURITANIA],
    topics: [TOPIC],
    ...over,
  });
  const listPage = (over: Partial<RunListView> = {}) =>
    open(renderPage(<RunListPage view={view(over)} frame={FRAME} />));

  it('has what each cost, and what all came to', () => {
    const page = listPage();
    expect(textOf(page.querySelector('.runs tbody tr'))).toContain('Run 12');
    expect(textOf(page.querySelector('.runs tbody tr'))).toContain('4.2 s');
    expect(textOf(page.querySelector('.runs tfoot'))).toMatch(/All 1 together.*3.*1 reused.*1,200.*\$1\.50/);
  });

  it('says what to do where nothing is, and where nothing matches', () => {
    expect(textOf(listPage({ items: [], total: 0, stored: 0 }).querySelector('.empty'))).toContain(
      'Research a page',
    );
    const none = listPage({ items: [], total: 0 }).querySelector('.empty');
    expect(none?.querySelector('a')?.getAttribute('href')).toBe('/runs');
  });
});

describe('the forms for runs and batches', () => {
  it('offer a model and a search only where they are set up', () => {
    const form = (over = {}) => open(renderPage(<RunNewPage view={sampleRunNew(over)} frame={FRAME} />));
    expect(form().querySelector('input[value="model"], input[name="web"]')).toBeNull();
    const both = form({ model: 'google:gemini-2.5-flash', searches: ['searxng'] });
    expect(both.querySelectorAll('input[value="model"], input[name="web"]')).toHaveLength(2);
  });

  it('come back filled in, with the problem and the fold open where something stands', () => {
    const { form } = sampleRunNew();
    const view = sampleRunNew({
      form: { ...form, jurisdiction: 'ZZ', urls: 'no address\nx', tokens: '-4' },
      problem: 'urls: line 1 is no web address.',
    });
    const page = open(renderPage(<RunNewPage view={view} frame={FRAME} />));
    expect(textOf(page.querySelector('[role=alert]'))).toContain('line 1');
    expect(page.querySelector('option[value=ZZ]')?.hasAttribute('selected')).toBe(true);
    expect(page.querySelector('textarea[name=urls]')?.textContent).toBe('no address\nx');
    expect([...page.querySelectorAll('details.form-more')].map((one) => one.hasAttribute('open'))).toEqual([
      true,
      true,
    ]);
    const batch = open(
      renderPage(<BatchNewPage view={{ ...view, form: { ...form, jurisdictions: ['ZZ'] } }} frame={FRAME} />),
    );
    expect(batch.querySelector('input[value=ZZ]')?.hasAttribute('checked')).toBe(true);
  });
});

describe('the page of a batch', () => {
  const page = (over = {}) => open(renderPage(<BatchPage view={sampleBatch(over)} frame={FRAME} />));

  it('counts only drafts as completed, and everything else apart', () => {
    expect(textOf(page().querySelector('.lead'))).toContain('2 drafts from 5 runs');
    const figures = [...page().querySelectorAll('.batch-figures li')].map((one) => textOf(one));
    expect(figures).toEqual([
      '2 completed',
      '1 of these with findings',
      '1 not enough evidence',
      '1 failed',
      '1 cancelled',
    ]);
  });

  it('says why it stopped, what was spent of what, and offers to cancel only what moves', () => {
    expect(textOf(page().querySelector('.banner'))).toContain('The budget of money is used up.');
    expect(textOf(page().querySelector('.budget-bars'))).toMatch(
      /7,500 of 10,000 \(75 %\).*\$0\.50 of \$2\.00 \(25 %\)/,
    );
    expect(page().querySelector('form[action="/batches/3/cancel"]')).toBeNull();
    expect(
      page({ endedAt: null, stop: null }).querySelector('form[action="/batches/3/cancel"]'),
    ).not.toBeNull();
  });
});

describe('the head of a page that a run drafted', () => {
  const facts = (viewer: Viewer | null, over: Partial<AnalysisView> = {}) => {
    const { version } = sampleView();
    const madeByRun = { run: 12, analyst: 'extractive', sources: 5 } as const;
    const view = sampleView({ version: { ...version, origin: 'run' }, madeByRun, ...over });
    return open(renderPage(<AnalysisPage view={view} frame={{ ...FRAME, viewer }} />));
  };
  const analyst: Viewer = { id: 'a', name: 'Ana', role: 'analyst' };

  it('names the run with what it drafted from, as a link for those who may follow it', () => {
    const words = 'Drafted by run 12 (extractive rules, 5 sources)';
    expect(textOf(facts(analyst).querySelector('.panel-facts'))).toContain(words);
    expect(facts(analyst).querySelector('.panel-facts a[href="/runs/12"]')).not.toBeNull();
    expect(textOf(facts(null).querySelector('.panel-facts'))).toContain(words);
    expect(facts(null).querySelector('a[href="/runs/12"]')).toBeNull();
  });

  it('leaves out what was not kept, and offers research to analysts alone', () => {
    const page = facts(analyst, { madeByRun: { run: 12, analyst: 'model', sources: null } });
    expect(textOf(page.querySelector('.panel-facts'))).toContain('Drafted by run 12 (language model)');
    const research = (viewer: Viewer | null) => facts(viewer).querySelector('.actions a[href^="/runs/new"]');
    expect(research(analyst)?.getAttribute('href')).toBe('/runs/new?jurisdiction=ZZ&topic=Token_Trading');
    expect(research({ ...analyst, role: 'contributor' })).toBeNull();
    expect(research(null)).toBeNull();
  });
});

describe('a jurisdiction without a page on a topic', () => {
  it('offers analysts to research it, topic by topic', () => {
    const view = { jurisdiction: RURITANIA, analyses: [], missingTopics: [TOPIC], sources: [] };
    const research = (viewer: Viewer | null) =>
      open(renderPage(<JurisdictionPage view={view} frame={{ ...FRAME, viewer }} />)).querySelector(
        '.research-link',
      );
    const link = research({ id: 'a', name: 'Ana', role: 'analyst' });
    expect(link?.getAttribute('href')).toBe('/runs/new?jurisdiction=ZZ&topic=Token_Trading');
    expect(link?.getAttribute('aria-label')).toBe('research Token trading in Ruritania');
    expect(research(null)).toBeNull();
  });
});

describe('the page of an exchange', () => {
  it('shows what went over the wire as text, and says where it is cut', () => {
    const view = {
      ...sampleExchange({ fault: 'invalid-answer', state: 'failed', message: 'Not JSON.' }),
      ...{ run: 12, jurisdiction: RURITANIA, topic: TOPIC, requestHash: 'ab'.repeat(32) },
      ...{
        request: '{"a": 1}',
        response: '<script>alert(1)</script>',
        lengths: { request: 8, response: 90_000 },
      },
    };
    const page = open(renderPage(<RunExchangePage view={view} frame={FRAME} />));
    expect(page.querySelectorAll('main script')).toHaveLength(0);
    expect(textOf(page.querySelector('main'))).toContain('The first 25 of 90,000 characters.');
    expect(page.querySelector('a[href$="/response.txt"]')).not.toBeNull();
  });
});

describe('amounts of runs', () => {
  it.each([
    [null, 'price not known'],
    [0, '$0'],
    [42, '$0.000042'],
    [4_200, '$0.0042'],
    [40_000, '$0.04'],
    [12_500_000, '$12.50'],
    [1_234_567_890, '$1,234.57'],
  ])('%s millionths are %s', (micros, words) => expect(money(micros)).toBe(words));

  it.each([
    [0, '0 ms'],
    [412, '412 ms'],
    [4_200, '4.2 s'],
    [72_000, '1 min 12 s'],
    [7_500_000, '2 h 5 min'],
  ])('%s ms is %s', (ms, words) => expect(duration(ms)).toBe(words));
});
