/** Both sides beside each other: for each part the rows in reading order, with what was removed where it stood. */
import type { SentencePair } from './align-sentences.ts';
import { compareWords } from './compare-words.ts';
import type { KeyedSentence } from './page-sentences.ts';
import {
  DIFF_PARTS,
  type DiffPartKey,
  type DiffRow,
  type PageSentence,
  type RowKind,
} from './version-diff.ts';

/** What the rows are made of. `isSameSource` tells whether an earlier and a later marker mean the same source. */
export type RowInput = {
  readonly before: readonly KeyedSentence[];
  readonly after: readonly KeyedSentence[];
  readonly pairs: readonly SentencePair[];
  readonly isSameSource: (before: string, after: string) => boolean;
};

/** Rows of every part that either side has. */
export function layOutRows(input: RowInput): { key: DiffPartKey; rows: DiffRow[] }[] {
  const byBefore = new Map(input.pairs.map((pair) => [pair.before, pair]));
  const byAfter = new Map(input.pairs.map((pair) => [pair.after, pair]));
  const own = Map.groupBy(input.before.keys(), (at) => input.before[at]?.part);
  const theirs = Map.groupBy(input.after.keys(), (at) => input.after[at]?.part);
  return DIFF_PARTS.flatMap((key) => {
    const places = { before: own.get(key) ?? [], after: theirs.get(key) ?? [] };
    if (places.before.length + places.after.length === 0) return [];
    return [{ key, rows: rowsOfPart(input, places, byBefore, byAfter) }];
  });
}

type Pairs = ReadonlyMap<number, SentencePair>;

function rowsOfPart(
  input: RowInput,
  places: { before: readonly number[]; after: readonly number[] },
  byBefore: Pairs,
  byAfter: Pairs,
): DiffRow[] {
  const rows: DiffRow[] = [];
  const staying = places.after.flatMap((at) => {
    const pair = byAfter.get(at);
    return pair === undefined || pair.isMoved ? [] : [pair];
  });
  let [own, theirs] = [0, 0];
  for (const pair of [...staying, null]) {
    // What went comes before what came in its place.
    for (; own < places.before.length && places.before[own] !== pair?.before; own += 1)
      rows.push(leavingRow(input, places.before[own] ?? 0, byBefore));
    for (; theirs < places.after.length && places.after[theirs] !== pair?.after; theirs += 1)
      rows.push(arrivingRow(input, places.after[theirs] ?? 0, byAfter));
    if (pair !== null) rows.push(stayingRow(input, pair));
    own += 1;
    theirs += 1;
  }
  return rows;
}

function leavingRow({ before, after, isSameSource }: RowInput, at: number, byBefore: Pairs): DiffRow {
  const own = present(before[at]);
  const pair = byBefore.get(at);
  if (pair === undefined) return { kind: 'removed', before: own, after: null, other: null, words: [] };
  const words = wordsOf(before[at], after[pair.after], isSameSource);
  return { kind: 'moved-away', before: own, after: null, other: present(after[pair.after]), words };
}

function arrivingRow({ before, after, isSameSource }: RowInput, at: number, byAfter: Pairs): DiffRow {
  const own = present(after[at]);
  const pair = byAfter.get(at);
  if (pair === undefined) return { kind: 'added', before: null, after: own, other: null, words: [] };
  const words = wordsOf(before[pair.before], after[at], isSameSource);
  return { kind: 'moved-here', before: null, after: own, other: present(before[pair.before]), words };
}

function stayingRow({ before, after, isSameSource }: RowInput, pair: SentencePair): DiffRow {
  const [own, theirs] = [before[pair.before], after[pair.after]];
  return {
    kind: kindOf(own, theirs, isSameSource),
    before: present(own),
    after: present(theirs),
    other: null,
    words: wordsOf(own, theirs, isSameSource),
  };
}

function wordsOf(
  before: KeyedSentence | undefined,
  after: KeyedSentence | undefined,
  isSameSource: RowInput['isSameSource'],
) {
  if (before === undefined || after === undefined) return [];
  return kindOf(before, after, isSameSource) === 'reworded' ? compareWords(before.text, after.text) : [];
}

function kindOf(
  before: KeyedSentence | undefined,
  after: KeyedSentence | undefined,
  isSameSource: RowInput['isSameSource'],
): Extract<RowKind, 'same' | 'typography' | 'recited' | 'reworded'> {
  if (before === undefined || after === undefined) return 'reworded';
  if (before.key !== after.key) return 'reworded';
  const isCitedAlike =
    before.refs.length === after.refs.length &&
    before.refs.every((ref) => after.refs.some((other) => isSameSource(ref, other)));
  if (!isCitedAlike) return 'recited';
  const isRenumbered = before.refs.join() !== after.refs.join();
  const isSame = before.words === after.words && (isRenumbered || before.text === after.text);
  return isSame ? 'same' : 'typography';
}

/** Without what only comparing needs. */
function present(sentence: KeyedSentence | undefined): PageSentence | null {
  if (sentence === undefined) return null;
  const { place, part, text, refs } = sentence;
  return { place, part, text, refs };
}
