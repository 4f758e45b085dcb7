/** What a person should know of the statements on the status beside the one that was followed; one finding for each source. */
import type { RunFinding } from '#domain/drafted-page.ts';
import type { Topic } from '#domain/topic.ts';
import { isApart, label, titleOf } from './choose-value.ts';
import type { WeighedSignal } from './weigh-signals.ts';

/** What was decided, and what it was decided from. */
export type StatusDecision = {
  readonly status: string;
  readonly bearing: readonly WeighedSignal[];
  readonly against: readonly WeighedSignal[];
  readonly all: readonly WeighedSignal[];
  readonly replaced: readonly WeighedSignal[];
};

/** See the module comment. */
export function statusFindings(decision: StatusDecision, topic: Topic): RunFinding[] {
  const { status, bearing, against, all, replaced } = decision;
  const [first] = bearing;
  if (first === undefined) return [];
  const said = (each: WeighedSignal) => `${titleOf(each)} says “${label(topic, each.status)}”`;
  const both = (each: WeighedSignal) => [first.sentence.passage.id, each.sentence.passage.id];
  const conflicts = once(against.filter(({ weight }) => weight === 'holds')).map(
    (each): RunFinding => ({
      code: 'SOURCES_CONFLICT',
      severity: each.isPrimary ? 'major' : 'minor',
      message: `${said(each)}, and ${titleOf(first)} says “${label(topic, status)}”.`,
      passages: both(each),
    }),
  );
  const claims = once(all.filter((each) => each.weight === 'claimed' && isApart(topic, each.status, status)));
  const weaker = claims.map(
    (each): RunFinding => ({
      code: 'STATEMENT_OUTWEIGHED',
      severity: 'minor',
      message: `${said(each)}, against “${label(topic, status)}” of ${titleOf(first)}. ${each.why ?? ''} It is kept as a signal and not followed.`,
      passages: both(each),
    }),
  );
  const ahead = aheadFindings(
    all.filter((each) => each.status !== status),
    topic,
  );
  return [...conflicts, ...weaker, ...ahead, ...supersededFindings(replaced, all, said)];
}

/** What is announced, planned or made and not in force. */
export function aheadFindings(all: readonly WeighedSignal[], topic: Topic): RunFinding[] {
  return once(all.filter(({ weight }) => weight === 'ahead' || weight === 'promised')).map(
    (each): RunFinding => ({
      code: 'CHANGE_ANNOUNCED',
      severity: 'minor',
      message: `${titleOf(each)} says “${label(topic, each.status)}”. ${each.why ?? ''} The status does not follow what lies ahead.`,
      passages: [each.sentence.passage.id],
    }),
  );
}

function supersededFindings(
  replaced: readonly WeighedSignal[],
  all: readonly WeighedSignal[],
  said: (signal: WeighedSignal) => string,
): RunFinding[] {
  return once([...replaced, ...all.filter(({ weight }) => weight === 'ended')]).map(
    (each): RunFinding => ({
      code: 'SOURCE_SUPERSEDED',
      severity: 'info',
      message: `${said(each)} and no longer holds. ${each.why ?? 'A newer act of the same rank says otherwise.'}`,
      passages: [each.sentence.passage.id],
    }),
  );
}

/** The first statement of each source with each value. */
function once(signals: readonly WeighedSignal[]): WeighedSignal[] {
  const key = ({ sentence, status }: WeighedSignal) => `${sentence.source.ref} ${status}`;
  return signals.filter((each, at) => signals.findIndex((other) => key(other) === key(each)) === at);
}
