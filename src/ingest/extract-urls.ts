/**
 * The http(s) addresses in running text. Punctuation that belongs to the sentence is left behind, and brackets
 * belong to the address only when they are balanced in it; bare names such as `un.org` are not addresses.
 */

const START = /https?:\/\//gi;
const STOPS = new Set('<>"“”«»`|\\^{}');
const TRAILING = '.,;:!?\'’"*_';

/** Distinct addresses in order of appearance. Reads each character once. */
export function extractUrls(text: string): string[] {
  const found = new Set<string>();
  START.lastIndex = 0;
  for (let match = START.exec(text); match !== null; match = START.exec(text)) {
    const start = START.lastIndex;
    if (!/[\p{L}\p{N}[]/u.test(text.slice(start, start + 2))) continue;
    const stop = findStop(text, start);
    let end = stop;
    while (end > start && TRAILING.includes(text[end - 1] ?? '')) end -= 1;
    if (end > start) found.add(text.slice(match.index, end));
    START.lastIndex = stop;
  }
  return [...found];
}

/** Where the address ends at the latest: white space, a sign no address has, or a bracket opened before it. */
function findStop(text: string, from: number): number {
  let round = 0;
  let square = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '(') round += 1;
    else if (char === '[') square += 1;
    else if (char === ')') round -= 1;
    else if (char === ']') square -= 1;
    if (round < 0 || square < 0 || STOPS.has(char) || /\s/.test(char)) return at;
  }
  return text.length;
}
