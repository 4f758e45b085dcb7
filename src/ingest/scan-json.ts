/**
 * A JSON scanner that builds nothing: it finds where a value ends, or where and why it is at fault (RFC 8259).
 * It keeps its own stack, so depth costs memory and never the call stack, and it reads each character once.
 * The engine's own messages are not used because their wording and positions differ between releases.
 */

/** The value's end (exclusive), or the offset of the fault. Offsets are UTF-16 code units into the scanned text. */
export type JsonScan =
  | { readonly ok: true; readonly end: number }
  | { readonly ok: false; readonly at: number; readonly reason: string; readonly truncated: boolean };

/** Deepest nesting accepted; everything that walks the parsed value may recurse this far. */
export const MAX_JSON_DEPTH = 200;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

/** Scans the one JSON value that starts at `start` (after white space). */
export function scanJson(text: string, start = 0): JsonScan {
  const closers: string[] = [];
  let at = skipSpace(text, start);
  for (;;) {
    const opened = openValue(text, at, closers);
    if (!opened.ok) return opened;
    at = opened.end;
    if (opened.done) {
      const next = closeValues(text, at, closers);
      if (!next.ok || closers.length === 0) return next;
      at = next.end;
    }
  }
}

type Step = JsonScan & { readonly done?: boolean };

/** Reads a scalar, an empty container, or the opening of a container up to its first value. */
function openValue(text: string, at: number, closers: string[]): Step {
  const char = text[at];
  if (char !== '{' && char !== '[') {
    const scalar = scanScalar(text, at);
    return scalar.ok ? { ...scalar, done: true } : scalar;
  }
  if (closers.length >= MAX_JSON_DEPTH) {
    return fault(at, `the nesting is deeper than ${MAX_JSON_DEPTH} levels`);
  }
  const closer = char === '{' ? '}' : ']';
  const inner = skipSpace(text, at + 1);
  if (text[inner] === closer) return { ok: true, end: inner + 1, done: true };
  closers.push(closer);
  if (char === '[') return { ok: true, end: inner, done: false };
  const key = scanKey(text, inner, closer);
  return key.ok ? { ...key, done: false } : key;
}

/** After a complete value: closes what closes here and moves past a comma to the next value. */
function closeValues(text: string, from: number, closers: string[]): JsonScan {
  let at = from;
  for (;;) {
    const closer = closers.at(-1);
    if (closer === undefined) return { ok: true, end: at };
    at = skipSpace(text, at);
    if (text[at] === closer) {
      closers.pop();
      at += 1;
    } else if (text[at] === ',') {
      const next = skipSpace(text, at + 1);
      return closer === '}' ? scanKey(text, next, closer) : { ok: true, end: next };
    } else {
      return missing(text, at, `"," or "${closer}"`, closer);
    }
  }
}

function scanKey(text: string, at: number, closer: string): JsonScan {
  if (text[at] !== '"') return missing(text, at, 'a member name in double quotes', closer);
  const key = scanString(text, at);
  if (!key.ok) return key;
  const colon = skipSpace(text, key.end);
  if (text[colon] !== ':') return missing(text, colon, '":"', closer);
  return { ok: true, end: skipSpace(text, colon + 1) };
}

function scanScalar(text: string, at: number): JsonScan {
  if (text[at] === '"') return scanString(text, at);
  for (const form of [LITERAL, NUMBER]) {
    form.lastIndex = at;
    if (form.test(text)) return { ok: true, end: form.lastIndex };
  }
  return missing(text, at, 'a value', undefined);
}

function scanString(text: string, start: number): JsonScan {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { ok: true, end: at + 1 };
    if (code < 0x20) return fault(at, 'a line break or control character stands inside a text');
    if (code === 0x5c) {
      const length = escapeLength(text, at);
      if (length === 0) return fault(at, 'a backslash is followed by something that is no escape');
      at += length - 1;
    }
  }
  return { ok: false, at: text.length, reason: 'the text ends inside a quoted text', truncated: true };
}

/** Length of the escape at the backslash; 0 when it is none. A cut escape at the end counts as complete. */
function escapeLength(text: string, at: number): number {
  const next = text[at + 1];
  if (next === undefined || '"\\/bfnrt'.includes(next)) return 2;
  if (next !== 'u') return 0;
  const digits = text.slice(at + 2, at + 6);
  if (!/^[0-9a-fA-F]*$/.test(digits)) return 0;
  return digits.length === 4 || at + 6 > text.length ? 6 : 0;
}

function missing(text: string, at: number, what: string, closer: string | undefined): JsonScan {
  if (at < text.length) return fault(at, `${what} was expected`);
  const inside = closer === undefined ? '' : closer === '}' ? ' inside an object' : ' inside a list';
  return { ok: false, at, reason: `the text ends${inside} where ${what} was expected`, truncated: true };
}

function fault(at: number, reason: string): JsonScan {
  return { ok: false, at, reason, truncated: false };
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}
