/**
 * Addresses in running text, as a reader would copy them: what closes the sentence or the bracket around an address
 * is not part of it. Only what is written as an address counts (`scheme://…`, `www.…`, `mailto:`); a bare `un.org` is
 * prose. Offsets are UTF-16, end exclusive.
 */

/** One address: its place and its text as written. */
export type FoundUrl = { readonly start: number; readonly end: number; readonly url: string };

const CANDIDATE =
  /(?<![\p{L}\p{N}@/])(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.(?=[\p{L}\p{N}])|(?:mailto|javascript|vbscript|data|tel):(?=[^\s]))[^\s<>"“”„«»‹›`{}|\\^「」『』。，、；]*/giu;
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[' };
const TRAILING = /[.,;:!?'’‘*_~…]/u;

/** Every address in `text`, in order, without overlaps. */
export function findUrls(text: string): FoundUrl[] {
  const found: FoundUrl[] = [];
  for (const match of text.matchAll(CANDIDATE)) {
    const url = withoutTrailing(match[0]);
    if (/^(?:[a-z][a-z0-9+.-]*:(?:\/\/)?|www\.)$/i.test(url)) continue;
    found.push({ start: match.index, end: match.index + url.length, url });
  }
  return found;
}

/**
 * Cuts sentence punctuation and brackets that were never opened inside the address. An address that is itself in
 * brackets may hold balanced ones (`…/Foo_(bar)`), which stay.
 */
function withoutTrailing(candidate: string): string {
  const depth: Record<string, number> = { '(': 0, '[': 0 };
  let end = candidate.length;
  for (let index = 0; index < candidate.length; index += 1) {
    const character = candidate.charAt(index);
    const opener = CLOSERS[character];
    if (opener !== undefined) {
      if (depth[opener] === 0) {
        end = index;
        break;
      }
      depth[opener] = (depth[opener] ?? 0) - 1;
    } else if (character in depth) depth[character] = (depth[character] ?? 0) + 1;
  }
  while (end > 0 && TRAILING.test(candidate.charAt(end - 1))) end -= 1;
  return candidate.slice(0, end);
}
