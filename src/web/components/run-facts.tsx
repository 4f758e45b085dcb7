/** What a run was asked, by whom, and what it cost: the small print under its steps. */
import { counted } from '../amounts.ts';
import type { RunView } from '../run-views.ts';
import { ANALYST_WORDS, draftHref, duration, money, workedWords } from '../run-words.ts';
import { type Fact, FactList } from './fact-list.tsx';
import { Minute } from './when.tsx';

/** See the module comment. */
export function RunFacts({ view }: { view: RunView }) {
  return <FactList facts={factsOf(view)} kind="run-facts" />;
}

function factsOf(view: RunView): Fact[] {
  const { request, spent } = view;
  const tokens = spent.inputTokens + spent.outputTokens;
  return [
    ['Asked by', view.requestedBy],
    ['Asked', <Minute at={view.requestedAt} />],
    ['Time', workedWords(view.seconds) ?? 'not begun'],
    ['Analyst', ANALYST_WORDS[view.analyst]],
    ['Searched', request.web ? 'what is stored, and the web' : 'what is stored'],
    ...(request.urls.length + request.sitemaps.length === 0
      ? []
      : [['Given', givenWords(view)] satisfies Fact]),
    ['Cost', `${money(spent.costMicros)} · ${counted(tokens, 'token')}`],
    ['Limits', limitWords(view)],
    ...(view.draft === null
      ? []
      : [
          [
            'Draft',
            <a href={draftHref(view.draft)}>
              #{view.draft.analysis}, version {view.draft.version}
            </a>,
          ] satisfies Fact,
        ]),
  ];
}

function givenWords({ request: { urls, sitemaps } }: RunView): string {
  return [
    urls.length === 0 ? '' : counted(urls.length, 'address', 'addresses'),
    sitemaps.length === 0 ? '' : counted(sitemaps.length, 'sitemap'),
  ]
    .filter((words) => words !== '')
    .join(', ');
}

function limitWords({ request: { budget } }: RunView): string {
  const parts = [
    budget.tokens === null ? '' : counted(budget.tokens, 'token'),
    budget.costMicros === null ? '' : money(budget.costMicros),
    budget.seconds === null ? '' : duration(budget.seconds * 1_000),
  ].filter((words) => words !== '');
  return parts.length === 0 ? 'none' : parts.join(' · ');
}
