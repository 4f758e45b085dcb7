/** Choosing among statements of one rank: the newest of those that disagree, and one value of those that can be read together. */
import type { Topic } from '#domain/topic.ts';
import { compareStatuses } from '#grounding/signals/compare-statuses.ts';
import type { WeighedSignal } from './weigh-signals.ts';

/** True when two values cannot both hold. */
export function isApart(topic: Topic, a: string, b: string): boolean {
  return compareStatuses(topic, a, b) === 'apart';
}

/** The label a reader sees. */
export function label(topic: Topic, value: string): string {
  return topic.statuses.find((each) => each.value === value)?.label ?? value;
}

/** A source as messages name it. */
export function titleOf({ sentence }: WeighedSignal): string {
  const { title, publisher, url, fileName, source } = sentence.source;
  return `“${title ?? publisher ?? fileName ?? url ?? `source ${source}`}”`;
}

/** Of one text that gives several values: the one most sentences give; of equal ones the more closed on an ordered scale. */
export function chooseValue(signals: readonly WeighedSignal[], topic: Topic): string {
  const count = new Map<string, number>();
  for (const { status } of signals) count.set(status, (count.get(status) ?? 0) + 1);
  const stages = topic.statuses.some(({ signals: own }) => own?.whenAhead !== undefined);
  const rank = (value: string) => {
    const order = topic.statuses.find((each) => each.value === value)?.order ?? null;
    if (order === null) return Number.POSITIVE_INFINITY;
    // On a scale of stages the furthest reached counts, which stands first.
    return stages ? order : -order;
  };
  const values = [...count.keys()];
  values.sort((a, b) =>
    stages
      ? rank(a) - rank(b)
      : (count.get(b) ?? 0) - (count.get(a) ?? 0) || rank(a) - rank(b) || a.localeCompare(b),
  );
  return values[0] ?? '';
}

/** Of sources of one rank that disagree the newest, where each of them has a day; else all. */
export function newestOf(signals: readonly WeighedSignal[], topic: Topic): readonly WeighedSignal[] {
  const [first] = signals;
  const agree = signals.every((each) => first === undefined || !isApart(topic, each.status, first.status));
  const days = signals.map(({ sentence }) => sentence.source.publishedOn);
  if (agree || days.some((day) => day === null)) return signals;
  const last = days
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  return signals.filter(({ sentence }) => sentence.source.publishedOn === last);
}
