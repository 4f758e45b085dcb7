/**
 * Pairs of quotation marks in one block: straight and curly double marks, German low ones, guillemets in both
 * directions, corner brackets, and curly single marks where they cannot be apostrophes. The outermost pair counts.
 * Straight marks have no direction, so they are read by their neighbours, and one that stays unpaired is let go
 * rather than allowed to swallow what follows. One pass; offsets are UTF-16.
 */

/** A pair: `open` and `close` are the offsets of the marks, the words lie between them. Unclosed: `close` is null. */
export type QuotePair = { readonly open: number; readonly close: number | null };

type Kind =
  | 'straight'
  | 'curly'
  | 'low'
  | 'guillemet'
  | 'reversed'
  | 'corner'
  | 'white-corner'
  | 'single'
  | 'low-single'
  | 'closing';
type Opener = { readonly kind: Kind; readonly at: number };

const DIRECTED: Readonly<Record<string, { kind: Kind; opens: boolean }>> = {
  '「': { kind: 'corner', opens: true },
  '」': { kind: 'corner', opens: false },
  '『': { kind: 'white-corner', opens: true },
  '』': { kind: 'white-corner', opens: false },
  '„': { kind: 'low', opens: true },
  '‟': { kind: 'curly', opens: true },
  '｢': { kind: 'corner', opens: true },
  '｣': { kind: 'corner', opens: false },
  '﹁': { kind: 'corner', opens: true },
  '﹂': { kind: 'corner', opens: false },
  '﹃': { kind: 'white-corner', opens: true },
  '﹄': { kind: 'white-corner', opens: false },
  '❝': { kind: 'curly', opens: true },
  '❞': { kind: 'curly', opens: false },
  '〝': { kind: 'curly', opens: true },
  '〞': { kind: 'curly', opens: false },
  '〟': { kind: 'curly', opens: false },
};
const MARK = /["＂“”„‟«»‹›「」『』｢｣﹁﹂﹃﹄❝❞〝〞〟‘’‚]/gu;
const UNDIVIDED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/**
 * The outermost pairs in order. An opening mark that has a direction and is never closed is reported too, when
 * nothing quoted follows it: news style leaves a paragraph open that the next one continues.
 */
export function quotePairs(text: string): QuotePair[] {
  const stack: Opener[] = [];
  const open = new Map<Kind, number>();
  const pairs: { open: number; close: number }[] = [];
  const count = (kind: Kind) => open.get(kind) ?? 0;
  const push = (kind: Kind, at: number) => {
    stack.push({ kind, at });
    open.set(kind, count(kind) + 1);
  };
  const closeFirst = (kinds: readonly Kind[], at: number): boolean => {
    if (!kinds.some((kind) => count(kind) > 0)) return false;
    for (;;) {
      const top = stack.pop();
      if (top === undefined) return false;
      open.set(top.kind, count(top.kind) - 1);
      if (!kinds.includes(top.kind)) continue;
      pairs.push({ open: top.at, close: at });
      return true;
    }
  };
  for (const match of text.matchAll(MARK)) readMark(match[0], match.index);
  return withUnclosed(outermost(pairs), stack);

  function readMark(mark: string, at: number): void {
    const side = sideOf(text, at);
    const directed = DIRECTED[mark];
    if (directed !== undefined) {
      if (directed.opens) push(directed.kind, at);
      else closeFirst([directed.kind], at);
    } else if (mark === '"' || mark === '＂') readStraight(at, side);
    else if (mark === '“') {
      if (!(side.mayClose && !side.mayOpen && closeFirst(['low'], at))) push('curly', at);
    } else if (mark === '”') readClosing(at, side);
    else if (/[«‹»›]/u.test(mark)) readGuillemet(mark, at, side);
    else readSingle(mark, at, side);
  }

  function readGuillemet(mark: string, at: number, side: Side): void {
    if (mark === '«' || mark === '‹') {
      if (!(side.mayClose && closeFirst(['reversed'], at))) push('guillemet', at);
    } else if (!closeFirst(['guillemet'], at)) {
      // Finnish closes with the mark it opened with.
      if (side.mayOpen) push('reversed', at);
      else closeFirst(['reversed'], at);
    }
  }

  /** Swedish and Finnish open with the mark that closes elsewhere. */
  function readClosing(at: number, side: Side): void {
    if (closeFirst(['curly', 'low'], at) || closeFirst(['straight'], at)) return;
    if (side.mayOpen && !side.mayClose) push('closing', at);
    else closeFirst(['closing'], at);
  }

  function readStraight(at: number, side: Side): void {
    // Between signs that no space divides a mark shows no direction: it closes what is open, else it opens.
    if (side.isUndivided && count('straight') === 0) push('straight', at);
    else if (side.isUndivided) closeFirst(['straight'], at);
    else if (side.mayClose && !side.mayOpen) {
      if (count('straight') > 0) closeFirst(['straight'], at);
      else if (count('low') === 0) closeFirst(['curly'], at);
      else closeFirst(['low'], at);
    } else if (side.mayOpen && !side.mayClose) push('straight', at);
    else if (count('straight') > 0) closeFirst(['straight'], at);
  }

  function readSingle(mark: string, at: number, side: Side): void {
    if (mark === '‚') {
      if (side.mayOpen) push('low-single', at);
    } else if (mark === '‘') {
      if (side.mayClose && !side.mayOpen && closeFirst(['low-single'], at)) return;
      if (side.mayOpen) push('single', at);
    } else if (side.mayClose && !isInWord(text, at) && !isPossessive(text, at))
      closeFirst(['single', 'low-single'], at);
  }
}

type Side = { readonly mayOpen: boolean; readonly mayClose: boolean; readonly isUndivided: boolean };

/** Where a mark stands: after a space or bracket with a word behind it, or after a word with a space behind it. */
function sideOf(text: string, at: number): Side {
  const before = at === 0 ? ' ' : text.charAt(at - 1);
  const after = text.charAt(at + 1) || ' ';
  const opensAfter = /[\s([{<—–\-/:=>*_“„«‘]/u.test(before);
  const closesBefore = /[\s)\]}>,.;:!?…—–\-/<*_”“»’[(]/u.test(after);
  return {
    mayOpen: opensAfter && !/\s/u.test(after),
    isUndivided: UNDIVIDED.test(before) || UNDIVIDED.test(after),
    mayClose: !/[\s([{]/u.test(before) && (closesBefore || !opensAfter),
  };
}

/** `don’t`, `bank’s`. */
function isInWord(text: string, at: number): boolean {
  return /^[\p{L}\p{N}]/u.test(text.slice(at + 1, at + 3));
}

/** `the banks’ rules`: a plural possessive, as long as a later mark can still end the quotation. */
function isPossessive(text: string, at: number): boolean {
  if (text.charAt(at - 1) !== 's' || !/^ \p{Ll}/u.test(text.slice(at + 1, at + 3))) return false;
  const rest = text.slice(at + 1, at + 400);
  const next = rest.search(/[^\s]’(?![\p{L}\p{N}])/u);
  const reopened = rest.indexOf('‘');
  return next >= 0 && (reopened < 0 || next < reopened);
}

function outermost(pairs: readonly { open: number; close: number }[]): { open: number; close: number }[] {
  const kept: { open: number; close: number }[] = [];
  for (const pair of [...pairs].sort((a, b) => a.open - b.open)) {
    const last = kept.at(-1);
    if (last === undefined || pair.open > last.close) kept.push(pair);
  }
  return kept;
}

function withUnclosed(pairs: { open: number; close: number }[], stack: readonly Opener[]): QuotePair[] {
  const last = stack.find(({ kind }) => kind === 'curly' || kind === 'low' || kind === 'guillemet');
  const straight = stack.find(({ kind }) => kind === 'straight');
  const unclosed = last ?? straight;
  const isFree = unclosed !== undefined && pairs.every((pair) => pair.close < unclosed.at);
  return isFree ? [...pairs, { open: unclosed.at, close: null }] : pairs;
}
