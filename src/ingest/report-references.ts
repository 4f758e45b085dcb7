/**
 * A report's reference list. Every entry keeps its whole line as its note; what can be told apart in it (address,
 * date, title, publisher, hash of a snapshot) is read out beside it.
 */
import type { CitedSource } from '#domain/analysis.ts';
import { extractUrls } from './extract-urls.ts';
import type { Notices } from './import-notices.ts';
import { readMarker } from './list-marker.ts';
import { DATE_IN_TEXT, readLegalDate } from './read-dates.ts';
import type { Line } from './text-lines.ts';

const MARK = /^\s*(?:[-*]\s+)?\[\^?([\p{L}\p{N}._-]{1,40})\](?::|\s|$)\s*/u;

/** Markdown's definitions, which may stand anywhere: `[^1]: …` and `[1]: https://… "Title"`. */
export const DEFINITION = /^\[\^?[\p{L}\p{N}._-]{1,40}\]:\s+\S/u;

type Entry = { readonly ref: string | null; readonly line: Line; text: string; readonly whole: string[] };

/** Reads the filled lines of the list; entries without a mark are counted on. */
export function readReferences(lines: readonly Line[], notices: Notices): CitedSource[] {
  const entries: Entry[] = [];
  for (const line of lines) {
    const entry = openEntry(line, entries.length === 0);
    const last = entries.at(-1);
    if (entry !== null) entries.push(entry);
    else if (last !== undefined) {
      last.text = `${last.text} ${line.text.trim()}`;
      last.whole.push(line.text.trim());
    }
  }
  const taken = new Set(entries.flatMap((entry) => (entry.ref === null ? [] : [entry.ref])));
  const used = new Set<string>();
  return entries.map((entry) => {
    const ref = freeRef(entry, used, taken, notices);
    used.add(ref);
    return readReference(ref, entry);
  });
}

/** Null when the line continues the entry above it: it has no mark of its own. */
function openEntry(line: Line, isFirst: boolean): Entry | null {
  const whole = [line.text.trim()];
  const mark = MARK.exec(line.text);
  if (mark !== null) return { ref: mark[1] ?? null, line, text: line.text.slice(mark[0].length), whole };
  const marked = readMarker(line.text);
  if (marked.number !== null && /^\d+$/.test(marked.number)) {
    return { ref: marked.number, line, text: marked.text, whole };
  }
  const opens = isFirst || marked.bullet || (marked.indent === 0 && /^\S/.test(line.text));
  return opens ? { ref: null, line, text: marked.text, whole } : null;
}

/** The entry's own mark, or the next number that nobody has; marks are unique on a page. */
function freeRef(
  entry: Entry,
  used: ReadonlySet<string>,
  taken: ReadonlySet<string>,
  notices: Notices,
): string {
  if (entry.ref !== null && !used.has(entry.ref)) return entry.ref;
  let number = used.size + 1;
  while (used.has(String(number)) || taken.has(String(number))) number += 1;
  if (entry.ref !== null) {
    const message = `Two entries of the reference list are marked [${entry.ref}]; the second became [${number}].`;
    notices.add('DUPLICATE_REFERENCE', 'minor', message, {
      line: entry.line.number,
      excerpt: entry.whole.join('\n'),
    });
  }
  return String(number);
}

function readReference(ref: string, entry: Entry): CitedSource {
  const text = entry.text.trim();
  const [url] = extractUrls(text);
  const date = DATE_IN_TEXT.exec(withoutUrls(text))?.[0];
  const { title, publisher } = nameParts(text);
  return {
    ref,
    title,
    publisher,
    url: url ?? null,
    publishedOn: date === undefined ? null : readLegalDate(date),
    snapshot: /\b(?:sha256[:-]?\s*)?([0-9a-f]{64})\b/.exec(text)?.[1] ?? null,
    quote: null,
    note: entry.whole.join('\n'),
  };
}

/** `[Title](address)`, `"Title"`, or `Title. Publisher, date. address`. */
function nameParts(text: string): { title: string | null; publisher: string | null } {
  const linked = /^\[([^\]]{1,500})\]\(/.exec(text);
  if (linked?.[1] !== undefined) {
    const close = text.indexOf(')', linked[0].length);
    return { title: linked[1], publisher: publisherOf(close === -1 ? '' : text.slice(close + 1)) };
  }
  const words = withoutUrls(text).trim();
  const quoted = /["“]([^"”]{2,500})["”]/.exec(words.slice(0, 1000));
  if (quoted?.[1] !== undefined && (quoted.index === 0 || words.slice(0, quoted.index).trim() === '')) {
    return {
      title: quoted[1].replace(/[.,]$/, ''),
      publisher: publisherOf(words.slice(quoted.index + quoted[0].length)),
    };
  }
  const end =
    /(?<!\b(?:No|Art|Sec|Inc|Ltd|Co|v|U\.S|St|Dr))\.(?=\s|$)|\s[–—-]\s/.exec(words)?.index ?? words.length;
  const title = words.slice(0, end).replace(/[.,:;(\s]+$/, '');
  return {
    title: title === '' ? null : title.slice(0, 500).replace(/[\ud800-\udbff]$/, ''),
    publisher: publisherOf(words.slice(end)),
  };
}

/** The words up to the date or the next stop, when they are a name and not a date or a remark. */
function publisherOf(rest: string): string | null {
  const words = rest.replace(/^[\s.,:;–—-]+/, '');
  const date = DATE_IN_TEXT.exec(words)?.index ?? words.length;
  const end = /[,;(]|\.(?=\s|$)/.exec(words)?.index ?? words.length;
  const name = words.slice(0, Math.min(date, end)).trim();
  return /\p{L}{2}/u.test(name) && name.length <= 120 ? name : null;
}

function withoutUrls(text: string): string {
  return extractUrls(text).reduce((rest, url) => rest.replace(url, ' '), text);
}
