/**
 * Finds a member that an object of a JSON text has twice. The engine keeps the last one silently, so that a reader of
 * the file and the program would see different values.
 */

/** Offset (UTF-16 code units) of the second one's name, and the name. */
export type RepeatedMember = { readonly at: number; readonly name: string };

/** The first repeated member of a text that is valid JSON; null when there is none. */
export function findRepeatedMember(text: string): RepeatedMember | null {
  // For each open container its names so far; null for a list.
  const open: (Set<string> | null)[] = [];
  let names: Set<string> | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (names !== null) {
        const name: string = JSON.parse(text.slice(at, end));
        if (names.has(name)) return { at, name };
        names.add(name);
        names = null;
      }
      at = end - 1;
    } else if (char === '{' || char === '[') {
      names = char === '{' ? new Set() : null;
      open.push(names);
    } else if (char === '}' || char === ']') {
      open.pop();
      names = null;
    } else if (char === ',') {
      names = open.at(-1) ?? null;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
