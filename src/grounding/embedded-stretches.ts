/**
 * Brackets and quotations inside a sentence: begun in the middle of it, or with words of it behind them. Full stops
 * in there end no sentence of the text: `The rule (No fee is due. See Annex.) applies.` Only the last one does, where
 * nothing follows. One pass, pairs no longer than a bound.
 */
import type { Span } from './span.ts';

const LONGEST = 600;
const DEEPEST = 4;
const MARK = /[()[\]（）【】“”„«»「」『』"\n]/g;
const CLOSES: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '”': '“',
  '»': '«',
  '」': '「',
  '』': '『',
  '）': '（',
  '】': '【',
};
/** What follows the closing mark when the sentence around it goes on. */
const GOES_ON = /^(?:\s?[,;]|\s\p{Ll}|(?:と|という|って|の|は|が|を|に|で|も|へ))/u;

/** Stretches in order of their beginning, UTF-16, the outermost only. */
export function embeddedStretches(text: string): Span[] {
  const open: Mark[] = [];
  const found: Span[] = [];
  for (const { 0: mark, index: at } of text.matchAll(MARK)) {
    if (mark === '\n') {
      if (text[at + 1] === '\n') open.length = 0;
      continue;
    }
    const opener = openerOf(text, mark, at, open.at(-1)?.mark);
    if (opener === undefined) open.push({ mark, at });
    else addStretch(text, takeOpener(open, opener), at, found);
  }
  return found;
}

type Mark = { readonly mark: string; readonly at: number };

/** The mark that this one closes; undefined for one that opens. */
function openerOf(text: string, mark: string, at: number, last: string | undefined): string | undefined {
  if (mark === '"') return straightOpener(text, at);
  return mark === '“' && last === '„' ? '„' : CLOSES[mark];
}

/** Where the newest such mark opened. What was opened since and never closed (an inch mark) is forgotten. */
function takeOpener(open: Mark[], opener: string): number | undefined {
  const depth = open.slice(-DEEPEST).findLastIndex(({ mark }) => mark === opener);
  return depth < 0 ? undefined : open.splice(Math.max(0, open.length - DEEPEST) + depth)[0]?.at;
}

function addStretch(text: string, start: number | undefined, close: number, found: Span[]): void {
  if (start === undefined || close - start > LONGEST) return;
  const goesOn = GOES_ON.test(text.slice(close + 1, close + 6));
  if (!goesOn && !isInside(text, start)) return;
  while ((found.at(-1)?.start ?? -1) > start) found.pop();
  found.push({ start, end: goesOn ? close : beforeLastStop(text, start, close) });
}

/** True when words of the same sentence stand before the opening mark. */
function isInside(text: string, start: number): boolean {
  return /[\p{L}\p{N},:]["'”’»)]?\s?$/u.test(text.slice(Math.max(0, start - 4), start));
}

function beforeLastStop(text: string, start: number, close: number): number {
  let end = close;
  while (end > start && !/[\p{L}\p{N}]/u.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

/** A straight mark opens behind a space or an opening bracket and closes elsewhere. */
function straightOpener(text: string, at: number): string | undefined {
  return at === 0 || /[\s([—–]/.test(text[at - 1] ?? '') ? undefined : '"';
}
