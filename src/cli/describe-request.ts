/** What a run was asked to do, in one line. */
import type { RunRequest } from '#domain/run.ts';
import { counted } from './describe-findings.ts';
import { describeMoney, describeSeconds, describeTokens } from './run-figures.ts';

/** `extractive analyst; stored sources; 2 repairs; at most 20,000 tokens`. */
export function describeRequest(request: RunRequest): string {
  const { budget } = request;
  const sources = [
    'stored sources',
    ...(request.web ? ['the web'] : []),
    ...(request.urls.length === 0 ? [] : [`${request.urls.length} given`]),
    ...(request.sitemaps.length === 0 ? [] : [counted(request.sitemaps.length, 'sitemap')]),
  ];
  const most = [
    ...(budget.tokens === null ? [] : [`${describeTokens(budget.tokens)} tokens`]),
    ...(budget.costMicros === null ? [] : [describeMoney(budget.costMicros)]),
    ...(budget.seconds === null ? [] : [describeSeconds(budget.seconds)]),
  ];
  return [
    `${request.analyst} analyst`,
    sources.join(', '),
    counted(request.repairs, 'repair'),
    ...(most.length === 0 ? [] : [`at most ${most.join(', ')}`]),
  ].join('; ');
}
