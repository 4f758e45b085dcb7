/**
 * The tables of laws of two versions, field by field. A law is the same by name and number, else by its number, its
 * address or its name alone, else by a name that is much alike: then it was renamed.
 */
import type { LandmarkLaw } from '#domain/analysis.ts';
import { canonicalUrl } from '#grounding/canonical-url.ts';
import { normaliseText } from '#grounding/normalise-text.ts';
import { pairAlike } from './pair-alike.ts';
import { tieByKeys } from './tie-by-keys.ts';
import type { FieldChange, LawChange } from './version-diff.ts';

const FIELDS = [
  'name',
  'number',
  'article',
  'issuer',
  'proposedOn',
  'enactedOn',
  'inForceOn',
  'applicableOn',
  'repealedOn',
  'url',
  'note',
] as const;

const plain = (text: string | null) => (text === null ? null : normaliseText(text).text.trim().toLowerCase());

/** Keys by which a law is looked for, surest first; null where a law has no such key. */
const KEYS: readonly ((law: LandmarkLaw) => string | null)[] = [
  ({ name, number, article }) => JSON.stringify([plain(name), plain(number), plain(article)]),
  ({ name, number }) => JSON.stringify([plain(name), plain(number)]),
  ({ number, article }) => (number === null ? null : JSON.stringify([plain(number), plain(article)])),
  ({ number }) => plain(number),
  ({ name }) => plain(name),
  ({ url }) => (url === null ? null : canonicalUrl(url)),
];

/** Positions in both tables that are one law. */
export function tieLaws(before: readonly LandmarkLaw[], after: readonly LandmarkLaw[]) {
  return tieByKeys(before, after, KEYS, (own, theirs) =>
    pairAlike(
      own.map(({ name }) => name),
      theirs.map(({ name }) => name),
    ),
  );
}

/** Changed laws in the order of the later table, then what was removed. */
export function compareLaws(before: readonly LandmarkLaw[], after: readonly LandmarkLaw[]): LawChange[] {
  const ties = tieLaws(before, after);
  const earlier = new Map(ties.map(([own, theirs]) => [theirs, own]));
  const kept = new Set(ties.map(([own]) => own));
  const changes = after.flatMap((law, at): LawChange[] => {
    const old = before[earlier.get(at) ?? -1];
    if (old === undefined) return [{ kind: 'added', before: null, after: law, fields: [] }];
    const fields = changedFields(old, law);
    if (fields.length === 0) return [];
    const isRenamed = plain(old.name) !== plain(law.name);
    return [{ kind: isRenamed ? 'renamed' : 'changed', before: old, after: law, fields }];
  });
  const removed = before.filter((_, at) => !kept.has(at));
  return [
    ...changes,
    ...removed.map((law): LawChange => ({ kind: 'removed', before: law, after: null, fields: [] })),
  ];
}

function changedFields(before: LandmarkLaw, after: LandmarkLaw): FieldChange[] {
  return FIELDS.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, before: before[field], after: after[field] }],
  );
}
