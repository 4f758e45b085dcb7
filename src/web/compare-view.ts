/** What the comparison of two versions and the list of versions are given besides the versions themselves. */

import type { Explanation } from '#compare/acts-between.ts';
import type { Contradiction } from '#compare/find-contradictions.ts';
import type { VersionDiff } from '#compare/version-diff.ts';
import type { Topic } from '#domain/topic.ts';
import type { VersionHistory } from '#store/version-history.ts';
import type { JurisdictionName, VersionItem } from './views.ts';

/** Two versions beside each other. `versions` are all there are, newest first. */
export type CompareView = {
  readonly number: number;
  readonly jurisdiction: JurisdictionName;
  readonly topic: Topic;
  readonly versions: readonly VersionItem[];
  readonly before: VersionItem;
  readonly after: VersionItem;
  readonly diff: VersionDiff;
  readonly contradictions: readonly Contradiction[];
  readonly explanations: readonly Explanation[];
  /** Whole sentences. */
  readonly summary: readonly string[];
  /** Of the versions after `before`, up to `after`. */
  readonly history: readonly VersionHistory[];
  /** Of the rows, from 1. */
  readonly page: number;
};

/** How a version came about. `summary` is against the version before it; null where it was not worked out. */
export type VersionStep = {
  readonly history: VersionHistory;
  readonly summary: readonly string[] | null;
  readonly contradictions: number;
};
