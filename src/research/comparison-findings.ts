/** What a comparison found that a person should know, each as a finding with a code that names aspect and side. */

import { quoted } from '#compare/prefer-side.ts';
import type { RunFinding } from '#domain/drafted-page.ts';
import type { ComparedPoint, ComparedSide } from '#domain/step-output.ts';

const CODE_OF_SIDE: Readonly<Record<ComparedSide['kind'], string>> = {
  live: 'LIVE',
  newest: 'NEWEST',
  imported: 'IMPORT',
  run: 'RUN',
  signal: 'SIGNAL',
};

/** Findings of one kind on one side that are told one by one; more are told as a number. */
const MOST_TOLD = 5;

/** Differences first, then what only the other side has and a stored source bears. */
export function listComparisonFindings(
  sides: readonly ComparedSide[],
  points: readonly ComparedPoint[],
): RunFinding[] {
  const bySide = Map.groupBy(points, ({ side }) => side);
  return sides.flatMap((side) => {
    const own = bySide.get(side.key) ?? [];
    return [
      ...told(
        own.filter(({ relation }) => relation === 'differ'),
        side,
        'DIFFERS_FROM',
      ),
      ...told(
        own.filter(({ relation, better }) => relation === 'only-other' && better === 'other'),
        side,
        'ONLY_IN',
      ),
    ];
  });
}

function told(
  points: readonly ComparedPoint[],
  side: ComparedSide,
  what: 'DIFFERS_FROM' | 'ONLY_IN',
): RunFinding[] {
  const byAspect = [...Map.groupBy(points, ({ aspect }) => aspect)];
  return byAspect.flatMap(([aspect, same]): RunFinding[] => {
    const code = `${aspect.toUpperCase()}_${what}_${CODE_OF_SIDE[side.kind]}`;
    const severity = what === 'ONLY_IN' ? 'info' : aspect === 'status' ? 'major' : 'minor';
    const shown = same.slice(0, MOST_TOLD).map((point) => messageOf(point, side));
    const left = same.length - shown.length;
    const more = left === 0 ? [] : [`And ${left} more of ${side.label}.`];
    return [...shown, ...more].map((message) => ({ code, severity, message, passages: [] }));
  });
}

function messageOf({ relation, draft, other, better, reasons }: ComparedPoint, side: ComparedSide): string {
  const theirs = `${capital(side.label)} ${relation === 'differ' ? 'has' : 'alone has'} ${quoted(other?.words)}`;
  if (relation !== 'differ') return `${theirs}, and a stored source bears it.`;
  const best = better === 'open' ? ' It stays open.' : '';
  return `${theirs}, the draft ${quoted(draft?.words)}. ${reasons.join(' ')}${best}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
