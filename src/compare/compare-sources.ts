/**
 * The reference lists of two versions. An entry is the same by snapshot, address or title, whatever its number; what is
 * left under one number on both sides was replaced.
 */
import type { CitedSource } from '#domain/analysis.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import type { Tie } from './align-in-order.ts';
import { pairAlike } from './pair-alike.ts';
import { tieByKeys } from './tie-by-keys.ts';
import type { FieldChange, SourceChange } from './version-diff.ts';

const FIELDS = ['ref', 'title', 'publisher', 'url', 'publishedOn', 'snapshot', 'note'] as const;

const plain = (text: string | null) => (text === null ? null : normaliseText(text).text.trim().toLowerCase());
const addressOf = ({ url }: CitedSource) => (url === null ? null : (canonicalUrl(url) ?? url));

const KEYS: readonly ((source: CitedSource) => string | null)[] = [
  (source) => JSON.stringify(source),
  ({ snapshot }) => snapshot,
  // As written first: articles of one law have one address and differ by the place in it.
  ({ url }) => url,
  addressOf,
  ({ title, publishedOn }) => (title === null ? null : JSON.stringify([plain(title), publishedOn])),
  ({ title }) => plain(title),
];

/** Positions in both lists that are one entry. */
export function tieSources(before: readonly CitedSource[], after: readonly CitedSource[]): Tie[] {
  const alike = (own: readonly CitedSource[], theirs: readonly CitedSource[]) =>
    pairAlike(
      own.map(({ title }) => title ?? ''),
      theirs.map(({ title }) => title ?? ''),
    );
  const ties = tieByKeys(before, after, KEYS, alike);
  // Only now by number: a list that was renumbered has other entries under the same numbers.
  const [own, theirs] = [new Set(ties.map(([at]) => at)), new Set(ties.map(([, at]) => at))];
  const left = [...before.entries()].filter(([at]) => !own.has(at));
  const byRef = new Map(
    [...after.entries()].flatMap(([at, { ref }]) => (theirs.has(at) ? [] : [[ref, at] as const])),
  );
  const sameNumber = left.flatMap(([at, { ref }]): Tie[] => {
    const there = byRef.get(ref);
    return there === undefined ? [] : [[at, there]];
  });
  return [...ties, ...sameNumber].sort((a, b) => a[0] - b[0]);
}

/** Changed entries in the order of the later list, then what was removed. */
export function compareSources(
  before: readonly CitedSource[],
  after: readonly CitedSource[],
  ties: readonly Tie[],
): SourceChange[] {
  const earlier = new Map(ties.map(([own, theirs]) => [theirs, own]));
  const kept = new Set(ties.map(([own]) => own));
  const changes = after.flatMap((source, at): SourceChange[] => {
    const old = before[earlier.get(at) ?? -1];
    if (old === undefined) return [{ kind: 'added', before: null, after: source, fields: [] }];
    const fields = changedFields(old, source);
    return fields.length === 0
      ? []
      : [{ kind: kindOf(old, source, fields), before: old, after: source, fields }];
  });
  const removed = before.filter((_, at) => !kept.has(at));
  return [
    ...changes,
    ...removed.map((source): SourceChange => ({ kind: 'removed', before: source, after: null, fields: [] })),
  ];
}

function kindOf(
  before: CitedSource,
  after: CitedSource,
  fields: readonly FieldChange[],
): SourceChange['kind'] {
  if (before.snapshot !== after.snapshot || addressOf(before) !== addressOf(after)) return 'replaced';
  return fields.every(({ field }) => field === 'ref') ? 'renumbered' : 'changed';
}

function changedFields(before: CitedSource, after: CitedSource): FieldChange[] {
  const fields: FieldChange[] = FIELDS.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }],
  );
  const [own, theirs] = [JSON.stringify(before.quote), JSON.stringify(after.quote)];
  if (own === theirs) return fields;
  return [
    ...fields,
    { field: 'quote', before: before.quote?.exact ?? null, after: after.quote?.exact ?? null },
  ];
}
