/**
 * Merges two contents that were made from the same one. Changes to different parts are both taken; a part that both
 * changed differently is a conflict, which a person decides. Parts are fields, laws, sources and sections; within a text
 * they are its lines. Pure, and nothing that either side wrote disappears: it is in the result or in a conflict.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import { joinParts, type Part, splitContent } from './content-parts.ts';
import { type Collision, mergeSequences } from './merge-sequences.ts';

/** The three contents of one page. */
export type ContentsToMerge = {
  readonly base: AnalysisContent;
  readonly mine: AnalysisContent;
  readonly theirs: AnalysisContent;
};

/** What became of a part that somebody changed. Values are null where the part is not there. */
export type PartChange = {
  readonly key: string;
  /** `both`: both made the same change, or changed different lines. `conflict`: to be decided. */
  readonly side: 'mine' | 'theirs' | 'both' | 'conflict';
  readonly isText: boolean;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

/** How a conflict is decided. Words of one's own only for a part that is text. */
export type Choice = { readonly take: 'mine' | 'theirs' } | { readonly text: string };

/** `content` has mine wherever a conflict is left; `conflicts` are those of `changes` that no choice decides. */
export type MergedContents = {
  readonly content: AnalysisContent;
  readonly changes: readonly PartChange[];
  readonly conflicts: readonly PartChange[];
};

/** Merges, with choices by the key of the part. Throws when the contents are not of one page. */
export function mergeContents(
  contents: ContentsToMerge,
  choices: ReadonlyMap<string, Choice> = new Map(),
): MergedContents {
  const { base, mine, theirs } = contents;
  if (
    [mine, theirs].some(
      ({ jurisdiction, topic }) => jurisdiction !== base.jurisdiction || topic !== base.topic,
    )
  ) {
    throw new Error('contents of different pages cannot be merged');
  }
  const parts = { base: splitContent(base), mine: splitContent(mine), theirs: splitContent(theirs) };
  const changes: PartChange[] = [];
  const conflicts: PartChange[] = [];
  const values = new Map<string, Part>();
  for (const key of mergeKeys({
    base: [...parts.base.keys()],
    mine: [...parts.mine.keys()],
    theirs: [...parts.theirs.keys()],
  })) {
    const { part, change } = mergePart(key, parts.base.get(key), parts.mine.get(key), parts.theirs.get(key));
    if (change !== undefined) changes.push(change);
    const sides = { mine: parts.mine.get(key), theirs: parts.theirs.get(key) };
    const chosen = change?.side === 'conflict' ? choose(change, sides, choices.get(key)) : { part };
    if (chosen === undefined && change !== undefined) conflicts.push(change);
    const kept = chosen === undefined ? part : chosen.part;
    if (kept !== undefined) values.set(key, kept);
  }
  return { content: joinParts(mine, values), changes, conflicts };
}

/** The keys in an order that both sides agree on; what both add in one place stands in the order of the keys. */
function mergeKeys(keys: Collision): string[] {
  const merged = mergeSequences(keys, ({ base, mine, theirs }) => {
    const added = [...new Set([...mine, ...theirs])].filter((key) => !base.includes(key));
    const kept = base.filter((key) => mine.includes(key) && theirs.includes(key));
    return [...kept, ...added.sort(byNumberAndWord)];
  });
  const all = new Set([
    ...(merged ?? []),
    ...[...keys.mine, ...keys.theirs, ...keys.base].sort(byNumberAndWord),
  ]);
  return [...all];
}

function byNumberAndWord(a: string, b: string): number {
  const [one, other] = [Number(/\d+$/.exec(a)?.[0]), Number(/\d+$/.exec(b)?.[0])];
  if (one !== other && one > 0 && other > 0) return one - other;
  return a < b ? -1 : 1;
}

function mergePart(
  key: string,
  base: Part | undefined,
  mine: Part | undefined,
  theirs: Part | undefined,
): { readonly part: Part | undefined; readonly change?: PartChange } {
  const isText = [base, mine, theirs].every((part) => part === undefined || typeof part.value === 'string');
  const told = (side: PartChange['side']): PartChange => ({
    ...{ key, side, isText },
    ...{ base: base?.value ?? null, mine: mine?.value ?? null, theirs: theirs?.value ?? null },
  });
  if (isSame(mine, theirs)) return isSame(mine, base) ? { part: mine } : { part: mine, change: told('both') };
  if (isSame(theirs, base)) return { part: mine, change: told('mine') };
  if (isSame(mine, base)) return { part: theirs, change: told('theirs') };
  const lines = mergeLines(base, mine, theirs);
  return lines === undefined
    ? { part: mine, change: told('conflict') }
    : { part: { value: lines }, change: told('both') };
}

function isSame(a: Part | undefined, b: Part | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a.value) === canonicalJson(b.value);
}

/** Texts and lists by line and member; undefined where both changed the same ones. */
function mergeLines(
  base: Part | undefined,
  mine: Part | undefined,
  theirs: Part | undefined,
): unknown | undefined {
  const [ofBase, ofMine, ofTheirs] = [base, mine, theirs].map(linesOf);
  if (ofBase === undefined || ofMine === undefined || ofTheirs === undefined) return undefined;
  const merged = mergeSequences({ base: ofBase, mine: ofMine, theirs: ofTheirs }, () => undefined);
  if (merged === undefined) return undefined;
  return typeof mine?.value === 'string' ? merged.join('\n') : merged.map((line) => JSON.parse(line));
}

function linesOf(part: Part | undefined): string[] | undefined {
  if (typeof part?.value === 'string') return part.isLong ? part.value.split('\n') : undefined;
  return Array.isArray(part?.value) ? part.value.map(canonicalJson) : undefined;
}

/** What the choice makes of the conflict; undefined when it does not decide it. */
function choose(
  conflict: PartChange,
  sides: { readonly mine: Part | undefined; readonly theirs: Part | undefined },
  choice: Choice | undefined,
): { readonly part: Part | undefined } | undefined {
  if (choice === undefined) return undefined;
  if ('take' in choice) return { part: sides[choice.take] };
  return conflict.isText ? { part: { value: choice.text } } : undefined;
}
