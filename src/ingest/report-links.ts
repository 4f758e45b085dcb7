/**
 * The report's list of links. Every entry keeps its text as written; the addresses in it and the closing remark in
 * brackets are read out beside it.
 */
import type { AnalysisContent } from '#domain/analysis.ts';
import { extractUrls } from './extract-urls.ts';
import { isListEntry, readMarker } from './list-marker.ts';
import type { Line } from './text-lines.ts';

type ReportLink = NonNullable<AnalysisContent['report']>['links'][number];

/** Reads the filled lines of the part, one entry per list mark at the outer indent. */
export function readLinks(lines: readonly Line[]): ReportLink[] {
  const entries: string[][] = [];
  let outer: number | null = null;
  for (const line of lines) {
    const marked = readMarker(line.text);
    const opens = isListEntry(marked) && marked.indent <= (outer ?? marked.indent);
    if (opens || entries.length === 0) {
      entries.push([marked.text]);
      if (opens) outer = marked.indent;
    } else if (outer === null && !isListEntry(marked)) {
      entries.push([marked.text]);
    } else {
      entries.at(-1)?.push(isListEntry(marked) ? line.text.trim() : marked.text);
    }
  }
  return entries.map((parts) => readLink(parts.join('\n')));
}

/** One entry from its text. */
export function readLink(text: string): ReportLink {
  return { text, urls: extractUrls(text), note: closingRemark(text) };
}

/** The words of the bracket that closes the entry; null when it ends otherwise. */
function closingRemark(text: string): string | null {
  if (!/\)\.?$/.test(text.slice(-2))) return null;
  const end = text.lastIndexOf(')');
  let depth = 0;
  for (let at = end; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    else if (text[at] === '(') depth -= 1;
    if (depth > 0) continue;
    // A bracket that touches the word before it is part of an address or a name.
    if (at > 0 && !/\s/.test(text[at - 1] ?? '')) return null;
    const remark = text
      .slice(at + 1, end)
      .replace(/^note:\s*/i, '')
      .trim();
    return remark === '' ? null : remark;
  }
  return null;
}
