/**
 * How two values of a scale stand to each other, told by the scale alone: its order, its words, and the rules by which
 * the codebook turns plans and denials into values. No topic is known here.
 */
import type { Modality } from '#domain/signal.ts';
import type { Topic } from '#domain/topic.ts';

/**
 * `same`. `earlier-step`: the signal's value is a stage on the way to the page's. `kin`: both can be true of one rule
 * (`Taxed` and `Partly-Taxed`, or neighbours that both restrict). `apart`: they cannot both be true.
 */
export type StatusComparison = 'same' | 'earlier-step' | 'kin' | 'apart';

/** Values that a plan, a draft or a study amounts to: they describe the present, not the future. */
export function isStage(topic: Topic, value: string): boolean {
  return topic.statuses.some(
    ({ signals }) => signals?.whenAhead === value || signals?.whenProposed === value,
  );
}

/** Values that a denial amounts to: nothing exists, nothing is done. */
export function isNegative(topic: Topic, value: string): boolean {
  return topic.statuses.some(({ signals }) => signals?.whenDenied === value && isStageScale(topic));
}

function isStageScale(topic: Topic): boolean {
  return topic.statuses.some(({ signals }) => signals?.whenAhead !== undefined);
}

/**
 * True when a statement that amounts to `value` says so of the present. A plan does that only where the scale has stages,
 * so that it was reckoned to the stage it stands for; what has no place in their order is not reached by a plan.
 */
export function holdsToday(topic: Topic, value: string, modality: Modality): boolean {
  if (modality === 'asserted') return true;
  if (modality === 'denied' || modality === 'quoted' || modality === 'alleged') return false;
  const order = topic.statuses.find((each) => each.value === value)?.order ?? null;
  return isStageScale(topic) && order !== null;
}

/** See {@link StatusComparison}. Values that the scale does not have are apart from all others. */
export function compareStatuses(topic: Topic, signal: string, page: string): StatusComparison {
  if (signal === page) return 'same';
  const orderOf = (value: string) => topic.statuses.find((each) => each.value === value)?.order ?? null;
  const [own, other] = [orderOf(signal), orderOf(page)];
  if (isNegative(topic, signal) || isNegative(topic, page)) return 'apart';
  if (shareWords(signal, page)) return 'kin';
  if (own === null || other === null) return 'apart';
  if (isStageScale(topic) && isStage(topic, signal) && own > other) return 'earlier-step';
  const isNeighbour = Math.abs(own - other) === 1;
  return isNeighbour && own > 0 && other > 0 && !isStageScale(topic) ? 'kin' : 'apart';
}

/** `Allowed-Regulated` and `Allowed-Unregulated` begin alike; `Partly-Taxed` ends in `Taxed`. */
function shareWords(a: string, b: string): boolean {
  const [short = '', long = ''] = a.length < b.length ? [a, b] : [b, a];
  return a.split('-')[0] === b.split('-')[0] || long.endsWith(`-${short}`);
}
