/** Hides quotations and brackets of a sentence, so that no rule for claims looks into them. Lengths stay the same. */
import type { Span } from './span.ts';

const PAIRS: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“',
  '«': '»',
  '「': '」',
  '『': '』',
  '(': ')',
  '[': ']',
  '"': '"',
  '‘': '’',
};

/** The masked text and what was masked (outermost stretches, marks included); undefined when marks do not pair. */
export function maskStretches(text: string): { masked: string; stretches: Span[] } | undefined {
  const stretches: Span[] = [];
  let closer: string | undefined;
  let opener = '';
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    if (closer === undefined) {
      if (/[”»」』)\]]/.test(mark)) return undefined;
      closer = PAIRS[mark];
      opener = mark;
      if (closer !== undefined) start = at;
      continue;
    }
    if (mark === closer && !isApostrophe(text, at)) {
      if (depth > 0) depth -= 1;
      else {
        stretches.push({ start, end: at + 1 });
        closer = undefined;
      }
    } else if (mark === opener) depth += 1;
  }
  if (closer !== undefined) return undefined;
  return { masked: hide(text, stretches), stretches };
}

function isApostrophe(text: string, at: number): boolean {
  return text[at] === '’' && /\p{L}/u.test(text[at + 1] ?? '');
}

function hide(text: string, stretches: readonly Span[]): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, end } of stretches) {
    parts.push(text.slice(from, start), '\uE000'.repeat(end - start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}
