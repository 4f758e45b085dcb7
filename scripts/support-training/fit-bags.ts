/**
 * Several runs of boosting, each on a part of the groups and of the features drawn by a fixed rule, to be averaged:
 * what only a few records or one feature suggest then weighs less. The same lesson gives the same questions.
 */
import { createHash } from 'node:crypto';
import type { Answer } from '#grounding/evidence/additive-model.ts';
import { fitTrees, type TreeSettings } from './fit-trees.ts';
import type { Lesson } from './samples.ts';

/** How many runs, and which share (0 to 1) of groups and of features each sees. */
export type BagSettings = TreeSettings & {
  readonly bags: number;
  readonly groups: number;
  readonly features: number;
};

/** Questions of all runs; the sum of their answers is to be divided by the number of runs. `groups` names each row's. */
export function fitBags(
  { rows, truth, weights }: Lesson,
  groups: readonly string[],
  used: readonly number[],
  names: readonly string[],
  settings: BagSettings,
): Answer[] {
  return Array.from({ length: settings.bags }, (_, bag) => {
    const drawn = rows.flatMap((_, at) => (isDrawn(`${bag}${groups[at]}`, settings.groups) ? [at] : []));
    const columns = used.filter((column) => isDrawn(`c${bag}${names[column]}`, settings.features));
    const scale = rows.length / Math.max(1, drawn.length);
    const part: Lesson = {
      rows: drawn.map((at) => rows[at] ?? []),
      truth: drawn.map((at) => truth[at] ?? 0),
      weights: drawn.map((at) => (weights[at] ?? 0) * scale),
    };
    return fitTrees(part, columns, names, settings);
  }).flat();
}

function isDrawn(name: string, share: number): boolean {
  return (createHash('md5').update(name).digest()[0] ?? 0) < 256 * share;
}
